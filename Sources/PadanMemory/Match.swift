public import PadanMatch
public import PadanModel

/// A unit that a lookup found, with its score.
public struct Match: Sendable {
  /// How a match agrees with the query.
  public enum Kind: String, Hashable, Sendable {
    /// The texts are the same, and so is at least one neighbouring segment, or the name in the file.
    case context
    /// The texts are the same, and nothing is doubted: the score is 100.
    case exact
    /// The texts are similar, and the translation is adapted to the query: see `repair`.
    case repaired
    /// The texts are similar, or the same with a penalty.
    case fuzzy
  }

  /// The unit's number in its memory.
  public var unit: Int64
  /// How the texts agree.
  public var kind: Kind
  /// The score, 0...100, with its penalties.
  public var score: MatchScore
  /// How many of the segments before and after the query an occurrence of the unit has too, and one if it has
  /// the same name, 0...2.
  /// Always 0 if the texts differ.
  public var contextCount: Int
  /// The unit's text on the query's side.
  public var source: Variant
  /// The unit's text on the other side: the translation.
  public var target: Variant
  /// The translation, adapted to the query: in all that differs if the match is repaired, in values and
  /// names if it is fuzzy; `nil` if nothing was adapted.
  public internal(set) var repair: TranslationPair.Repair?
  /// A reviewer's verdict on the unit.
  public var review: ReviewState
  /// How often the unit was used, according to the files from which it was imported.
  public var usageCount: Int
  /// All occurrences of the unit, the oldest first.
  public var occurrences: [Provenance]
  /// The steps of the history that brought the occurrences, one for each, in order; `nil` where
  /// the memory does not know it.
  package var origins: [PairOrigin?]
  /// The path of the unit's memory.
  public var memory: String
  /// When the unit was last added or changed, in seconds since 1970.
  var changedAt: Int

  /// The score as reports print it: rounded down to one decimal, and 101 or 102 for a context match
  /// without penalties.
  public var printedScore: Double { score.printed + (score.net == 100 ? Double(contextCount) : 0) }

  /// How often the unit was used: each occurrence, and what the files say from which it came.
  public var useCount: Int { occurrences.count + usageCount }

  /// The translation as it is proposed: adapted to the query where that was possible, and with its inline
  /// codes written into it where those of its source are written in the query.
  public var suggestion: String {
    repair?.text ?? (hasWrittenCodes ? target.textWithCodes : target.text)
  }

  /// Whether the inline codes of the source are written in the query, all of them and no others.
  private var hasWrittenCodes: Bool {
    score.isWithoutCodes && !source.codes.isEmpty
      && !score.penalties.contains { $0.reason == .codes }
  }

  /// Takes the codes of the segment into account for which this match was found by its text alone: a point
  /// less if they are unlike those of the source, and none if they are like them.
  ///
  /// - Parameter codes: The segment's inline codes, by ascending offset.
  package func agreeing(withCodes codes: [InlineCode]) -> Match {
    if codes.isEmpty { return self }
    var match = self
    let areAlike =
      codes.count == source.codes.count
      && zip(codes, source.codes).allSatisfy { $0.side == $1.side && $0.offset == $1.offset }
    let isPenalized = score.penalties.contains { $0.reason == .codes }
    if areAlike, isPenalized {
      match.score.penalties.removeAll { $0.reason == .codes }
      if match.score.net == 100, match.kind == .fuzzy { match.kind = .exact }
    } else if !areAlike, !isPenalized {
      match.penalize([.codes])
    }
    return match
  }

  /// Adapts the translation of a fuzzy match. The score stays that of the texts, below an exact one.
  package mutating func apply(_ repair: TranslationPair.Repair) {
    precondition(kind == .fuzzy, "Only what differs is repaired.")
    self.repair = repair
    if repair.isComplete { kind = .repaired }
  }

  /// Whether the texts are the same, codes and doubts about the unit aside.
  package var isOfSameText: Bool { score.isOfSameText }

  /// Takes further points off the score. A match that loses any is not exact.
  mutating func penalize(_ penalties: [Penalty]) {
    score.penalties += penalties
    if kind == .exact, !penalties.isEmpty { kind = .fuzzy }
  }

  /// Whether this match ranks before another match of the same memory: by the net score, then the
  /// context, then an approved review, then the later change, then the lower unit number. No two
  /// matches tie.
  func precedes(_ other: Match) -> Bool {
    if standsBefore(other) { return true }
    return !other.standsBefore(self) && unit < other.unit
  }

  /// The order of `precedes` without the unit numbers, for matches of different memories.
  package func standsBefore(_ other: Match) -> Bool {
    if score.net != other.score.net { return score.net > other.score.net }
    if contextCount != other.contextCount { return contextCount > other.contextCount }
    let isReviewed = review == .approved
    if isReviewed != (other.review == .approved) { return isReviewed }
    return changedAt > other.changedAt
  }
}

/// The best matches found so far, best first, up to a limit.
struct Ranking {
  /// The matches, best first.
  private(set) var matches: [Match] = []
  /// The largest number of matches.
  private let limit: Int
  /// The lowest net score, 0...100.
  private let minimum: Double
  /// Whether of matches with the same target only the best is kept.
  private let hasDistinctTargets: Bool

  /// A ranking without matches.
  ///
  /// - Precondition: The options' limit is greater than 0.
  init(_ options: LookupOptions) {
    limit = options.limit
    minimum = options.minimum
    hasDistinctTargets = options.hasDistinctTargets
  }

  /// The net score that a match needs at least to enter the ranking.
  var least: Double { matches.count < limit ? minimum : matches[limit - 1].score.net }

  /// Inserts a match at its rank, if it has one within the limit.
  ///
  /// - Complexity: O(limit).
  mutating func add(_ match: Match) {
    guard match.score.net >= least else { return }
    if hasDistinctTargets,
      let same = matches.firstIndex(where: { $0.target.text == match.target.text })
    {
      guard match.precedes(matches[same]) else { return }
      matches.remove(at: same)
    }
    let place = matches.firstIndex { match.precedes($0) } ?? matches.count
    guard place < limit else { return }
    matches.insert(match, at: place)
    if matches.count > limit { matches.removeLast() }
  }
}
