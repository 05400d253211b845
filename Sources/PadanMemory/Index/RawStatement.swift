import GRDB
import GRDBSQLite

/// A cached statement of a GRDB connection, driven through SQLite's C interface: the hot paths read
/// and write millions of small values, where GRDB's own rows cost two to three times as much.
///
/// One statement is for one use at a time: run it to its end, or `reset` it.
struct RawStatement {
  private let statement: Statement
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  /// - Throws: `DatabaseError` where the SQL does not compile.
  init(_ db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    connection = db.sqliteConnection!
    sqlite3_reset(handle)
  }

  func bind(_ value: Int64, at place: Int32) {
    sqlite3_bind_int64(handle, place, value)
  }

  /// Binds a text or `nil`, which must stay as it is until the next `reset`.
  func bind(_ text: UnsafeBufferPointer<UInt8>?, at place: Int32) {
    guard let text else {
      sqlite3_bind_null(handle, place)
      return
    }
    let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
    // Without a base address SQLite would bind NULL: an empty text has one byte that is not read.
    if let start {
      sqlite3_bind_text(handle, place, start, Int32(text.count), nil)
    } else {
      sqlite3_bind_text(handle, place, "", 0, Self.transient)
    }
  }

  /// Binds a copy of a text, or NULL.
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

  func bindCopy(_ value: Int?, at place: Int32) {
    guard let value else {
      sqlite3_bind_null(handle, place)
      return
    }
    sqlite3_bind_int64(handle, place, Int64(value))
  }

  func bind(_ value: Double?, at place: Int32) {
    guard let value else {
      sqlite3_bind_null(handle, place)
      return
    }
    sqlite3_bind_double(handle, place, value)
  }

  /// Binds bytes, which must stay as they are until the next `reset`.
  func bind(_ bytes: UnsafeRawBufferPointer, at place: Int32) {
    sqlite3_bind_blob(handle, place, bytes.baseAddress, Int32(bytes.count), nil)
  }

  /// Goes to the next row; `false` after the last one.
  ///
  /// - Throws: `DatabaseError`.
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

  /// Runs a statement that has no rows, and makes it ready for the next run.
  ///
  /// - Throws: `DatabaseError`.
  func run() throws {
    _ = try step()
    reset()
  }

  func reset() { sqlite3_reset(handle) }

  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// The bytes of a blob or text, which hold until the next step.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    // The pointer first: asking for the size may not convert what the pointer shows.
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  func text(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    bytes(column).bindMemory(to: UInt8.self)
  }

  /// Rows that the last statement of the connection changed.
  var changes: Int { Int(sqlite3_changes64(connection)) }

  /// SQLite copies what is bound with this in place of a destructor (`SQLITE_TRANSIENT`).
  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
  private static var blank: UnsafePointer<CChar> {
    UnsafeRawPointer(StaticString("").utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
