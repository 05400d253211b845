import FoundationEssentials
import Synchronization

/// Queries that several workers answer together, each worker in a read of its own.
///
/// The first worker to begin its read chooses the state of the memory that all answers are of. One that
/// sees another state, because somebody wrote meanwhile, leaves the queries to the others. So nobody
/// waits, and there is always one who answers.
final class QueryBatch: Sendable {
  private struct Progress {
    var state: Int32?
    var next = 0
    var answers: [[Match]?]
    var error: (any Error)?
  }

  /// How many queries a worker takes at a time: enough that workers seldom meet, few enough that all end
  /// at about the same time.
  private static let portion = 8

  private let progress: Mutex<Progress>
  private let count: Int

  init(_ queries: [LookupQuery]) {
    count = queries.count
    progress = Mutex(Progress(answers: Array(repeating: nil, count: queries.count)))
  }

  /// How many workers have something to do: one for each processor at most.
  func workerCount(atMost readers: Int) -> Int {
    let portions = (count + Self.portion - 1) / Self.portion
    return min(portions, readers, ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Runs a worker; an error ends the work of all.
  func work(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      progress.withLock { if $0.error == nil { $0.error = error } }
    }
  }

  /// Whether a worker that sees a state may answer.
  func joins(state: Int32) -> Bool {
    progress.withLock { progress in
      if progress.state == nil { progress.state = state }
      return progress.state == state
    }
  }

  /// The positions of the next queries; `nil` where none are left or another worker has failed.
  ///
  /// - Throws: `CancellationError` where the task that asks is cancelled.
  func next() throws -> Range<Int>? {
    try Task.checkCancellation()
    return progress.withLock { progress in
      guard progress.error == nil, progress.next < count else { return nil }
      let start = progress.next
      progress.next = min(start + Self.portion, count)
      return start..<progress.next
    }
  }

  /// Takes the answers to the queries at some positions.
  func fill(_ part: Range<Int>, _ answers: [[Match]]) {
    progress.withLock { progress in
      for (position, matches) in zip(part, answers) { progress.answers[position] = matches }
    }
  }

  /// The answers to all queries, in their order.
  ///
  /// - Throws: What the first worker that failed threw.
  func answers() throws -> [[Match]] {
    try progress.withLock { progress in
      if let error = progress.error { throw error }
      return progress.answers.map { $0 ?? [] }
    }
  }
}
