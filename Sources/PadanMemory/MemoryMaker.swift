import GRDB
import Glibc

/// A memory in the making: it appears under its name, whole, when it is finished.
///
/// Until then it has no log, since nobody else reads it, and is written in less time. What is not
/// finished goes with its maker. Where a memory is there already, it is opened as it is, and every
/// transaction stays.
///
///     let maker = try MemoryMaker(path: "padan.sqlite")
///     try maker.memory.add(pairs, origin: "pairs.tmx")
///     try maker.finish()
public struct MemoryMaker: ~Copyable {
  /// The memory to fill. It cannot be used after `finish`.
  public let memory: Memory
  /// The file of a memory that has not got its name yet; `nil` where it was there already.
  private let unnamedFile: String?

  /// - Throws: `MemoryError`.
  public init(
    path: String, configuration: Memory.Configuration = Memory.Configuration()
  ) throws(MemoryError) {
    guard access(path, F_OK) != 0 else {
      memory = try Memory(path: path, access: .create, configuration: configuration)
      unnamedFile = nil
      return
    }
    let file = Self.temporaryFile(for: path)
    do {
      memory = try Memory(
        path: path, pool: Self.open(file, configuration), isReadOnly: false,
        configuration: configuration)
      unnamedFile = file
    } catch {
      Self.remove(file)
      throw Memory.memoryError(error, path: path)
    }
  }

  deinit {
    guard let unnamedFile else { return }
    // After `finish` the memory has its own name, and this one is taken away.
    try? memory.pool.close()
    Self.remove(unnamedFile)
  }

  /// Gives a new memory its name.
  ///
  /// - Throws: `MemoryError`, also where another run has made one of that name meanwhile; that one stays.
  public consuming func finish() throws(MemoryError) {
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
    let file = MemoryFile.linkTarget(of: path)
    guard link(unnamedFile, file) != 0 else { return }
    switch errno {
    case EEXIST: throw .madeMeanwhile(path)
    // Some file systems know no links.
    case EPERM, ENOTSUP, EMLINK, ENOSYS:
      guard access(file, F_OK) != 0 else { throw .madeMeanwhile(path) }
      guard rename(unnamedFile, file) == 0 else { throw .readOnly(path) }
    default: throw .readOnly(path)
    }
  }

  /// The name that a memory's file has until it is finished: that of its path with the number of the
  /// process and `.part` behind it.
  package static func temporaryFile(for path: String) -> String {
    "\(MemoryFile.linkTarget(of: path)).\(getpid()).part"
  }

  /// Opens a new file that nobody else reads: what is undone is remembered outside it, and it reaches
  /// the disk when it is finished.
  private static func open(
    _ file: String, _ configuration: Memory.Configuration
  ) throws -> any DatabaseWriter {
    remove(file)
    var connections = configuration.connections
    connections.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA mmap_size = 0")
    }
    return try DatabaseQueue(path: file, configuration: connections)
  }

  private static func remove(_ file: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(file + suffix) }
  }

  /// Waits until the disk has the file.
  private static func writeThrough(_ file: String) -> Bool {
    let descriptor = Glibc.open(file, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}
