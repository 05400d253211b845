import Foundation
import GRDB
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanIndex
@testable import PadanMemory

/// Damaged memories: whatever is in the file, each call ends with the right answer, or an error that
/// says what is wrong; and what is whole can be saved.
///
/// `PADAN_FUZZ=3000` damages a tenth as many files in each way instead of a few, and runs about
/// sixteen calls on each.
struct MemoryFuzzTests {
  /// A memory before it is damaged.
  private struct Whole {
    var bytes: [UInt8]
    /// The texts of each unit.
    var texts: [(source: String, target: String)]
    /// The texts of the units that a lookup finds: all but those that were rejected.
    var answers: [(source: String, target: String)]
    /// Whether each unit has a hash of its texts, so that other texts in their place can be told.
    var hasIdentities = true

    /// A memory of the present schema, with rows in every table.
    static let filled: Whole = {
      var texts = FilledMemory.texts
      texts.remove(at: 4)  // deleted
      return Whole(bytes: FilledMemory.bytes, texts: texts)
    }()

    /// A memory of an older schema.
    init(fixture name: String) throws {
      bytes = try contents(of: Repository.fixture("\(name).memory", of: "PadanMemoryTests"))
      hasIdentities = name != "schema-1"
      (texts, answers) = ([], [])
      let folder = try TemporaryFolder()
      let memory = try Memory(path: folder.write("whole.sqlite", bytes))
      try memory.forEachPair(from: .indonesian, to: .english) { pair, _ in
        texts.append((pair.source.text, pair.target.text))
        if pair.review != .rejected { answers.append((pair.source.text, pair.target.text)) }
      }
      memory.close()
    }

    init(bytes: [UInt8], texts: [(source: String, target: String)]) {
      (self.bytes, self.texts, answers) = (bytes, texts, texts)
    }
  }

  private static let rounds =
    ProcessInfo.processInfo.environment["PADAN_FUZZ"].flatMap { Int($0) }.map { $0 / 10 } ?? 8

  @Test func `bytes of a memory changed on disk are said or found`() throws {
    try forEachRound { seed, path in
      var damage = FileDamage(seed: seed)
      try write(damage.damaged(Whole.filled.bytes), path)
      try expectSaid(path, of: .filled, seed: seed)
    }
  }

  @Test(arguments: ["schema-1", "schema-6", "schema-9", "schema-12", "schema-13"])
  func `bytes of an older memory changed on disk are said or found`(_ name: String) throws {
    let whole = try Whole(fixture: name)
    try forEachRound { seed, path in
      var damage = FileDamage(seed: seed &+ 33)
      try write(damage.damaged(whole.bytes), path)
      try expectSaid(path, of: whole, seed: seed)
    }
  }

  @Test func `values that no column may hold are said or read as what they are`() throws {
    try forEachRound { seed, path in
      var random = SeededGenerator(seed: seed &+ 99)
      try writeWithChangedValue(path, &random)
      try expectSaid(path, of: .filled, seed: seed)
    }
  }

  @Test func `rows of an index that are wrong under a right checksum are said`() throws {
    try forEachRound { seed, path in
      try write(Whole.filled.bytes, path)
      var random = SeededGenerator(seed: seed &+ 55)
      try changeIndexRow(path, &random)
      try expectSaid(path, of: .filled, seed: seed)
    }
  }

  // MARK: Damage

