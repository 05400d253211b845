import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

struct SelfTrainingTests {
  @Test func `documents of one run teach each other how long translations are`() throws {
    // No lexicon, no names: only lengths tell. Translations have a third of the letters.
    let aligner = Aligner(
      source: try #require(LanguageTag("fi")), target: try #require(LanguageTag("sw")),
      lexicon: nil, weights: try bundledWeights())
    var generator = SeededGenerator(seed: 1)
    func document() -> (source: [String], target: [String]) {
      let lengths = (0..<12).map { _ in Int.random(in: 10...60, using: &generator) }
      return (
        lengths.map { String(repeating: "ab ", count: $0) },
        lengths.map { String(repeating: "c ", count: $0 / 2) }
      )
    }
    var training = SelfTraining(aligner)
    for _ in 0..<20 {
      let (source, target) = document()
      training.add(aligner.study(SegmentedText(texts: source), SegmentedText(texts: target)))
    }
    let (source, target) = document()
    let alignment = training.trainedAligner().align(source, Array(target.dropFirst(4)))
    #expect(alignment.beads.filter(\.isPaired).map(\.source) == (4..<12).map { $0..<$0 + 1 })
  }

  /// A text of which only words, and the years at both ends, tell which segments translate each
  /// other: their lengths are alike.
  private struct WordyText {
    let source: [String]
    let target: [String]

    /// - Parameter inflected: Whether each use of a word has an ending of its own.
    init(inflected: Bool = false) {
      var generator = SeededGenerator(seed: 1)
      let roots = Array("bcdfghjklm").flatMap { first in "npr".map { "\(first)\($0)" } }
      let segments = (0..<16).map { place in
        (
          words: generator.elements(5, of: roots),
          year: [0, 1, 14, 15].contains(place) ? 1901 + place : nil
        )
      }
      var uses = 0
      func texts(_ word: (String) -> String) -> [String] {
        segments.map {
          let words = $0.words.map { root in
            uses += 1
            let letters = Array("abcdefghijklm")
            return word(root) + (inflected ? "\(letters[uses % 13])\(letters[uses / 13])" : "")
          }
          return (words + ($0.year.map { ["\($0)"] } ?? [])).joined(separator: " ")
        }
      }
      source = texts { "\($0)aa" }
      target = texts { "u\($0)u" }
    }
  }

  private func unknownPair() throws -> Aligner {
    Aligner(
      source: try #require(LanguageTag("fi")), target: try #require(LanguageTag("sw")),
      lexicon: nil, weights: try bundledWeights())
  }

  @Test func `a document teaches the words that recur in it`() throws {
    try expectLearning(from: WordyText())
  }

  @Test func `where affixes are unknown, words that begin alike teach together`() throws {
    try expectLearning(from: WordyText(inflected: true))
  }

  /// Expects that a text without two of its segments is aligned well with the words that it teaches,
  /// and only with these.
  private func expectLearning(from text: WordyText) throws {
    let aligner = try unknownPair()
    let left = Array(text.target[..<5] + text.target[7...])
    func right(_ aligner: Aligner) -> Int {
      aligner.align(text.source, left).beads.count {
        $0.kind == "1-1" && text.target[$0.source.lowerBound] == left[$0.target.lowerBound]
      }
    }
    var training = SelfTraining(aligner)
    training.add(aligner.study(SegmentedText(texts: text.source), SegmentedText(texts: left)))
    let trained = training.trainedAligner()
    #expect(trained.lexicon?.isDictionary == true)
    #expect(right(trained) == 14)
    #expect(right(aligner) < 14)
  }

  @Test func `the second alignment searches where the first did`() throws {
    let aligner = try unknownPair()
    let text = WordyText()
    let source = SegmentedText(texts: text.source)
    let left = SegmentedText(texts: Array(text.target[..<5] + text.target[7...]))
    let fixed = [Bead(source: 9..<10, target: 7..<8)]
    let studied = aligner.study(source, left, fixed: fixed)
    #expect(studied.corridors.count == 2)  // before and after the fixed bead
    var training = SelfTraining(aligner)
    training.add(studied)
    for aligner in [aligner, training.trainedAligner()] {
      let again = aligner.align(source, left, fixed: fixed, in: studied.corridors).alignment.beads
      let anew = aligner.align(source, left, fixed: fixed).alignment.beads
      #expect(again.map(\.source) == anew.map(\.source))
      #expect(again.map(\.target) == anew.map(\.target))
      // A learnt word moves the corridor a little.
      #expect(zip(again, anew).allSatisfy { abs($0.confidence - $1.confidence) < 0.001 })
    }
  }

  @Test func `a document that comes twice teaches once`() throws {
    let aligner = try unknownPair()
    let text = WordyText()
    let left = Array(text.target[..<5] + text.target[7...])
    let studied = aligner.study(SegmentedText(texts: text.source), SegmentedText(texts: left))
    func trained(by count: Int) -> Aligner {
      var training = SelfTraining(aligner)
      for _ in 0..<count { training.add(studied) }
      return training.trainedAligner()
    }
    let (once, twice) = (trained(by: 1), trained(by: 2))
    #expect(twice.align(text.source, left) == once.align(text.source, left))
    #expect(twice.lexicon?.count == once.lexicon?.count)
  }

  @Test func `a word that stands in one segment teaches nothing`() throws {
    let aligner = Aligner(
      source: .indonesian, target: .english, lexicon: nil, weights: try bundledWeights())
    var training = SelfTraining(aligner)
    training.add(
      aligner.study(
        SegmentedText(texts: ["Padi menguning.", "Hujan turun."]),
        SegmentedText(texts: ["Rice ripens.", "Rain falls."])))
    #expect(training.trainedAligner().lexicon == nil)
  }
}
