import GRDB
import PadanIndex

/// One table of a match index in the memory's file: `key INTEGER PRIMARY KEY, data BLOB`.
///
/// Every function throws `DatabaseError`, and whatever `body` throws.
struct IndexTable: RowStore {
  private let db: Database
  private let name: String
  // A search reads thousands of rows, and a build writes as many: these statements are prepared
  // once.
  private let row: RawStatement
  private let rows: RawStatement
  private let lastRow: RawStatement
  private let lastKey: RawStatement
  private let insert: RawStatement

  /// Prepares the statements.
  ///
  /// - Parameter name: The table's name. It becomes part of the SQL and is never input of a user.
  /// - Throws: `DatabaseError` if there is no such table.
  init(_ db: Database, _ name: String) throws {
    self.db = db
    self.name = name
    row = try RawStatement(db, "SELECT data FROM \(name) WHERE key = ?")
    rows = try RawStatement(db, "SELECT key, data FROM \(name) WHERE key BETWEEN ? AND ?")
    lastRow = try RawStatement(
      db, "SELECT key, data FROM \(name) WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT 1")
    lastKey = try RawStatement(
      db, "SELECT key FROM \(name) WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT 1")
    insert = try RawStatement(
      db, "INSERT OR REPLACE INTO \(name) (key, data) VALUES (?, ?)")
  }

  func readRow(_ key: Int64, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
    row.bind(key, at: 1)
    defer { row.reset() }
    guard try row.step() else { return false }
    try body(row.bytes(0))
    return true
  }

  func readAll(
    in keys: ClosedRange<Int64>, _ body: (Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    rows.bind(keys)
    defer { rows.reset() }
    while try rows.step() { try body(rows.int(0), rows.bytes(1)) }
  }

  func readFirst(
    in keys: ClosedRange<Int64>, _ body: (Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool {
    let firstRow = try RawStatement(
      db, "SELECT key, data FROM \(name) WHERE key BETWEEN ? AND ? ORDER BY key LIMIT 1")
    return try Self.readOne(firstRow, in: keys, body)
  }

  func readLast(
    in keys: ClosedRange<Int64>, _ body: (Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool {
    try Self.readOne(lastRow, in: keys, body)
  }

  func lastKey(in keys: ClosedRange<Int64>) throws -> Int64? {
    lastKey.bind(keys)
    defer { lastKey.reset() }
    return try lastKey.step() ? lastKey.int(0) : nil
  }

  /// Runs a statement that finds at most one row, and calls `body` with that row.
  ///
  /// - Returns: `false` if there is no row.
  private static func readOne(
    _ statement: RawStatement, in keys: ClosedRange<Int64>,
    _ body: (Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool {
    statement.bind(keys)
    defer { statement.reset() }
    guard try statement.step() else { return false }
    try body(statement.int(0), statement.bytes(1))
    return true
  }

  func write(_ key: Int64, _ row: UnsafeRawBufferPointer) throws {
    insert.bind(key, at: 1)
    insert.bind(row, at: 2)
    try insert.run()
  }

  func delete(in keys: ClosedRange<Int64>) throws {
    let delete = try RawStatement(db, "DELETE FROM \(name) WHERE key BETWEEN ? AND ?")
    delete.bind(keys)
    try delete.run()
  }
}

/// The texts of the units on one side.
///
/// Every function throws `DatabaseError`, and whatever `body` throws.
struct UnitTable: UnitTexts {
  private let text: RawStatement

  /// Prepares the statement that a search runs.
  init(_ db: Database, _ side: MatchIndex.Side) throws {
    text = try RawStatement(db, "SELECT \(side.rawValue) FROM unit WHERE id = ?")
  }

  func readText(
    ofUnit unit: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws -> Bool {
    text.bind(unit, at: 1)
    defer { text.reset() }
    guard try text.step() else { return false }
    try body(text.text(0))
    return true
  }
}

extension RawStatement {
  /// Binds the bounds of a range of keys to the first two parameters.
  fileprivate func bind(_ keys: ClosedRange<Int64>) {
    bind(keys.lowerBound, at: 1)
    bind(keys.upperBound, at: 2)
  }
}
