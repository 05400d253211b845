/// The stored texts that a search must consider. Within this set it finds every match.
///
/// A text is in the set if it shares six tokens in ten with the query. If the query is short or the
/// search exhaustive, it is also in the set if its length alone lets it reach the threshold.
package struct SearchSet: Sendable {
  /// How many tokens in ten a candidate shares at least.
  private static let sharedInTen = 6
  /// Queries of up to this many Unicode scalars are compared with every text of a suitable length.
  package static let shortQuery = 40

  private let query: MatchText
  private let threshold: Double
  private let isExhaustive: Bool

  /// - Parameters:
  ///   - query: The text to search for.
  ///   - threshold: The least net score that is needed, 0...100.
  ///   - isExhaustive: Whether long queries too are compared with every text of a suitable length.
  package init(query: MatchText, threshold: Double, isExhaustive: Bool = false) {
    self.query = query
    self.threshold = threshold
    self.isExhaustive = isExhaustive
  }

  /// The least number of tokens that a candidate shares with the query: six in ten of the larger
  /// token count of the two, `count`, rounded up.
  ///
  /// Everything that finds candidates uses this number, so that the search is exact.
  package static func leastShared(of count: Int) -> Int { (sharedInTen * count + 9) / 10 }

  /// Whether a text is in the set.
  package func contains(_ candidate: MatchText) -> Bool {
    let longer = max(query.tokenCount, candidate.tokenCount)
    if query.sharedTokenCount(with: candidate) >= Self.leastShared(of: longer) { return true }
    return (isExhaustive || query.scalars.count <= Self.shortQuery)
      && isInLengthWindow(candidate.scalars.count)
  }

  /// The lengths, in Unicode scalars, of the texts that can reach the threshold by their Indel
  /// similarity.
  package var lengthWindow: ClosedRange<Int> {
    let count = query.scalars.count
    guard threshold > 0 else { return 0...(1 << 30) }
    // A rounded estimate, then narrowed until the score's own arithmetic agrees: both must draw the
    // same line.
    let ratio = min(1, threshold / 100)
    var shortest = Int((ratio * Double(count) / (2 - ratio)).rounded(.down))
    var longest = Int(min(Double(1 << 30), ((2 - ratio) * Double(count) / ratio).rounded(.up)))
    while shortest < count, !isInLengthWindow(shortest) { shortest += 1 }
    while longest > count, !isInLengthWindow(longest) { longest -= 1 }
    return shortest...longest
  }

  /// Whether a text of this many scalars can reach the threshold by its Indel similarity.
  private func isInLengthWindow(_ count: Int) -> Bool {
    let best = min(query.scalars.count, count)
    return 100 * Indel.similarity(common: best, of: query.scalars.count + count) >= threshold
  }
}
