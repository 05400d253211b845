import GRDB
import PadanMatch
import PadanModel

/// The search without an index: it compares the query with every unit of the search set.
///
/// It is used if no index can be built. Tests compare its answers with those of the indexes.
struct PlainSearch {
  private let db: Database
  private let options: LookupOptions
  private let path: String
  private let units: UnitReader

  /// Prepares a search.
  ///
  /// - Parameter path: The memory's path, which matches name.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, options: LookupOptions, path: String) throws {
    self.db = db
    self.options = options
    self.path = path
    units = try UnitReader(db, filter: options.filter)
  }

  /// The best matches for a query, best first; none for a query of white space.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  /// - Complexity: O(units of the directions that can answer).
  func matches(for query: LookupQuery) throws -> [Match] {
    let text = MatchText(query.text)
    guard !text.scalars.isEmpty, options.limit > 0 else { return [] }
    var forms = text.forms.map {
      (searchSet: SearchSet(query: $0, isFast: options.isFast), scorer: MatchScorer($0))
    }
    func score(_ candidate: MatchText, _ form: Int) -> MatchScore? {
      forms[form].searchSet.contains(candidate) ? forms[form].scorer.score(candidate) : nil
    }
    func scores(_ candidate: MatchText) -> MatchScores {
      var scores = MatchScores(written: score(candidate, 0))
      if let form = text.bareForm, form > 0 || candidate.hasCodes, let bare = candidate.bare() {
        scores.bare = score(bare, form)
      }
      return scores
    }
    let context = QueryContext(query)
    var found: [[UInt32]: [(match: Match?, unit: FoundUnit)]] = [:]
    for (direction, side) in try Direction.answering(options, db) {
      let rows = try Row.fetchCursor(
        db, sql: "SELECT id, \(side.rawValue) FROM unit WHERE direction_id = ? ORDER BY id",
        arguments: [direction.id])
      while let row = try rows.next() {
        var values = RowReader(row, of: StoredUnit.table, columns: ["id", side.rawValue])
        let id: Int64 = try values.value()
        let candidate = MatchText(try values.value())
        if query.findsOnlyEqual, candidate.scalars != text.scalars { continue }
        let scores = query.findsOnlyEqual ? MatchScores(written: .equal) : scores(candidate)
        guard scores.most >= options.minimum,
          let unit = try units.find(
            id, direction: direction, isSwapped: side == .target,
            key: candidate.scalars)
        else { continue }
        let match = try units.match(
          unit, scores, for: text, context, readsCodes: options.readsCodes, memory: path)
        found[candidate.scalars, default: []].append((match, unit))
      }
    }
    return try ranked(found)
  }

  /// Adds the penalties of each unit, and ranks the matches.
  ///
  /// - Parameter found: The matches by the match key of their text.
  private func ranked(_ found: [[UInt32]: [(match: Match?, unit: FoundUnit)]]) throws -> [Match] {
    var ranking = Ranking(options)
    for same in found.values {
      for match in try units.penalized(same) { ranking.add(match) }
    }
    return try ranking.matches.map(units.withOccurrences)
  }
}
