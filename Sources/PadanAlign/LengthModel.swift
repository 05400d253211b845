import Glibc

/// How well two runs of text pair, judged by their lengths alone.
///
/// The logarithm of the ratio of a translation's length to its source's, in Unicode scalars, is taken
/// to be normal, with a variance that shrinks as texts grow; after Gale and Church (1993,
/// https://aclanthology.org/J93-1004), who took the difference of the lengths. A small share of pairs
/// is let off, so that one odd length does not decide a bead.
struct LengthModel {
  /// A length and its logarithm, so that a length met in many beads has its logarithm taken once.
  struct Length {
    let scalars: Int
    let logarithm: Double

    init(scalars: Int) {
      self.scalars = scalars
      logarithm = log(Double(max(scalars, 1)))
    }
  }

  private let weight: Double
  private let outliers: Double
  private let strangers: Normal
  /// What a pair's log ratio is taken to be where both sides together have so many scalars.
  private let pairs: [Normal]
  private let outlierScore: Double

  /// The spread of a normal distribution, as its density needs it.
  private struct Normal {
    let halfPrecision: Double
    let halfLogVariance: Double

    init(variance: Double) {
      halfPrecision = 1 / (2 * variance)
      halfLogVariance = log(variance) / 2
    }
  }

  /// Texts longer than this together are judged as if they were of this length.
  private static let longestTotal = 4096

  /// - Parameters:
  ///   - weight: What the score is multiplied by.
  ///   - base: The variance of a pair's log ratio, however long it is.
  ///   - slope: What is added to it, over the mean length of both sides.
  ///   - strangers: The standard deviation of the log ratio between strangers.
  ///   - outliers: The share of pairs whose lengths say nothing.
  init(weight: Double, base: Double, slope: Double, strangers: Double, outliers: Double) {
    self.weight = weight
    self.outliers = outliers
    self.strangers = Normal(variance: strangers * strangers)
    pairs = (0...Self.longestTotal).map {
      Normal(variance: base + slope * 2 / Double(max(2, $0)))
    }
    outlierScore = log(outliers)
  }

  /// The log-likelihood ratio of “a pair” against “two strangers”, in nats: higher is better.
  ///
  /// - Parameter mean: The mean of log(target / source): above 0 where translations are longer.
  func score(source: Length, target: Length, mean: Double) -> Double {
    let ratio = target.logarithm - source.logarithm
    let distance = ratio - mean
    let pair = pairs[min(source.scalars + target.scalars, Self.longestTotal)]
    // Strangers differ by chance around the same mean: what is odd for the languages is odd for both.
    let advantage =
      distance * distance * (strangers.halfPrecision - pair.halfPrecision)
      + strangers.halfLogVariance - pair.halfLogVariance
    // Far out the pair's density is lost beside the outliers' share.
    if advantage < -30 { return weight * outlierScore }
    return weight * log((1 - outliers) * exp(advantage) + outliers)
  }
}
