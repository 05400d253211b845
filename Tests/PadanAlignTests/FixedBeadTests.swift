import PadanAlign
import PadanModel
import PadanTestSupport
import Testing

/// Beads that are known before an alignment, and vectors that help it.
struct FixedBeadTests {
  private let aligner: Aligner

  init() throws {
    aligner = Aligner(
      source: .indonesian, target: .english, lexicon: nil, weights: try bundledWeights())
  }

  private static func texts(_ count: Int, using generator: inout SeededGenerator) -> [String] {
    let words = ["Budi", "Jakarta", "2025", "harga", "rice", "naik", "persen", "percent", "?", ""]
    return (0..<count).map { _ in
      generator.elements(Int.random(in: 0...9, using: &generator), of: words)
        .joined(separator: " ")
    }
  }

  /// Disjoint beads at random places, some of one side, some out of order.
  private static func beads(
    _ sourceCount: Int, _ targetCount: Int, using generator: inout SeededGenerator
  ) -> [Bead] {
    func runs(_ count: Int) -> [Range<Int>] {
      var runs: [Range<Int>] = []
      var start = 0
      while start < count {
        let end = min(count, start + Int.random(in: 1...3, using: &generator))
        runs.append(start..<end)
        start = end
      }
      return runs.filter { _ in Bool.random(using: &generator) }
    }
    let sources = runs(sourceCount)
    let targets = runs(targetCount)
    var beads = zip(sources, targets).map { Bead(source: $0, target: $1) }
    if beads.count > 2, Bool.random(using: &generator) {
      (beads[0].target, beads[2].target) = (beads[2].target, beads[0].target)
    }
    beads += sources.dropFirst(beads.count).map { Bead(source: $0, target: 0..<0) }
    beads += targets.dropFirst(beads.count).map { Bead(source: 0..<0, target: $0) }
    return beads
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `fixed beads come out as they are, and the rest covers what is left`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let source = Self.texts(Int.random(in: 0...14, using: &generator), using: &generator)
    let target = Self.texts(Int.random(in: 0...14, using: &generator), using: &generator)
    let fixed = Self.beads(source.count, target.count, using: &generator)
    let alignment = aligner.align(source, target, fixed: fixed)
    #expect(alignment.beads.flatMap { Array($0.source) } == Array(source.indices))
    #expect(alignment.beads.flatMap { Array($0.target) }.sorted() == Array(target.indices))
    let found = Set(alignment.beads.map { [$0.source, $0.target] })
    for bead in fixed where bead.isPaired { #expect(found.contains([bead.source, bead.target])) }
    let unpaired = fixed.filter { !$0.isPaired }
    for position in unpaired.flatMap(\.source) {
      #expect(alignment.beads.contains { $0.source == position..<position + 1 && !$0.isPaired })
    }
    for position in unpaired.flatMap(\.target) {
      #expect(alignment.beads.contains { $0.target == position..<position + 1 && !$0.isPaired })
    }
    let straight = alignment.beads.filter { $0.isPaired && !$0.isCrossing }.map(\.target)
    #expect(zip(straight, straight.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
  }

  @Test func `what stands before a fixed bead pairs with what stands before it`() {
    let source = ["Budi 17", "Ani 23", "tetap", "Budi 17", "Ani 23"]
    let target = ["Budi 17", "fixed", "Ani 23", "Budi 17", "Ani 23"]
    let fixed = [Bead(source: 2..<3, target: 1..<2)]
    let beads = aligner.align(source, target, fixed: fixed).beads
    for bead in beads where bead.isPaired && !bead.isCrossing {
      #expect((bead.source.lowerBound < 2) == (bead.target.lowerBound < 1) || bead == beads[2])
    }
    #expect(beads.contains { $0.source == 2..<3 && $0.target == 1..<2 && $0.confidence == 1 })
  }

  @Test func `a fixed bead marked as crossing leaves the others their order`() {
    let source = (0..<12).map { "Nomor \($0 * 37 + 101) Kota\($0)" }
    var target = source
    target.append(target.remove(at: 2))
    let fixed = [Bead(source: 2..<3, target: 11..<12, isCrossing: true)]
    let beads = aligner.align(source, target, fixed: fixed).beads
    #expect(beads.count == 12 && beads.allSatisfy { $0.kind == "1-1" })
    #expect(beads.filter(\.isCrossing).map(\.source) == [2..<3])
  }

  @Test func `an anchor of a long text gives way to a fixed bead`() {
    let texts = (0..<450).map { "Nomor \($0 * 7919 + 100_003) Kota\($0)" }
    let fixed = [Bead(source: 0..<1, target: 440..<441)]
    let beads = aligner.align(texts, texts, fixed: fixed).beads
    #expect(beads.contains { $0.source == 0..<1 && $0.target == 440..<441 })
    #expect(beads.flatMap { Array($0.target) }.sorted() == Array(0..<450))
    let anchored = aligner.align(texts, texts, fixed: [Bead(source: 225..<226, target: 225..<226)])
    #expect(anchored.beads.allSatisfy { $0.source == $0.target && !$0.isCrossing })
  }

  @Test func `the segments of an article that are left out may be fixed`() {
    let segments = [SegmentKind.headline, .byline, .body].enumerated().map { index, kind in
      Segment(text: "Teks \(index)", range: 0..<6, block: index, kind: kind)
    }
    let fixed = [Bead(source: 1..<2, target: 1..<2)]
    let beads = aligner.align(segments, segments, fixed: fixed).beads
    #expect(beads.contains { $0.source == 1..<2 && $0.target == 1..<2 })
  }

  // MARK: Vectors

  @Test func `vectors pair what no word shows`() throws {
    let source = ["aaa bbb ccc", "ddd eee fff", "ggg hhh iii", "jjj kkk lll"]
    let target = ["mmm nnn ooo", "sss ttt uuu", "ppp qqq rrr", "xxx yyy zzz"]
    func vector(_ axis: Int) throws -> SentenceVector {
      try #require(SentenceVector((0..<6).map { $0 == axis ? 1 : 0.3 }))
    }
    var vectors = SentenceVectors()
    for (axis, text) in zip([0, 1, 2, 3], source) { vectors.source[text] = try vector(axis) }
    // The first target answers the second source, and so on.
    for (axis, text) in zip([1, 2, 3, 5], target) { vectors.target[text] = try vector(axis) }
    let beads = aligner.align(source, target, vectors: vectors).beads
    #expect(
      beads.filter(\.isPaired).map { [$0.source.lowerBound, $0.target.lowerBound] }
        == [[1, 0], [2, 1], [3, 2]])
  }

