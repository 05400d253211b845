import Glibc

/// How well the two sides of a bead pair, judged by whether both begin a paragraph.
///
/// Translators seldom move the start of a paragraph: of 187 beads in the articles of corpora/, 183
/// begin one on both sides or on neither. If one text has many more paragraphs than the other, the
/// sides must often differ, and a difference says little.
struct ParagraphModel {
  /// The score if both sides begin a paragraph or neither does: the log-likelihood ratio of “a
  /// pair” against “unrelated texts”, in nats.
  private let agreement: Double
  /// The score if only one side begins a paragraph.
  private let difference: Double

  /// The least share of pairs in which only one side begins a paragraph.
  private static let leastDifference = 0.02

  /// - Parameters:
  ///   - source: For each segment of the source, whether it begins a paragraph.
  ///   - target: The same for the target.
  ///   - weight: What the ratios are multiplied by: below 1, paragraphs are weak anchors.
  init(source: [Bool], target: [Bool], weight: Double) {
    func share(_ starts: [Bool]) -> Double {
      Double(starts.count { $0 }) / Double(max(1, starts.count))
    }
    let (a, b) = (share(source), share(target))
    let least = Self.leastDifference
    let unrelated = min(1 - least, max(least, a * (1 - b) + b * (1 - a)))
    let pair = min(unrelated, max(least, abs(a - b)))
    agreement = weight * log((1 - pair) / (1 - unrelated))
    difference = weight * log(pair / unrelated)
  }

  /// The score of a bead, in nats, by whether its sides begin a paragraph.
  func score(_ source: Bool, _ target: Bool) -> Double {
    source == target ? agreement : difference
  }
}
