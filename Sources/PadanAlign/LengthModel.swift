import Glibc

/// How well two runs of text pair, judged by their lengths alone.
///
/// The logarithm of the ratio of a translation's length to its source's, in Unicode scalars, is
/// assumed to be normal, with a variance that shrinks as texts grow. The model is after Gale and
/// Church (1993, https://aclanthology.org/J93-1004), who used the difference of the lengths. The
/// lengths of a small share of pairs are taken to say nothing, so that one odd length does not
/// decide a bead.
struct LengthModel {
  /// A length with its logarithm, which is computed once for all beads.
  struct Length {
    let scalars: Int
    let logarithm: Double

    init(scalars: Int) {
      self.scalars = scalars
      logarithm = log(Double(max(scalars, 1)))
    }
  }

  /// The mean of log(target / source) of pairs: above 0 if translations are longer.
  var mean = 0.0
  /// What the usual variance of a pair's log ratio is multiplied by.
  var spread = 1.0 {
    didSet { halfLogSpread = log(spread) / 2 }
  }
  private var halfLogSpread = 0.0
  private let weight: Double
  private let outliers: Double
  /// The same share of pairs whose sides hold different numbers of sentences.
  private let unevenOutliers: Double
  /// The distribution of the log ratio of unrelated texts.
  private let unrelated: Normal
  /// The usual distribution of the log ratio of pairs, by the scalars of both sides together.
  private let pairs: [Normal]

  /// A normal distribution's variance in the forms that its density needs.
  private struct Normal {
    let halfPrecision: Double
    let halfLogVariance: Double

    init(variance: Double) {
      halfPrecision = 1 / (2 * variance)
      halfLogVariance = log(variance) / 2
    }
  }

  /// Longer texts, both sides together, are judged as if they had this length, in scalars.
  private static let longestTotal = 4096

  /// - Parameters:
  ///   - weight: What the score is multiplied by.
  ///   - base: The part of the variance of a pair's log ratio that does not depend on length.
  ///   - slope: The other part, times the mean length of both sides.
  ///   - unrelated: The standard deviation of the log ratio of unrelated texts.
  ///   - outliers: The share of pairs whose lengths say nothing, 0...1.
  ///   - unevenOutliers: The same share of pairs whose sides hold different numbers of sentences.
  init(
    weight: Double, base: Double, slope: Double, unrelated: Double, outliers: Double,
    unevenOutliers: Double
  ) {
    self.unevenOutliers = unevenOutliers
    self.weight = weight
    self.outliers = outliers
    self.unrelated = Normal(variance: unrelated * unrelated)
    pairs = (0...Self.longestTotal).map {
      Normal(variance: base + slope * 2 / Double(max(2, $0)))
    }
  }

  /// The log-likelihood ratio of “a pair” against “unrelated texts”, in nats: higher is better.
  ///
  /// - Parameter isEven: Whether both sides hold equally many sentences. If not, one may be left out
  ///   on a side, and the lengths say little.
  func score(source: Length, target: Length, isEven: Bool) -> Double {
    let outliers = isEven ? self.outliers : unevenOutliers
    let distance = target.logarithm - source.logarithm - mean
    let pair = usual(source, target)
    // Unrelated texts vary around the same mean: an odd ratio of the languages is odd for both
    // hypotheses.
    let advantage =
      distance * distance * (unrelated.halfPrecision - pair.halfPrecision / spread)
      + unrelated.halfLogVariance - pair.halfLogVariance - halfLogSpread
    // Far from the mean only the outliers' share counts.
    if advantage < -30 { return weight * log(outliers) }
    return weight * log((1 - outliers) * exp(advantage) + outliers)
  }

  /// The usual distribution of a pair's log ratio.
  private func usual(_ source: Length, _ target: Length) -> Normal {
    pairs[min(source.scalars + target.scalars, Self.longestTotal)]
  }

  /// The log ratio of a pair, and its precision if the spread is the usual one.
  func observation(source: Length, target: Length) -> (ratio: Double, precision: Double) {
    (target.logarithm - source.logarithm, 2 * usual(source, target).halfPrecision)
  }
}
