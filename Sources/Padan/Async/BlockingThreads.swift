import Dispatch
import FoundationEssentials
import Synchronization

/// Runs what blocks on threads of its own, so that no `async` caller waits on a thread of Swift's
/// cooperative pool, which has only one for each processor and lends them to everybody.
///
/// A task that prefers it (`withTaskExecutorPreference`) keeps its own cancellation: synchronous code
/// that asks `Task.isCancelled` is told of it there too.
final class BlockingThreads: TaskExecutor {
  /// The threads of all callers: twice as many as there are processors, since some of them wait for a
  /// disk.
  static let shared = BlockingThreads(
    count: 2 * ProcessInfo.processInfo.activeProcessorCount)

  private struct State {
    var waiting: [UnownedJob] = []
    var idle: [DispatchQueue]
  }

  private let state: Mutex<State>

  init(count: Int) {
    // Serial queues: each is given a thread outside the pool that concurrent queues share.
    state = Mutex(State(idle: (0..<count).map { DispatchQueue(label: "padan.blocking.\($0)") }))
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let queue = state.withLock { state -> DispatchQueue? in
      state.waiting.append(job)
      return state.idle.popLast()
    }
    guard let queue else { return }
    queue.async { [self] in work(on: queue) }
  }

  /// Runs jobs, in the order in which they came, until none waits.
  private func work(on queue: DispatchQueue) {
    while let job = nextJob(for: queue) {
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }

  private func nextJob(for queue: DispatchQueue) -> UnownedJob? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.idle.append(queue)
        return nil
      }
      return state.waiting.removeFirst()
    }
  }
}

/// Runs a synchronous body for an `async` caller without blocking the cooperative pool.
///
/// - Throws: What `body` throws, and `CancellationError` where the task is cancelled before it begins.
func blocking<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withTaskExecutorPreference(BlockingThreads.shared) {
    try Task.checkCancellation()
    return try body()
  }
}
