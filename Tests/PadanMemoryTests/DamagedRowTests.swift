import GRDB
import PadanMemory
import PadanModel
import PadanTestSupport
import Testing

/// What is read of a memory in which another hand changed one value.
struct DamagedRowTests {
  /// A change, where it must be found, and a call that comes by it.
  struct Damage: CustomTestStringConvertible, Sendable {
    var sql: String
    var place: MemoryError.RowDamage
    var call: @Sendable (Memory) throws -> Void

    init(
      _ sql: String, _ table: String, _ column: String, row: Int64 = 1,
      _ call: @escaping @Sendable (Memory) throws -> Void
    ) {
      self.sql = sql
      place = MemoryError.RowDamage(table: table, row: row, column: column)
      self.call = call
    }

    var testDescription: String { sql }
  }

  private static func export(_ memory: Memory) throws {
    try memory.forEachPair(from: .indonesian, to: .english) { _, _ in }
  }

  private static func lookUp(_ memory: Memory) throws { _ = try memory.matches(for: "Satu.") }

  private static func passages(_ memory: Memory) throws {
    _ = try memory.doubtfulPassages(from: .indonesian, to: .english, below: 1, limit: 9)
  }

  private static func decided(_ memory: Memory) throws {
    _ = try memory.decidedBeads(["Satu."], ["One."], from: .indonesian, to: .english)
  }

  static let damages = [
    Damage("UPDATE direction SET source_language = '12'", "direction", "source_language", lookUp),
    Damage("UPDATE direction SET target_language = ' '", "direction", "target_language", export),
    Damage("UPDATE direction SET source_language = NULL", "direction", "source_language") {
      _ = try $0.statistics()
    },
    Damage("UPDATE unit SET review = 'good'", "unit", "review", lookUp),
    Damage("UPDATE unit SET review = 'good'", "unit", "review") {
      try $0.review(units: [1], as: .approved)
    },
    Damage("UPDATE unit SET source_codes = '[1]'", "unit", "source_codes", export),
    Damage("UPDATE unit SET target_codes = 'x'", "unit", "target_codes") {
      try $0.edit(unit: 1, target: "A one.")
    },
    Damage("UPDATE unit SET imported_usage = NULL", "unit", "imported_usage", lookUp),
    Damage("UPDATE unit SET imported_usage = 'many'", "unit", "imported_usage", export),
    Damage("UPDATE unit SET target = x'00'", "unit", "target", export),
    Damage("UPDATE unit SET direction_id = 7", "unit", "direction_id") {
      try $0.edit(unit: 1, target: "A one.")
    },
    Damage("UPDATE occurrence SET properties = '{}'", "occurrence", "properties", lookUp),
    Damage("UPDATE occurrence SET paragraph = 'first'", "occurrence", "paragraph", export),
    Damage("UPDATE occurrence SET is_crossing = 2", "occurrence", "is_crossing", export),
    Damage("UPDATE occurrence SET confidence = 'high'", "occurrence", "confidence", lookUp),
    Damage("UPDATE step SET started_at = NULL WHERE id = 1", "step", "started_at") {
      _ = try $0.imports()
    },
    Damage("UPDATE alignment SET document = NULL", "alignment", "document", passages),
    Damage("UPDATE aligned_segment SET position = 5", "aligned_segment", "position", passages),
    Damage("UPDATE bead SET source_end = 9", "bead", "source_end", row: 2, passages),
    Damage("UPDATE bead SET target_start = 9", "bead", "target_end", row: 2, passages),
    Damage("UPDATE decision SET verdict = 'perhaps'", "decision", "verdict", decided),
    Damage("UPDATE decision SET neighbor_keys = x'00'", "decision", "neighbor_keys", decided),
    Damage("UPDATE lexicon_entry SET source_language = '12'", "lexicon_entry", "source_language") {
      _ = try $0.lexicon(from: .indonesian, to: .english)
    },
    Damage("UPDATE term SET status = 'odd'", "term", "status") { _ = try $0.allTerms() },
  ]

