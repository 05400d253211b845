import Testing

@testable import PadanAlign

struct LengthModelTests {
  private let lengths: LengthModel

  init() throws {
    lengths = LengthModel(weights: try bundledWeights(), mean: 0)
  }

  @Test func `texts of one length pair better than texts of two`() {
    let scores = [100, 120, 150, 200, 300, 600].map { lengths.score(source: 100, target: $0) }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(scores[0] > 0)
    #expect(scores[5] < 0)
  }

  @Test(arguments: [(0, 0), (0, 1), (1, 0), (1, 1_000_000), (1_000_000, 1)])
  func `every pair of lengths has a finite score`(_ source: Int, _ target: Int) {
    #expect(lengths.score(source: source, target: target).isFinite)
  }

  @Test(arguments: [(10, 20), (100, 130), (1, 9)])
  func `with a mean of zero both directions score alike`(_ a: Int, _ b: Int) {
    let difference = lengths.score(source: a, target: b) - lengths.score(source: b, target: a)
    #expect(abs(difference) < 1e-9)
  }
}
