import FoundationEssentials
import GRDB
import Glibc

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
    var isFolder = false
    exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder { throw .folder(path) }
    if access != .create, !exists { throw .missing(path) }
    if exists, Glibc.access(path, R_OK) != 0 { throw .unreadable(path) }
    if exists, !Self.isRegularFile(path) { throw .notAMemory(path) }
    isReadOnly = access == .readOnly || exists && !Self.mayBeWritten(path)
  }

  /// Opens the file after a check that it is a memory.
  ///
  /// - Throws: `MemoryError`, `DatabaseError`.
  func open(_ configuration: GRDB.Configuration) throws -> any DatabaseWriter {
    if exists { try checkOwner() }
    guard isReadOnly else { return try DatabasePool(path: path, configuration: configuration) }
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
    let size = Self.fileSize(path)
    guard size == 0 || size >= 512 else { throw MemoryError.notAMemory(path) }
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Memory.Configuration.patience)
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

  /// Whether a path leads, through symbolic links, to a regular file: not a folder, device or pipe.
  static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a file can be written, and its folder too, where SQLite writes its log.
  private static func mayBeWritten(_ path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return Glibc.access(path, W_OK) == 0 && Glibc.access(folder, W_OK) == 0
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
      let database = try open(path, configuration)
      _ = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
      return database
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      if fileSize(path + "-wal") > 0 { throw MemoryError.unreadLog(path) }
      let name = path.addingPercentEncoding() + "?immutable=1"
      return try DatabaseQueue(path: "file:" + name, configuration: configuration)
    }
  }

  /// A file's size in bytes; 0 if there is no file.
  private static func fileSize(_ path: String) -> UInt64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: linkTarget(of: path))
    return attributes?[.size] as? UInt64 ?? 0
  }

  /// The path to which a symbolic link leads, whether a file exists there or not. The path itself
  /// if it is not a link.
  static func linkTarget(of path: String) -> String {
    var path = path
    // In a circle of links this ends at some link; SQLite then reports the error.
    for _ in 0..<40 {
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        break
      }
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = target.hasPrefix("/") ? target : folder + target
    }
    return path
  }
}

extension String {
  /// The path as part of a URI (RFC 3986): each byte except letters, digits, `-._~` and `/` becomes
  /// `%XX`.
  fileprivate func addingPercentEncoding() -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF")
    return utf8.reduce(into: "") { result, byte in
      if plain.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}