  @Test func `a run without a vector of its own is the mean of its segments`() throws {
    let source = ["aaa bbb ccc ddd", "eee fff ggg", "hhh iii jjj"]
    let target = ["kkk lll", "mmm nnn", "ooo ppp qqq", "rrr sss ttt"]
    let axes: [[Float]] = [[1, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]]
    var vectors = SentenceVectors()
    for (text, axis) in zip(source, axes) { vectors.source[text] = SentenceVector(axis) }
    let parts: [[Float]] = [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], axes[1], axes[2]]
    for (text, axis) in zip(target, parts) { vectors.target[text] = SentenceVector(axis) }
    let beads = aligner.align(source, target, vectors: vectors).beads
    #expect(beads.map(\.kind) == ["1-2", "1-1", "1-1"])
  }

  @Test func `no vectors, or none that fit, change nothing`() throws {
    let source = ["Budi 17", "Ani 23", "Cici 5"]
    let target = ["Budi 17", "Cici 5"]
    let plain = aligner.align(source, target).beads
    #expect(aligner.align(source, target, vectors: SentenceVectors()).beads == plain)
    let one = try #require(SentenceVector([1, 0]))
    let strange = SentenceVectors(source: ["lain": one], target: ["other": one])
    #expect(aligner.align(source, target, vectors: strange).beads == plain)
  }
}
