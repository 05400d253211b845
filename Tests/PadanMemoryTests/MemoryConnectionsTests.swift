import Foundation
import GRDB
import PadanTestSupport
import Testing

@testable import PadanMemory

/// What the connections to a memory do to its file.
struct MemoryConnectionsTests {
  private let fixture: MemoryFixture

  init() throws {
    fixture = try MemoryFixture()
    try fixture.memory.add([pair("Harga beras naik.", "Rice prices rose.")], origin: "test")
    // The first of each writes an index.
    try read(fixture.memory)
    fixture.memory.close()
  }

  /// Looks a text up and searches for a word.
  private func read(_ memory: Memory) throws {
    #expect(try memory.matches(for: "Harga beras naik.").count == 1)
    let query = SearchQuery([.init([try #require(.words("beras"))])])
    var count = 0
    try memory.search(query) { _ in
      count += 1
      return true
    }
    #expect(count == 1)
  }

  /// Whether there is a log or what belongs to one.
  private var hasLog: Bool {
    ["-wal", "-shm"].contains { FileManager.default.fileExists(atPath: fixture.path + $0) }
  }

  @Test func `who only reads changes nothing of the file and leaves no log`() throws {
    let before = try contents(of: fixture.path)
    for _ in 1...2 {
      let memory = try Memory(path: fixture.path)
      try read(memory)
      memory.close()
      #expect(!hasLog)
    }
    #expect(try contents(of: fixture.path) == before)
  }

  @Test func `readers see what was written, and the log goes with the last connection`() throws {
    let memory = try Memory(path: fixture.path)
    try read(memory)
    try memory.add([pair("Harga gula turun.", "Sugar prices fell.")], origin: "test")
    #expect(try memory.matches(for: "Harga gula turun.").count == 1)
    let other = try Memory(path: fixture.path)
    memory.close()
    #expect(try other.matches(for: "Harga gula turun.").count == 1)
    other.close()
    #expect(!hasLog)
  }

  @Test func `a closed memory is not written to`() throws {
    let memory = try Memory(path: fixture.path)
    memory.close()
    #expect(throws: MemoryError.self) {
      try memory.add([pair("Harga gula turun.", "Sugar prices fell.")], origin: "test")
    }
  }
}
