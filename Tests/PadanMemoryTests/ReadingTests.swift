import Foundation
import PadanMemory
import PadanModel
import PadanTestSupport
import Testing

struct ReadingTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  @Test func `an empty memory counts nothing`() throws {
    let statistics = try memory.statistics()
    #expect(statistics.units == 0 && statistics.occurrences == 0 && statistics.imports == 0)
    #expect(statistics.directions.isEmpty)
    #expect(statistics.fileSize > 0)
  }

  @Test func `statistics count units, places, documents, imports and reviews`() throws {
    var german = pair("Satu.", "Eins.")
    german.target.language = try #require(LanguageTag("de"))
    try memory.add(
      [
        pair("Satu.", "One.") { $0.document = "a.txt" },
        pair("Satu.", "One.") { $0.document = "b.txt" },
        pair("Dua.", "Two.", review: .approved) { $0.document = "a.txt" },
        pair("Tiga.", "Three.", review: .rejected), german,
      ], origin: "first")
    try memory.add([pair("Empat.", "Four.").swapped], origin: "second")
    try memory.add([pair("Tiga.", "Three.", review: .rejected)], origin: "third, the same")
    let statistics = try memory.statistics()
    #expect(statistics.units == 5)
    #expect(statistics.occurrences == 6)
    #expect(statistics.documents == 2)
    #expect(statistics.imports == 2)
    #expect(statistics.reviewed == 2)
    #expect(
      statistics.directions.map { "\($0.source) \($0.target) \($0.units)" }
        == ["en id 1", "id de 1", "id en 3"])
  }

  @Test func `pairs come by unit and then by place, with their names`() throws {
    _ = try memory.transaction(origin: "test") { writer in
      try writer.add(pair("Satu.", "One.") { $0.sentence = 3 }, name: "n1")
      try writer.add(pair("Dua.", "Two."))
      try writer.add(pair("Satu.", "One.") { $0.sentence = 1 }, name: "n2")
      try writer.add(pair("Tiga.", "Three.").swapped)
    }
    var found: [String] = []
    try memory.forEachPair(from: .indonesian, to: .english) { pair, name in
      found.append("\(pair.source.text) \(pair.provenance.sentence ?? -1) \(name ?? "–")")
    }
    #expect(found == ["Satu. 3 n1", "Satu. 1 n2", "Dua. -1 –"])
  }

  @Test func `a direction that the memory lacks has no pairs`() throws {
    try memory.add([pair("Satu.", "One.")], origin: "test")
    var count = 0
    try memory.forEachPair(from: .english, to: .indonesian) { _, _ in count += 1 }
    #expect(count == 0)
  }

  @Test func `a walk sees one state of the memory whatever is written meanwhile`() throws {
    try memory.add((0..<20).map { pair("Satu \($0).", "One \($0).") }, origin: "test")
    let writer = try Memory(path: fixture.path)
    var count = 0
    try memory.forEachPair(from: .indonesian, to: .english) { _, _ in
      if count == 5 { try writer.add([pair("Baru.", "New.")], origin: "meanwhile") }
      count += 1
    }
    #expect(count == 20)
    #expect(try memory.statistics().units == 21)
  }

  @Test func `what the caller throws ends the walk and comes back`() throws {
    struct Enough: Error {}
    try memory.add([pair("Satu.", "One.")], origin: "test")
    #expect(throws: Enough.self) {
      try memory.forEachPair(from: .indonesian, to: .english) { _, _ in throw Enough() }
    }
  }

  @Test func `many readers and a writer work side by side`() async throws {
    let memory = fixture.memory
    try memory.add((0..<20).map { pair("Harga \($0) naik.", "Price \($0).") }, origin: "test")
    try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<6 {
        group.addTask {
          try memory.add([pair("Baru \(index).", "New \(index).")], origin: "writer \(index)")
          return try memory.matches(for: "Harga 3 naik.").count
        }
      }
      for try await count in group { #expect(count == 5) }
    }
    #expect(try memory.statistics().units == 26)
    #expect(try memory.statistics().imports == 7)
  }
}
