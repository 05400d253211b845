import GRDB
import Glibc
import PadanModel

/// The file of a memory to open: what it is, and whether it can be written.
struct MemoryFile {
  private let path: String
  private let access: Memory.Access
  /// Whether there is a file at the path.
  let exists: Bool
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
    if let status {
      if status.kind == .folder { throw .folder(path) }
      if Glibc.access(path.pathBytes, R_OK) != 0 { throw .unreadable(path) }
      if status.kind != .regular { throw .notAMemory(path) }
    } else {
      // A missing folder is told where something is to be written there.
      guard errno == ENOENT || errno == ENOTDIR else { throw MemoryError(errno: errno, path: path) }
      if access != .create { throw .missing(path) }
    }
    isReadOnly = access == .readOnly || exists && !Self.mayBeWritten(path)
  }

  /// Opens the file after a check that it is a memory, and brings an older schema up to date.
  ///
  /// Only one process at a time makes the tables of a memory or updates them; the others wait for it
  /// and go on.
  ///
  /// - Throws: `MemoryError`, `DatabaseError`.
  func open(_ configuration: Memory.Configuration) throws -> MemoryConnections {
    let readers = try openToRead(configuration)
    if try readers.read(isReady) { return connections(readers, configuration) }
    if isReadOnly { throw MemoryError.olderSchema(path) }
    try readers.close()
    let lock = try Self.lock(path, patience: nil)
    let database = try DatabasePool(
      path: path.sqliteName(), configuration: configuration.connections)
    try Schema.update(database, path: path)
    try database.close()
    lock.release()
    return try connections(openToRead(configuration), configuration)
  }

  /// Opens the file for reading.
  ///
  /// - Throws: `MemoryError`, `DatabaseError`.
  private func openToRead(_ configuration: Memory.Configuration) throws -> any DatabaseWriter {
    try checkSize()
    return try Self.openToRead(path, configuration.readingConnections) {
      try DatabasePool(path: $0, configuration: $1)
    }
  }

  /// The connections of a memory of the present schema.
  ///
  /// - Parameter readers: A pool that cannot write, or the only connection.
  private func connections(
    _ readers: any DatabaseWriter, _ configuration: Memory.Configuration
  ) -> MemoryConnections {
    if isReadOnly { return MemoryConnections(readers: readers) }
    NameLock.removeRemains(of: path)
    guard let pool = readers as? DatabasePool else { return MemoryConnections(one: readers) }
    return MemoryConnections(readers: pool, path: path.sqliteName(), configuration)
  }

  /// Takes the lock on a memory's name.
  ///
  /// - Parameter patience: How long to wait for another process; `nil` if until its end.
  /// - Throws: `MemoryError.locked`, or what the system refuses.
  static func lock(
    _ path: String, patience: Duration? = .seconds(Memory.Configuration.patience)
  ) throws(MemoryError) -> NameLock {
    do throws(NameLock.Failure) {
      return try NameLock(path, patience: patience)
    } catch {
      throw MemoryError(error, path: path)
    }
  }

  /// Checks that the file has the size of a database.
  ///
  /// - Throws: `MemoryError.notAMemory`.
  private func checkSize() throws(MemoryError) {
    // SQLite takes a file of one byte for an empty one. No database is shorter than a page of 512
    // bytes.
    let size = FileStatus(path)?.size ?? 0
    guard size == 0 || size >= 512 else { throw .notAMemory(path) }
  }

  /// Whether an open file is a memory of the present schema that has a log, or may only be read.
  ///
  /// - Returns: `false` also for an empty file if one may be created.
  /// - Throws: `MemoryError.notAMemory`, `MemoryError.foreign`; `DatabaseError`.
  private func isReady(_ db: Database) throws -> Bool {
    guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
      try checkEmpty(db)
      return false
    }
    return try Schema.isCurrent(db, path: path)
      && (isReadOnly || String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
  }

  /// Opens the file as a memory is opened, with little memory, and closes it.
  ///
  /// - Throws: As `open` does.
  private func tryToOpen() throws {
    try checkSize()
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Memory.Configuration.patience)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF") }
    let file = try Self.openToRead(path, configuration) {
      try DatabaseQueue(path: $0, configuration: $1)
    }
    defer { try? file.close() }
    _ = try file.read(isReady)
  }

  /// Whether the file begins as a memory does, and is so damaged that it cannot be opened.
  var isBroken: Bool {
    guard Self.hasMemoryHead(path) else { return false }
    do {
      try tryToOpen()
      return false
    } catch {
      switch Memory.memoryError(error, path: path) {
      case .notAMemory, .damaged, .damagedRow, .unknownSchema: return true
      default: return false
      }
    }
  }

  /// Whether a file has the head of an SQLite database with Padan's mark (SQLite, "Database File
  /// Format", 1.3).
  static func hasMemoryHead(_ path: String) -> Bool {
    let descriptor = Glibc.open(path.pathBytes, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 72)
    guard read(descriptor, &head, head.count) == head.count else { return false }
    let mark = head[68...].reduce(0) { $0 << 8 | Int($1) }
    return head.starts(with: "SQLite format 3\0".utf8) && mark == Schema.applicationID
  }

  /// Checks that a database that is no memory yet holds nothing, and may become one.
  private func checkEmpty(_ db: Database) throws {
    // A process killed before the first migration leaves only GRDB's table of migrations.
    let ownTables = """
      SELECT count(*) FROM sqlite_schema WHERE name NOT GLOB 'grdb_*' AND name NOT GLOB 'sqlite_*'
      """
    let isEmpty =
      try Int.fetchOne(db, sql: "PRAGMA application_id") == 0
      && Int.fetchOne(db, sql: ownTables) == 0
    guard isEmpty else { throw MemoryError.foreign(path) }
    guard access == .create else { throw MemoryError.notAMemory(path) }
  }

  /// Whether a file can be written, and its folder too, where SQLite writes its log.
  static func mayBeWritten(_ path: String) -> Bool {
    Glibc.access(path.pathBytes, W_OK) == 0 && mayWriteFolder(of: path)
  }

  /// Whether the folder can be written in which a file is, or the file to which a link leads.
  private static func mayWriteFolder(of path: String) -> Bool {
    let folder = Folder.parent(of: Folder.linkTarget(of: path)) ?? "."
    return Glibc.access(folder.pathBytes, W_OK) == 0
  }

  /// Opens a file with a lock that keeps others away. SQLite then needs no file to share the log
  /// (https://sqlite.org/wal.html#noshm), and a full disk can still be read.
  ///
  /// - Throws: `DatabaseError`, also if the file may not be written.
  private static func openAlone(
    _ path: String, _ configuration: Memory.Configuration = Memory.Configuration()
  ) throws -> any DatabaseWriter {
    let database = try DatabaseQueue(
      path: path.sqliteName(), configuration: configuration.loneConnection)
    _ = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    return database
  }

  /// Opens a file for reading.
  ///
  /// If the folder cannot be written, SQLite cannot share a log with writers. Then the file is
  /// opened as one that never changes (`immutable=1`). That is wrong if a writer left a log,
  /// because SQLite would ignore the log and read an older state; so it is refused. On a full disk the
  /// file is opened for this process alone.
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
    } catch let error as DatabaseError where error.lacksRoomForLog {
      return try openAlone(path)
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
      && !mayWriteFolder(of: path)
    {
      if FileStatus(Folder.resolved(path) + "-wal")?.size ?? 0 > 0 {
        throw MemoryError.unreadLog(path)
      }
      return try DatabaseQueue(
        path: path.sqliteName(isImmutable: true), configuration: configuration)
    }
  }
}

extension DatabaseError {
  /// Whether there is no room for the file by which connections share a log (`-shm`).
  fileprivate var lacksRoomForLog: Bool {
    resultCode == .SQLITE_FULL
      || [.SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP]
        .contains(extendedResultCode)
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

extension Memory {
  /// Whether a file is a memory, by its first bytes. A pipe is none, and nothing is read from it.
  package static func isMemory(_ path: String) -> Bool {
    FileStatus(path)?.kind == .regular && MemoryFile.hasMemoryHead(path)
  }
}
