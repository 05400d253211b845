import Dispatch
import FoundationEssentials
import Synchronization

/// Runs work on all processors, and emits the results in the order of the inputs.
///
/// At most 32 inputs are in flight, so memory does not grow with the number of inputs. A result is
/// emitted as soon as it and all results before it are ready, even if the next input has not
/// arrived.
///
///     try OrderedWork.run(over: [1, 2, 3]) { $0 * $0 } emit: { print($0) }  // 1, 4, 9
package enum OrderedWork {
  /// Works on a sequence of inputs.
  ///
  /// - Parameters:
  ///   - workers: The number of worker threads; by default one for each processor. Even a single
  ///     worker runs at the same time as the caller's `emit`.
  ///   - next: The next input; `nil` at the end. Called from one worker thread at a time.
  ///   - work: Makes a result from an input. Several threads call it at the same time.
  ///   - emit: Receives each result in order, on the caller's thread.
  /// - Throws: What `next` or `emit` throws. Nothing is emitted after that.
  package static func run<Input: Sendable, Output: Sendable>(
    workers: Int = processors, next: @escaping @Sendable () throws -> Input?,
    work: @escaping @Sendable (Input) -> Output,
    emit: (Output) throws -> Void
  ) throws {
    let line = Line<Output>(room: inFlight)
    let inputs = Inputs(next)
    for worker in 0..<workers {
      // A serial queue has a thread outside the pool that concurrent queues and tasks share.
      // Workers wait for inputs and for room, and would block threads of that pool.
      DispatchQueue(label: "padan.worker.\(worker)").async {
        while let (input, place) = inputs.next(for: line) { place.fill(.success(work(input))) }
      }
    }
    defer { line.close() }
    while let result = line.first().take() {
      line.makeRoom()
      try emit(result.get())
    }
  }

  /// Works on the elements of an array; see `run(workers:next:work:emit:)`.
  package static func run<Input: Sendable, Output: Sendable>(
    over inputs: [Input], work: @escaping @Sendable (Input) -> Output,
    emit: (Output) throws -> Void
  ) throws {
    let position = Atomic(0)
    try run(
      next: {
        let index = position.add(1, ordering: .relaxed).oldValue
        return index < inputs.count ? inputs[index] : nil
      }, work: work, emit: emit)
  }

  /// Runs a producer on a thread of its own, while the caller takes what it makes, in order.
  ///
  /// Results are handed over in portions, a handful of large ones or many small ones, of which four are
  /// in flight at most.
  ///
  /// - Parameters:
  ///   - produce: Passes each result to its argument, with its size in bytes. The argument throws when no
  ///     more are wanted.
  ///   - emit: Receives each result, on the caller's thread.
  /// - Returns: What `produce` returns.
  /// - Throws: What `produce` throws, after all of its results have been emitted, or `emit`.
  package static func run<Output: Sendable, End: Sendable>(
    produce: @escaping @Sendable (_ add: (Output, _ size: Int) throws -> Void) throws -> End,
    emit: (Output) throws -> Void
  ) throws -> End {
    let line = Line<[Output]>(room: 4)
    let end = Mutex<Result<End, any Error>?>(nil)
    DispatchQueue(label: "padan.producer").async {
      var portion: [Output] = []
      var size = 0
      func handOver() throws {
        guard let place = line.newPlace() else { throw CancellationError() }
        place.fill(.success(portion))
        (portion, size) = ([], 0)
      }
      let result = Result {
        try produce { output, bytes in
          portion.append(output)
          size += bytes
          if portion.count >= 256 || size >= 65_536 { try handOver() }
        }
      }
      // Nobody waits for the last results if the caller has stopped.
      if !portion.isEmpty { try? handOver() }
      end.withLock { $0 = result }
      line.newPlace()?.fill(nil)
    }
    defer { line.close() }
    while let portion = line.first().take() {
      line.makeRoom()
      try portion.get().forEach(emit)
    }
    return try end.withLock { $0! }.get()
  }

  /// The number of processors that the process may use.
  package static let processors = ProcessInfo.processInfo.activeProcessorCount

  /// The largest number of inputs in flight. While a long one is worked on, others can finish.
  static let inFlight = 32
}

/// Gives inputs to workers, one worker at a time.
private final class Inputs<Input: Sendable>: Sendable {
  private let source: Mutex<@Sendable () throws -> Input?>

  init(_ next: @escaping @Sendable () throws -> Input?) {
    source = Mutex(next)
  }

  /// The next input and the place of its result; `nil` at the end. One lock covers both, so places
  /// are in the order of the inputs.
  func next<Output>(for line: Line<Output>) -> (Input, Place<Output>)? {
    source.withLock { next in
      guard let place = line.newPlace() else { return nil }
      do {
        if let input = try next() { return (input, place) }
        place.fill(nil)
      } catch {
        place.fill(.failure(error))
      }
      line.close()
      return nil
    }
  }
}

/// A queue of places for results, in the order of their inputs.
private final class Line<Output: Sendable>: Sendable {
  private let places = Mutex<[Place<Output>]>([])
  private let isClosed = Atomic(false)
  // libdispatch traps if a semaphore is destroyed below its initial value, so both start at 0.
  private let filled = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  /// - Parameter places: How many results may be in the line.
  init(room places: Int) {
    for _ in 0..<places { room.signal() }
  }

  /// A new place at the end; waits until there is room. `nil` if the line is closed.
  func newPlace() -> Place<Output>? {
    guard !isClosed.load(ordering: .acquiring) else { return nil }
    room.wait()
    guard !isClosed.load(ordering: .acquiring) else { return nil }
    let place = Place<Output>()
    places.withLock { $0.append(place) }
    filled.signal()
    return place
  }

  /// Removes and returns the first place; waits until there is one.
  func first() -> Place<Output> {
    filled.wait()
    return places.withLock { $0.removeFirst() }
  }

  /// Lets one more input in, after a result has been taken.
  func makeRoom() { room.signal() }

  /// Lets no more inputs in: there are no more, or the caller has stopped.
  func close() {
    isClosed.store(true, ordering: .releasing)
    room.signal()
  }
}

/// The place of one result. `nil` in it marks the end of the inputs.
private final class Place<Output: Sendable>: Sendable {
  private let result = Mutex<Result<Output, any Error>?>(nil)
  private let isFilled = DispatchSemaphore(value: 0)

  /// Puts the result in, once.
  func fill(_ value: Result<Output, any Error>?) {
    result.withLock { $0 = value }
    isFilled.signal()
  }

  /// The result; waits until it is there.
  func take() -> Result<Output, any Error>? {
    isFilled.wait()
    return result.withLock { $0 }
  }
}
