import Glibc

/// How probable a bead is before its words are looked at, in nats.
///
/// What a translator joins and splits is sentences; how many of them stand in a segment is the work of
/// whoever cut the text. So the prior is that of the sentences: the difference of their counts is
/// Poisson with a mean that grows with them, and a segment of two sentences pairs as readily with two
/// segments of one as with one of two. Two segments with two whose first halves hold equally many
/// sentences could have been two beads, and are one only where sentences changed places.
struct BeadPrior {
  private let oneToOne: Double
  private let joined: Double
  private let uneven: Double
  private let twoToTwo: Double
  /// `drifts[n · stride + d]`: the logarithm of the chance that counts of at most n sentences differ
  /// by d.
  private let drifts: [Double]

  /// The longest count that has a row of its own in the table; beyond it chances hardly change.
  private static let mostSentences = 24

  /// - Parameters:
  ///   - oneToOne: Of a 1-1.
  ///   - joined: Of a bead with several segments on one side.
  ///   - uneven: Added to that where the sides hold unequal numbers of sentences.
  ///   - twoToTwo: Of a 2-2 that could have been two beads.
  ///   - drift: The mean difference of the numbers of sentences, for each sentence.
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

  /// The prior of a bead that pairs segments.
  ///
  /// - Parameters:
  ///   - source: How many sentences its source segments hold.
  ///   - target: How many its target segments hold.
  ///   - isLevel: Whether its first segments hold equally many: of a 2-2 alone.
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
