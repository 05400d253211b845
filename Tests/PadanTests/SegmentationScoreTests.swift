import Padan
import PadanTestSupport
import Testing

/// Testing has a type of this name, too.
typealias SourceLocation = PadanModel.SourceLocation

/// Figures worked out by hand; the public scorer gives the same.
struct SegmentationScoreTests {
  /// Segments, first to last: `A b.` `C d?` `"E.` `f" g` `Judul H.`
  private static let text = "A b. C d? \"E. f\" g Judul H."

  private func gold(_ text: String, _ spans: String, optional: String = "[]") throws
    -> SegmentationGold
  {
    var json = JSONWriter()
    json.string(text)
    let quoted = String(decoding: json.bytes, as: UTF8.self)
    let line = "{\"id\":\"x\",\"text\":\(quoted),\"spans\":\(spans),\"optional\":\(optional)}"
    let bytes = Array(line.utf8)
    return try JSONLines.decode(
      SegmentationGold.self, from: bytes[...], at: SourceLocation(file: "gold", line: 1))
  }

  private func gold(optional: String = "[]") throws -> SegmentationGold {
    try gold(Self.text, "[[0,4],[5,9],[10,13],[14,18],[19,27]]", optional: optional)
  }

  private func score(_ gold: SegmentationGold, _ found: FoundSegments?) throws -> SegmentationScore
  {
    var score = SegmentationScore()
    try score.add(gold, found: found)
    return score
  }

  private func counts(_ counts: SegmentationScore.Counts) -> [Int] {
    [counts.truePositives, counts.falsePositives, counts.falseNegatives]
  }

  @Test(arguments: [
    [0..<4, 5..<9, 10..<13, 14..<18, 19..<27], [0..<5, 5..<10, 10..<14, 14..<19, 19..<27],
  ])
  func `the gold's own spans are right, blanks counting nothing`(_ spans: [Range<Int>]) throws {
    let score = try score(try gold(), .spans(spans))
    #expect(counts(score.all) == [4, 0, 0])
    #expect(counts(score.decidable) == [3, 0, 0])  // after `f" g` only layout would tell
    #expect(score.exact == 1 && score.lossy == 0 && score.errors.isEmpty)
    #expect(score.all.f1 == 1)
  }

  @Test func `wrong and missing boundaries are counted and named in the gold's order`() throws {
    let found = FoundSegments.texts(["A b. C", "d?", "\"E.", "f\" g Judul H."])
    let score = try score(try gold(), found)
    // Right: after `d?` and `"E.`. Wrong: after `C`. Missed: after `b.` and, hard to find, `g`.
    #expect(counts(score.all) == [2, 1, 2])
    #expect(counts(score.decidable) == [2, 1, 1])
    #expect(abs(score.all.precision - 2.0 / 3) < 1e-12)
    #expect(score.all.recall == 0.5)
    #expect(abs(score.all.f1 - 4.0 / 7) < 1e-12)
    #expect(score.errors.map(\.kind) == [.falsePositive, .falseNegative, .undecidable])
    #expect(score.errors.map(\.offset) == [6, 4, 18])
    #expect(
      score.errors[1].before == "A b." && score.errors[1].after == " C d? \"E. f\" g Judul H.")
  }

  @Test(arguments: 0...4) func `all errors are counted, and as many kept as are asked for`(
    _ most: Int
  ) throws {
    var score = SegmentationScore(mostErrors: most)
    try score.add(try gold(), found: .texts(["A b. C", "d?", "\"E.", "f\" g Judul H."]))
    #expect(counts(score.all) == [2, 1, 2])
    #expect(score.errors.map(\.offset) == Array([6, 4, 18].prefix(most)))
  }

  @Test func `optional boundaries count neither way`() throws {
    let gold = try gold(optional: "[13, 6]")
    let all = try score(gold, .spans([0..<4, 5..<6, 7..<9, 10..<18, 19..<27]))
    #expect(counts(all.all) == [3, 0, 0])
    #expect(all.exact == 1)
  }

  @Test func `spans that leave text out are lossy`() throws {
    let score = try score(try gold(), .spans([0..<4, 5..<9, 10..<13, 14..<18]))
    #expect(score.lossy == 1)
    #expect(counts(score.all) == [4, 0, 0])
  }

  @Test func `a text without a result has missed every boundary`() throws {
    let score = try score(try gold(), nil)
    #expect(score.missing == 1 && score.exact == 0 && score.lossy == 0)
    #expect(counts(score.all) == [0, 0, 4])
    #expect(score.all.precision == 1 && score.all.recall == 0 && score.all.f1 == 0)
  }

  @Test func `a line break makes a boundary decidable`() throws {
    let score = try score(
      try gold("Judul\nIsi. Akhir", "[[0,5],[6,10],[11,16]]"), .texts(["Judul", "Isi.", "Akhir"]))
    #expect(counts(score.decidable) == [2, 0, 0])
  }

  @Test func `offsets count scalars beyond the first plane`() throws {
    let score = try score(
      try gold("Café… “Ya.”\nB 😀 c.", "[[0,5],[6,11],[12,18]]"),
      .spans([0..<5, 6..<11, 12..<18]))
    #expect(counts(score.all) == [2, 0, 0])
    #expect(counts(score.decidable) == [2, 0, 0])
  }

  @Test func `one segment and an empty text have no boundary to find`() throws {
    for (text, spans) in [("Satu.", "[[0,5]]"), ("", "[]"), ("  ", "[]")] {
      let score = try score(try gold(text, spans), .texts(text.isEmpty ? [] : [text]))
      #expect(counts(score.all) == [0, 0, 0])
      #expect(score.all.f1 == 1 && score.exact == 1)
    }
  }

  @Test func `segments that lose or make up text are an error`() throws {
    #expect(throws: GoldError.lostText(id: "x", found: 3, expected: 19)) {
      try score(try gold(), .texts(["A b."]))
    }
    #expect(throws: GoldError.outOfRange(id: "x")) { try score(try gold(), .spans([0..<28])) }
  }

  @Test func `texts add up`() throws {
    var score = SegmentationScore()
    try score.add(try gold(), found: .spans([0..<27]))
    try score.add(try gold(), found: nil)
    #expect(score.texts == 2 && score.missing == 1)
    #expect(counts(score.all) == [0, 0, 8])
  }
}
