import FoundationEssentials
import GRDB
import Glibc

extension Memory {
  /// Gives a memory that was opened with `make` and is new its name. It cannot be used afterwards.
  /// Others are as they are.
  ///
  /// - Throws: `MemoryError`, also where another run has made one of that name meanwhile; that one stays.
  public func finish() throws(MemoryError) {
    guard let unnamedFile else { return }
    let file = Self.linkTarget(of: path)
    do {
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try pool.close()
    } catch {
      throw Self.memoryError(error, path: path)
    }
    defer { Self.remove(unnamedFile) }
    guard Self.writeThrough(unnamedFile) else {
      throw .other(path, String(cString: strerror(errno)))
    }
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

  /// The name of a file beside the one that a memory is to have.
  public static func temporaryFile(for path: String) -> String {
    "\(linkTarget(of: path)).\(getpid()).part"
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

  /// Opens a new file that nobody else reads: what is undone is remembered outside it, and it reaches
  /// the disk when it is finished.
  static func openUnnamed(
    _ file: String, _ configuration: Configuration
  ) throws -> any DatabaseWriter {
    remove(file)
    var configuration = configuration
    configuration.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA mmap_size = 0")
    }
    return try DatabaseQueue(path: file, configuration: configuration)
  }

  static func remove(_ file: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(file + suffix) }
  }

  /// Waits until the disk has the file.
  private static func writeThrough(_ file: String) -> Bool {
    let descriptor = open(file, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}
