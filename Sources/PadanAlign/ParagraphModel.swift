import Glibc

/// How well two beads' sides pair, judged by whether both begin a paragraph.
///
/// Translators seldom move a paragraph's start: in the articles of corpora/ 183 of 187 beads begin one on
/// both sides or on neither. Where one text is cut into many more paragraphs than the other, no more
/// agreement than their shares allow can be asked for, and a difference says little.
struct ParagraphModel {
  /// Log-likelihood ratios of “a pair” against “two strangers”, in nats.
  private let agreement: Double
  private let difference: Double

  /// The least share of pairs that differ in this.
  private static let leastDifference = 0.02

  /// - Parameters:
  ///   - source: For each segment of the source whether it begins a paragraph.
  ///   - weight: What the ratios are multiplied by: below 1 the paragraphs are weak anchors.
  init(source: [Bool], target: [Bool], weight: Double) {
    func share(_ starts: [Bool]) -> Double {
      Double(starts.count { $0 }) / Double(max(1, starts.count))
    }
    let (a, b) = (share(source), share(target))
    let least = Self.leastDifference
    let strangers = min(1 - least, max(least, a * (1 - b) + b * (1 - a)))
    let pair = min(strangers, max(least, abs(a - b)))
    agreement = weight * log((1 - pair) / (1 - strangers))
    difference = weight * log(pair / strangers)
  }

  /// The score of a bead, by whether its sides begin a paragraph.
  func score(_ source: Bool, _ target: Bool) -> Double {
    source == target ? agreement : difference
  }
}
