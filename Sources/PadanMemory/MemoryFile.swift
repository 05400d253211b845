import FoundationEssentials
import GRDB
import Glibc

/// The file of a memory that is to be opened: what it is, and whether it may be written.
struct MemoryFile {
  private let path: String
  private let access: Memory.Access
  private let exists: Bool
  /// Whether it is opened to read only: as asked, or because it or its folder cannot be written.
  let isReadOnly: Bool

  /// Looks at the file without changing anything.
  ///
  /// - Throws: `MemoryError` where it is missing, a folder, a device or unreadable.
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

  /// Opens the file, after a look whether it is a memory.
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

  /// Makes sure, without changing anything, that the file is a memory or, where one may be made,
  /// empty.
  private func checkOwner() throws {
    // SQLite takes a file of one byte for an empty one; no database is shorter than a page.
    let size = Self.fileSize(path)
    guard size == 0 || size >= 512 else { throw MemoryError.notAMemory(path) }
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Memory.Configuration.patience)
    // A kill before the first migration leaves the list of migrations and nothing else.
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

  /// Whether a path, its symbolic links followed, is that of a file and not of a device or a pipe.
  static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a file and its folder, which holds the log of what is written, may be written.
  private static func mayBeWritten(_ path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return Glibc.access(path, W_OK) == 0 && Glibc.access(folder, W_OK) == 0
  }

  /// Opens a file that stays as it is. Where its folder cannot be written, SQLite can share no log with
  /// writers there, and is told that there are none; not, though, where a log of one waits there, for
  /// without it older states would be read.
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

  /// A file's size in bytes; 0 where there is none.
  private static func fileSize(_ path: String) -> UInt64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: linkTarget(of: path))
    return attributes?[.size] as? UInt64 ?? 0
  }

  /// The path that a symbolic link leads to, whether there is a file or not; others are their own.
  static func linkTarget(of path: String) -> String {
    var path = path
    // Links that lead to each other end where they began, and SQLite says so.
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
  /// The path as a URI holds it (RFC 3986): what is no letter, digit or plain mark as `%XX`.
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
