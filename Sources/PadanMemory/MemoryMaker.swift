import GRDB
import Glibc
import PadanModel

/// Creates a memory that appears under its name only when it is complete.
///
/// Until then the memory is written to a temporary file without a log, because nobody else reads
/// it; that takes less time. A memory that is not finished is deleted with its maker.
///
/// If a memory already exists at the path, it is opened instead, and every transaction is kept.
///
///     let maker = try MemoryMaker(path: "padan.sqlite")
///     try maker.memory.add(pairs, origin: "pairs.tmx")
///     try maker.finish()
package struct MemoryMaker: ~Copyable {
  /// The memory to fill. It cannot be used after `finish`.
  package let memory: Memory
  /// The temporary file of a new memory; `nil` if the memory existed.
  private let unnamedFile: String?

  /// Creates a memory, or opens the one that exists at the path.
  ///
  /// - Parameters:
  ///   - path: The path that the memory has when it is finished.
  ///   - configuration: How much memory the connections may use.
  /// - Throws: `MemoryError`.
  package init(
    path: String, configuration: Memory.Configuration = Memory.Configuration()
  ) throws(MemoryError) {
    guard FileStatus(path) == nil else {
      memory = try Memory(path: path, access: .create, configuration: configuration)
      unnamedFile = nil
      return
    }
    self = try MemoryMaker(new: path, configuration: configuration)
  }

  /// Creates a memory.
  ///
  /// - Parameters:
  ///   - path: The path that the memory has when it is finished.
  ///   - configuration: How much memory the connections may use.
  ///   - prepare: Receives the connection to the empty file before the schema is made.
  /// - Throws: `MemoryError`.
  init(
    new path: String, configuration: Memory.Configuration = Memory.Configuration(),
    prepare: (any DatabaseWriter) throws -> Void = { _ in }
  ) throws(MemoryError) {
    let file = Self.temporaryFile(for: path)
    do {
      let pool = try Self.open(file, configuration)
      try prepare(pool)
      memory = try Memory(
        path: path, pool: pool, isReadOnly: false, configuration: configuration)
      unnamedFile = file
    } catch {
      Self.remove(file)
      throw Memory.memoryError(error, path: path)
    }
  }

  deinit {
    guard let unnamedFile else { return }
    // After `finish` the file has its own name too, and only the temporary name is removed.
    try? memory.pool.close()
    Self.remove(unnamedFile)
  }

  /// Gives a new memory its name, once its data is on the disk. Nothing happens to a memory that
  /// existed.
  ///
  /// - Throws: `MemoryError`. If another process has created a memory of this name meanwhile, that
  ///   one stays, and the error is `MemoryError.madeMeanwhile`.
  package consuming func finish() throws(MemoryError) {
    guard let unnamedFile else { return }
    let path = memory.path
    do {
      try memory.pool.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA journal_mode = WAL")
      }
      try memory.pool.close()
    } catch {
      throw Memory.memoryError(error, path: path)
    }
    guard Self.writeThrough(unnamedFile) else {
      throw .other(path, String(cString: strerror(errno)))
    }
    let file = Folder.linkTarget(of: path)
    guard link(unnamedFile.pathBytes, file.pathBytes) != 0 else { return }
    switch errno {
    case EEXIST: throw .madeMeanwhile(path)
    // Some file systems have no hard links.
    case EPERM, ENOTSUP, EMLINK, ENOSYS:
      guard FileStatus(file) == nil else { throw .madeMeanwhile(path) }
      guard rename(unnamedFile.pathBytes, file.pathBytes) == 0 else { throw .readOnly(path) }
    default: throw .readOnly(path)
    }
  }

  /// The temporary name of a memory that is created: its path, the process number and `.part`.
  package static func temporaryFile(for path: String) -> String {
    "\(Folder.linkTarget(of: path)).\(getpid()).part"
  }

  /// Opens a new temporary file. Its rollback journal is in memory, and nothing waits for the disk
  /// before `finish`.
  private static func open(
    _ file: String, _ configuration: Memory.Configuration
  ) throws -> any DatabaseWriter {
    remove(file)
    var connections = configuration.connections
    connections.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA mmap_size = 0")
    }
    return try DatabaseQueue(path: file.sqliteName(), configuration: connections)
  }

  /// Deletes a database file and the files that SQLite keeps beside it.
  static func remove(_ file: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink((file + suffix).pathBytes) }
  }

  /// Waits until the file's data is on the disk (`fsync`).
  ///
  /// - Returns: `false` if that fails.
  private static func writeThrough(_ file: String) -> Bool {
    let descriptor = Glibc.open(file.pathBytes, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}
