import FoundationEssentials
import GRDB
import Glibc
import PadanIndex
import Synchronization

/// A translation memory, stored in one SQLite file.
///
///     let memory = try Memory(path: "padan.sqlite", access: .create)
///     try memory.add([pair], origin: "by hand")
///     let matches = try memory.matches(for: "Harga beras naik.", options: options)
///
/// Several threads and processes can read at the same time. Each write is one transaction, so an
/// error or a killed process leaves the memory as it was before. A second writer waits five seconds
/// and then gets `MemoryError.locked`.
public final class Memory: Sendable {
  /// The purpose for which a memory is opened.
  public enum Access: Sendable {
    /// Reading and writing; the file must exist. If the file or its folder cannot be written, it is
    /// opened for reading only.
    case existing
    /// Reading and writing; the file is created if it does not exist.
    case create
    /// Reading only. Nothing is written, not even an index.
    case readOnly
  }

  /// The file's path as it was given; `in memory` if there is no file.
  public let path: String
  /// The connections to the file.
  let connections: MemoryConnections
  /// How many connections there are, and how much memory they use.
  let configuration: Configuration
  /// The token orders of the indexes used so far, by the index's number.
  let orders = Mutex<[Int64: KnownOrder]>([:])
  /// The outlines of the indexes searched so far, by the index's number.
  let outlines = Mutex<[Int64: KnownOutlines]>([:])

  /// Whether a thread can read the memory while another one writes to it. The read sees the state
  /// before the write.
  package var isReadableWhileWritten: Bool { connections.areMany }

  /// Opens a memory. A memory of an older schema is updated first.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - access: The purpose for which it is opened.
  ///   - configuration: How many connections and how much memory it may use.
  /// - Throws: `MemoryError`.
  public convenience init(
    path: String, access: Access = .existing, configuration: Configuration = Configuration()
  ) throws(MemoryError) {
    var file = try MemoryFile(path: path, access: access)
    if !file.exists {
      // A file that has the name of a memory is a whole one.
      var maker = try MemoryMaker(path: path, configuration: configuration)
      try maker.giveName()
      file = try MemoryFile(path: path, access: .existing)
    }
    do {
      self.init(
        path: path, connections: try file.open(configuration), configuration: configuration)
    } catch {
      throw Self.memoryError(error, path: path)
    }
  }

  /// Creates an empty memory without a file, for trials and tests. It ends with the process, and
  /// its reads run one after another.
  ///
  /// - Throws: `MemoryError`.
  public static func inMemory() throws(MemoryError) -> Memory {
    let path = "in memory"
    let configuration = Configuration()
    do {
      let database = try DatabaseQueue(configuration: configuration.connections)
      try Schema.update(database, path: path)
      return Memory(
        path: path, connections: MemoryConnections(one: database), configuration: configuration)
    } catch {
      throw memoryError(error, path: path)
    }
  }

  /// Uses an open database of the present schema.
  ///
  /// - Parameter path: The path that messages give.
  init(path: String, connections: MemoryConnections, configuration: Configuration) {
    self.path = path
    self.connections = connections
    self.configuration = configuration
    register()
  }

  deinit { close() }

  /// Whether the memory contains nothing: no step, alignment, decision, lexicon entry, term or encoder.
  ///
  /// - Throws: `MemoryError`.
  public func isEmpty() throws(MemoryError) -> Bool {
    do {
      return try Self.reading {
        try connections.readers.read { db in
          let tables = ["step", "alignment", "decision", "lexicon_entry", "term", "encoder"]
          let isFilled = tables.map { "EXISTS (SELECT 1 FROM \($0))" }.joined(separator: " OR ")
          return try Bool.fetchOne(db, sql: "SELECT NOT (\(isFilled))") ?? true
        }
      }
    } catch {
      throw Self.memoryError(error, path: path)
    }
  }

  /// The `MemoryError` for any error of opening a memory.
  static func memoryError(_ error: any Error, path: String) -> MemoryError {
    switch error {
    case let error as MemoryError: error
    case let error as DatabaseError: MemoryError(error, path: path)
    case let difference as UnknownSchema: .unknownSchema(path, difference.object)
    case is RowDamage, is RowDecodingError: .damaged(path)
    default: .other(path, "\(error)")
    }
  }

  /// Runs a read, during which the memory does not change.
  ///
  /// - Throws: `MemoryError` for errors of the database; other errors of `body` as they are.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try Self.reading { try connections.readers.read(body) }
    } catch {
      throw named(error)
    }
  }

  /// The `MemoryError` for an error of the database; other errors as they are.
  private func named(_ error: any Error) -> any Error {
    switch error {
    case let error as DatabaseError: MemoryError(error, path: path)
    case let damage as RowDamage
    where damage.table == MatchIndex.table || damage.table == Concordance.table:
      MemoryError.damagedIndex(path)
    case let damage as RowDamage: MemoryError.damagedRow(path, damage)
    case is RowDecodingError: MemoryError.damaged(path)
    case is IndexDamage: MemoryError.damagedIndex(path)
    case is TooManyUnits: MemoryError.tooManyUnits(path)
    default: error
    }
  }

  /// Runs a write as one transaction, and updates the match indexes at its end.
  ///
  /// The write lock is taken at the beginning, so that a transaction never fails after half of its
  /// work because of another writer. An error of `body` rolls everything back.
  ///
  /// - Throws: `MemoryError` for errors of the database; other errors of `body` as they are.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    if connections.isReadOnly { throw MemoryError.readOnly(path) }
    do {
      return try reentrantWrite { db in
        var value: Value?
        var isChanged = false
        func change() throws -> Database.TransactionCompletion {
          let before = db.totalChangesCount
          value = try body(db)
          try MatchIndex.updateAll(db)
          isChanged = db.totalChangesCount != before
          if isChanged { try StateNumber.advance(db) }
          return .commit
        }
        guard !Self.isTrying else {
          try db.inSavepoint(change)
          return value!
        }
        try db.inTransaction(.immediate, change)
        if isChanged { noteChange() }
        return value!
      }
    } catch {
      throw named(error)
    }
  }

  /// Runs transactions that see what the ones before them did, and then rolls all of them back. No other writer can
  /// use the memory meanwhile, and reads do not see what was done.
  ///
  /// - Throws: `MemoryError`, and whatever `body` throws.
  package func trial<Value>(_ body: () throws -> Value) throws -> Value {
    if connections.isReadOnly { throw MemoryError.readOnly(path) }
    do {
      return try reentrantWrite { db in
        try db.beginTransaction(.immediate)
        defer { try? db.rollback() }
        return try Self.$isTrying.withValue(true, operation: body)
      }
    } catch {
      throw named(error)
    }
  }

  /// Runs a body with the connection that writes. The body may itself write.
  private func reentrantWrite<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try connections.write { try $0.unsafeReentrantWrite(body) }
  }

  /// Whether a `trial` runs.
  @TaskLocal static var isTrying = false
}
