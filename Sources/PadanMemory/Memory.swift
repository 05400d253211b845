import FoundationEssentials
import GRDB
import Glibc
import PadanIndex
import Synchronization

/// A translation memory: one SQLite file.
///
///     let memory = try Memory(path: "padan.sqlite", access: .create)
///     try memory.add([pair], origin: "by hand")
///     let matches = try memory.matches(for: "Harga beras naik.")
///
/// Reads run side by side, also from several processes; each write is one transaction, so a failure or
/// a kill leaves the memory as it was. A second writer waits five seconds and then gets
/// `MemoryError.locked`.
public final class Memory: Sendable {
  /// What a memory is opened for.
  public enum Access: Sendable {
    /// To read, and to write where asked; the file must exist. Where it or its folder cannot be written,
    /// it is read all the same.
    case existing
    /// The same; the file is made where there is none.
    case create
    /// The same; but a new file appears under its name, whole, when `finish` is called. Until then it
    /// has no log, since nobody reads it, and is written in less time.
    case make
    /// To read only: nothing is written, not even an index.
    case readOnly
  }

  public let path: String
  let pool: any DatabaseWriter
  private let isReadOnly: Bool
  /// The file of a memory that has not got its name yet.
  let unnamedFile: String?
  /// The orders of tokens of indexes that were used.
  let orders = Mutex<[Int64: KnownOrder]>([:])

  /// How long a second writer waits for the first, in seconds.
  private static let patience = 5.0

  /// Opens a memory, bringing an older schema up to date.
  ///
  /// - Throws: `MemoryError`.
  public init(path: String, access: Access = .existing) throws(MemoryError) {
    self.path = path
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder { throw .folder(path) }
    if access != .create, access != .make, !exists { throw .missing(path) }
    if exists, Glibc.access(path, R_OK) != 0 { throw .unreadable(path) }
    if exists, !Self.isRegularFile(path) { throw .notAMemory(path) }
    isReadOnly = access == .readOnly || exists && !Self.mayBeWritten(path)
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    // One for each core that answers, and as many as GRDB has by itself.
    configuration.maximumReaderCount = max(5, ProcessInfo.processInfo.activeProcessorCount)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA secure_delete = OFF")
      try Self.setCaches(of: db)
    }
    unnamedFile = access == .make && !exists ? Self.temporaryFile(for: path) : nil
    do {
      if exists { try Self.checkOwner(of: path, access: access) }
      configuration.readonly = isReadOnly
      pool =
        if let unnamedFile {
          try Self.openUnnamed(unnamedFile, configuration)
        } else if isReadOnly {
          try Self.openToRead(path, configuration) {
            try DatabasePool(path: $0, configuration: $1)
          }
        } else {
          try DatabasePool(path: path, configuration: configuration)
        }
      let migrator = Schema.migrator
      let isCurrent = try pool.read { db in
        if try migrator.hasBeenSuperseded(db) { throw MemoryError.newerSchema(path) }
        return try migrator.hasCompletedMigrations(db)
      }
      if !isCurrent {
        if isReadOnly { throw MemoryError.olderSchema(path) }
        try migrator.migrate(pool)
      }
    } catch {
      throw Self.memoryError(error, path: path)
    }
  }

  deinit {
    guard let unnamedFile else { return }
    // After `finish` there is nothing under these names any more.
    try? pool.close()
    Self.remove(unnamedFile)
  }

  /// Whether nothing has come into the memory yet.
  ///
  /// - Throws: `MemoryError`.
  public func isEmpty() throws(MemoryError) -> Bool {
    do {
      return try pool.read { db in
        let tables = ["import", "alignment", "decision", "lexicon_entry", "encoder"]
        let isFilled = tables.map { "EXISTS (SELECT 1 FROM \($0))" }.joined(separator: " OR ")
        return try Bool.fetchOne(db, sql: "SELECT NOT (\(isFilled))")!
      }
    } catch {
      throw Self.memoryError(error, path: path)
    }
  }

  /// Lets lookups keep pages, and read others through the system's own cache.
  static func setCaches(of db: Database) throws {
    try db.execute(sql: "PRAGMA cache_size = -131072; PRAGMA mmap_size = 2147418112")
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
    _ path: String, _ configuration: Configuration,
    as open: (String, Configuration) throws -> any DatabaseWriter
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

  /// Makes sure, without changing anything, that the file is a memory or, where one may be made,
  /// empty.
  private static func checkOwner(of path: String, access: Access) throws {
    // SQLite takes a file of one byte for an empty one; no database is shorter than a page.
    let size = fileSize(path)
    guard size == 0 || size >= 512 else { throw MemoryError.notAMemory(path) }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(patience)
    // A kill before the first migration leaves the list of migrations and nothing else.
    let ownTables = """
      SELECT count(*) FROM sqlite_schema WHERE name NOT GLOB 'grdb_*' AND name NOT GLOB 'sqlite_*'
      """
    let file = try openToRead(path, configuration) {
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
    guard access == .create || access == .make else { throw MemoryError.notAMemory(path) }
  }

  static func memoryError(_ error: any Error, path: String) -> MemoryError {
    switch error {
    case let error as MemoryError: error
    case let error as DatabaseError: MemoryError(error, path: path)
    default: .other(path, "\(error)")
    }
  }

  /// Runs a read, with SQLite's errors as `MemoryError`.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try pool.read(body)
    } catch let error as DatabaseError {
      throw MemoryError(error, path: path)
    } catch is IndexDamage {
      throw MemoryError.damagedIndex(path)
    }
  }

  /// Runs a write as one transaction that takes the write lock at once, with SQLite's errors as
  /// `MemoryError`. Whatever `body` throws rolls it back.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    if isReadOnly { throw MemoryError.readOnly(path) }
    do {
      return try pool.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          try MatchIndex.updateAll(db)
          return .commit
        }
        return value!
      }
    } catch let error as DatabaseError {
      throw MemoryError(error, path: path)
    } catch is IndexDamage {
      throw MemoryError.damagedIndex(path)
    }
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