  /// A memory with a row in every table, in which a value is changed without regard to what the columns
  /// may hold.
  private func memory(with damage: String, in folder: TemporaryFolder) throws -> Memory {
    let path = folder.path(of: "damaged.sqlite")
    do {
      let memory = try Memory(path: path, access: .create)
      let documents = AlignedDocuments(
        source: SegmentedText(name: "a.txt", texts: ["Satu."]),
        target: SegmentedText(texts: ["One."]),
        alignment: Alignment(beads: [Bead(source: 0..<1, target: 0..<1, confidence: 0.5)]))
      _ = try memory.transaction(origin: "test") { writer in
        try writer.add(documents, from: .indonesian, to: .english)
      }
      let passage = try #require(
        memory.doubtfulPassages(from: .indonesian, to: .english, below: 1, limit: 1).first)
      try memory.decide(
        [
          ReviewDecision(
            alignment: passage.alignment, bead: passage.beads[0].bead, verdict: .approved)
        ],
        reviewer: nil)
      try memory.review(units: [1], as: .unreviewed)
      try DatabaseQueue(path: path).write {
        try $0.execute(sql: "UPDATE bead SET confidence = 0.5")
      }
      var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
      lexicon.add("satu", [Lexicon.Translation("one", strength: 1)])
      try memory.store(lexicon, origin: "test")
      try memory.add([Term(source: "satu", target: "one")], from: .indonesian, to: .english)
      _ = try memory.matches(for: "Satu.")
    }
    try FilledMemory.change(path, damage)
    return try Memory(path: path)
  }

  @Test(arguments: damages)
  func `a row that cannot be read is an error with its place`(_ damage: Damage) throws {
    let folder = try TemporaryFolder()
    let memory = try memory(with: damage.sql, in: folder)
    #expect(throws: MemoryError.damagedRow(memory.path, damage.place)) { try damage.call(memory) }
  }

  @Test(arguments: damages)
  func `the check names a row that cannot be read`(_ damage: Damage) throws {
    let folder = try TemporaryFolder()
    let memory = try memory(with: damage.sql, in: folder)
    let findings = try memory.check()
    #expect(findings.contains(damage.place.description) || damage.place.column == "direction_id")
    #expect(!findings.isEmpty)
  }

  @Test(
    arguments: ["last_unit", "stale", "recent"],
    ["9223372036854775807", "-9223372036854775808", "NULL", "'x'"])
  func `any number of an index is read as what it is or said, and made again`(
    _ column: String, _ value: String
  ) throws {
    let folder = try TemporaryFolder()
    let memory = try memory(with: "UPDATE match_index SET \(column) = \(value)", in: folder)
    for call in [
      { try Self.lookUp(memory) }, { try memory.add([pair("Dua.", "Two.")], origin: "t") },
    ] {
      do {
        try call()
      } catch let error as MemoryError {
        let said: [ErrorCode] = ["memory.damaged", "memory.damaged-row", "memory.damaged-index"]
        #expect(said.contains(error.code), "\(error.fault)")
      }
    }
    try memory.rebuildIndexes()
    #expect(try memory.check() == [])
    #expect(try memory.matches(for: "Satu.").map(\.target.text) == ["One."])
  }

  @Test func `the check of a whole memory finds nothing`() throws {
    let folder = try TemporaryFolder()
    let memory = try memory(with: "SELECT 1", in: folder)
    #expect(try memory.check() == [])
  }

  @Test func `the check names some rows and counts the others`() throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add((0..<9).map { pair("Satu \($0).", "One.") }, origin: "test")
    try DatabaseQueue(path: fixture.path).writeWithoutTransaction {
      try $0.execute(
        sql: "PRAGMA ignore_check_constraints = ON; UPDATE unit SET review = 'good'")
    }
    let findings = try fixture.memory.check()
    #expect(findings.filter { $0.hasPrefix("row ") }.count == 5)
    #expect(findings.contains("4 further rows of unit cannot be read"))
  }

  @Test(arguments: [
    "UPDATE unit SET review = 'good'", "UPDATE occurrence SET unit_id = 99",
    "UPDATE unit SET direction_id = 99",
  ])
  func `an older memory with a value that a later schema forbids is damaged`(_ sql: String) throws {
    let folder = try TemporaryFolder()
    let old = Repository.fixture("schema-1.memory", of: "PadanMemoryTests")
    let path = try folder.write("old.sqlite", contents(of: old))
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA ignore_check_constraints = ON; \(sql)")
    }
    try database.close()
    #expect(throws: MemoryError.damaged(path)) { try Memory(path: path) }
  }
}
