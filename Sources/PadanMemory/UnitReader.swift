import FoundationEssentials
import GRDB
import PadanIndex
import PadanMatch
import PadanModel
import PadanText

/// A unit that has the text that was looked for.
struct FoundUnit {
  var id: Int64
  /// In the direction of the query.
  var source: String
  var target: String
  var sourceCodes: String?
  var targetCodes: String?
  var review: ReviewState
  var usageCount: Int
  var changedAt: Int

  func match(
    score: MatchScore, isSame: Bool, contextCount: Int, direction: Direction, isSwapped: Bool,
    memory: String
  ) -> Match {
    let languages =
      isSwapped ? (direction.target, direction.source) : (direction.source, direction.target)
    return Match(
      unit: id, kind: contextCount > 0 ? .context : isSame ? .exact : .fuzzy, score: score,
      contextCount: contextCount,
      pair: TranslationPair(
        source: Variant(
          language: languages.0, text: source, codes: InlineCodeJSON.codes(in: sourceCodes)),
        target: Variant(
          language: languages.1, text: target, codes: InlineCodeJSON.codes(in: targetCodes)),
        review: review, usageCount: usageCount),
      provenance: [], memory: memory, changedAt: changedAt)
  }
}

/// Reads units and their occurrences for lookups, and knows which of them may answer.
struct UnitReader {
  private let db: Database
  private let filter: LookupFilter
  private let unitStatement: Statement
  private let confidenceStatement: Statement
  private let placeStatement: Statement

  init(_ db: Database, filter: LookupFilter) throws {
    self.db = db
    self.filter = filter
    unitStatement = try db.cachedStatement(
      sql: """
        SELECT direction_id, source, target, source_codes, target_codes, review, imported_usage,
          changed_at FROM unit WHERE id = ?
        """)
    confidenceStatement = try db.cachedStatement(
      sql: """
        SELECT count(*), count(confidence), max(confidence) FROM occurrence WHERE unit_id = ?
        """)
    placeStatement = try db.cachedStatement(
      sql: """
        SELECT 1 FROM occurrence WHERE unit_id = ?1
          AND (?2 IS NULL OR document = ?2 OR document GLOB ?2)
          AND (?3 IS NULL OR created_by = ?3 OR changed_by = ?3) LIMIT 1
        """)
  }

  /// A unit, where it is still of the direction, has the text, and may answer; `nil` otherwise: the
  /// index need not know that a unit was deleted or edited.
  func find(
    _ id: Int64, direction: Direction, isSwapped: Bool, key: [UInt32]
  ) throws -> FoundUnit? {
    guard let row = try Row.fetchOne(unitStatement, arguments: [id]), row[0] == direction.id else {
      return nil
    }
    let unit = FoundUnit(
      id: id, source: row[isSwapped ? 2 : 1], target: row[isSwapped ? 1 : 2],
      sourceCodes: row[isSwapped ? 4 : 3], targetCodes: row[isSwapped ? 3 : 4],
      review: ReviewState(rawValue: row[5]) ?? .unreviewed, usageCount: row[6], changedAt: row[7])
    var reader = TextReader()
    reader.read(unit.source)
    guard reader.scalars == key else { return nil }
    return try mayAnswer(unit) ? unit : nil
  }

  /// Whether the filter lets a unit through.
  func mayAnswer(_ unit: FoundUnit) throws -> Bool {
    if let review = filter.review {
      guard unit.review == review else { return false }
    } else if unit.review == .rejected {
      return false
    }
    if let since = filter.since, Double(unit.changedAt) < since.timeIntervalSince1970 {
      return false
    }
    if let before = filter.before, Double(unit.changedAt) >= before.timeIntervalSince1970 {
      return false
    }
    guard filter.document != nil || filter.author != nil else { return true }
    return try Int.fetchOne(placeStatement, arguments: [unit.id, filter.document, filter.author])
      != nil
  }

  /// The penalties that a unit's text does not show.
  func doubts(about unit: FoundUnit, translationCount: Int) throws -> [Penalty] {
    var confidences: [Double?] = []
    if unit.review == .unreviewed,
      let row = try Row.fetchOne(confidenceStatement, arguments: [unit.id]), row[0] == row[1] as Int
    {
      // All were made by machine, and the best of them speaks for the unit.
      confidences = [row[2] as Double?].filter { $0 != nil }
    }
    return Penalty.doubts(
      ofUnreviewed: unit.review == .unreviewed, confidences: confidences,
      hasCodes: unit.sourceCodes != nil, translationCount: translationCount)
  }

  /// In how far a unit was met between the segments that stand around a query.
  func contextCount(of unit: Int64, _ context: QueryContext) throws -> Int {
    guard context.isKnown else { return 0 }
    let places = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT previous_source, next_source FROM occurrence WHERE unit_id = ? ORDER BY id"),
      arguments: [unit])
    var best = 0
    while best < 2, let place = try places.next() {
      best = max(best, context.count(previous: place[0], next: place[1]))
    }
    return best
  }

  func provenance(of unit: Int64) throws -> [Provenance] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM occurrence WHERE unit_id = ? ORDER BY id"),
      arguments: [unit]
    ).map(Provenance.init)
  }
}
