import Dispatch
import Synchronization

/// Results of a synchronous run that an `async` caller takes one by one.
///
/// The run goes on in threads of its own and waits where nobody takes its next result, so memory does
/// not grow with their number. It ends early, by an error thrown at its next result, where the task that
/// takes them is cancelled or the iterator goes away.
///
///     for try await answer in pipeline.answers(to: queries) { print(answer.matches.count) }
public struct AsyncResults<Element: Sendable>: AsyncSequence, Sendable {
  /// A run: hands each result to the closure it is given, and ends where that throws.
  typealias Run = @Sendable (_ emit: (Element) throws -> Void) throws -> Void

  private let run: Run

  init(_ run: @escaping Run) {
    self.run = run
  }

  public func makeAsyncIterator() -> Iterator { Iterator(run) }

  /// Takes the results. The run begins when the first is asked for.
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

/// Hands results from a run in one thread to one taker, who waits for each.
private final class Handover<Element: Sendable>: Sendable {
  private struct State {
    var taker: CheckedContinuation<Element?, any Error>?
    var isAbandoned = false
    var end: Result<Void, any Error>?
  }

  private let state = Mutex(State())
  /// Raised once for each result that is asked for, and when nobody will ask any more.
  private let demand = DispatchSemaphore(value: 0)

  /// Gives the taker the next result, as soon as he asks for it.
  ///
  /// - Throws: `CancellationError` where he never will.
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
