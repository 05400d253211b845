/// Which stored texts a search looks at: the set on which it is exact.
public struct SearchSet: Sendable {
  /// Of how many tokens in ten a candidate shares at least so many.
  private static let sharedInTen = 6
  /// Queries of up to this many scalars are compared with every text of a fitting length.
  public static let shortQuery = 40

  private let query: MatchText
  private let threshold: Double
  private let isExhaustive: Bool

  /// - Parameters:
  ///   - threshold: The least net score that is wanted, 0...100.
  ///   - isExhaustive: Whether long queries too are compared with every text of a fitting length.
  public init(query: MatchText, threshold: Double, isExhaustive: Bool = false) {
    self.query = query
    self.threshold = threshold
    self.isExhaustive = isExhaustive
  }

  /// How many tokens two texts share at least where the longer one has `count`: six in ten.
  ///
  /// Everything that finds candidates asks this, so that the search is exact.
  package static func leastShared(of count: Int) -> Int { (sharedInTen * count + 9) / 10 }

  /// Whether a text is a candidate: it shares at least six in ten tokens, or lengths alone do not rule
  /// out the threshold and the query is short or the search exhaustive.
  public func contains(_ candidate: MatchText) -> Bool {
    let longer = max(query.tokenCount, candidate.tokenCount)
    if query.sharedTokenCount(with: candidate) >= Self.leastShared(of: longer) { return true }
    return (isExhaustive || query.scalars.count <= Self.shortQuery)
      && isInLengthWindow(candidate.scalars.count)
  }

  /// How many scalars a text may have to reach the threshold by its Indel similarity.
  package var lengthWindow: ClosedRange<Int> {
    let count = query.scalars.count
    guard threshold > 0 else { return 0...(1 << 30) }
    // From a rounded estimate to where the score's own arithmetic draws the line.
    let ratio = min(1, threshold / 100)
    var shortest = Int((ratio * Double(count) / (2 - ratio)).rounded(.down))
    var longest = Int(min(Double(1 << 30), ((2 - ratio) * Double(count) / ratio).rounded(.up)))
    while shortest < count, !isInLengthWindow(shortest) { shortest += 1 }
    while longest > count, !isInLengthWindow(longest) { longest -= 1 }
    return shortest...longest
  }

  /// Whether a text of this many scalars could reach the threshold by its Indel similarity.
  private func isInLengthWindow(_ count: Int) -> Bool {
    let best = min(query.scalars.count, count)
    return 100 * Indel.similarity(common: best, of: query.scalars.count + count) >= threshold
  }
}
