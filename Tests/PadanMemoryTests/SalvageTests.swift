import Dispatch
import GRDB
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

/// What is saved of a damaged memory.
struct SalvageTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path(of: "damaged.sqlite") }
  private var destination: String { folder.path(of: "whole.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("damaged.sqlite", FilledMemory.bytes)
  }

  /// The content of a memory as rows, without what is made again.
  private func content(_ memory: Memory) throws -> [String] {
    try memory.read { db in
      try (JournaledTable.all.map(\.name) + ["direction", "step", "step_change"]).flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
      }
    }
  }

  @Test func `a whole memory is saved as it is, under the same numbers`() throws {
    let receipt = try Memory.salvage(path, into: destination)
    let memory = try Memory(path: destination)
    #expect(receipt.isWhole)
    #expect(receipt.units.kept == FilledMemory.texts.count - 1)
    #expect([receipt.units, receipt.occurrences, receipt.steps].allSatisfy { $0.leftOut == 0 })
    #expect(try content(memory) == content(Memory(path: path)))
    #expect(try memory.check() == [])
    #expect(try memory.matches(for: "Satu.").first?.target.text == "One.")
    #expect(try memory.undo() != nil)
  }

  @Test(arguments: ["schema-1", "schema-6", "schema-9", "schema-12", "schema-13"])
  func `a memory of an older schema is saved too`(_ name: String) throws {
    let fixture = Repository.fixture("\(name).memory", of: "PadanMemoryTests")
    try folder.write("damaged.sqlite", contents(of: fixture))
    let receipt = try Memory.salvage(path, into: destination)
    #expect(receipt.isWhole && receipt.units.leftOut == 0)
    #expect(try contents(of: path) == contents(of: fixture))
    #expect(try content(Memory(path: destination)) == content(Memory(path: path)))
  }

  @Test(arguments: [
    ("UPDATE unit SET review = 'good' WHERE id = 2", 0, 0),
    ("UPDATE unit SET imported_usage = NULL, changed_at = 'x' WHERE id = 2", 0, 0),
    ("UPDATE unit SET target = 'Others.' WHERE id = 2", 1, 2),
    ("UPDATE unit SET source_codes = '[1]' WHERE id = 4", 1, 1),
    ("UPDATE occurrence SET confidence = 7, document = x'00' WHERE unit_id = 9", 0, 0),
    ("UPDATE occurrence SET properties = '{}' WHERE unit_id = 9", 0, 0),
    ("UPDATE occurrence SET import_id = 99 WHERE unit_id = 9", 0, 0),
    ("DELETE FROM occurrence WHERE unit_id = 9", 0, 0),
    ("UPDATE occurrence SET id = 9223372036854775807 WHERE unit_id = 9", 0, 0),
    ("UPDATE unit SET id = 4294967296 WHERE id = 9", 1, 1),
    ("UPDATE step SET greatest_unit = 1 << 40, greatest_occurrence = -1", 0, 0),
    ("UPDATE step SET started_at = NULL, kind = x'00' WHERE id = 1", 0, 0),
    ("DELETE FROM match_index; UPDATE match_text_1 SET data = x''", 0, 0),
    ("DELETE FROM direction", FilledMemory.texts.count - 1, 31),
  ])
  func `a value that does not fit costs no more than what is wrong without it`(
    _ damage: String, units: Int, occurrences: Int
  ) throws {
    try FilledMemory.change(path, damage)
    let receipt = try Memory.salvage(path, into: destination)
    #expect(receipt.units.leftOut == units)
    #expect(receipt.units.kept == FilledMemory.texts.count - 1 - units)
    #expect(receipt.occurrences.leftOut == occurrences)
    let memory = try Memory(path: destination)
    #expect(try memory.check() == [])
    var count = 0
    try memory.forEachPair(from: .indonesian, to: .english) { _, _ in count += 1 }
    #expect(count >= receipt.units.kept)
    try memory.add([pair("Baru.", "New.")], origin: "test")
    #expect(try memory.matches(for: "Baru.").map(\.target.text) == ["New."])
  }

  @Test func `rows around a page that cannot be read are kept`() throws {
    let memory = try Memory(path: destination, access: .create)
    try memory.add(
      (1...2_000).map { pair("Kalimat nomor \($0) di sini.", "Sentence \($0) here.") },
      origin: "test")
    try memory.vacuum()
    var bytes = try contents(of: destination)
    // Leaves of the table of units, in the middle of the file.
    let size = 8_192
    let leaves = stride(from: size, to: bytes.count, by: size).filter { start in
      bytes[start] == 0x0D
        && String(decoding: bytes[start..<start + size], as: UTF8.self).contains("di sini.Sentence")
    }
    for leaf in [leaves[3], leaves[4], leaves[leaves.count - 1]] {
      for place in leaf..<leaf + size { bytes[place] = 0 }
    }
    try folder.write("damaged.sqlite", bytes)
    let saved = folder.path(of: "saved.sqlite")
    let receipt = try Memory.salvage(path, into: saved)
    let lost = 3 * 2_000 / leaves.count
    #expect(!receipt.isWhole)
    #expect(receipt.units.kept + receipt.units.leftOut == 2_000)
    #expect((lost / 2...lost * 2).contains(receipt.units.leftOut))
    #expect(try Memory(path: saved).check() == [])
    #expect(try contents(of: path) == bytes)
  }

  @Test func `what is saved while another writes is one of the states that there were`() throws {
    let memory = try Memory(path: path)
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      for number in 0..<40 {
        let pairs = (0..<20).map { pair("Kalimat \(number) \($0).", "Sentence \(number) \($0).") }
        try? memory.add(pairs, origin: "test")
      }
    }
    let receipt = try Memory.salvage(path, into: destination)
    group.wait()
    #expect(receipt.isWhole && (receipt.units.kept - FilledMemory.texts.count + 1) % 20 == 0)
    #expect(try Memory(path: destination).check() == [])
    #expect(try memory.statistics().units == FilledMemory.texts.count - 1 + 40 * 20)
  }

  @Test func `a memory of a later version is told from a damaged one`() throws {
    try FilledMemory.change(path, "INSERT INTO grdb_migrations VALUES ('99: later')")
    #expect(throws: MemoryError.newerSchema(path)) { try Memory.salvage(path, into: destination) }
    #expect(FileStatus(destination) == nil)
  }

  @Test func `what a log holds is saved, and a file is never replaced`() throws {
    let memory = try Memory(path: path)
    try memory.add([pair("Baru.", "New.")], origin: "test")
    let receipt = try Memory.salvage(path, into: destination)
    #expect(receipt.units.kept == FilledMemory.texts.count)
    #expect(throws: MemoryError.self) { try Memory.salvage(path, into: destination) }
    #expect(try Memory(path: destination).matches(for: "Baru.").count == 1)
  }
}
