import GRDB
import Glibc
import PadanModel

/// Creates a memory that appears under its name only when it is complete, or opens the one that is
/// there. Every memory is made by it.
///
/// Until then the memory is written to a part file without a log, because nobody else reads it; that
/// takes less time. A `NameLock` makes other processes that would create the memory wait, and then
/// they find it. A memory that is not finished is deleted with its maker, and no memory that has its
/// name ever is.
///
///     var maker = try MemoryMaker(path: "padan.sqlite")
///     try maker.memory.add(pairs, origin: "pairs.tmx")
///     try maker.keep()
package struct MemoryMaker: ~Copyable {
  /// The path that the memory has when it is finished.
  package let path: String
  private let configuration: Memory.Configuration
  /// The memory, if it is open.
  private var opened: Memory?
  /// Whether the memory is new and does not have its name yet.
  package private(set) var isNew: Bool
  /// The lock on the name of a new memory.
  private var lock: NameLock?

  /// Creates a memory, or opens the one that exists at the path.
  ///
  /// - Parameters:
  ///   - path: The path that the memory has when it is finished.
  ///   - configuration: How much memory the connections may use.
  /// - Throws: `MemoryError`; `MemoryError.locked` if another process has not finished making it
  ///   within five seconds.
  package init(
    path: String, configuration: Memory.Configuration = Memory.Configuration()
  ) throws(MemoryError) {
    if try !MemoryFile(path: path, access: .create).exists {
      let lock = try MemoryFile.lock(path)
      // Another process may have made it while this one waited.
      if try !MemoryFile(path: path, access: .create).exists {
        try self.init(path, lock, configuration)
        return
      }
    }
    self.init(
      path, try Memory(path: path, access: .create, configuration: configuration), nil,
      configuration)
  }

  /// Creates a memory.
  ///
  /// - Parameters:
  ///   - path: The path that the memory has when it is finished.
  ///   - configuration: How much memory the connections may use.
  ///   - prepare: Receives the lock, for its files, and the connection to the empty part file before
  ///     the schema is made.
  /// - Throws: `MemoryError`; `MemoryError.madeMeanwhile` if there is a file at the path.
  init(
    new path: String, configuration: Memory.Configuration = Memory.Configuration(),
    prepare: (borrowing NameLock, any DatabaseWriter) throws -> Void
  ) throws(MemoryError) {
    let lock = try MemoryFile.lock(path)
    guard FileStatus(path) == nil else { throw .madeMeanwhile(path) }
    try self.init(path, lock, configuration, prepare: prepare)
  }

  private init(
    _ path: String, _ lock: consuming NameLock, _ configuration: Memory.Configuration,
    prepare: (borrowing NameLock, any DatabaseWriter) throws -> Void = { _, _ in }
  ) throws(MemoryError) {
    self.init(
      path, try Self.emptyMemory(path, lock, configuration, prepare), lock, configuration)
  }

  private init(
    _ path: String, _ memory: Memory, _ lock: consuming NameLock?,
    _ configuration: Memory.Configuration
  ) {
    self.path = path
    self.configuration = configuration
    opened = memory
    isNew = lock != nil
    self.lock = lock
  }

  deinit {
    if isNew { opened?.close() }
  }

  /// The memory to fill. One that has been kept is opened anew.
  package var memory: Memory {
    mutating get throws(MemoryError) {
      if let opened { return opened }
      let memory = try Memory(path: path, configuration: configuration)
      opened = memory
      return memory
    }
  }

  /// Gives a new memory its name once it contains something, and closes it. Nothing happens to a memory
  /// that has its name.
  ///
  /// - Throws: `MemoryError`. If another program has put a file there meanwhile, that one stays, and
  ///   the error is `MemoryError.madeMeanwhile`.
  package mutating func keep() throws(MemoryError) {
    guard isNew, try !memory.isEmpty() else { return }
    try giveName()
  }

  /// Gives a new memory its name, once its data is on the disk. Then it is closed.
  ///
  /// - Throws: `MemoryError`, as `keep` does.
  mutating func giveName() throws(MemoryError) {
    let memory = try memory
    guard let lock = lock.take() else { return }
    isNew = false
    opened = nil
    do {
      try memory.connections.write { writer in
        try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try writer.close()
      }
    } catch {
      throw Memory.memoryError(error, path: path)
    }
    try Self.giveName(path, lock)
  }

  /// Gives a closed part file its name, once its data is on the disk.
  ///
  /// - Parameters:
  ///   - path: The name as messages give it.
  ///   - replacing: Whether it takes the place of a file that has the name.
  static func giveName(
    _ path: String, _ lock: borrowing NameLock, replacing: Bool = false
  ) throws(MemoryError) {
    guard writeThrough(lock.partFile) else { throw MemoryError(errno: errno, path: path) }
    if replacing || FileStatus(lock.path) == nil {
      // SQLite would apply the log of an earlier file of this name to the new one.
      for suffix in ["-wal", "-shm", "-journal"] { unlink((lock.path + suffix).pathBytes) }
    }
    do throws(NameLock.Failure) {
      try lock.giveName(replacing: replacing)
    } catch {
      throw MemoryError(error, path: path)
    }
    // The name is on the disk only with its folder. Not every file system can wait for that.
    _ = writeThrough(Folder.parent(of: lock.path) ?? ".")
  }

  /// Makes an empty memory in a new file. Its rollback journal is in memory, and nothing waits for
  /// the disk before `giveName`.
  private static func emptyMemory(
    _ path: String, _ lock: borrowing NameLock, _ configuration: Memory.Configuration,
    _ prepare: (borrowing NameLock, any DatabaseWriter) throws -> Void
  ) throws(MemoryError) -> Memory {
    var connections = configuration.connections
    connections.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA mmap_size = 0")
    }
    do {
      let database = try DatabaseQueue(
        path: lock.partFile.sqliteName(), configuration: connections)
      try prepare(lock, database)
      try Schema.update(database, path: path)
      return Memory(
        path: path, connections: MemoryConnections(one: database), configuration: configuration)
    } catch {
      throw Memory.memoryError(error, path: path)
    }
  }

  /// Waits until the data of a file or the names in a folder are on the disk (`fsync`).
  ///
  /// - Returns: `false` if that fails.
  private static func writeThrough(_ file: String) -> Bool {
    let descriptor = Glibc.open(file.pathBytes, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}
