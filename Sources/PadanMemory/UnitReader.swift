import FoundationEssentials
import GRDB
import PadanIndex
import PadanMatch
import PadanModel

/// A unit whose text a search has found.
struct FoundUnit {
  /// The unit's row.
  var stored: StoredUnit
  /// The unit's direction.
  var direction: Direction
  /// Whether the query is compared with the unit's target, so that its sides are swapped in the
  /// answer.
  var isSwapped: Bool

  /// The unit's number.
  var id: Int64 { stored.id }
  /// The text on the query's side.
  var source: String { isSwapped ? stored.target : stored.source }
  /// The text on the other side.
  var target: String { isSwapped ? stored.source : stored.target }

  /// The unit as a match without context, without its occurrences and doubts about it; `nil` if
  /// none of the scores counts for it.
  ///
  /// - Parameters:
  ///   - scores: The scores of the texts alone.
  ///   - query: The query.
  ///   - readsCodes: Whether codes are read everywhere (`LookupOptions.readsCodes`).
  ///   - memory: The memory's path.
  func match(
    _ scores: MatchScores, for query: MatchText, readsCodes: Bool, memory: String
  ) -> Match? {
    let pair = stored.pair(direction)
    let (source, target) = isSwapped ? (pair.target, pair.source) : (pair.source, pair.target)
    guard let score = scores.score(of: source, for: query, readsCodes: readsCodes) else {
      return nil
    }
    return Match(
      unit: id, kind: score.raw == 100 && score.penalties.isEmpty ? .exact : .fuzzy, score: score,
      contextCount: 0, source: source, target: target, review: stored.review,
      usageCount: stored.usageCount, occurrences: [], origins: [], memory: memory,
      changedAt: stored.changedAt.seconds)
  }
}

/// Reads units and their occurrences for lookups, and decides which units can answer.
struct UnitReader {
  private let db: Database
  private let filter: PairFilter?
  private let unitStatement: RawStatement
  private let occurrencesStatement: RawStatement
  private let confidenceStatement: Statement
  private let filterStatement: Statement?
  private let filterArguments: StatementArguments

  /// Prepares the statements.
  ///
  /// - Parameter filter: Which units can answer; `nil` for all that are not rejected.
  init(_ db: Database, filter: PairFilter?) throws {
    self.db = db
    self.filter = filter
    filterArguments = filter?.statementArguments ?? StatementArguments()
    unitStatement = try RawStatement(db, Self.unitSQL)
    occurrencesStatement = try RawStatement(db, Self.occurrencesSQL)
    confidenceStatement = try db.cachedStatement(
      sql: """
        SELECT count(*), count(confidence), max(confidence) FROM occurrence WHERE unit_id = ?
        """)
    filterStatement = try filter.map { filter in
      try db.cachedStatement(
        sql: """
          SELECT 1 FROM unit JOIN occurrence ON occurrence.unit_id = unit.id
            JOIN direction ON direction.id = unit.direction_id
          WHERE \(filter.sql) AND unit.id = ? LIMIT 1
          """)
    }
  }

  /// The unit with a number, if it can answer.
  ///
  /// An index may still contain units that were deleted or edited, so the unit itself is compared.
  ///
  /// - Parameters:
  ///   - direction: The direction that the unit must have.
  ///   - isSwapped: Whether the target is the text that was found.
  ///   - key: The Unicode scalars of the match key that the text must have.
  /// - Returns: `nil` if the unit is gone, has another direction or text, or is not selected.
  /// - Throws: `RowDamage`, `DatabaseError`.
  func find(
    _ id: Int64, direction: Direction, isSwapped: Bool, key: [UInt32]
  ) throws -> FoundUnit? {
    guard let stored = try stored(id),
      stored.direction == direction.id
    else { return nil }
    let unit = FoundUnit(stored: stored, direction: direction, isSwapped: isSwapped)
    var reader = TextReader()
    reader.readKey(unit.source)
    guard reader.scalars == key else { return nil }
    return try mayAnswer(stored) ? unit : nil
  }

