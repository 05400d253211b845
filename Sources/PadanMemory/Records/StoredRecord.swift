import GRDB
import GRDBSQLite

extension MemoryError {
  /// A value that does not fit its column: another program wrote it, or the file is damaged.
  public struct RowDamage: Error, Hashable, Sendable, CustomStringConvertible {
    /// The table's name.
    public var table: String
    /// The row's number; `nil` if the number itself cannot be read.
    public var row: Int64?
    /// The column's name.
    public var column: String

    /// The damage at one value.
    ///
    /// - Parameter row: The row's number; `nil` if it is not known.
    public init(table: String, row: Int64?, column: String) {
      self.table = table
      self.row = row
      self.column = column
    }

    /// The place of the damage as part of a sentence: `row 7 of unit: review cannot be read`.
    public var description: String {
      "row \(row.map(String.init) ?? "?") of \(table): \(column) cannot be read"
    }
  }
}

typealias RowDamage = MemoryError.RowDamage

/// Reads the values of a row one after another and checks each.
///
/// GRDB's subscripts trap on a value of another type, and reading by name is several times slower
/// than by position. So every table is read by this type, in the order of its record's columns.
struct RowReader {
  /// Where the values are.
  enum Source {
    /// A row that may have been copied.
    case row(Row)
    /// The present row of a statement that is being stepped through. A read of many rows takes this
    /// one: `Row` looks up the type of each value at run time.
    case statement(SQLiteStatement)
  }

  private let source: Source
  private let table: String
  /// The names of the columns, for `RowDamage`.
  private let columns: [String]
  /// The position of the record's first column in the row.
  private let start: Int
  /// The position of the next column in `columns`.
  private var next = 0
  /// The row's number, for `RowDamage`.
  private var id: Int64?

  /// Begins to read a row.
  ///
  /// - Parameters:
  ///   - source: Where the row's values are.
  ///   - table: The table's name, for `RowDamage`.
  ///   - columns: The names of the row's columns from `start` on.
  ///   - start: The position of the first column to read.
  ///   - id: The row's number, if the first column does not hold it.
  init(
    _ source: Source, of table: String, columns: [String], from start: Int = 0, id: Int64? = nil
  ) {
    self.source = source
    self.table = table
    self.columns = columns
    self.start = start
    self.id = id
  }

  /// The same for a row.
  init(_ row: Row, of table: String, columns: [String], id: Int64? = nil) {
    self.init(.row(row), of: table, columns: columns, id: id)
  }

  /// Reads the value of the next column.
  ///
  /// - Throws: `RowDamage` if the value has another type or is out of range.
  mutating func value<Value: StoredValue>(_: Value.Type = Value.self) throws(RowDamage) -> Value {
    try value(Value.value(of:))
  }

  /// Reads the value of the next column with a function of the caller.
  ///
  /// - Parameter read: Returns `nil` for a value that makes no sense.
  /// - Throws: `RowDamage` if `read` returns `nil`.
  mutating func value<Value>(
    _ read: (DatabaseValue.Storage) -> Value?
  ) throws(RowDamage) -> Value {
    let place = next
    next += 1
    let stored = stored(at: start + place).storage
    guard let value = read(stored) else { throw damage(at: place) }
    if place == 0, id == nil { id = Int64.value(of: stored) }
    return value
  }

  /// Whether the next column is NULL.
  var isNull: Bool {
    switch source {
    case .row(let row): row.hasNull(atIndex: start + next)
    case .statement(let statement):
      sqlite3_column_type(statement, Int32(start + next)) == SQLITE_NULL
    }
  }

  /// Passes over the next column.
  mutating func skip() { next += 1 }

  /// Reads the value of the next column, of whatever type.
  mutating func anyValue() -> DatabaseValue {
    defer { next += 1 }
    return stored(at: start + next)
  }