  private func forEachRound(_ body: (UInt64, String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    for seed in 0..<UInt64(Self.rounds) {
      let path = folder.path(of: "damaged.sqlite")
      try body(seed, path)
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Writes a memory with a value of any kind in a random column of a random row that takes it.
  private func writeWithChangedValue(_ path: String, _ random: inout SeededGenerator) throws {
    while true {
      try write(Whole.filled.bytes, path)
      do {
        return try changeValue(path, &random)
      } catch let error as DatabaseError
        where [.SQLITE_MISMATCH, .SQLITE_CONSTRAINT].contains(error.resultCode)
      {
        continue  // SQLite holds no such value there
      }
    }
  }

  private func changeValue(_ path: String, _ random: inout SeededGenerator) throws {
    let values: [DatabaseValue] = [
      .null, "x".databaseValue, "".databaseValue, "[]".databaseValue, "[[1]]".databaseValue,
      "[[\"ph\",\"-9223372036854775808\",\"\"]]".databaseValue, "12".databaseValue,
      Data().databaseValue, Data([0]).databaseValue, Data(repeating: 0xFF, count: 32).databaseValue,
      (-1).databaseValue, 0.databaseValue, 2.databaseValue, (1 << 31).databaseValue,
      (1 << 53).databaseValue, Int64.max.databaseValue, Int64.min.databaseValue,
      1e300.databaseValue, (-0.5).databaseValue, Double.infinity.databaseValue,
    ]
    let (table, column, row) = try DatabaseQueue(path: path).read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      let table = tables.randomElement(using: &random)!
      let column = try db.columns(in: table).map(\.name).randomElement(using: &random)!
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
      return (table, column, Int.random(in: 0..<max(1, count), using: &random))
    }
    try FilledMemory.change(
      path,
      """
      UPDATE OR IGNORE \(table) SET \(column) = ?
      WHERE \(column) IS (SELECT \(column) FROM \(table) LIMIT 1 OFFSET \(row))
      """, [values.randomElement(using: &random)!])
  }

  /// Changes some bytes of a row of an index and gives it the checksum that fits them.
  private func changeIndexRow(_ path: String, _ random: inout SeededGenerator) throws {
    try DatabaseQueue(path: path).write { db in
      let table = ["match_text_1", "match_posting_1", "match_text_2", "match_posting_2"]
        .randomElement(using: &random)!
      let rows = try Row.fetchAll(db, sql: "SELECT key, data FROM \(table) ORDER BY key")
      for _ in 0...Int(random.next() % 3) {
        guard let row = rows.randomElement(using: &random) else { return }
        var key: Int64 = row["key"]
        let old = key
        var bytes: [UInt8] = Array(row["data"] as Data)
        for _ in 0...Int(random.next() % 6) {
          // The numbers of a row are at its beginning.
          let end = random.next() % 2 == 0 ? min(bytes.count, 120) : bytes.count
          let place = Int.random(in: Checksum.size..<end, using: &random)
          bytes[place] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: random.next())]
            .randomElement(using: &random)!
        }
        if random.next() % 6 == 0 {
          bytes.removeLast(min(bytes.count - Checksum.size, Int(random.next() % 8)))
        }
        if random.next() % 9 == 0 {
          key = Int64(bitPattern: random.next()) >> Int64(random.next() % 40)
        }
        Checksum.seal(&bytes, key: key)
        try db.execute(
          sql: "UPDATE OR REPLACE \(table) SET key = ?, data = ? WHERE key = ?",
          arguments: [key, Data(bytes), old])
      }
    }
  }

  // MARK: What is expected

  /// Runs every call on a damaged memory. The check must find what makes an answer wrong.
  private func expectSaid(_ path: String, of whole: Whole, seed: UInt64) throws {
    let bytes = try contents(of: path)
    expectError(seed, "reading") {
      let memory = try Memory(path: path, configuration: Self.small)
      for call in Self.reads { expectError(seed, call.name) { try call.run(memory) } }
      let wrong = wrongAnswers(memory, of: whole, seed: seed)
      if !wrong.isEmpty, whole.hasIdentities {
        let findings = try memory.check()
        #expect(!findings.isEmpty, "seed \(seed): \(wrong)")
      }
    }
    let call = Self.writes[Int(seed) % Self.writes.count]
    expectError(seed, call.name) {
      try call.run(Memory(path: path, configuration: Self.small))
    }
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    try write(bytes, path)
    try expectSalvage(path, of: whole, seed: seed)
  }

