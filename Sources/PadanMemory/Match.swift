public import PadanMatch
public import PadanModel

/// An answer from the memory.
public struct Match: Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// The same text between the same segments.
    case context
    /// The same text.
    case exact
    case fuzzy
  }

  /// The unit's number in its memory.
  public var unit: Int64
  public var kind: Kind
  public var score: MatchScore
  /// How many of the segments before and after the query stood there too, 0...2; only where the texts
  /// are the same.
  public var contextCount: Int
  /// The stored text on the query's side.
  public var source: Variant
  /// Its translation.
  public var target: Variant
  public var review: ReviewState
  public var usageCount: Int
  /// Every place the unit was met at, in the order in which they came.
  public var occurrences: [Provenance]
  /// The path of the memory that answers.
  public var memory: String
  /// When the unit was last added or changed, in seconds since 1970.
  var changedAt: Int

  /// The score as reports print it: floored to one decimal, 101 or 102 for an undoubted match in
  /// context.
  public var printedScore: Double { score.printed + (score.net == 100 ? Double(contextCount) : 0) }

  /// Whether this match stands before another: the higher net score, then more context, the reviewed
  /// one, the newer one, the lower number. No two matches of one memory tie.
  func precedes(_ other: Match) -> Bool {
    if standsBefore(other) { return true }
    return !other.standsBefore(self) && unit < other.unit
  }

  /// The same without the numbers, which say nothing between two memories.
  func standsBefore(_ other: Match) -> Bool {
    if score.net != other.score.net { return score.net > other.score.net }
    if contextCount != other.contextCount { return contextCount > other.contextCount }
    let isReviewed = review == .approved
    if isReviewed != (other.review == .approved) { return isReviewed }
    return changedAt > other.changedAt
  }
}

/// The best matches so far, best first, up to a limit.
struct Ranking {
  private(set) var matches: [Match] = []
  private let limit: Int
  private let minimum: Double

  init(limit: Int, minimum: Double) {
    self.limit = limit
    self.minimum = minimum
  }

  /// The net score below which a match has no place.
  var least: Double { matches.count < limit ? minimum : matches[limit - 1].score.net }

  mutating func add(_ match: Match) {
    guard match.score.net >= least else { return }
    let place = matches.firstIndex { match.precedes($0) } ?? matches.count
    guard place < limit else { return }
    matches.insert(match, at: place)
    if matches.count > limit { matches.removeLast() }
  }
}
