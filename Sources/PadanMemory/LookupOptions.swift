import PadanMatch
public import PadanModel

/// The languages, threshold and limits of a lookup.
public struct LookupOptions: Sendable {
  /// The language of the queries; `en` finds units in `en-US` too.
  public var source: LanguageTag
  /// The language of the translations; `en` finds units in `en-US` too.
  public var target: LanguageTag
  /// The lowest net score of a match, 0...100.
  public var minimum: Double
  /// The largest number of matches for one query.
  public var limit: Int
  /// Whether only texts are looked at that share six tokens in ten with the query. Every other
  /// search, and that for a query of up to 40 characters, finds all matches that there are.
  public var isFast = false
  /// Whether codes that are written in a query or in a unit's text (`<b>`, `{1}`, `%s`) are left out of
  /// account for a point also where the unit has no inline codes.
  public var readsCodes = false
  /// Whether of matches with the same target only the best is an answer.
  public var hasDistinctTargets = false
  /// Which units can answer: those with an occurrence that the filter selects; `nil` for all.
  ///
  /// Units are selected before they are ranked. Rejected units answer only if the filter mentions
  /// the review state.
  public var filter: PairFilter?

  /// Whether a search for a query leaves units out.
  package func isFast(for query: LookupQuery) -> Bool {
    isFast && MatchText(query.text).forms.contains { !SearchSet.hasAll(for: $0, isFast: true) }
  }

  /// Options for a pair of languages: matches from 75 on, five for each query.
  public init(
    source: LanguageTag, target: LanguageTag, minimum: Double = 75, limit: Int = 5
  ) {
    self.source = source
    self.target = target
    self.minimum = minimum
    self.limit = limit
  }
}

/// A text to look up, with its context.
public struct LookupQuery: Hashable, Sendable {
  /// The text of one segment.
  public var text: String
  /// The segment before the text; `nil` if it is not known. A unit found between the same segments
  /// is a context match.
  public var previous: String?
  /// The segment after the text; `nil` if it is not known.
  public var next: String?
  /// What its file calls the segment, such as the context of an entry of a PO file; `nil` without a name. A
  /// unit that was found under the same name is a context match, too.
  public var name: String?

  /// Whether the text is so long that only equal texts answer it: it has more than
  /// `Limits.longestQuery` scalars.
  package var findsOnlyEqual: Bool {
    text.utf8.count > Limits.longestQuery && text.unicodeScalars.count > Limits.longestQuery
  }

  /// A query for one segment, by default without context.
  public init(
    _ text: String, previous: String? = nil, next: String? = nil, name: String? = nil
  ) {
    self.text = text
    self.name = name
    self.previous = previous
    self.next = next
  }
}
