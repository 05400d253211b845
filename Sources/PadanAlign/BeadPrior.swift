import Glibc

/// The log prior of a bead, in nats, before its words are considered.
///
/// A share of the beads are unpaired segments. Translators join and split sentences; how many
/// sentences a segment holds depends on how the text was cut. So the prior of the other beads is
/// that of sentences. The difference of their counts is Poisson, with a mean that grows with the
/// counts. A segment of two sentences then pairs as readily with two segments of one as with one
/// segment of two.
///
/// A 2-2 bead whose first segments hold equally many sentences could be two beads. It is one only
/// if sentences changed places, which is rare.
struct BeadPrior {
  /// The share of beads that are an unpaired segment, 0...1.
  let unpairedShare: Double
  /// The mean difference of the sentence counts of both sides, for each sentence.
  let drift: Double
  /// The prior of an unpaired segment, in nats.
  let unpaired: Double
  /// The prior of a 1-1 whose sides hold equally many sentences, but for the chance of that.
  let oneToOne: Double
  private let joined: Double
  private let twoToTwo: Double
  /// `drifts[n · stride + d]`: the log probability that counts of at most n sentences differ by d.
  private let drifts: [Double]

  /// The largest count with a row of its own in the table; beyond it the probabilities hardly
  /// change.
  private static let mostSentences = 24

  /// - Parameters:
  ///   - unpairedShare: The share of beads that are an unpaired segment of either side, 0...1.
  ///   - joined: Added, in nats, for a bead with several segments on a side.
  ///   - twoToTwo: Added, in nats, for a 2-2 that could be two beads.
  ///   - drift: The mean difference of the sentence counts, for each sentence.
  init(unpairedShare: Double, joined: Double, twoToTwo: Double, drift: Double) {
    self.unpairedShare = unpairedShare
    self.drift = drift
    self.joined = joined
    self.twoToTwo = twoToTwo
    unpaired = log(unpairedShare / 2)
    oneToOne = log(1 - unpairedShare)
    drifts = (0...Self.mostSentences).flatMap { count in
      let mean = drift * Double(max(1, count))
      return (0...Self.mostSentences).map { difference in
        Double(difference) * log(mean) - mean - lgamma(Double(difference + 1))
      }
    }
  }

  /// The prior with another share of unpaired segments and another drift.
  func with(unpairedShare: Double, drift: Double) -> BeadPrior {
    BeadPrior(unpairedShare: unpairedShare, joined: joined, twoToTwo: twoToTwo, drift: drift)
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
    case (2, 2) where isLevel: return oneToOne + twoToTwo + drift
    default: return oneToOne + joined + drift
    }
  }
}
