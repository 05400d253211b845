import Padan
import Testing

/// Figures worked out by hand; the public scorer gives the same.
struct AlignmentScoreTests {
  /// Four paired beads and two unpaired segments.
  private static let gold = "[[[0],[0]],[[1],[1,2]],[[2],[]],[[3],[3]],[[],[4]],[[4,5],[5]]]"

  private func beads(_ json: String) throws -> [BeadRecord] {
    let bytes = Array(json.utf8)
    return try JSONLines.decode(
      [BeadRecord].self, from: bytes[...], at: SourceLocation(file: "beads", line: 1))
  }

  private func score(_ found: String?, gold: String = gold) throws -> AlignmentScore {
    var score = AlignmentScore()
    score.add(gold: try beads(gold), found: try found.map(beads))
    return score
  }

  private func expect(
    _ rates: Rates, _ precision: Double, _ recall: Double,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(abs(rates.precision - precision) < 1e-12, sourceLocation: sourceLocation)
    #expect(abs(rates.recall - recall) < 1e-12, sourceLocation: sourceLocation)
  }

  @Test func `the gold scored against itself is right in every figure`() throws {
    let score = try score(Self.gold)
    for rates in [score.strict, score.lax, score.null, score.vecalignStrict, score.vecalignLax] {
      #expect(rates.f1 == 1)
    }
    #expect(score.recallByKind["1-1"]?.gold == 2)
    #expect(score.recallByKind["1-2"]?.found == 1)
    #expect(score.calibration == nil)
  }

  @Test func `strict, lax, unpaired and vecalign's counting are apart`() throws {
    // Right: [0|0]. Partly: [1|1], [4|5]. Wrong: [2|2], [3|4]. Unpaired: target 3 (wrong), source 5.
    let score = try score("[[[0],[0]],[[1],[1]],[[2],[2]],[[3],[4]],[[],[3]],[[4],[5]],[[5],[]]]")
    expect(score.strict, 1.0 / 5, 1.0 / 4)
    #expect(abs(score.strict.f1 - 2.0 / 9) < 1e-12)
    expect(score.lax, 3.0 / 5, 3.0 / 4)
    expect(score.null, 0, 0)
    expect(score.vecalignStrict, 1.0 / 7, 1.0 / 4)
    expect(score.vecalignLax, 3.0 / 7, 3.0 / 4)
    #expect(score.recallByKind["1-1"].map { [$0.found, $0.gold] } == [1, 2])
    #expect(score.recallByKind["1-2"].map { [$0.found, $0.gold] } == [0, 1])
    #expect(score.recallByKind["2-1"].map { [$0.found, $0.gold] } == [0, 1])
  }

  @Test func `unpaired segments count one by one`() throws {
    let score = try score("[[[0],[0]],[[1],[1,2]],[[2,3],[]],[[],[3,4]],[[4,5],[5]]]")
    expect(score.strict, 3.0 / 3, 3.0 / 4)
    expect(score.null, 2.0 / 4, 2.0 / 2)
  }

  @Test func `order inside a bead and repeats of one do not matter`() throws {
    let score = try score("[[[5,4],[5]],[[5,4],[5]],[[4,5],[5]],[[],[]],[[0],[0]]]")
    expect(score.strict, 1, 2.0 / 4)
  }

  @Test func `a document without a result has missed every bead`() throws {
    let score = try score(nil)
    #expect(score.missing == 1)
    expect(score.strict, 0, 0)
    #expect(score.strict.f1 == 0)
  }

  @Test func `calibration compares confidences with what was right`() throws {
    // .95…: one right of two; .5…: right; below .5: wrong.
    let score = try score(
      "[[[0],[0],0.96],[[1],[1],0.98],[[3],[3],0.6],[[2],[2],0.2],[[],[4],0.9]]")
    let calibration = try #require(score.calibration)
    // |0.96 + 0.98 − 1| + |0.6 − 1| + |0.2 − 0|, over four beads
    #expect(abs(calibration.error - (0.94 + 0.4 + 0.2) / 4) < 1e-12)
    #expect(calibration.confidentShare == 0.5)
    #expect(calibration.confidentPrecision == 0.5)
  }

  @Test func `documents add up before they are divided`() throws {
    var score = AlignmentScore()
    score.add(gold: try beads("[[[0],[0]]]"), found: try beads("[[[0],[0]]]"))
    score.add(
      gold: try beads("[[[0],[0]],[[1],[1]],[[2],[2]]]"), found: try beads("[[[0],[1]]]"))
    expect(score.strict, 1.0 / 2, 1.0 / 4)
  }
}
