import Glibc

/// How well two runs of text pair, judged by their lengths alone.
///
/// The logarithm of the ratio of a translation's length to its source's, in Unicode scalars, is taken
/// to be normal, with a variance that shrinks as texts grow; after Gale and Church (1993,
/// https://aclanthology.org/J93-1004), who took the difference of the lengths. A small share of pairs
/// is let off, so that one odd length does not decide a bead.
struct LengthModel {
  let weights: AlignmentWeights
  /// The mean of log(target / source): above 0 where translations are longer.
  let mean: Double

  /// The log-likelihood ratio of “a pair” against “two strangers”, in nats: higher is better.
  func score(source: Int, target: Int) -> Double {
    let ratio = log(Double(max(target, 1)) / Double(max(source, 1)))
    let variance = weights.lengthBase + weights.lengthSlope * 2 / Double(max(2, source + target))
    let strangers = Self.density(
      ratio, mean: 0, variance: weights.lengthStrangers * weights.lengthStrangers)
    let pair = Self.density(ratio, mean: mean, variance: variance)
    return weights.lengthWeight
      * log((1 - weights.lengthOutliers) * pair / strangers + weights.lengthOutliers)
  }

  private static func density(_ value: Double, mean: Double, variance: Double) -> Double {
    let distance = value - mean
    return exp(-distance * distance / (2 * variance)) / (2 * Double.pi * variance).squareRoot()
  }
}
