import GRDB
import PadanIndex
import PadanModel

/// The index of one side of a pair of languages: a row of `match_index`, and two tables of its own.
///
/// An index is a copy of the units' texts, arranged for search. It covers all units of its direction up
/// to a number, less those that are listed as pending. What the units table loses or changes is noticed
/// by triggers, and what an index finds is compared with the unit itself, so that a stale entry is
/// never an answer.
struct MatchIndex {
  /// Which of a unit's texts an index holds.
  enum Side: String {
    case source, target
  }

  var id: Int64
  var directionID: Int64
  var side: Side
  /// Units up to this number are in the index.
  var lastUnit: Int64
  /// Texts in the index, stale ones among them.
  var entries: Int64
  /// Texts whose unit is gone or has another text now.
  var stale: Int64
  /// Texts that are in the list of recent ones, and not in those of their tokens.
  var recent: Int64
  /// How many texts the order of tokens was found from.
  var rankedEntries: Int64
  /// Changes when the index is built anew.
  var build: Int64

  var textTable: String { "match_text_\(id)" }
  var postingTable: String { "match_posting_\(id)" }

  private init(_ row: Row) {
    id = row["id"]
    directionID = row["direction_id"]
    side = Side(rawValue: row["side"]) ?? .source
    lastUnit = row["last_unit"]
    entries = row["entries"]
    stale = row["stale"]
    recent = row["recent"]
    rankedEntries = row["ranked_entries"]
    build = row["build"]
  }

  static func all(_ db: Database) throws -> [MatchIndex] {
    try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM match_index ORDER BY id"))
      .map(MatchIndex.init)
  }

  static func find(_ db: Database, direction: Int64, side: Side) throws -> MatchIndex? {
    let statement = try db.cachedStatement(
      sql: "SELECT * FROM match_index WHERE direction_id = ? AND side = ?")
    return try Row.fetchOne(statement, arguments: [direction, side.rawValue])
      .map(MatchIndex.init)
  }

  /// Makes an index that covers nothing yet.
  static func create(_ db: Database, direction: Int64, side: Side) throws -> MatchIndex {
    try db.execute(
      sql: "INSERT INTO match_index (direction_id, side) VALUES (?, ?)",
      arguments: [direction, side.rawValue])
    let index = try find(db, direction: direction, side: side)!
    try index.createTables(db)
    return index
  }

  func createTables(_ db: Database) throws {
    for table in [textTable, postingTable] {
      try db.execute(
        sql: "CREATE TABLE \(table) (key INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT")
    }
  }

  /// The index's rows, for search and for change.
  func rows(_ db: Database) throws -> IndexRows {
    IndexRows(texts: try IndexTable(db, textTable), postings: try IndexTable(db, postingTable))
  }

  func save(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE match_index SET last_unit = ?, entries = ?, stale = ?, recent = ?,
          ranked_entries = ?, build = ? WHERE id = ?
        """, arguments: [lastUnit, entries, stale, recent, rankedEntries, build, id])
  }

  /// Whether every unit of the direction is in the index as it is now.
  func isCurrent(_ db: Database) throws -> Bool {
    let newest = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT coalesce(max(id), 0) FROM unit"))!
    guard lastUnit == newest else { return false }
    let pending = try db.cachedStatement(
      sql: "SELECT 1 FROM match_pending WHERE index_id = ? LIMIT 1")
    return try Int.fetchOne(pending, arguments: [id]) == nil
  }

  /// The order of tokens, as it is stored.
  func order(_ db: Database) throws -> TokenOrder {
    let statement = try RawStatement(db, "SELECT common_tokens FROM match_index WHERE id = ?")
    statement.bind(id, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { throw IndexDamage() }
    return try TokenOrder(encoded: statement.bytes(0))
  }
}
