import Glibc

/// The log prior of a bead, in nats, before its words are considered.
///
/// Translators join and split sentences; how many sentences a segment holds depends on how the text
/// was cut. So the prior is that of sentences. The difference of their counts is Poisson, with a
/// mean that grows with the counts. A segment of two sentences then pairs as readily with two
/// segments of one as with one segment of two.
///
/// A 2-2 bead whose first segments hold equally many sentences could be two beads. It is one only
/// if sentences changed places, which is rare.
struct BeadPrior {
  private let oneToOne: Double
  private let joined: Double
  private let uneven: Double
  private let twoToTwo: Double
  /// `drifts[n · stride + d]`: the log probability that counts of at most n sentences differ by d.
  private let drifts: [Double]

  /// The largest count with a row of its own in the table; beyond it the probabilities hardly
  /// change.
  private static let mostSentences = 24

  /// All but `drift` are log priors, in nats.
  ///
  /// - Parameters:
  ///   - oneToOne: The prior of a 1-1.
  ///   - joined: The prior of a bead with several segments on a side.
  ///   - uneven: Added to `joined` if the sides hold different numbers of sentences.
  ///   - twoToTwo: The prior of a 2-2 that could be two beads.
  ///   - drift: The mean difference of the sentence counts, for each sentence.
  init(oneToOne: Double, joined: Double, uneven: Double, twoToTwo: Double, drift: Double) {
    self.oneToOne = oneToOne
    self.joined = joined
    self.uneven = uneven
    self.twoToTwo = twoToTwo
    drifts = (0...Self.mostSentences).flatMap { count in
      let mean = drift * Double(max(1, count))
      return (0...Self.mostSentences).map { difference in
        Double(difference) * log(mean) - mean - lgamma(Double(difference + 1))
      }
    }
  }

  /// The prior of a bead that pairs segments, in nats.
  ///
  /// - Parameters:
  ///   - shape: The numbers of segments.
  ///   - source: How many sentences its source segments hold.
  ///   - target: How many sentences its target segments hold.
  ///   - isLevel: Whether its first segments hold equally many; matters for a 2-2 only.
  func score(shape: (source: Int, target: Int), source: Int, target: Int, isLevel: Bool) -> Double {
    let source = min(source, Self.mostSentences)
    let target = min(target, Self.mostSentences)
    let drift = drifts[max(source, target) * (Self.mostSentences + 1) + abs(source - target)]
    switch shape {
    case (1, 1): return oneToOne + drift
    case (2, 2) where isLevel: return twoToTwo + drift
    default:
      return joined + drift + (source == target ? 0 : uneven)
    }
  }
}
