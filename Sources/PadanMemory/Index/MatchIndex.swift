import GRDB
import PadanIndex

/// The match index of one side of a direction: a row of `match_index`, and two tables of its own.
///
/// An index is a copy of the units' texts, arranged for search. It covers all units of its
/// direction up to a number, except those listed in `match_pending`. Triggers count the units that
/// are deleted or edited, and a search compares what it finds with the unit itself. So a stale text
/// never becomes an answer.
struct MatchIndex: StoredRecord, Equatable {
  static let table = "match_index"
  static let columns = [
    "id", "direction_id", "side", "last_unit", "entries", "stale", "recent", "ranked_entries",
    "build",
  ]

  /// The text of a unit that an index holds. The raw value is also the column's name.
  enum Side: String, StoredValue {
    case source, target
  }

  /// The index's number, which its two tables have in their names.
  var id: Int64
  /// The number of the direction whose units the index covers.
  var directionID: Int64
  /// The side whose texts it holds.
  var side: Side
  /// The index covers the units up to this number.
  var lastUnit: Int64
  /// The number of texts in the index, stale ones included.
  var entries: Int64
  /// The number of texts whose unit was deleted or has another text now.
  var stale: Int64
  /// The number of texts in the list of recent texts, which are not in the lists of their tokens.
  var recent: Int64
  /// The number of texts from which the token order was computed.
  var rankedEntries: Int64
  /// The checksum of its token order. An order that a process keeps is valid for this value alone,
  /// also where a backup of another memory takes the file's place.
  var build: Int64

  /// The table of the texts' outlines.
  var textTable: String { "match_text_\(id)" }
  /// The table of postings.
  var postingTable: String { "match_posting_\(id)" }

  init(_ row: inout RowReader) throws(RowDamage) {
    func count() throws(RowDamage) -> Int64 { Int64(try row.value(Int.self)) }
    id = try count()
    directionID = try row.value()
    side = try row.value()
    lastUnit = try count()
    entries = try count()
    stale = try count()
    recent = try count()
    rankedEntries = try count()
    build = try row.value()
  }

  /// All indexes of a memory, by number.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func all(_ db: Database) throws -> [MatchIndex] { try all(db, "ORDER BY id") }

  /// The index of one side of a direction; `nil` if it has not been built.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func find(_ db: Database, direction: Int64, side: Side) throws -> MatchIndex? {
    try all(db, "WHERE direction_id = ? AND side = ?", arguments: [direction, side.rawValue]).first
  }

  /// Creates an index that covers no units yet.
  ///
  /// - Throws: `DatabaseError`, also if the side already has an index.
  static func create(_ db: Database, direction: Int64, side: Side) throws -> MatchIndex {
    try db.execute(
      sql: "INSERT INTO match_index (direction_id, side) VALUES (?, ?)",
      arguments: [direction, side.rawValue])
    let index = try get(db.lastInsertedRowID, db)
    try index.createTables(db)
    return index
  }

  /// Removes all indexes with their tables.
  ///
  /// - Throws: `DatabaseError`.
  static func removeAll(_ db: Database) throws {
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema WHERE type = 'table'
          AND (name GLOB 'match_text_[0-9]*' OR name GLOB 'match_posting_[0-9]*')
        """)
    for table in tables { try db.execute(sql: "DROP TABLE \"\(table)\"") }
    try db.execute(sql: "DELETE FROM match_pending; DELETE FROM match_index")
  }

  /// Creates the two tables of the index.
  func createTables(_ db: Database) throws {
    for table in [textTable, postingTable] {
      try db.execute(sql: Self.creation(ofTable: table))
    }
  }

  /// The SQL that creates a table of rows.
  static func creation(ofTable name: String) -> String {
    "CREATE TABLE \(name) (key INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT"
  }

  /// The two tables as the search engine reads and writes them, and the texts of the units.
  func rows(_ db: Database) throws -> IndexRows {
    IndexRows(
      outlines: try IndexTable(db, textTable), postings: try IndexTable(db, postingTable),
      texts: try UnitTable(db, side))
  }

  /// Writes the counters back to the index's row.
  func save(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE match_index SET last_unit = ?, entries = ?, stale = ?, recent = ?,
          ranked_entries = ?, build = ? WHERE id = ?
        """, arguments: [lastUnit, entries, stale, recent, rankedEntries, build, id])
  }

  /// Whether the index covers every unit of its direction with its present text.
  func isCurrent(_ db: Database) throws -> Bool {
    let newest = try RawStatement(db, "SELECT max(id) FROM unit")
    defer { newest.reset() }
    guard try newest.step(), lastUnit == newest.int(0) else { return false }
    let pending = try RawStatement(db, "SELECT 1 FROM match_pending WHERE index_id = ? LIMIT 1")
    pending.bind(id, at: 1)
    defer { pending.reset() }
    return try !pending.step()
  }

  /// Reads the token order that is stored with the index.
  ///
  /// - Throws: `IndexDamage` if the row is missing or cannot be decoded; `DatabaseError`.
  func order(_ db: Database) throws -> TokenOrder {
    let statement = try RawStatement(db, "SELECT common_tokens FROM match_index WHERE id = ?")
    statement.bind(id, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { throw IndexDamage() }
    return try TokenOrder(encoded: statement.bytes(0))
  }
}
