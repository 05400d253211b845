import Dispatch
import Synchronization

/// The results of a synchronous run, for an `async` caller that takes them one by one.
///
/// The run uses separate threads. It waits until its next result is asked for, so memory does not
/// grow with the number of results. It ends early if the caller's task is cancelled or the iterator
/// is released: its next result then throws an error into the run.
///
///     for try await answer in pipeline.answers(to: queries) { print(answer.matches.count) }
public struct AsyncResults<Element: Sendable>: AsyncSequence, Sendable {
  /// A run: passes each result to `emit`, and ends when `emit` throws.
  typealias Run = @Sendable (_ emit: (Element) throws -> Void) throws -> Void

  private let run: Run

  init(_ run: @escaping Run) {
    self.run = run
  }

  /// Each iterator starts a run of its own.
  public func makeAsyncIterator() -> Iterator { Iterator(run) }

  /// Takes the results of one run, which begins when the first result is asked for.
  public final class Iterator: AsyncIteratorProtocol {
    private let run: Run
    private let handover = Handover<Element>()
    private var hasBegun = false

    fileprivate init(_ run: @escaping Run) {
      self.run = run
    }

    deinit { handover.abandon() }

    /// The next result; `nil` at the end.
    ///
    /// - Throws: What the run threw, or `CancellationError`.
    public func next() async throws -> Element? {
      if !hasBegun {
        hasBegun = true
        Task(executorPreference: BlockingThreads.shared) { [run, handover] in
          handover.end(Result { try run(handover.give) })
        }
      }
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { handover.take($0) }
      } onCancel: { [handover] in
        handover.abandon()
      }
    }
  }
}

/// Passes results from the thread of a run to one taker, which waits for each.
private final class Handover<Element: Sendable>: Sendable {
  private struct State {
    var taker: CheckedContinuation<Element?, any Error>?
    var isAbandoned = false
    var end: Result<Void, any Error>?
  }

  private let state = Mutex(State())
  /// Signalled once for each result that is asked for, and when the taker has gone.
  private let demand = DispatchSemaphore(value: 0)

  /// Passes the next result to the taker; waits until it asks for one.
  ///
  /// - Throws: `CancellationError` if the taker has gone.
  func give(_ element: Element) throws {
    demand.wait()
    let taker = try state.withLock { state in
      if state.isAbandoned { throw CancellationError() }
      return state.taker.take()
    }
    taker?.resume(returning: element)
  }

  /// Tells the taker that there are no more results.
  func end(_ result: Result<Void, any Error>) {
    let taker = state.withLock { state in
      state.end = result
      return state.taker.take()
    }
    taker?.resume(with: result.map { nil })
  }

  /// Asks for the next result.
  func take(_ taker: CheckedContinuation<Element?, any Error>) {
    let end = state.withLock { state -> Result<Void, any Error>? in
      if state.isAbandoned { return .failure(CancellationError()) }
      if state.end == nil { state.taker = taker }
      return state.end
    }
    if let end { return taker.resume(with: end.map { nil }) }
    demand.signal()
  }

  /// Ends the run at its next result.
  func abandon() {
    let taker = state.withLock { state in
      state.isAbandoned = true
      return state.taker.take()
    }
    taker?.resume(throwing: CancellationError())
    demand.signal()
  }
}
