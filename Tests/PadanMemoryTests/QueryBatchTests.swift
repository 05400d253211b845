import Testing

@testable import PadanMemory

struct QueryBatchTests {
  private static let queries = (0..<20).map { LookupQuery("\($0)") }

  @Test func `a worker that sees another state leaves the queries to the others`() {
    let batch = QueryBatch(Self.queries)
    #expect(batch.joins(state: 7))
    #expect(!batch.joins(state: 8))
    #expect(batch.joins(state: 7))
  }

  @Test func `every query is handed out once, in order`() throws {
    let batch = QueryBatch(Self.queries)
    var positions: [Int] = []
    while let part = try batch.next() { positions += part }
    #expect(positions == Array(0..<20))
  }

  @Test func `an error of one worker ends the work of all and is thrown`() throws {
    let batch = QueryBatch(Self.queries)
    batch.work { throw MemoryError.full("a") }
    #expect(try batch.next() == nil)
    #expect(throws: MemoryError.full("a")) { try batch.answers() }
  }

  @Test func `a cancelled task gets no more queries`() async {
    let batch = QueryBatch(Self.queries)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try batch.next()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
