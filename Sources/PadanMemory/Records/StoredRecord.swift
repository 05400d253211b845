import GRDB

/// A value in the memory that its column cannot hold: another program wrote it, or the file is damaged.
public struct RowDamage: Error, Hashable, Sendable, CustomStringConvertible {
  /// The table's name.
  public var table: String
  /// The row's number; `nil` where it cannot be read itself.
  public var row: Int64?
  /// The column's name.
  public var column: String

  package init(table: String, row: Int64?, column: String) {
    self.table = table
    self.row = row
    self.column = column
  }

  /// The place of the fault, in words.
  public var description: String {
    "row \(row.map(String.init) ?? "?") of \(table): \(column) cannot be read"
  }
}

/// Reads the values of a row one after the other, each with a check.
///
/// GRDB's subscripts trap on a value of another type, and read by name several times as slowly as by
/// place; so each table is read by this type alone, in the order of its record's columns.
struct RowReader {
  private let row: Row
  private let table: String
  private let columns: [String]
  private let start: Int
  private var next = 0
  private var id: Int64?

  /// - Parameters:
  ///   - columns: The names of the row's columns from `start` on.
  ///   - id: The row's number, where it is not the first column.
  init(_ row: Row, of table: String, columns: [String], from start: Int = 0, id: Int64? = nil) {
    self.row = row
    self.table = table
    self.columns = columns
    self.start = start
    self.id = id
  }

  /// The next column's value.
  ///
  /// - Throws: `RowDamage` where it is of another type or out of range.
  mutating func value<Value: StoredValue>(_: Value.Type = Value.self) throws(RowDamage) -> Value {
    try value(Value.value(of:))
  }

  /// The next column's value, read by a function that returns `nil` for what makes no sense.
  ///
  /// - Throws: `RowDamage`.
  mutating func value<Value>(
    _ read: (DatabaseValue.Storage) -> Value?
  ) throws(RowDamage) -> Value {
    let place = next
    next += 1
    let stored = (row[start + place] as DatabaseValue).storage
    guard let value = read(stored) else { throw damage(at: place) }
    if place == 0, id == nil { id = Int64.value(of: stored) }
    return value
  }

  /// The next column's value, read from a text or `NULL`.
  ///
  /// - Throws: `RowDamage`.
  mutating func json<Value>(_ read: (String?) -> Value?) throws(RowDamage) -> Value {
    try value { stored in String?.value(of: stored).flatMap(read) }
  }

  /// The damage at the column that was read last, for a value that contradicts others.
  var damage: RowDamage { damage(at: next - 1) }

  private func damage(at place: Int) -> RowDamage {
    RowDamage(table: table, row: id, column: columns[place])
  }
}

/// What a row of a table is read into.
protocol StoredRecord {
  static var table: String { get }
  /// The columns in the order in which `init` reads them; the first is the row's number.
  static var columns: [String] { get }
  /// - Throws: `RowDamage`.
  init(_ row: inout RowReader) throws(RowDamage)
}

extension StoredRecord {
  /// The columns as a `SELECT` lists them.
  static var selection: String { columns.map { "\(table).\($0)" }.joined(separator: ", ") }

  /// Reads the columns of `selection` from a row.
  ///
  /// - Throws: `RowDamage`.
  init(_ row: Row, from start: Int = 0) throws(RowDamage) {
    var reader = RowReader(row, of: Self.table, columns: Self.columns, from: start)
    try self.init(&reader)
  }

  /// The records of the rows for which a condition holds.
  ///
  /// - Parameter condition: What stands behind the table's name: `WHERE`, `ORDER BY`.
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func all(
    _ db: Database, _ condition: String = "", arguments: StatementArguments = StatementArguments()
  ) throws -> [Self] {
    try Row.fetchAll(
      db, sql: "SELECT \(selection) FROM \(table) \(condition)", arguments: arguments
    )
    .map { try Self($0) }
  }

  /// The record of a row's number; `nil` where there is no such row.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func find(_ id: Int64, _ db: Database) throws -> Self? {
    try all(db, "WHERE \(columns[0]) = ?", arguments: [id]).first
  }

  /// The record of a row to which another one refers.
  ///
  /// - Throws: `RowDamage` where there is none; `DatabaseError`.
  static func get(_ id: Int64, _ db: Database) throws -> Self {
    guard let record = try find(id, db) else {
      throw RowDamage(table: table, row: id, column: columns[0])
    }
    return record
  }

  /// Calls `body` with each row's record, or with the damage for which it cannot be read.
  ///
  /// - Complexity: O(rows), flat memory.
  /// - Throws: `DatabaseError`, and whatever `body` throws.
  static func forEach(_ db: Database, _ body: (Result<Self, RowDamage>) throws -> Void) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT \(selection) FROM \(table)")
    while let row = try rows.next() {
      try body(Result { () throws(RowDamage) in try Self(row) })
    }
  }
}
