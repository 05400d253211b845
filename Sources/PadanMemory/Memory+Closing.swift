import Dispatch
import GRDB
import Glibc
import Synchronization

extension Memory {
  /// The connections of the memories that are open in this process. Who closes one takes it out.
  private static let open = Mutex<[ObjectIdentifier: any DatabaseWriter]>([:])
  /// The reads of all memories that run.
  private static let reads = DispatchGroup()
  /// The memories that are being closed, whichever thread does it.
  private static let closing = DispatchGroup()

  /// Notes that the memory is open.
  func register() {
    Self.open.withLock { $0[ObjectIdentifier(self)] = pool }
  }

  /// Closes the connections, after the reads and the transaction that run. The last one to close a
  /// memory takes its log into the file and removes it.
  ///
  /// The memory cannot be used afterwards.
  package func close() {
    let pool = Self.open.withLock { open in
      let pool = open.removeValue(forKey: ObjectIdentifier(self))
      if pool != nil { Self.closing.enter() }
      return pool
    }
    if let pool { Self.close(pool) }
  }

  /// Closes connections that have entered `closing`, the writer's last: no other can take the log away.
  private static func close(_ pool: any DatabaseWriter) {
    defer { closing.leave() }
    (pool as? DatabasePool)?.invalidateReadOnlyConnections()
    try? pool.close()
    // A read that began meanwhile has a connection that outlived the writer's.
    guard pool is DatabasePool, !pool.configuration.readonly, access(pool.path + "-wal", F_OK) == 0,
      let last = try? DatabaseQueue(path: pool.path)
    else { return }
    _ = try? last.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    try? last.close()
  }

  /// Whether the process is about to end: what takes long gives up.
  static var isEnding: Bool { ending.load(ordering: .sequentiallyConsistent) }

  private static let ending = Atomic(false)

  /// Runs a read, for which `closeAll` waits.
  ///
  /// - Throws: `CancellationError` if the process is about to end; whatever `body` throws.
  static func reading<Value>(_ body: () throws -> Value) throws -> Value {
    reads.enter()
    defer { reads.leave() }
    if isEnding { throw CancellationError() }
    return try body()
  }

  /// Closes all memories of this process, which is about to end. Statements and lookups that run are
  /// stopped.
  ///
  /// - Parameter patience: How long to wait for transactions and reads that do not end.
  package static func closeAll(within patience: Duration) {
    ending.store(true, ordering: .sequentiallyConsistent)
    let end = DispatchTime.now() + .milliseconds(Int(patience / .milliseconds(1)))
    let pools = open.withLock { open in
      defer { open.removeAll() }
      for _ in open { closing.enter() }
      return Array(open.values)
    }
    for pool in pools { pool.interrupt() }
    // A read that began now would have a connection that outlives the others, and the log with it.
    _ = reads.wait(timeout: end)
    for pool in pools { DispatchQueue.global().async { close(pool) } }
    _ = closing.wait(timeout: end)
  }

  /// Whether this process has changed a memory that has its name: that outlasts an early end.
  package static var hasKept: Bool { kept.load(ordering: .acquiring) }

  private static let kept = Atomic(false)

  /// Notes a change that has been committed. A memory in a part file is lost with an early end.
  func noteChange() {
    if pool is DatabasePool { Self.kept.store(true, ordering: .releasing) }
  }
}
