import Testing

@testable import PadanAlign

struct BeadPriorTests {
  private let prior: BeadPrior

  init() throws {
    prior = try bundledWeights().model.priors
  }

  private func score(_ shape: (Int, Int), _ source: Int, _ target: Int, level: Bool = false)
    -> Double
  {
    prior.score(shape: shape, source: source, target: target, isLevel: level)
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
    #expect(score((2, 2), 2, 2, level: true) < 2 * score((1, 1), 1, 1))
    #expect(score((2, 2), 3, 3) > 2 * score((1, 1), 2, 1))
  }

  @Test func `the more segments are unpaired, the less it costs and the more a pair costs`() {
    let faithful = prior.with(unpairedShare: 0.01, drift: 0.02)
    let adapted = prior.with(unpairedShare: 0.6, drift: 0.02)
    func pair(_ prior: BeadPrior) -> Double {
      prior.score(shape: (1, 1), source: 1, target: 1, isLevel: true)
    }
    #expect(faithful.unpaired < adapted.unpaired)
    #expect(pair(faithful) > pair(adapted))
  }

  @Test(arguments: [0, 1, 24, 25, 100_000])
  func `any count has a finite prior`(count: Int) {
    #expect(score((1, 1), count, 1).isFinite)
    #expect(score((1, 3), count, 3) == score((3, 1), 3, count))
  }
}
