import Glibc
import PadanModel

/// Turns the posteriors of a text's beads into confidences: how many of such beads are right.
///
/// A posterior is as sure as the model that it comes from, which takes words for independent of each
/// other and the texts for translations. The more segments are left without a counterpart, the less
/// is that so: neighbouring sentences of two reports share a topic, and so more words than chance.
/// So the log odds of a posterior are divided by a temperature (Guo et al., “On Calibration of
/// Modern Neural Networks”, 2017, https://proceedings.mlr.press/v70/guo17a.html) that grows with the
/// share *u* of unpaired segments, (1 + 3 u²) / 0.75. One half stays one half.
///
/// Both numbers were fitted to the logarithmic loss on the development sets of all pairs and on
/// `corpora/adapted/fit.jsonl`. With any one of them left out they are nearly the same.
struct Calibration {
  private let exponent: Double

  /// The calibration of a text with some beads, in positions of the evidence.
  init(of beads: [Bead]) {
    let sizes = beads.map { Double($0.source.count + $0.target.count) }
    let unpaired = zip(beads, sizes).reduce(0) { $1.0.isPaired ? $0 : $0 + $1.1 }
    let share = unpaired / max(1, sizes.reduce(0, +))
    exponent = Self.usual / (1 + Self.growth * share * share)
  }

  private static let usual = 0.75
  private static let growth = 3.0

  /// The confidence of a posterior, 0...1.
  func confidence(of posterior: Double) -> Double {
    let odds = (pow(posterior, exponent), pow(1 - posterior, exponent))
    return odds.0 / (odds.0 + odds.1)
  }
}
