import Foundation
import GRDB
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

extension TranslationPair {
  fileprivate var isIndonesian: Bool { source.language == .indonesian }
}

/// The index against a look at every unit, whatever happened to the units before.
struct MatchIndexTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  private static let words = [
    "harga", "Harga", "beras", "naik", "turun", "5", "7", "1.000", "persen", "di", "Jakarta",
    "kafé", "petani", "senang", "sekali", "😀", "字", "menteri", "presiden", "yang", "dan", "tidak",
    "kata", "warga", "banjir", "sungai", "ekspor", "impor",
  ]

  private static func text(_ generator: inout SeededGenerator) -> String {
    let count = [3, 8, 14, 30].randomElement(using: &generator)!
    return generator.elements(Int.random(in: 1...count, using: &generator), of: words)
      .joined(separator: " ") + [".", "!", ""].randomElement(using: &generator)!
  }

  private static func pairs(_ count: Int, _ generator: inout SeededGenerator) -> [TranslationPair] {
    var texts = (0..<count).map { _ in text(&generator) }
    // Some are alike, as in a real memory.
    for index in texts.indices where index % 3 == 2 {
      var words = texts[index - 1].split(separator: " ").map(String.init)
      words[Int.random(in: words.indices, using: &generator)] =
        Self.words.randomElement(using: &generator)!
      texts[index] = words.joined(separator: " ")
    }
    return texts.map { source in
      let target = text(&generator)
      let result = pair(source, target) { $0.sentence = Int(generator.next() % 3) }
      return generator.next() % 6 == 0 ? result.swapped : result
    }
  }

  private func expectAgreement(
    _ queries: [String], options: LookupOptions, _ comment: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    for query in queries {
      let found = try memory.matches(for: query, options: options)
      let expected = try memory.read { db in
        try PlainSearch(db, options: options, path: memory.path).matches(for: LookupQuery(query))
      }
      #expect(
        found.map { "\($0.unit) \($0.score)" } == expected.map { "\($0.unit) \($0.score)" },
        "\(comment): “\(query)” at \(options.minimum)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `answers are those of a look at every unit after adding, editing and deleting`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<4 {
      try memory.add(Self.pairs(round == 1 ? 90 : 30, &generator), origin: "test")
      let units = try memory.read { try Int64.fetchAll($0, sql: "SELECT id FROM unit ORDER BY id") }
      let some = units.shuffled(using: &generator).prefix(12)
      try memory.delete(units: Array(some.prefix(4)) + (round == 3 ? [units.last!] : []))
      for unit in some.dropFirst(4) where unit != units.last {
        try memory.edit(
          unit: unit, source: Self.text(&generator),
          target: unit % 2 == 0 ? Self.text(&generator) : nil)
      }
      let stored = try memory.read { try String.fetchAll($0, sql: "SELECT source FROM unit") }
      let queries = (0..<2).map { _ in Self.text(&generator) } + generator.elements(2, of: stored)
      for (minimum, limit, isFast) in [
        (50.0, 3, true), (70, 5, false), (75, 5, true), (90, 100, false), (0, 4, false),
      ] {
        var options = LookupOptions(minimum: minimum, limit: limit)
        options.isFast = isFast
        try expectAgreement(queries, options: options, "round \(round)")
        (options.source, options.target) = (.english, .indonesian)
        try expectAgreement(queries, options: options, "round \(round), the other way")
      }
      #expect(try memory.check() == [])
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func `a larger memory, taken in several imports, answers exactly`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &+ 100)
    for count in [600, 100, 1] {
      try memory.add(Self.pairs(count, &generator), origin: "test")
    }
    let queries = (0..<4).map { _ in Self.text(&generator) }
    for minimum in [50.0, 70, 75, 90] {
      try expectAgreement(
        queries, options: LookupOptions(minimum: minimum, limit: 5), "\(minimum)")
    }
    #expect(try memory.check() == [])
  }

  @Test
  func `a few new texts wait in one list, and are found there as in the lists of their tokens`()
    throws
  {
    var generator = SeededGenerator(seed: 7)
    try memory.add(Self.pairs(600, &generator).filter(\.isIndonesian), origin: "test")
    let few = Self.pairs(40, &generator).filter(\.isIndonesian)
    try memory.add(few, origin: "test")
    let recent = try memory.read { try MatchIndex.all($0).map(\.recent) }
    #expect(recent.count == 1 && recent[0] > 20)
    #expect(try memory.check() == [])
    let queries = (0..<9).map { _ in Self.text(&generator) } + few.map { $0.source.text + "?" }
    let options = LookupOptions(minimum: 50, limit: 9)
    let found = try queries.map { try memory.matches(for: $0, options: options).map(\.unit) }
    #expect(found.suffix(few.count).allSatisfy { $0.contains { $0 > 500 } })
    try memory.rebuildIndexes()
    #expect(try memory.read { try MatchIndex.all($0).map(\.recent) } == [0])
    #expect(
      try queries.map { try memory.matches(for: $0, options: options).map(\.unit) } == found)
  }

  @Test func `what other programs write is found too`() throws {
    try memory.add([pair("Satu dua tiga empat.", "One."), pair("Lima.", "Five.")], origin: "test")
    try memory.alter { db in
      try db.execute(
        sql: """
          UPDATE unit SET source = 'Enam tujuh delapan sembilan.' WHERE id = 1;
          DELETE FROM unit WHERE id = 2;
          INSERT INTO unit (direction_id, source, target, source_key, identity, changed_at)
            VALUES (1, 'Sepuluh sebelas.', 'Ten', 7, 8, 9)
          """)
    }
    #expect(try memory.matches(for: "Satu dua tiga empat.").isEmpty)
    #expect(try memory.matches(for: "Lima.").isEmpty)
    #expect(try memory.matches(for: "Enam tujuh delapan sembilan.").map(\.unit) == [1])
    // The number of the unit that went was given away again.
    #expect(try memory.matches(for: "Sepuluh sebelas.").map(\.unit) == [2])
  }

  @Test func `an edit and an edit back leave one answer`() throws {
    try memory.add([pair("Satu dua tiga.", "One.")], origin: "test")
    try memory.edit(unit: 1, source: "Empat lima enam.")
    try memory.edit(unit: 1, source: "Satu dua tiga.")
    #expect(try memory.matches(for: "Satu dua tiga.").map(\.unit) == [1])
    #expect(try memory.check() == [])
  }

  @Test func `a unit that is edited into another one becomes part of it`() throws {
    try memory.add(
      [
        pair("Satu.", "One.") { $0.document = "a.txt" },
        pair("Dua.", "One.") { $0.document = "b.txt" },
      ], origin: "test")
    #expect(try memory.edit(unit: 2, source: "Satu.", person: "ani") == 1)
    let match = try #require(try memory.matches(for: "Satu.").first)
    #expect(match.occurrences.map(\.document) == ["a.txt", "b.txt"])
    #expect(match.occurrences.map(\.changedBy) == [nil, "ani"])
    #expect(try memory.statistics().units == 1)
    #expect(try memory.check() == [])
  }

  @Test func `a unit is approved, rejected, and unreviewed again`() throws {
    try memory.add((1...3).map { pair("Kalimat \($0).", "Sentence.") }, origin: "test")
    let then = Date(timeIntervalSince1970: 4_000_000_000)
    func reviewed() throws -> [String] {
      try memory.read { db in
        try Row.fetchAll(db, sql: "SELECT review, reviewed_by, reviewed_at FROM unit ORDER BY id")
          .map { "\($0[0] as String) \($0[1] ?? "-") \($0[2] as Int? ?? 0)" }
      }
    }
    #expect(try memory.review(units: [1, 2, 2], as: .approved, reviewer: "rina", date: then) == 2)
    #expect(try memory.review(units: [2, 3], as: .rejected) == 2)
    // What was said already stays with who said it first.
    #expect(try memory.review(units: [1], as: .approved, reviewer: "budi") == 0)
    #expect(try reviewed()[0] == "approved rina 4000000000")
    #expect(try memory.matches(for: "Kalimat 2.").map(\.unit) == [1])
    // To take an approval back touches no rejection.
    #expect(try memory.review(units: [1, 2], as: .unreviewed, from: .approved) == 1)
    #expect(try reviewed().first == "unreviewed - 0")
    #expect(try reviewed()[1].hasPrefix("rejected - "))
    #expect(throws: MemoryError.noUnit(memory.path, 9)) {
      try memory.review(units: [1, 9], as: .approved)
    }
    #expect(try memory.statistics().reviewed == 2)
    #expect(try memory.check() == [])
  }

  @Test func `a unit that is not there cannot be edited or deleted, and nothing else is`() throws {
    try memory.add([pair("Satu.", "One.")], origin: "test")
    let rows = try fixture.rows()
    #expect(throws: MemoryError.noUnit(memory.path, 7)) { try memory.edit(unit: 7, source: "Dua.") }
    #expect(throws: MemoryError.noUnit(memory.path, 7)) { try memory.delete(units: [1, 7]) }
    #expect(try fixture.rows() == rows)
  }

  @Test(arguments: ["match_text_1", "match_posting_1"])
  func `a byte that flipped in the index is found, said, and mended without losing a unit`(
    _ table: String
  ) throws {
    try memory.add(
      (0..<50).map { pair("Harga beras naik \($0) persen hari ini.", "Rice \($0).") },
      origin: "test")
    try memory.alter { db in
      let rows = try Row.fetchAll(db, sql: "SELECT key, data FROM \(table)")
      for row in rows {
        var data: Data = row[1]
        data[data.count / 2] ^= 0x10
        try db.execute(
          sql: "UPDATE \(table) SET data = ? WHERE key = ?", arguments: [data, row[0] as Int64])
      }
    }
    #expect(throws: MemoryError.damagedIndex(memory.path)) {
      try memory.matches(for: "Harga beras naik 7 persen hari ini.")
    }
    #expect(try !memory.check().isEmpty)
    try memory.rebuildIndexes()
    #expect(try memory.check() == [])
    #expect(try memory.matches(for: "Harga beras naik 7 persen hari ini.").first?.unit == 8)
    #expect(try memory.statistics().units == 50)
  }

  @Test(arguments: ["source", "target"])
  func `a unit whose text is not what was written is found`(_ side: String) throws {
    try memory.add((0..<9).map { pair("Harga beras naik \($0).", "Rice \($0).") }, origin: "test")
    try memory.alter { db in
      try db.execute(sql: "UPDATE unit SET \(side) = \(side) || 'x' WHERE id IN (3, 7)")
    }
    #expect(
      try memory.check().contains("units with other texts than they were written with, 2: 3, 7"))
  }

  @Test func `a list that lacks a text is found`() throws {
    try memory.add((0..<9).map { pair("Harga beras naik \($0).", "Rice \($0).") }, origin: "test")
    try memory.alter { db in
      try db.execute(
        sql: "DELETE FROM match_posting_1 WHERE key = (SELECT min(key) FROM match_posting_1)")
    }
    #expect(try memory.check() == ["match index 1: its lists do not hold what its texts say"])
  }

  @Test func `a vacuum leaves nothing stale`() throws {
    try memory.add((0..<9).map { pair("Harga beras naik \($0).", "Rice \($0).") }, origin: "test")
    try memory.delete(units: [1, 2, 3])
    #expect(try memory.read { try MatchIndex.all($0).map(\.stale) } == [3])
    try memory.vacuum()
    #expect(try memory.read { try MatchIndex.all($0).map(\.stale) } == [0])
    #expect(try memory.check() == [])
  }

  @Test func `texts of every length are found`() throws {
    let lengths = [1, 2, 39, 40, 41, 127, 128, 143, 144, 255, 256, 1000, 20_000]
    let texts: [String] = lengths.map { count in
      let letters = (0..<count).map { place -> UInt8 in
        let step = place % 7 + place / 9 % 5
        return UInt8(97 + step)
      }
      return String(decoding: letters, as: UTF8.self)
    }
    try memory.add(texts.map { pair($0, "x") }, origin: "test")
    for (index, text) in texts.enumerated() {
      #expect(try memory.matches(for: text).first?.unit == Int64(index + 1), "\(text.count)")
    }
    #expect(try memory.check() == [])
  }

  @Test(arguments: ["\u{1}", "5", "10.000", "\u{FFFD}"])
  func `a sign of control is no number, for the index and for the plain search`(
    _ sign: String
  ) throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add([pair("harga \(sign) naik beras di pasar", "x")], origin: "test")
    let options = LookupOptions(minimum: 50)
    for query in ["harga 5 naik beras di pasar", "harga \u{1} naik beras di pasar"] {
      let plain = try fixture.memory.read {
        try PlainSearch($0, options: options, path: fixture.path).matches(for: LookupQuery(query))
      }
      let indexed = try fixture.memory.matches(for: query, options: options)
      #expect(indexed.map(\.score) == plain.map(\.score), "\(query)")
    }
  }
}
