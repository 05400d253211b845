import GRDB
import Glibc
import Synchronization

/// The connections to a memory: several that read at the same time, and one that writes.
///
/// Who only looks something up changes nothing of the file. A pool of both kinds of connections writes to
/// it when it is opened, and waits for the disk (https://github.com/groue/GRDB.swift/issues/102). So the
/// readers are a pool that cannot write, and the writer is opened when something is written for the first
/// time.
final class MemoryConnections: Sendable {
  /// The connection that writes.
  private enum Writer {
    /// It is opened when it is asked for.
    case waiting(path: String, GRDB.Configuration)
    case ready(any DatabaseWriter)
    /// The memory is closed, or may only be read.
    case none
  }

  /// The connections that read.
  let readers: any DatabaseReader
  private let writer: Mutex<Writer>
  /// Whether every write is refused.
  let isReadOnly: Bool

  /// Whether the readers are connections of their own.
  var areMany: Bool { readers is DatabasePool }

  /// One connection for reading and writing.
  init(one connection: any DatabaseWriter) {
    readers = connection
    writer = Mutex(.ready(connection))
    isReadOnly = false
  }

  /// Connections that cannot write.
  init(readers: any DatabaseReader) {
    self.readers = readers
    writer = Mutex(.none)
    isReadOnly = true
  }

  /// Connections that cannot write, and one that will.
  ///
  /// - Parameters:
  ///   - path: The file's path as SQLite opens it.
  ///   - configuration: That of the connection which writes.
  init(readers: DatabasePool, path: String, _ configuration: Memory.Configuration) {
    self.readers = readers
    writer = Mutex(.waiting(path: path, configuration.writingConnection))
    isReadOnly = false
  }

  /// Runs a body with the connection that writes. The body may itself call this function.
  ///
  /// - Throws: `DatabaseError`, and whatever `body` throws.
  func write<Value>(_ body: (any DatabaseWriter) throws -> Value) throws -> Value {
    let connection = try writer.withLock { writer -> any DatabaseWriter in
      switch writer {
      case .ready(let connection): return connection
      case .waiting(let path, let configuration):
        let connection = try DatabaseQueue(path: path, configuration: configuration)
        writer = .ready(connection)
        return connection
      case .none: throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "Connection is closed")
      }
    }
    return try body(connection)
  }

  /// Stops the statements that run.
  func interrupt() {
    readers.interrupt()
    writer.withLock { if case .ready(let connection) = $0 { connection.interrupt() } }
  }

  /// Closes all, the one that writes last: no other can take the log into the file and remove it.
  func close() {
    let last = writer.withLock { writer -> (any DatabaseWriter)? in
      defer { writer = .none }
      guard case .ready(let connection) = writer else { return nil }
      return connection
    }
    let pool = readers as? DatabasePool
    pool?.invalidateReadOnlyConnections()
    try? readers.close()
    try? last?.close()
    // There was none, or a read that began meanwhile has a connection that outlived it.
    guard !isReadOnly, let pool, access(pool.path + "-wal", F_OK) == 0,
      let last = try? DatabaseQueue(path: pool.path)
    else { return }
    _ = try? last.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    try? last.close()
  }
}
