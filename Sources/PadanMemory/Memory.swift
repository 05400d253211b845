import FoundationEssentials
import GRDB
import Glibc
import PadanIndex
import Synchronization

/// A translation memory: one SQLite file.
///
///     let memory = try Memory(path: "padan.sqlite", access: .create)
///     try memory.add([pair], origin: "by hand")
///     let matches = try memory.matches(for: "Harga beras naik.", options: options)
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
    /// To read only: nothing is written, not even an index.
    case readOnly
  }

  /// The file's path as it was given; "in memory" where there is no file.
  public let path: String
  let pool: any DatabaseWriter
  private let isReadOnly: Bool
  let configuration: Configuration
  /// The orders of tokens of indexes that were used.
  let orders = Mutex<[Int64: KnownOrder]>([:])

  /// Whether the memory can be read inside a transaction that writes to it; the reads do not see what it
  /// has written.
  package var isReadableWhileWritten: Bool { pool is DatabasePool }

  /// Opens a memory, bringing an older schema up to date.
  ///
  /// - Throws: `MemoryError`.
  public convenience init(
    path: String, access: Access = .existing, configuration: Configuration = Configuration()
  ) throws(MemoryError) {
    let file = try MemoryFile(path: path, access: access)
    do {
      try self.init(
        path: path, pool: file.open(configuration.connections), isReadOnly: file.isReadOnly,
        configuration: configuration)
    } catch {
      throw Self.memoryError(error, path: path)
    }
  }

  /// Makes an empty memory that has no file and ends with the process: for trials and tests. Its reads
  /// run one after the other.
  ///
  /// - Throws: `MemoryError`.
  public static func inMemory() throws(MemoryError) -> Memory {
    let path = "in memory"
    let configuration = Configuration()
    do {
      return try Memory(
        path: path, pool: DatabaseQueue(configuration: configuration.connections),
        isReadOnly: false, configuration: configuration)
    } catch {
      throw memoryError(error, path: path)
    }
  }

  /// Takes over an open database, bringing an older schema up to date.
  ///
  /// - Throws: `MemoryError`, `DatabaseError`.
  init(
    path: String, pool: any DatabaseWriter, isReadOnly: Bool, configuration: Configuration
  ) throws {
    self.path = path
    self.pool = pool
    self.isReadOnly = isReadOnly
    self.configuration = configuration
    let migrator = Schema.migrator
    let isCurrent = try pool.read { db in
      if try migrator.hasBeenSuperseded(db) { throw MemoryError.newerSchema(path) }
      return try migrator.hasCompletedMigrations(db)
    }
    if !isCurrent {
      if isReadOnly { throw MemoryError.olderSchema(path) }
      try migrator.migrate(pool)
    }
  }

  /// Whether nothing has come into the memory yet.
  ///
  /// - Throws: `MemoryError`.
  public func isEmpty() throws(MemoryError) -> Bool {
    do {
      return try pool.read { db in
        let tables = ["import", "alignment", "decision", "lexicon_entry", "encoder"]
        let isFilled = tables.map { "EXISTS (SELECT 1 FROM \($0))" }.joined(separator: " OR ")
        return try Bool.fetchOne(db, sql: "SELECT NOT (\(isFilled))") ?? true
      }
    } catch {
      throw Self.memoryError(error, path: path)
    }
  }

  /// Any error of a database as a `MemoryError`.
  static func memoryError(_ error: any Error, path: String) -> MemoryError {
    switch error {
    case let error as MemoryError: error
    case let error as DatabaseError: MemoryError(error, path: path)
    default: .other(path, "\(error)")
    }
  }

  /// Runs a read, with the errors of the database as `MemoryError`.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try pool.read(body)
    } catch {
      throw named(error)
    }
  }

  /// The database's errors as `MemoryError`; those of a caller's own as they are.
  private func named(_ error: any Error) -> any Error {
    switch error {
    case let error as DatabaseError: MemoryError(error, path: path)
    case let damage as RowDamage: MemoryError.damagedRow(path, damage)
    case is RowDecodingError: MemoryError.damaged(path)
    case is IndexDamage: MemoryError.damagedIndex(path)
    case is TooManyUnits: MemoryError.tooManyUnits(path)
    default: error
    }
  }

  /// Runs a write as one transaction that takes the write lock at once, with the errors of the database
  /// as `MemoryError`. Whatever `body` throws rolls it back.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    if isReadOnly { throw MemoryError.readOnly(path) }
    do {
      return try pool.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          let before = db.totalChangesCount
          value = try body(db)
          try MatchIndex.updateAll(db)
          if db.totalChangesCount != before { try StateNumber.advance(db) }
          return .commit
        }
        return value!
      }
    } catch {
      throw named(error)
    }
  }
}
