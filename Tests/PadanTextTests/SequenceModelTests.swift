import Glibc
import PadanTestSupport
import Testing

@testable import PadanText

/// The conditional random field, beside all labellings of short sequences.
struct SequenceModelTests {
  private static let file = """
    # A comment.
    labels a b c
    from a a=0.5 b=-1.25
    from c a=2.00 c=0.75
    x=1 a=1.5 c=-0.5
    x=2 b=0.25
    """
  private static let transitions: [[Float]] = [[0.5, -1.25, 0], [0, 0, 0], [2, 0, 0.75]]

  /// All labellings of some members.
  private func labellings(_ count: Int) -> [[Int]] {
    (0..<count).reduce([[]]) { found, _ in found.flatMap { start in (0..<3).map { start + [$0] } } }
  }

  /// The score of a labelling, in nats.
  private func score(
    _ labels: [Int], _ scores: [SequenceModel.Scores], after previous: Int?
  ) -> Float {
    var score: Float = 0
    var last = previous
    for (label, row) in zip(labels, scores) {
      score += row[label] + (last.map { Self.transitions[$0][label] } ?? 0)
      last = label
    }
    return score
  }

  @Test func `a weight file gives each feature a row of weights`() {
    let model = SequenceModel(Self.file)
    #expect(model.labels == ["a", "b", "c"])
    #expect(model.weights.keys.sorted() == ["x=1", "x=2"])
    #expect(
      model.weights["x=1"]
        == SequenceModel.Scores(lowHalf: [1.5, 0, -0.5, 0, 0, 0, 0, 0], highHalf: .zero))
  }

  @Test func `a long sequence of high scores is decided as one of low scores`() {
    let model = SequenceModel(Self.file)
    var generator = SeededGenerator(seed: 7)
    let scores = (0..<20_000).map { _ in
      var row = SequenceModel.Scores.zero
      for label in 0..<3 { row[label] = Float.random(in: -1...1, using: &generator) }
      return row
    }
    var offset = SequenceModel.Scores.zero
    for label in 0..<3 { offset[label] = 1024 }
    let labels = model.decide(scores, givesConfidence: false).map(\.label)
    let high = model.decide(scores.map { $0 + offset }, givesConfidence: false).map(\.label)
    let differences = zip(labels, high).count { $0 != $1 }
    // The sum of a score and the offset itself rounds to 1/8192.
    #expect(differences <= 20)
  }

  @Test(arguments: 1...5, [nil, 0, 2] as [Int?])
  func `decisions are those over all labellings`(count: Int, previous: Int?) {
    let model = SequenceModel(Self.file)
    var generator = SeededGenerator(seed: UInt64(count))
    for _ in 0..<20 {
      let scores = (0..<count).map { _ in
        var row = SequenceModel.Scores.zero
        for label in 0..<3 { row[label] = Float.random(in: -3...3, using: &generator) }
        return row
      }
      let all = labellings(count)
      let weights = all.map { exp(Double(score($0, scores, after: previous))) }
      let total = weights.reduce(0, +)
      let best = all[weights.indices.max { weights[$0] < weights[$1] }!]
      let decisions = model.decide(scores, after: previous)
      #expect(decisions.map(\.label) == best)
      for (index, decision) in decisions.enumerated() {
        let share = zip(all, weights).filter { $0.0[index] == best[index] }.map(\.1).reduce(0, +)
        #expect(abs(Double(decision.confidence) - share / total) < 1e-4)
      }
    }
  }

  @Test func `a long sequence does not underflow`() {
    let model = SequenceModel(Self.file)
    let row = model.weights["x=1"]!
    let decisions = model.decide(Array(repeating: row, count: 10_000))
    #expect(decisions.allSatisfy { $0.label == 0 && (0.5...1).contains($0.confidence) })
  }
}
