import FoundationEssentials
import Synchronization

/// Queries that several workers answer together. Each worker has a read of its own.
///
/// All answers must be of one state of the memory. The first worker that begins its read decides
/// which state that is. A worker that sees another state, because of a write meanwhile, stops and
/// leaves the queries to the others. So no worker waits, and at least one always answers.
final class QueryBatch: Sendable {
  /// What the workers share, under a lock.
  private struct Progress {
    /// The state of all answers (`StateNumber`); `nil` before the first worker begins.
    var state: Int32?
    /// The position of the next query that no worker has taken.
    var next = 0
    /// One answer for each query, in order; `nil` until it is there.
    var answers: [[Match]?]
    /// The first error of a worker.
    var error: (any Error)?
  }

  /// How many queries a worker takes at a time: enough that workers seldom wait for the lock, and
  /// few enough that all finish at about the same time.
  private static let portion = 8

  private let progress: Mutex<Progress>
  private let count: Int

  /// A batch without answers.
  init(_ queries: [LookupQuery]) {
    count = queries.count
    progress = Mutex(Progress(answers: Array(repeating: nil, count: queries.count)))
  }

  /// How many workers are useful: one for each processor and reader, and no more than there are
  /// portions of queries.
  func workerCount(atMost readers: Int) -> Int {
    let portions = (count + Self.portion - 1) / Self.portion
    return min(portions, readers, Self.processors)
  }

  /// The number of processors. It is read once: a lookup takes less than a reading of it.
  private static let processors = ProcessInfo.processInfo.activeProcessorCount

  /// Runs a worker. If it throws, all workers stop.
  func work(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      progress.withLock { if $0.error == nil { $0.error = error } }
    }
  }

  /// Whether a worker may answer that sees a state of the memory. The first worker's state becomes
  /// that of the batch.
  func joins(state: Int32) -> Bool {
    progress.withLock { progress in
      if progress.state == nil { progress.state = state }
      return progress.state == state
    }
  }

  /// Takes the next queries.
  ///
  /// - Returns: Their positions; `nil` if none are left or another worker has failed.
  /// - Throws: `CancellationError` if the present task is cancelled, or the process is about to end.
  func next() throws -> Range<Int>? {
    try Task.checkCancellation()
    if Memory.isEnding { throw CancellationError() }
    return progress.withLock { progress in
      guard progress.error == nil, progress.next < count else { return nil }
      let start = progress.next
      progress.next = min(start + Self.portion, count)
      return start..<progress.next
    }
  }

  /// Stores the answers to some queries.
  ///
  /// - Parameters:
  ///   - part: The positions of the queries.
  ///   - answers: One answer for each of them, in order.
  func fill(_ part: Range<Int>, _ answers: [[Match]]) {
    progress.withLock { progress in
      for (position, matches) in zip(part, answers) { progress.answers[position] = matches }
    }
  }

  /// The answers to all queries, in their order.
  ///
  /// - Throws: The first error of a worker.
  func answers() throws -> [[Match]] {
    try progress.withLock { progress in
      if let error = progress.error { throw error }
      return progress.answers.map { $0 ?? [] }
    }
  }
}
