import Testing

@testable import PadanAlign

struct BeadPriorTests {
  private let prior: BeadPrior

  init() throws {
    prior = try bundledWeights().model.priors
  }

  private func score(
    _ shape: (Int, Int), _ source: Int, _ target: Int, canBeCut: Bool = false
  ) -> Double {
    prior.score(
      BeadShape(shape.0, shape.1), source: source, target: target, canBeCut: canBeCut)
  }

  @Test func `one segment of two sentences pairs rather with two of one than with one of one`() {
    #expect(score((1, 2), 2, 2) > score((1, 1), 2, 1))
    #expect(score((2, 1), 2, 2) > score((2, 1), 2, 1))
  }

  @Test(arguments: [1, 2, 3, 10])
  func `the further the counts part the less probable the bead`(count: Int) {
    let scores = (0...4).map { score((1, 1), count, count + $0) }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `two level pairs are no bead of four, two that overlap are`() {
    #expect(score((2, 2), 2, 2, canBeCut: true) < 2 * score((1, 1), 1, 1))
    #expect(score((2, 2), 3, 3) > 2 * score((1, 1), 2, 1))
  }

  @Test func `the more segments are unpaired, the less it costs and the more a pair costs`() {
    func shares(unpaired: Double) -> BeadPrior.Shares {
      BeadPrior.Shares(unpaired: unpaired, cuttable: 0.001, further: 0.5, drift: 0.02)
    }
    let faithful = prior.with(shares(unpaired: 0.01))
    let adapted = prior.with(shares(unpaired: 0.6))
    func pair(_ prior: BeadPrior) -> Double {
      prior.score(BeadShape(1, 1), source: 1, target: 1, canBeCut: false)
    }
    #expect(faithful.unpaired < adapted.unpaired)
    #expect(pair(faithful) > pair(adapted))
  }

  @Test func `each further segment of a bead is less probable`() {
    let scores = (2...8).map { score((1, $0), 8, 8) }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
    #expect(score((2, 3), 5, 5) < score((2, 2), 5, 5))
  }

  @Test(arguments: [0, 1, 24, 25, 100_000])
  func `any count has a finite prior`(count: Int) {
    #expect(score((1, 1), count, 1).isFinite)
    #expect(score((1, 3), count, 3) == score((3, 1), 3, count))
  }
}
