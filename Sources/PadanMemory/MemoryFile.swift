import GRDB
import Glibc
import PadanModel

/// The file of a memory to open: what it is, and whether it can be written.
struct MemoryFile {
  private let path: String
  private let access: Memory.Access
  /// Whether there is a file at the path.
  private let exists: Bool
  /// Whether it is opened for reading only: on request, or because the file or its folder cannot be
  /// written.
  let isReadOnly: Bool

  /// Examines the file and changes nothing.
  ///
  /// - Throws: `MemoryError` if the file is missing, a folder, a device or unreadable.
  init(path: String, access: Memory.Access) throws(MemoryError) {
    self.path = path
    self.access = access
    let status = FileStatus(path)
    exists = status != nil
    if status?.kind == .folder { throw .folder(path) }
    if access != .create, !exists { throw .missing(path) }
    if exists, Glibc.access(path.pathBytes, R_OK) != 0 { throw .unreadable(path) }
    if exists, status?.kind != .regular { throw .notAMemory(path) }
    isReadOnly = access == .readOnly || exists && !Self.mayBeWritten(path)
  }

  /// Opens the file after a check that it is a memory.
  ///
  /// - Throws: `MemoryError`, `DatabaseError`.
  func open(_ configuration: GRDB.Configuration) throws -> any DatabaseWriter {
    if exists { try checkOwner() }
    guard isReadOnly else {
      return try DatabasePool(path: path.sqliteName(), configuration: configuration)
    }
    var configuration = configuration
    configuration.readonly = true
    return try Self.openToRead(path, configuration) {
      try DatabasePool(path: $0, configuration: $1)
    }
  }

  /// Checks that the file is a memory, or an empty file if one may be created. It changes nothing.
  ///
  /// - Throws: `MemoryError.notAMemory`, `MemoryError.foreign`; `DatabaseError`.
  private func checkOwner() throws {
    // SQLite takes a file of one byte for an empty one. No database is shorter than a page of 512
    // bytes.
    let size = FileStatus(path)?.size ?? 0
    guard size == 0 || size >= 512 else { throw MemoryError.notAMemory(path) }
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Memory.Configuration.patience)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF") }
    // A process killed before the first migration leaves only GRDB's table of migrations.
    let ownTables = """
      SELECT count(*) FROM sqlite_schema WHERE name NOT GLOB 'grdb_*' AND name NOT GLOB 'sqlite_*'
      """
    let file = try Self.openToRead(path, configuration) {
      try DatabaseQueue(path: $0, configuration: $1)
    }
    let (owner, tables) = try file.read { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(db, sql: ownTables) ?? 0
      )
    }
    guard owner != Schema.applicationID else { return }
    guard owner == 0, tables == 0 else { throw MemoryError.foreign(path) }
    guard access == .create else { throw MemoryError.notAMemory(path) }
  }

  /// Whether a file begins as a memory does: with SQLite's signature, and Padan's own among the
  /// fields of its head (https://sqlite.org/fileformat2.html, section 1.3).
  static func hasHead(_ path: String) -> Bool {
    let descriptor = Glibc.open(path.pathBytes, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 72)
    guard read(descriptor, &head, head.count) == head.count else { return false }
    let owner = head[68...].reduce(0) { $0 << 8 | Int($1) }
    return head.starts(with: "SQLite format 3\0".utf8) && owner == Schema.applicationID
  }

  /// Whether a file can be written, and its folder too, where SQLite writes its log.
  private static func mayBeWritten(_ path: String) -> Bool {
    let folder = Folder.parent(of: path) ?? "."
    return Glibc.access(path.pathBytes, W_OK) == 0 && Glibc.access(folder.pathBytes, W_OK) == 0
  }

  /// Opens a file for reading.
  ///
  /// If the folder cannot be written, SQLite cannot share a log with writers. Then the file is
  /// opened as one that never changes (`immutable=1`). That is wrong if a writer left a log,
  /// because SQLite would ignore the log and read an older state; so it is refused.
  ///
  /// - Throws: `MemoryError.unreadLog` if there is a log that cannot be read; `DatabaseError`.
  private static func openToRead(
    _ path: String, _ configuration: GRDB.Configuration,
    as open: (String, GRDB.Configuration) throws -> any DatabaseWriter
  ) throws -> any DatabaseWriter {
    do {
      let database = try open(path.sqliteName(), configuration)
      _ = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
      return database
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      if FileStatus(Folder.resolved(path) + "-wal")?.size ?? 0 > 0 {
        throw MemoryError.unreadLog(path)
      }
      return try DatabaseQueue(
        path: path.sqliteName(isImmutable: true), configuration: configuration)
    }
  }
}

extension String {
  /// The path as SQLite opens it. It takes `:memory:` and what begins with `file:` for something
  /// else, so that a relative path gets `./` before it. A path that is not UTF-8 becomes a URI (RFC
  /// 3986), in which each byte can be written.
  ///
  /// - Parameter isImmutable: Whether the file is opened as one that never changes.
  func sqliteName(isImmutable: Bool = false) -> String {
    let path = utf8.first == UInt8(ascii: "/") ? self : "./" + self
    guard isImmutable || hasBytes else { return path }
    let start = path.utf8.first == UInt8(ascii: "/") ? "file://" : "file:"
    return start + path.percentEncoded + (isImmutable ? "?immutable=1" : "")
  }

  /// The path as part of a URI: each byte except letters, digits, `-._~` and `/` becomes `%XX`.
  private var percentEncoded: String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF")
    return unterminatedPathBytes.reduce(into: "") { result, byte in
      if plain.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}
