import FoundationEssentials
import GRDB
import PadanIndex
import PadanMatch
import PadanModel
import PadanText

/// Answers queries from match indexes, inside one read of a memory. All answers are of one state.
struct LookupSession {
  /// An index to search, and how the units of its direction answer.
  struct Source {
    /// Finds texts in the index.
    var search: IndexSearch
    /// The direction of the index's units.
    var direction: Direction
    /// Whether the query is compared with the units' targets, so that their sides are swapped in
    /// answers.
    var isSwapped: Bool
  }

  private let db: Database
  private let options: LookupOptions
  private let path: String
  private let sources: [Source]
  private let search: TextSearch
  private let units: UnitReader

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - path: The memory's path, which matches name.
  ///   - sources: The index of every direction that can answer.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, options: LookupOptions, path: String, sources: [Source]) throws {
    self.db = db
    self.options = options
    self.path = path
    self.sources = sources
    search = TextSearch(sources.map(\.search))
    units = try UnitReader(db, filter: options.filter)
  }

  /// The best matches for a query, best first; none for a query of white space.
  ///
  /// - Throws: `IndexDamage`, `RowDamage`, `DatabaseError`.
  func matches(for query: LookupQuery) throws -> [Match] {
    guard options.limit > 0 else { return [] }
    let context = QueryContext(query)
    var ranking = Ranking(options)
    let text = MatchText(query.text)
    if query.findsOnlyEqual {
      try add(FoundText(equalTo: text), text, context, to: &ranking)
    } else {
      guard !text.scalars.isEmpty else { return [] }
      try search.forEachText(like: text, isFast: options.isFast, least: ranking.least) { found in
        try add(found, text, context, to: &ranking)
        return ranking.least
      }
    }
    return try ranking.matches.map(units.withOccurrences)
  }

  /// Adds the units that have a text to the ranking, each with its own penalties.
  private func add(
    _ text: FoundText, _ query: MatchText, _ context: QueryContext, to ranking: inout Ranking
  ) throws {
    var found: [FoundUnit] = []
    for source in sources {
      var seen: Set<Int64> = []
      for unit in try source.search.units(ofText: text.key)
      where seen.insert(unit).inserted {
        if let unit = try units.find(
          unit, direction: source.direction, isSwapped: source.isSwapped, key: text.key)
        {
          found.append(unit)
        }
      }
    }
    let answers = try found.map { unit in
      let match = try units.match(
        unit, text.scores, for: query, context, readsCodes: options.readsCodes, memory: path)
      return (match: match, unit: unit)
    }
    for match in try units.penalized(answers) { ranking.add(match) }
  }
}

/// The match keys of the segments before and after a query, without the markers of list items: the same item
/// has one in plain text and none in a web page.
struct QueryContext {
  /// The match key of the segment before; `nil` if it is not known.
  let previous: String?
  /// The match key of the segment after; `nil` if it is not known.
  let next: String?
  /// What the file of the query calls the segment; `nil` if it has no name.
  let name: String?

  /// The context of a query.
  init(_ query: LookupQuery) {
    previous = query.previous.map(Self.key)
    next = query.next.map(Self.key)
    name = query.name
  }

  private static func key(of text: String) -> String {
    TextForm.matchKey(of: String(ListMarker.split(text).rest))
  }

  /// Whether anything is known of the place.
  var isKnown: Bool { previous != nil || next != nil || name != nil }

  /// How many of the two segments have the same match keys as those of an occurrence, and one for its name,
  /// 0...2.
  func count(previous: String?, next: String?, name: String? = nil) -> Int {
    func isSame(_ mine: String?, _ stored: String?) -> Bool {
      guard let mine, let stored else { return false }
      return mine == Self.key(of: stored)
    }
    let agrees = [
      isSame(self.previous, previous), isSame(self.next, next), name != nil && name == self.name,
    ]
    return min(2, agrees.count(where: \.self))
  }
}