  /// What can be saved is right, and a whole memory. The damaged one stays as it is.
  private func expectSalvage(_ path: String, of whole: Whole, seed: UInt64) throws {
    let destination = path + ".new"
    defer { for suffix in ["", "-wal", "-shm"] { unlink(destination + suffix) } }
    let bytes = try contents(of: path)
    expectError(seed, "salvage") {
      _ = try Memory.salvage(path, into: destination)
      let memory = try Memory(path: destination, configuration: Self.small)
      #expect(try memory.check() == [], "seed \(seed)")
      if whole.hasIdentities {
        let wrong = wrongAnswers(memory, of: whole, seed: seed)
        #expect(wrong.filter { !$0.hasPrefix("missing") } == [], "seed \(seed)")
      }
    }
    #expect(try contents(of: path) == bytes, "seed \(seed)")
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: (path as NSString).deletingLastPathComponent
      )
      .allSatisfy { !$0.contains(".part") }, "seed \(seed)")
  }

  /// Runs a call; an error must say what is wrong with the memory.
  private func expectError(_ seed: UInt64, _ call: String, _ body: () throws -> Void) {
    do {
      try body()
    } catch let error as MemoryError {
      switch error {
      case .damaged, .damagedRow, .damagedIndex, .unknownSchema, .notAMemory, .foreign,
        .newerSchema, .noUnit:
        break
      default: Issue.record("seed \(seed), \(call): \(error.code) \(error.fault)")
      }
    } catch {
      Issue.record("seed \(seed), \(call): \(error)")
    }
  }

  /// Texts that a lookup or an export gives and the whole memory does not have, and those that a
  /// lookup does not give. A call that ends with an error has given answers before it.
  private func wrongAnswers(_ memory: Memory, of whole: Whole, seed: UInt64) -> [String] {
    let right = Set(whole.texts.map { "\($0.source)|\($0.target)" })
    var wrong: [String] = []
    expectError(seed, "export") {
      try memory.forEachPair(from: .indonesian, to: .english) { pair, _ in
        let text = "\(pair.source.text)|\(pair.target.text)"
        if !right.contains(text) { wrong.append(text) }
      }
    }
    for text in stride(from: 0, to: whole.answers.count, by: 4).map({ whole.answers[$0] }) {
      expectError(seed, "lookup of \(text.source)") {
        let matches = try memory.matches(for: text.source)
        if !matches.contains(where: { $0.target.text == text.target }) {
          wrong.append("missing \(text.source)")
        }
        for match in matches where !right.contains("\(match.source.text)|\(match.target.text)") {
          wrong.append(match.target.text)
        }
      }
    }
    return wrong
  }

  // MARK: Calls

  private struct Call: Sendable {
    var name: String
    var run: @Sendable (Memory) throws -> Void
  }

  private static let small = Memory.Configuration(readers: 1, cacheSize: 1 << 20)

  private static let reads = [
    Call(name: "check") { _ = try $0.check() },
    Call(name: "statistics") { _ = try $0.statistics() },
    Call(name: "history") { _ = try $0.history() },
    Call(name: "history of a unit") { _ = try $0.history(ofUnit: 6) },
    Call(name: "imports") { _ = try $0.imports() },
    Call(name: "lexicon") { _ = try $0.lexicon(from: .indonesian, to: .english) },
    Call(name: "origins") { _ = try $0.lexiconOrigins() },
    Call(name: "vectors") { _ = try $0.vectors(of: ["Satu."], model: "m", prefix: "") },
    Call(name: "passages") {
      for passage in try $0.doubtfulPassages(from: .indonesian, to: .english, below: 1, limit: 9) {
        _ = try $0.alignment(passage.alignment)
      }
    },
    Call(name: "decisions") {
      _ = try $0.decidedBeads(
        FilledMemory.texts.map(\.source), FilledMemory.texts.map(\.target), from: .indonesian,
        to: .english)
    },
    Call(name: "header") { _ = try $0.header(of: ExportSelection()) },
    Call(name: "filtered export") {
      let filter = try PairFilter("review = 'approved' or paragraph > 3")
      _ = try $0.forEachPair(in: ExportSelection(filter: filter)) { _, _ in }
    },
    Call(name: "other lookups") {
      var options = LookupOptions(minimum: 30, limit: 50)
      _ = try $0.matches(for: "Harga beras di pasar naik 7 persen.", options: options)
      options = LookupOptions(source: .english, target: .indonesian, minimum: 50, limit: 5)
      _ = try $0.matches(for: "Rice prices rose 5 per cent at the market.", options: options)
      _ = try $0.matches(for: "One.", options: options)
    },
  ]

  private static let writes = [
    Call(name: "add") { try $0.add([pair("Baru.", "New.")], origin: "test") },
    Call(name: "many") { memory in
      try memory.add((0..<200).map { pair("Kalimat baru \($0).", "New \($0).") }, origin: "test")
    },
    Call(name: "edit") { try $0.edit(unit: 2, target: "Dearer rice.") },
    Call(name: "delete") { try $0.delete(units: [2, 7]) },
    Call(name: "review") { try $0.review(units: [1, 2, 3], as: .rejected) },
    Call(name: "undo") { for step in 1...9 { _ = try $0.undo(Int64(step)) } },
    Call(name: "undo the last") { for _ in 0..<9 { _ = try $0.undo() } },
    Call(name: "store") { memory in
      var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
      lexicon.add("padi", ["rice"])
      try memory.store(lexicon, origin: "words.tsv")
    },
    Call(name: "remove lexicon") { _ = try $0.removeLexicon(origin: "words.tsv") },
    Call(name: "decide") { memory in
      let passages = try memory.doubtfulPassages(
        from: .indonesian, to: .english, below: 1, limit: 9)
      try memory.decide(
        passages.flatMap { passage in
          passage.beads.map {
            ReviewDecision(alignment: passage.alignment, bead: $0.bead, verdict: .dropped)
          }
        }, reviewer: nil)
    },
    Call(name: "align") { memory in
      let texts = FilledMemory.texts.prefix(2)
      try memory.transaction(origin: "align a.txt", as: .align) { writer in
        try writer.add(
          AlignedDocuments(
            source: SegmentedText(name: "a.txt", texts: texts.map(\.source)),
            target: SegmentedText(texts: texts.map(\.target)),
            alignment: Alignment(beads: [Bead(source: 0..<2, target: 0..<2, confidence: 1)])),
          from: .indonesian, to: .english)
      }
    },
    Call(name: "vacuum") { try $0.vacuum() },
    Call(name: "rebuild") { memory in
      try memory.rebuildIndexes()
      _ = try memory.matches(for: "Satu.")
    },
    Call(name: "keep") { memory in
      if let vector = SentenceVector([3, 1]) {
        try memory.keep(["Dua.": vector], model: "m", prefix: "")
      }
    },
    Call(name: "back up") { memory in
      let copy = memory.path + ".backup"
      defer { unlink(copy) }
      try memory.backUp(to: copy)
    },
  ]
}
