import Dispatch
import Synchronization

extension Memory {
  /// The connections of the memories that are open in this process. Who closes one takes it out.
  private static let open = Mutex<[ObjectIdentifier: MemoryConnections]>([:])
  /// The reads of all memories that run.
  private static let reads = DispatchGroup()
  /// The memories that are being closed, whichever thread does it.
  private static let closing = DispatchGroup()

  /// Notes that the memory is open.
  func register() {
    Self.open.withLock { $0[ObjectIdentifier(self)] = connections }
  }

  /// Closes the connections, after the reads and the transaction that run. The last one to close a
  /// memory takes its log into the file and removes it.
  ///
  /// The memory cannot be used afterwards.
  package func close() {
    let connections = Self.open.withLock { open in
      let connections = open.removeValue(forKey: ObjectIdentifier(self))
      if connections != nil { Self.closing.enter() }
      return connections
    }
    if let connections { Self.close(connections) }
  }

  /// Closes connections that have entered `closing`.
  private static func close(_ connections: MemoryConnections) {
    defer { closing.leave() }
    connections.close()
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
    let all = open.withLock { open in
      defer { open.removeAll() }
      for _ in open { closing.enter() }
      return Array(open.values)
    }
    for connections in all { connections.interrupt() }
    // A read that began now would have a connection that outlives the others, and the log with it.
    _ = reads.wait(timeout: end)
    for connections in all { DispatchQueue.global().async { close(connections) } }
    _ = closing.wait(timeout: end)
  }

  /// Whether this process has changed a memory that has its name: that outlasts an early end.
  package static var hasKept: Bool { kept.load(ordering: .acquiring) }

  private static let kept = Atomic(false)

  /// Notes a change that has been committed. A memory in a part file is lost with an early end.
  func noteChange() {
    if connections.areMany { Self.kept.store(true, ordering: .releasing) }
  }
}
