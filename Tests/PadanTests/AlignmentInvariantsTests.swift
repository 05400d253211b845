import Padan
import PadanTestSupport
import Testing

/// What holds of every alignment, tried on seeded documents of the bundled lexicon's words with
/// segments lost, put in, joined and moved.
struct AlignmentInvariantsTests {
  private static let lexicon = Bundled.lexicon(source: .indonesian, target: .english)!
  private static let entries = lexicon.sortedEntries
  private static let aligner = Aligner(source: .indonesian, target: .english)
  private static let mirroredAligner = Aligner(source: .english, target: .indonesian)

  private struct Document {
    var source: [String] = []
    var target: [String] = []

    init(seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        let words = (0..<Int.random(in: 1...14, using: &generator)).map { _ in
          entries.randomElement(using: &generator)!
        }
        let source = words.map(\.headword).joined(separator: " ") + "."
        let target = words.map(\.translations[0].text).joined(separator: " ") + "."
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: self.source.append(source)
        case 1: self.target.append(target)
        case 2 where !self.source.isEmpty:
          self.source[self.source.count - 1] += " " + source
          self.target.append(target)
        case 3 where !self.target.isEmpty:
          self.source.append(source)
          self.target[self.target.count - 1] += " " + target
        case 4:
          self.source.append(source)
          self.target.insert(target, at: Int.random(in: 0...self.target.count, using: &generator))
        case 5:
          self.source += [source, ""]
          self.target.append(target)
        default:
          self.source.append(source)
          self.target.append(target)
        }
      }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `every segment is in one bead, and only crossing beads are out of order`(seed: UInt64) {
    let document = Document(seed: seed)
    let beads = Self.aligner.align(document.source, document.target).beads
    #expect(beads.flatMap { Array($0.source) }.sorted() == Array(document.source.indices))
    #expect(beads.flatMap { Array($0.target) }.sorted() == Array(document.target.indices))
    #expect(beads.allSatisfy { (0...1).contains($0.confidence) })
    let straight = beads.filter { $0.isPaired && !$0.isCrossing }
    for (bead, next) in zip(straight, straight.dropFirst()) {
      #expect(bead.source.upperBound <= next.source.lowerBound)
      #expect(bead.target.upperBound <= next.target.lowerBound)
    }
  }

  private struct Pairing: Hashable {
    var source: [Int]
    var target: [Int]
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `texts and languages that change places give the mirrored beads`(seed: UInt64) {
    let document = Document(seed: seed)
    let beads = Self.aligner.align(document.source, document.target).beads
    let mirrored = Self.mirroredAligner.align(document.target, document.source).beads
    var confidences: [Pairing: Double] = [:]
    for bead in mirrored {
      confidences[Pairing(source: Array(bead.target), target: Array(bead.source))] = bead.confidence
    }
    #expect(confidences.count == beads.count)
    for bead in beads {
      let other = confidences[Pairing(source: Array(bead.source), target: Array(bead.target))]
      #expect(other != nil, "\(bead)")
      #expect(abs((other ?? 0) - bead.confidence) < 0.01, "\(bead)")
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `the same texts give the same beads again`(seed: UInt64) {
    let document = Document(seed: seed)
    let first = Self.aligner.align(document.source, document.target).beads
    #expect(first == Self.aligner.align(document.source, document.target).beads)
  }
}
