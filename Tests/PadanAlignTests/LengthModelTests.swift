import Testing

@testable import PadanAlign

struct LengthModelTests {
  private let lengths: LengthModel

  init() throws {
    lengths = try bundledWeights().model.lengths
  }

  private func score(
    _ source: Int, _ target: Int, mean: Double = 0, isEven: Bool = true
  ) -> Double {
    var lengths = lengths
    lengths.mean = mean
    return lengths.score(
      source: LengthModel.Length(scalars: source), target: LengthModel.Length(scalars: target),
      isEven: isEven)
  }

  @Test func `an odd length says less of sides with different numbers of sentences`() {
    #expect(score(100, 300, isEven: false) > score(100, 300) + 1)
    #expect(score(100, 100, isEven: false) < score(100, 100))
  }

  @Test func `texts of one length pair better than texts of two`() {
    let scores = [100, 120, 150, 200, 300, 600].map { score(100, $0) }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(scores[0] > 0)
    #expect(scores[5] < 0)
  }

  @Test(arguments: [(0, 0), (0, 1), (1, 0), (1, 1_000_000), (1_000_000, 1)])
  func `every pair of lengths has a finite score`(_ source: Int, _ target: Int) {
    #expect(score(source, target).isFinite)
  }

  @Test(arguments: [(10, 20), (100, 130), (1, 9)])
  func `with a mean of zero both directions score alike`(_ a: Int, _ b: Int) {
    #expect(abs(score(a, b) - score(b, a)) < 1e-9)
  }

  @Test func `the smaller the spread, the more an odd length says`() {
    var narrow = lengths
    narrow.spread = 0.3
    let (a, b) = (LengthModel.Length(scalars: 100), LengthModel.Length(scalars: 170))
    func gain(_ target: LengthModel.Length) -> Double {
      narrow.score(source: a, target: target, isEven: true)
        - lengths.score(source: a, target: target, isEven: true)
    }
    #expect(gain(b) < 0)
    #expect(gain(a) > 0)
  }

  @Test func `a language that writes shorter moves the best length`() {
    #expect(score(100, 33, mean: -1.1) > score(100, 100, mean: -1.1))
    #expect(abs(score(33, 100, mean: 1.1) - score(100, 33, mean: -1.1)) < 1e-9)
  }
}
