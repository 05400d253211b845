import Dispatch
import FoundationEssentials
import Synchronization

/// Runs work on all cores and hands on its results in the order of its inputs.
///
/// A bounded number of inputs is in flight, so memory does not grow with their number; and a result
/// goes out as soon as it and all before it are there, also while the next input is still waited for.
///
///     try OrderedWork.run(over: [1, 2, 3]) { $0 * $0 } emit: { print($0) }  // 1, 4, 9
public enum OrderedWork {
  /// - Parameters:
  ///   - workers: How many inputs are worked on side by side; by default one for each processor. One
  ///     worker still runs beside the caller, who takes its results.
  ///   - next: The next input; `nil` at the end. Called from one thread at a time, not the caller's.
  ///   - work: What is done with an input, side by side with others.
  ///   - emit: Called on the caller's thread with each result, in order.
  /// - Throws: What `next` or `emit` throws; nothing is handed on after that.
  public static func run<Input: Sendable, Output: Sendable>(
    workers: Int = processors, next: @escaping @Sendable () throws -> Input?,
    work: @escaping @Sendable (Input) -> Output,
    emit: (Output) throws -> Void
  ) throws {
    let line = Line<Output>()
    let inputs = Inputs(next)
    for worker in 0..<workers {
      // A serial queue has a thread outside the pool that concurrent queues and tasks share: workers
      // wait for inputs and for room, and would hold that pool up.
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

  /// The same over values that are all there.
  public static func run<Input: Sendable, Output: Sendable>(
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

  /// How many processors the system gives the process.
  public static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// How many inputs may be in flight: enough that a long one holds up nobody.
  static let inFlight = 32
}

/// What hands out the inputs, to one worker at a time.
private final class Inputs<Input: Sendable>: Sendable {
  private let source: Mutex<@Sendable () throws -> Input?>

  init(_ next: @escaping @Sendable () throws -> Input?) {
    source = Mutex(next)
  }

  /// The next input and the place of its result; `nil` at the end. Both are taken together, so that
  /// places stand in the order of the inputs.
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

/// Results to be, in the order of their inputs.
private final class Line<Output: Sendable>: Sendable {
  private let places = Mutex<[Place<Output>]>([])
  private let isClosed = Atomic(false)
  // libdispatch traps where a semaphore ends below the value it was made with, so both begin at 0.
  private let filled = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  init() {
    for _ in 0..<OrderedWork.inFlight { room.signal() }
  }

  /// A place at the end, as soon as there is room; `nil` where the line is closed.
  func newPlace() -> Place<Output>? {
    guard !isClosed.load(ordering: .acquiring) else { return nil }
    room.wait()
    guard !isClosed.load(ordering: .acquiring) else { return nil }
    let place = Place<Output>()
    places.withLock { $0.append(place) }
    filled.signal()
    return place
  }

  /// Takes the first place out of the line.
  func first() -> Place<Output> {
    filled.wait()
    return places.withLock { $0.removeFirst() }
  }

  func makeRoom() { room.signal() }

  /// Lets no further input in: there is none, or nobody waits for its result.
  func close() {
    isClosed.store(true, ordering: .releasing)
    room.signal()
  }
}

/// One result to be; `nil` stands for the end of the inputs.
private final class Place<Output: Sendable>: Sendable {
  private let result = Mutex<Result<Output, any Error>?>(nil)
  private let isFilled = DispatchSemaphore(value: 0)

  func fill(_ value: Result<Output, any Error>?) {
    result.withLock { $0 = value }
    isFilled.signal()
  }

  func take() -> Result<Output, any Error>? {
    isFilled.wait()
    return result.withLock { $0 }
  }
}
