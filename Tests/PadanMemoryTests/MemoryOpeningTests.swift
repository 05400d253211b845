import FoundationEssentials
import GRDB
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

struct MemoryOpeningTests {
  private func pragma(_ name: String, of memory: Memory) throws -> Int? {
    try memory.read { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
  }

  private func files(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `a memory that is not finished leaves nothing`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "new.sqlite")
    do {
      var maker = try MemoryMaker(path: path)
      try maker.memory.add([pair("Satu.", "One.")], origin: "test")
      #expect(try files(folder) == ["new.sqlite.padan.lock", "new.sqlite.padan.part"])
    }
    #expect(try files(folder) == [])
  }

  @Test func `a memory appears whole when something is kept in it, with nothing beside it`() throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "new.sqlite")
    do {
      var maker = try MemoryMaker(path: path)
      try maker.keep()
      #expect(try !files(folder).contains("new.sqlite"))  // it contains nothing yet
      try maker.memory.add([pair("Satu.", "One.")], origin: "test")
      try maker.keep()
      #expect(try files(folder).first == "new.sqlite")
      try maker.memory.add([pair("Dua.", "Two.")], origin: "test")
      try maker.memory.close()
    }
    #expect(try files(folder) == ["new.sqlite"])
    #expect(try Memory(path: path).matches(for: "Dua.").map(\.target.text) == ["Two."])
  }

  @Test func `the second of two makers waits and adds to the first one's memory`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "new.sqlite")
    var first = try MemoryMaker(path: path)
    let second = Task.detached {
      var maker = try MemoryMaker(path: path)
      try maker.memory.add([pair("Dua.", "Two.")], origin: "second")
      return maker.isNew
    }
    try first.memory.add([pair("Satu.", "One.")], origin: "first")
    try first.keep()
    #expect(try await !second.value)
    let units = try first.memory.statistics().units
    #expect(units == 2)
  }

  @Test func `a file that another program puts in the place of a new memory stays`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "new.sqlite")
    var maker = try MemoryMaker(path: path)
    try maker.memory.add([pair("Satu.", "One.")], origin: "test")
    try folder.write("new.sqlite", "no memory")
    #expect(throws: MemoryError.madeMeanwhile(path)) { try maker.keep() }
    #expect(try contents(of: path) == Array("no memory".utf8))
  }

  @Test func `a maker adds to a memory that is there`() throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add([pair("Satu.", "One.")], origin: "test")
    var maker = try MemoryMaker(path: fixture.path)
    try maker.memory.add([pair("Dua.", "Two.")], origin: "test")
    try maker.keep()
    #expect(try fixture.memory.statistics().units == 2)
  }

  @Test func `a backup replaces a memory that others use, and they see it`() throws {
    let (fixture, other) = (try MemoryFixture(), try MemoryFixture())
    try fixture.memory.add([pair("Satu.", "One.")], origin: "test")
    try other.memory.add([pair("Dua.", "Two.")], origin: "test")
    try fixture.memory.backUp(to: other.path)
    #expect(try other.memory.matches(for: "Satu.").map(\.target.text) == ["One."])
    try other.memory.add([pair("Tiga.", "Three.")], origin: "test")
    #expect(try Memory(path: other.path).statistics().units == 2)
    #expect(try fixture.memory.statistics().units == 1)
    try other.folder.write("text", "no memory")
    let text = other.folder.path(of: "text")
    #expect(throws: MemoryError.self) { try fixture.memory.backUp(to: text) }
    #expect(try contents(of: text) == Array("no memory".utf8))
  }

  @Test func `a memory without a file does what one with a file does`() throws {
    let memory = try Memory.inMemory()
    try memory.add((0..<30).map { pair("Harga beras naik \($0).", "Rice \($0).") }, origin: "test")
    let queries = (0..<30).map { LookupQuery("Harga beras naik \($0).") }
    let answers = try memory.matches(for: queries)
    #expect(answers.map { $0.first?.target.text } == (0..<30).map { "Rice \($0)." })
    #expect(try memory.check() == [])
  }

  @Test func `ten memories in one process keep no more pages than they may together`() throws {
    let total = 512 << 20
    let share = Memory.Configuration.share(ofMemories: 10, cacheSize: total)
    let fixture = try MemoryFixture()
    let memory = try Memory(path: fixture.path, configuration: share)
    let kibibytes = try #require(try pragma("cache_size", of: memory))
    #expect(kibibytes < 0 && -kibibytes * 1024 * (share.readers + 1) * 10 <= total)
    #expect(share.readers >= 2)
    #expect(try pragma("cache_size", of: fixture.memory) == -131072)
  }

  @Test func `each write that changes something makes a new state, and a failed one does not`()
    throws
  {
    let fixture = try MemoryFixture()
    let memory = fixture.memory
    let first = try memory.read(StateNumber.read)
    try memory.add([pair("Satu.", "One.")], origin: "test")
    let second = try memory.read(StateNumber.read)
    #expect(second == first + 1)
    #expect(throws: MemoryError.noUnit(memory.path, 99)) { try memory.delete(units: [99]) }
    #expect(try memory.read(StateNumber.read) == second)
  }
}
