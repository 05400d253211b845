public import PadanMatch
public import PadanModel

/// An answer from the memory.
public struct Match: Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// The same text.
    case exact
    case fuzzy
  }

  /// The unit's number in the memory.
  public var unit: Int64
  public var kind: Kind
  public var score: MatchScore
  public var pair: TranslationPair
  /// Every place the unit was met at, in the order in which they came.
  public var provenance: [Provenance]
  /// When the unit was last added or changed, in seconds since 1970.
  var changedAt: Int

  /// Whether this match stands before another: the higher net score, then the reviewed one, the newer
  /// one, the lower number. No two matches tie.
  func precedes(_ other: Match) -> Bool {
    if score.net != other.score.net { return score.net > other.score.net }
    let isReviewed = pair.review == .approved
    if isReviewed != (other.pair.review == .approved) { return isReviewed }
    if changedAt != other.changedAt { return changedAt > other.changedAt }
    return unit < other.unit
  }
}

/// What to look up, and how much of it.
public struct LookupOptions: Sendable {
  public var source: LanguageTag
  public var target: LanguageTag
  /// The least net score, 0...100.
  public var minimum: Double
  /// The most matches for one query.
  public var limit: Int

  public init(
    source: LanguageTag = .indonesian, target: LanguageTag = .english, minimum: Double = 75,
    limit: Int = 5
  ) {
    self.source = source
    self.target = target
    self.minimum = minimum
    self.limit = limit
  }
}
