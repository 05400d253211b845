import Dispatch
import Synchronization

/// Runs work on all cores and hands on its results in the order of its inputs.
///
/// A bounded number of inputs is in flight, so memory does not grow with their number; and a result
/// goes out as soon as it and all before it are there, also while the next input is still waited for.
///
///     try OrderedWork.run(over: [1, 2, 3]) { $0 * $0 } emit: { print($0) }  // 1, 4, 9
public enum OrderedWork {
  /// - Parameters:
  ///   - next: The next input; `nil` at the end. Called from one thread at a time, not the caller's.
  ///   - work: What is done with an input, side by side with others.
  ///   - emit: Called on the caller's thread with each result, in order.
  /// - Throws: What `next` or `emit` throws; nothing is handed on after that.
  public static func run<Input: Sendable, Output: Sendable>(
    next: @escaping @Sendable () throws -> Input?,
    work: @escaping @Sendable (Input) -> Output,
    emit: (Output) throws -> Void
  ) throws {
    let line = Line<Output>()
    let pool = DispatchQueue(label: "padan.work", attributes: .concurrent)
    DispatchQueue(label: "padan.input").async {
      while let place = line.newPlace() {
        do {
          guard let input = try next() else { return place.fill(nil) }
          pool.async { place.fill(.success(work(input))) }
        } catch {
          return place.fill(.failure(error))
        }
      }
    }
    defer { line.abandon() }
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

  /// How many inputs may be in flight: enough that a long one holds up nobody.
  static let inFlight = 32
}

/// Results to be, in the order of their inputs.
private final class Line<Output: Sendable>: Sendable {
  private let places = Mutex<[Place<Output>]>([])
  private let isAbandoned = Atomic(false)
  // Semaphores begin at 0 and are raised: one that ends below where it began traps.
  private let filled = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  init() {
    for _ in 0..<OrderedWork.inFlight { room.signal() }
  }

  /// A place at the end, as soon as there is room; `nil` where nobody waits for it any more.
  func newPlace() -> Place<Output>? {
    room.wait()
    guard !isAbandoned.load(ordering: .acquiring) else { return nil }
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

  func abandon() {
    isAbandoned.store(true, ordering: .releasing)
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
