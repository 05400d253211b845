import GRDB
import GRDBSQLite

/// A cached statement of a GRDB connection, run through SQLite's C interface.
///
/// The hot paths read and write millions of small values. GRDB's own rows take two to three times
/// as long for them.
///
/// Use a statement for one purpose at a time: step to its end, or `reset` it before the next use.
/// Columns count from 0 and parameters from 1, as in SQLite.
struct RawStatement {
  private let statement: Statement
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  /// Prepares a statement, or takes it from the connection's cache.
  ///
  /// - Throws: `DatabaseError` if the SQL does not compile.
  init(_ db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    connection = db.sqliteConnection!
    sqlite3_reset(handle)
  }

  /// Prepares a statement with its arguments.
  ///
  /// - Throws: `DatabaseError` if the SQL does not compile or takes other arguments.
  init(_ db: Database, _ sql: String, arguments: StatementArguments) throws {
    try self.init(db, sql)
    try statement.setArguments(arguments)
  }

  /// The present row, for a `RowReader`.
  var row: RowReader.Source { .statement(handle) }

  /// Binds a number.
  func bind(_ value: Int64, at place: Int32) {
    sqlite3_bind_int64(handle, place, value)
  }

  /// Binds a text in UTF-8, or NULL for `nil`, without a copy. The bytes must stay valid until the
  /// next `reset`.
  func bind(_ text: UnsafeBufferPointer<UInt8>?, at place: Int32) {
    guard let text else {
      sqlite3_bind_null(handle, place)
      return
    }
    let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
    // SQLite binds NULL for a null pointer, so an empty text is bound as a copy of "".
    if let start {
      sqlite3_bind_text(handle, place, start, Int32(text.count), nil)
    } else {
      sqlite3_bind_text(handle, place, "", 0, Self.transient)
    }
  }

  /// Binds a copy of a text, or NULL for `nil`.
  func bindCopy(_ text: String?, at place: Int32) {
    guard var text else {
      sqlite3_bind_null(handle, place)
      return
    }
    text.withUTF8 { bytes in
      let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      sqlite3_bind_text(handle, place, start ?? Self.blank, Int32(bytes.count), Self.transient)
    }
  }

  /// Binds a number, or NULL for `nil`.
  func bindCopy(_ value: Int?, at place: Int32) {
    guard let value else {
      sqlite3_bind_null(handle, place)
      return
    }
    sqlite3_bind_int64(handle, place, Int64(value))
  }

  /// Binds a number, or NULL for `nil`.
  func bind(_ value: Double?, at place: Int32) {
    guard let value else {
      sqlite3_bind_null(handle, place)
      return
    }
    sqlite3_bind_double(handle, place, value)
  }

  /// Binds a blob without a copy. The bytes must stay valid until the next `reset`.
  func bind(_ bytes: UnsafeRawBufferPointer, at place: Int32) {
    sqlite3_bind_blob(handle, place, bytes.baseAddress, Int32(bytes.count), nil)
  }

  /// Moves to the next row.
  ///
  /// - Returns: `false` after the last row.
  /// - Throws: `DatabaseError`; the statement is reset then.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
        message: String(cString: sqlite3_errmsg(connection)))
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement that returns no rows, and resets it.
  ///
  /// - Throws: `DatabaseError`.
  func run() throws {
    _ = try step()
    reset()
  }

  /// Ends the run, so that the statement can be bound and run again.
  func reset() { sqlite3_reset(handle) }

  /// The number in a column of the present row; 0 for NULL.
  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  /// Whether a column of the present row is NULL.
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// The bytes of a blob or text, valid until the next `step` or `reset`.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    // SQLite asks for this order: the pointer first, its size after it.
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// The bytes of a text in UTF-8, valid until the next `step` or `reset`.
  func text(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    bytes(column).bindMemory(to: UInt8.self)
  }

  /// The number of rows that the connection's last statement inserted, updated or deleted.
  var changes: Int { Int(sqlite3_changes64(connection)) }

  /// `SQLITE_TRANSIENT`: given instead of a destructor, it makes SQLite copy what is bound.
  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
  /// A pointer that is not null, for a text of no bytes.
  private static var blank: UnsafePointer<CChar> {
    UnsafeRawPointer(StaticString("").utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
