import Dispatch
import GRDB
import Glibc
import Synchronization

extension Memory {
  /// The connections of the memories that are open in this process.
  private static let open = Mutex<[ObjectIdentifier: any DatabaseWriter]>([:])

  /// Notes that the memory is open.
  func register() {
    Self.open.withLock { $0[ObjectIdentifier(self)] = pool }
  }

  /// Closes the connections, after the reads and the transaction that run. The last one to close a
  /// memory takes its log into the file and removes it.
  ///
  /// The memory cannot be used afterwards.
  package func close() {
    Self.close(pool)
    Self.open.withLock { $0[ObjectIdentifier(self)] = nil }
  }

  /// Closes connections, the writer's last: no other can take the log away.
  private static func close(_ pool: any DatabaseWriter) {
    (pool as? DatabasePool)?.invalidateReadOnlyConnections()
    try? pool.close()
    // A read that began meanwhile has a connection that outlived the writer's.
    guard pool is DatabasePool, !pool.configuration.readonly, access(pool.path + "-wal", F_OK) == 0,
      let last = try? DatabaseQueue(path: pool.path)
    else { return }
    _ = try? last.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    try? last.close()
  }

  /// Closes all memories of this process, which is about to end. Statements that run are stopped.
  ///
  /// - Parameter patience: How long to wait for transactions and reads that do not end.
  package static func closeAll(within patience: Duration) {
    let pools = open.withLock { Array($0.values) }
    guard !pools.isEmpty else { return }
    let group = DispatchGroup()
    for pool in pools {
      pool.interrupt()
      DispatchQueue.global().async(group: group) { close(pool) }
    }
    let milliseconds = Int(patience / .milliseconds(1))
    _ = group.wait(timeout: .now() + .milliseconds(milliseconds))
  }

  /// Whether this process has changed a memory that has its name: that outlasts an early end.
  package static var hasKept: Bool { kept.load(ordering: .acquiring) }

  private static let kept = Atomic(false)

  /// Notes a change that has been committed. A memory in a part file is lost with an early end.
  func noteChange() {
    if pool is DatabasePool { Self.kept.store(true, ordering: .releasing) }
  }
}
