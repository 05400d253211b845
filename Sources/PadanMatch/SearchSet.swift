import PadanText

/// The stored texts that a search must consider. Within this set it finds every match.
///
/// It has all texts, unless the search is a fast one: then a text is in the set if it shares six
/// tokens in ten with the query, or if the query is short.
package struct SearchSet: Sendable {
  /// How many tokens in ten a candidate shares at least.
  private static let sharedInTen = 6
  /// Queries of up to this many Unicode scalars are compared with every text by a fast search too.
  package static let shortQuery = 40

  /// The tokens that a candidate must share; `nil` if the set has all texts.
  private let tokens: TokenCounts?

  /// - Parameters:
  ///   - query: The text to search for.
  ///   - isFast: Whether only texts that share enough tokens with a long query are needed.
  package init(query: MatchText, isFast: Bool) {
    tokens = Self.hasAll(for: query, isFast: isFast) ? nil : TokenCounts(query)
  }

  /// Whether the search set of a query has all texts.
  package static func hasAll(for query: MatchText, isFast: Bool) -> Bool {
    !isFast || query.scalars.count <= shortQuery
  }

  /// The least number of tokens that a candidate shares with the query: six in ten of the larger
  /// token count of the two, `count`, rounded up.
  ///
  /// Everything that finds candidates uses this number, so that the search is exact.
  package static func leastShared(of count: Int) -> Int { (sharedInTen * count + 9) / 10 }

  /// Whether a text is in the set.
  package func contains(_ candidate: MatchText) -> Bool {
    guard let tokens else { return true }
    let others = TokenCounts(candidate)
    return tokens.sharedCount(with: others)
      >= Self.leastShared(of: max(tokens.count, others.count))
  }
}

/// The case-folded tokens of a text, each with its number of occurrences.
package struct TokenCounts: Sendable {
  /// By the tokens' scalars: two texts may be equal to Unicode and have other scalars.
  private let counts: [[UInt32]: Int]
  /// The number of tokens.
  package let count: Int

  /// Counts the tokens of a text.
  package init(_ text: MatchText) {
    var key = String.UnicodeScalarView()
    key.append(contentsOf: text.scalars.compactMap(Unicode.Scalar.init))
    let tokens = Tokenizer.tokens(in: String(key))
    count = tokens.count
    counts = tokens.reduce(into: [:]) {
      $0[$1.folded.unicodeScalars.map(\.value), default: 0] += 1
    }
  }

  /// How many tokens two texts share: the size of the intersection of their multisets.
  package func sharedCount(with other: TokenCounts) -> Int {
    counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
  }
}