  /// The unit with a number, if it can answer.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  func answering(_ id: Int64) throws -> StoredUnit? {
    guard let unit = try stored(id) else { return nil }
    return try mayAnswer(unit) ? unit : nil
  }

  private func stored(_ id: Int64) throws -> StoredUnit? {
    unitStatement.bind(id, at: 1)
    return try StoredUnit.all(unitStatement).first
  }

  /// Whether the filter selects a unit.
  private func mayAnswer(_ unit: StoredUnit) throws -> Bool {
    if unit.review == .rejected, !(filter?.namesReview ?? false) { return false }
    guard let filterStatement else { return true }
    return try Int.fetchOne(filterStatement, arguments: filterArguments + [unit.id]) != nil
  }

  /// A unit that was found as a match, without its occurrences and doubts about it; `nil` if none of
  /// the scores counts for it.
  ///
  /// - Parameters:
  ///   - scores: The scores of the texts alone.
  ///   - query: The query.
  ///   - context: The segments around the query.
  ///   - readsCodes: Whether codes are read everywhere (`LookupOptions.readsCodes`).
  ///   - memory: The memory's path.
  func match(
    _ unit: FoundUnit, _ scores: MatchScores, for query: MatchText, _ context: QueryContext,
    readsCodes: Bool, memory: String
  ) throws -> Match? {
    var match = unit.match(scores, for: query, readsCodes: readsCodes, memory: memory)
    if match?.score.isOfSameText ?? false {
      let count = try contextCount(of: unit.id, context)
      match?.contextCount = count
      if count > 0 { match?.kind = .context }
    }
    return match
  }

  /// The matches of units with one text, with the penalties for what is doubted about each.
  ///
  /// Several translations are no doubt about the one that alone stands between the neighbours of the query.
  func penalized(_ answers: [(match: Match?, unit: FoundUnit)]) throws -> [Match] {
    let translations = Set(answers.map(\.unit.target)).count
    let most = answers.lazy.compactMap(\.match?.contextCount).max() ?? 0
    let here = Set(answers.filter { $0.match?.contextCount == most }.map(\.unit.target))
    return try answers.compactMap { answer in
      guard var match = answer.match else { return nil }
      let isMeant = most > 0 && match.contextCount == most && here.count == 1
      match.penalize(
        try doubts(about: answer.unit, translationCount: isMeant ? 1 : translations))
      return match
    }
  }

  /// The penalties for doubts that a unit's text does not show (`Penalty.doubts`).
  ///
  /// - Parameter translationCount: How many different translations the units with this text have.
  func doubts(about unit: FoundUnit, translationCount: Int) throws -> [Penalty] {
    let unit = unit.stored
    var confidences: [Double?] = []
    if unit.review == .unreviewed,
      let row = try Row.fetchOne(confidenceStatement, arguments: [unit.id])
    {
      var values = RowReader(
        row, of: StoredOccurrence.table, columns: ["count", "count", "confidence"], id: unit.id)
      let count: Int = try values.value()
      // Only if all occurrences were aligned by machine is there a doubt; the best one counts.
      if try values.value() == count, let best = try values.value(Double?.self) {
        confidences = [best]
      }
    }
    return Penalty.doubts(
      ofUnreviewed: unit.review == .unreviewed, confidences: confidences,
      translationCount: translationCount)
  }

  /// How many of the segments around a query also stand around an occurrence of a unit, and one if it has the
  /// same name, 0...2. The occurrence that agrees most counts.
  func contextCount(of unit: Int64, _ context: QueryContext) throws -> Int {
    guard context.isKnown else { return 0 }
    let places = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT id, previous_source, next_source, name FROM occurrence WHERE unit_id = ? ORDER BY id
          """),
      arguments: [unit])
    var best = 0
    while best < 2, let place = try places.next() {
      var values = RowReader(
        place, of: StoredOccurrence.table,
        columns: ["id", "previous_source", "next_source", "name"])
      _ = try values.value(Int64.self)
      best = max(
        best,
        context.count(
          previous: try values.value(), next: try values.value(), name: try values.value()))
    }
    return best
  }

  /// A match with all occurrences of its unit, the oldest first, and the steps that brought them.
  func withOccurrences(_ match: Match) throws -> Match {
    occurrencesStatement.bind(match.unit, at: 1)
    defer { occurrencesStatement.reset() }
    let place = StoredOccurrence.columns.count
    var match = match
    while try occurrencesStatement.step() {
      let row = occurrencesStatement.row
      match.occurrences.append(try StoredOccurrence(row).provenance)
      match.origins.append(
        occurrencesStatement.isNull(Int32(place)) ? nil : try PairOrigin(row, from: place))
    }
    return match
  }

  // Written once: a lookup is short enough for these strings to count.
  private static let unitSQL = "SELECT \(StoredUnit.selection) FROM unit WHERE id = ?"
  private static let occurrencesSQL = """
    SELECT \(StoredOccurrence.selection), \(PairOrigin.selection)
    FROM occurrence LEFT JOIN step ON step.id = import_id
    WHERE unit_id = ? ORDER BY occurrence.id
    """
}
