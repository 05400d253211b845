import Dispatch
import FoundationEssentials
import Synchronization

/// A task executor for blocking work, with its own threads.
///
/// Swift's cooperative pool has one thread for each processor, and all tasks share them. Blocking
/// work on this executor leaves them free. Cancellation still works: synchronous code that runs
/// here sees the state of its task in `Task.isCancelled`.
final class BlockingThreads: TaskExecutor {
  /// The threads of all callers. There are twice as many as processors, because some of them wait
  /// for a disk.
  static let shared = BlockingThreads(
    count: 2 * ProcessInfo.processInfo.activeProcessorCount)

  private struct State {
    var waiting: [UnownedJob] = []
    var idle: [DispatchQueue]
  }

  private let state: Mutex<State>

  init(count: Int) {
    // Each serial queue gets a thread outside the pool that concurrent queues share.
    state = Mutex(State(idle: (0..<count).map { DispatchQueue(label: "padan.blocking.\($0)") }))
  }

  /// Starts a job on an idle queue, or lets it wait until a queue is idle.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let queue = state.withLock { state -> DispatchQueue? in
      state.waiting.append(job)
      return state.idle.popLast()
    }
    guard let queue else { return }
    queue.async { [self] in work(on: queue) }
  }

  /// Runs waiting jobs, first come first served, until there is none.
  private func work(on queue: DispatchQueue) {
    while let job = nextJob(for: queue) {
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }

  /// The next job; `nil` if none waits, and then the queue is idle.
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
/// - Throws: What `body` throws; `CancellationError` if the task is cancelled before it begins.
package func blocking<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withTaskExecutorPreference(BlockingThreads.shared) {
    try Task.checkCancellation()
    return try body()
  }
}
