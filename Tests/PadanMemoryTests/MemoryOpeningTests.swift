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

  @Test func `a memory that is not finished leaves nothing`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "new.sqlite")
    do {
      let maker = try MemoryMaker(path: path)
      try maker.memory.add([pair("Satu.", "One.")], origin: "test")
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(FileManager.default.fileExists(atPath: MemoryMaker.temporaryFile(for: path)))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func `a memory appears whole when it is finished, with nothing beside it`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "new.sqlite")
    let maker = try MemoryMaker(path: path)
    try maker.memory.add([pair("Satu.", "One.")], origin: "test")
    try maker.finish()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["new.sqlite"])
    #expect(try Memory(path: path).matches(for: "Satu.").map(\.target.text) == ["One."])
  }

  @Test func `of two makers the second is told, and the first one's memory stays`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "new.sqlite")
    let maker = try MemoryMaker(path: path)
    try Memory(path: path, access: .create).add([pair("Satu.", "One.")], origin: "other")
    var error: MemoryError?
    do throws(MemoryError) { try maker.finish() } catch let failure { error = failure }
    #expect(error == .madeMeanwhile(path))
    #expect(try Memory(path: path).statistics().units == 1)
  }

  @Test func `a maker adds to a memory that is there`() throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add([pair("Satu.", "One.")], origin: "test")
    let maker = try MemoryMaker(path: fixture.path)
    try maker.memory.add([pair("Dua.", "Two.")], origin: "test")
    try maker.finish()
    #expect(try fixture.memory.statistics().units == 2)
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
