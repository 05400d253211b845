import Dispatch
import Synchronization
import Testing

@testable import Padan

struct AsyncResultsTests {
  /// Results from 0 on, and how far the run has come.
  private final class Count: Sendable {
    let produced = Mutex(0)
    let end = Mutex<(any Error)?>(nil)

    func results(upTo end: Int) -> AsyncResults<Int> {
      AsyncResults { emit in
        do {
          for number in 0..<end {
            self.produced.withLock { $0 = number + 1 }
            try emit(number)
          }
        } catch {
          self.end.withLock { $0 = error }
          throw error
        }
      }
    }

    /// Waits until the run has ended by an error.
    func failure() async throws -> any Error {
      while true {
        if let error = end.withLock({ $0 }) { return error }
        try await Task.sleep(for: .milliseconds(1))
      }
    }
  }

  @Test func `all results come, in order`() async throws {
    var numbers: [Int] = []
    for try await number in Count().results(upTo: 1000) { numbers.append(number) }
    #expect(numbers == Array(0..<1000))
  }

  @Test func `a run waits where nobody takes its results`() async throws {
    let count = Count()
    let results = count.results(upTo: 1000).makeAsyncIterator()
    for _ in 0..<3 { _ = try await results.next() }
    try await Task.sleep(for: .milliseconds(20))
    #expect(count.produced.withLock { $0 } <= 4)
    _ = try await results.next()
  }

  @Test func `a run ends where its results are taken no longer`() async throws {
    let count = Count()
    for try await number in count.results(upTo: 1000) where number == 2 { break }
    #expect(try await count.failure() is CancellationError)
  }

  @Test func `a cancelled task ends its run`() async throws {
    let count = Count()
    let task = Task {
      for try await number in count.results(upTo: 1000) where number == 2 {
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await count.failure() is CancellationError)
  }

  @Test func `an error of the run is thrown behind its results`() async throws {
    struct Fault: Error {}
    let results = AsyncResults<Int> { emit in
      try emit(1)
      throw Fault()
    }
    var numbers: [Int] = []
    await #expect(throws: Fault.self) {
      for try await number in results { numbers.append(number) }
    }
    #expect(numbers == [1])
  }

  @Test func `bodies that block keep no other task from running`() async throws {
    let gate = DispatchSemaphore(value: 0)
    let bodies = 64
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<bodies { group.addTask { try await blocking { gate.wait() } } }
      // This task needs the pool that the bodies would hold if they ran in it.
      group.addTask { for _ in 0..<bodies { gate.signal() } }
      try await group.waitForAll()
    }
  }

  @Test func `a body sees that its task is cancelled`() async throws {
    let task = Task {
      try await blocking {
        withUnsafeCurrentTask { $0?.cancel() }
        try Task.checkCancellation()
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