  /// The value at a position in the row.
  private func stored(at position: Int) -> DatabaseValue {
    switch source {
    case .row(let row): row[position] as DatabaseValue
    case .statement(let statement):
      DatabaseValue(sqliteStatement: statement, index: Int32(position))
    }
  }

  /// Reads the value of the next column from its text.
  ///
  /// - Parameter read: Receives `nil` for NULL; returns `nil` for a text that makes no sense.
  /// - Throws: `RowDamage` if `read` returns `nil`, or the column holds neither a text nor NULL.
  mutating func json<Value>(_ read: (String?) -> Value?) throws(RowDamage) -> Value {
    try value { stored in String?.value(of: stored).flatMap(read) }
  }

  /// The damage at the column that was read last, for a value that contradicts other values.
  var damage: RowDamage { damage(at: next - 1) }

  /// The damage at a position in `columns`.
  private func damage(at place: Int) -> RowDamage {
    RowDamage(table: table, row: id, column: columns[place])
  }
}

/// A type whose values are rows of one table.
protocol StoredRecord {
  /// The table's name.
  static var table: String { get }
  /// The columns in the order in which `init` reads them. The first one is the row's number.
  static var columns: [String] { get }
  /// Reads a row, column by column.
  ///
  /// - Throws: `RowDamage` at the first value that does not fit its column.
  init(_ row: inout RowReader) throws(RowDamage)
}

extension StoredRecord {
  /// The columns as `SELECT` lists them: `unit.id, unit.direction_id`.
  static var selection: String { columns.map { "\(table).\($0)" }.joined(separator: ", ") }

  /// Reads a row that holds the columns of `selection`.
  ///
  /// - Parameters:
  ///   - source: Where the row's values are.
  ///   - start: The position of the first of them.
  /// - Throws: `RowDamage`.
  init(_ source: RowReader.Source, from start: Int = 0) throws(RowDamage) {
    var reader = RowReader(source, of: Self.table, columns: Self.columns, from: start)
    try self.init(&reader)
  }

  /// Reads a row that holds the columns of `selection` and no others.
  ///
  /// - Throws: `RowDamage`.
  init(_ row: Row) throws(RowDamage) { try self.init(.row(row)) }

  /// The records of the rows that fit a condition.
  ///
  /// - Parameter condition: The SQL after the table's name, such as `WHERE id = ?`; empty for all
  ///   rows.
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func all(
    _ db: Database, _ condition: String = "", arguments: StatementArguments = StatementArguments()
  ) throws -> [Self] {
    try all(
      RawStatement(db, "SELECT \(selection) FROM \(table) \(condition)", arguments: arguments))
  }

  /// The records that a statement finds whose columns are those of `selection`.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func all(_ statement: RawStatement) throws -> [Self] {
    defer { statement.reset() }
    var records: [Self] = []
    while try statement.step() { records.append(try Self(statement.row)) }
    return records
  }

  /// The record of a row; `nil` if there is no row with this number.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func find(_ id: Int64, _ db: Database) throws -> Self? {
    try all(db, "WHERE \(columns[0]) = ?", arguments: [id]).first
  }

  /// The record of a row to which another row refers.
  ///
  /// - Throws: `RowDamage` if there is no such row; `DatabaseError`.
  static func get(_ id: Int64, _ db: Database) throws -> Self {
    guard let record = try find(id, db) else {
      throw RowDamage(table: table, row: id, column: columns[0])
    }
    return record
  }

  /// Calls `body` for each row of the table, with its record or with the damage that prevents
  /// reading it.
  ///
  /// - Throws: `DatabaseError`, and whatever `body` throws.
  /// - Complexity: O(rows) time, constant memory.
  static func forEach(_ db: Database, _ body: (Result<Self, RowDamage>) throws -> Void) throws {
    let statement = try db.makeStatement(sql: "SELECT \(selection) FROM \(table)")
    let rows = try Row.fetchCursor(statement)
    while try rows.next() != nil {
      try body(
        Result { () throws(RowDamage) in try Self(.statement(statement.sqliteStatement)) })
    }
  }
}
