import Glibc

/// The log prior of a bead, in nats, before its words are considered.
///
/// A share of the beads are unpaired segments. Translators join and split sentences; how many
/// sentences a segment holds depends on how the text was cut. So the prior of the other beads is
/// that of sentences. The difference of their counts is Poisson, with a mean that grows with the
/// counts. A segment of two sentences then pairs as readily with two segments of one as with one
/// segment of two.
///
/// A bead such as a 2-2 whose first segments hold equally many sentences on both sides could be
/// several beads. It is one only if sentences changed places, which is rare.
struct BeadPrior {
  /// What differs from text to text.
  struct Shares {
    /// The share of beads that are an unpaired segment of either side, 0...1.
    var unpaired: Double
    /// The share of beads that could be several beads, 0...1.
    var cuttable: Double
    /// The chance that a bead of several segments holds one more, 0...1.
    var further: Double
    /// The mean difference of the sentence counts of both sides, for each sentence.
    var drift: Double
  }

  let shares: Shares
  /// The prior of an unpaired segment, in nats.
  let unpaired: Double
  /// The prior of a 1-1 whose sides hold equally many sentences, but for the chance of that.
  let oneToOne: Double
  private let joined: Double
  /// The logarithm of the share of beads that could be several.
  private let cuttable: Double
  /// The logarithm of the chance of a further segment.
  private let further: Double
  /// `drifts[n · stride + d]`: the log probability that counts of at most n sentences differ by d.
  private let drifts: [Double]

  /// The largest count with a row of its own in the table; beyond it the probabilities hardly
  /// change.
  private static let mostSentences = 24

  /// - Parameter joined: Added, in nats, for a bead with several segments on a side.
  init(_ shares: Shares, joined: Double) {
    self.shares = shares
    self.joined = joined
    unpaired = log(shares.unpaired / 2)
    oneToOne = log(1 - shares.unpaired)
    cuttable = log(shares.cuttable)
    further = log(shares.further)
    drifts = (0...Self.mostSentences).flatMap { count in
      let mean = shares.drift * Double(max(1, count))
      return (0...Self.mostSentences).map { difference in
        Double(difference) * log(mean) - mean - lgamma(Double(difference + 1))
      }
    }
  }

  /// The prior with other shares.
  func with(_ shares: Shares) -> BeadPrior { BeadPrior(shares, joined: joined) }

  /// The prior of a bead that pairs segments, in nats.
  ///
  /// - Parameters:
  ///   - source: How many sentences its source segments hold.
  ///   - target: How many sentences its target segments hold.
  ///   - canBeCut: Whether it could be several beads whose sides hold equally many sentences.
  func score(_ shape: BeadShape, source: Int, target: Int, canBeCut: Bool) -> Double {
    let source = min(source, Self.mostSentences)
    let target = min(target, Self.mostSentences)
    let drift = drifts[max(source, target) * (Self.mostSentences + 1) + abs(source - target)]
    guard shape.isJoined else { return oneToOne + drift }
    return oneToOne + (canBeCut ? cuttable : joined) + Double(shape.further) * further + drift
  }
}
