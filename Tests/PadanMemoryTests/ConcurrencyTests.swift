import Foundation
import PadanMemory
import PadanModel
import PadanTestSupport
import Synchronization
import Testing

/// Many readers beside a writer, in threads; `Scripts/faults/sharing.sh` asks the same of processes.
struct ConcurrencyTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  /// Runs a body in several threads at once, to their ends, and returns what they returned.
  private static func inThreads<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable () throws -> Value
  ) throws -> [Value] {
    let results = Mutex<[Result<Value, any Error>]>([])
    let threads = (0..<count).map { _ in
      Thread {
        let result = Result { try body() }
        results.withLock { $0.append(result) }
      }
    }
    for thread in threads { thread.start() }
    while !threads.allSatisfy(\.isFinished) { usleep(1000) }
    return try results.withLock { try $0.map { try $0.get() } }
  }

  private static func newPairs(_ round: Int = 0) -> [TranslationPair] {
    (0..<10).map { pair("Harga beras turun \(round) kali \($0).", "Rice.") }
  }

  /// How many of the pairs of imports are answers.
  private static func newAnswers(of memory: Memory) throws -> Int {
    let options = LookupOptions(minimum: 60, limit: 10_000)
    let queries = Array(repeating: LookupQuery("Harga beras turun 5 kali 5."), count: 40)
    let counts = try memory.matches(for: queries, options: options).map { matches in
      matches.count { $0.source.text.contains("turun") }
    }
    // Several threads answer, all on one state.
    #expect(Set(counts).count == 1 && counts[0] % 10 == 0)
    return counts[0]
  }

  @Test func `lookups during an import see the state before it`() throws {
    try memory.add([pair("Harga beras naik.", "Rice.")], origin: "test")
    let (memory, other) = (memory, try Memory(path: memory.path))
    _ = try memory.transaction(origin: "test") { writer in
      for pair in Self.newPairs() { try writer.add(pair) }
      for reader in [memory, other] {
        let answers = try Self.inThreads(4) {
          (
            try Self.newAnswers(of: reader), try reader.matches(for: "Harga beras naik.").count,
            try reader.statistics().units
          )
        }
        #expect(answers.count == 4 && answers.allSatisfy { $0 == (0, 1, 1) })
      }
    }
    for reader in [memory, other] { #expect(try Self.newAnswers(of: reader) == 10) }
  }

  @Test func `many readers beside a writer see whole states, each no older than the last`() throws {
    try memory.add((0..<20).map { pair("Harga beras naik \($0).", "Rice.") }, origin: "test")
    let path = memory.path
    let rounds = 8
    let writer = Thread {
      guard let memory = try? Memory(path: path) else {
        Issue.record("the writer cannot open the memory")
        return
      }
      for round in 0..<rounds {
        #expect(throws: Never.self) { try memory.add(Self.newPairs(round), origin: "w") }
      }
    }
    writer.start()
    let answers = try Self.inThreads(4) {
      let memory = try Memory(path: path)
      return try (0..<4).map { _ in try Self.newAnswers(of: memory) }
    }
    for counts in answers { #expect(counts == counts.sorted()) }
    while !writer.isFinished { usleep(1000) }
    #expect(try Self.newAnswers(of: memory) == rounds * 10)
    #expect(try memory.check() == [])
  }

  @Test(arguments: ["new", "schema-1", "schema-6", "schema-9", "schema-12", "schema-13"])
  func `six that use a memory first at the same time all find and keep everything`(
    _ start: String
  ) throws {
    let path = fixture.folder.path(of: "first.sqlite")
    if start != "new" {
      let old = Repository.fixture("\(start).memory", of: "PadanMemoryTests")
      try FileManager.default.copyItem(atPath: old, toPath: path)
    }
    let number = Mutex(0)
    let found = try Self.inThreads(6) {
      let memory = try Memory(path: path, access: .create)
      let text = number.withLock { number in
        number += 1
        return "Kalimat baru \(number)."
      }
      try memory.add([pair(text, "New.")], origin: "test")
      return try memory.matches(for: text).first?.source.text == text
    }
    #expect(found == Array(repeating: true, count: 6))
    let memory = try Memory(path: path)
    let added = try memory.matches(
      for: "Kalimat baru 1.", options: LookupOptions(minimum: 90, limit: 10))
    #expect(added.count { $0.source.text.hasPrefix("Kalimat baru") } == 6)
    #expect(try memory.check() == [])
  }
}
