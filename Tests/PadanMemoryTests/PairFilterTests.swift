import Foundation
import PadanMemory
import PadanModel
import PadanTestSupport
import Testing

struct PairFilterTests {
  private let fixture: MemoryFixture

  init() throws {
    fixture = try MemoryFixture()
    try fixture.memory.add(
      [
        pair("Satu.", "One.", review: .approved) {
          $0.document = "berita/a.txt"
          $0.confidence = 0.9
          $0.createdBy = "ani"
          $0.createdAt = Date(timeIntervalSince1970: 1_752_483_900)  // 2025-07-14T09:05:00Z
          $0.paragraph = 0
        },
        pair("Dua.", "Two.", review: .rejected) {
          $0.document = "opini/b.txt"
          $0.confidence = 0.5
          $0.createdBy = "budi santoso"
          $0.createdAt = Date(timeIntervalSince1970: 1_735_689_600)  // 2025-01-01
        },
      ], origin: "align a b")
    try fixture.memory.add([pair("Tiga.", "Three.")], origin: "add")
  }

  private func sources(_ expression: String) throws -> String {
    var found: [String] = []
    let selection = ExportSelection(filter: try PairFilter(expression))
    _ = try fixture.memory.forEachPair(in: selection) { pair, _ in found.append(pair.source.text) }
    return found.joined(separator: " ")
  }

  /// Expressions that select the pair `Dua.` alone.
  private static let longExpressions: [String] = {
    let never = "confidence = 2"
    let two = "source = Dua."
    let alternatives = [String](repeating: never, count: 5000) + ["document = opini/b.txt"]
    let conditions = [String](repeating: "not \(never)", count: 2000) + [two]
    let others = [String](repeating: "not \(two)", count: 1500).joined(separator: " or ")
    var alternating = two
    for _ in 0..<29 { alternating = "(\(never) or (usage = 0 and (\(never) or \(alternating))))" }
    let open = String(repeating: "(", count: 1000)
    return [
      alternatives.joined(separator: " or "), conditions.joined(separator: " and "),
      String(repeating: "not ", count: 1002) + two,
      open + two + String(repeating: ")", count: 1000),
      open + two + String(repeating: " or \(never))", count: 1000),
      alternating, "not (\(others))",
    ]
  }()

  @Test(arguments: longExpressions)
  func `an expression may have thousands of terms`(_ expression: String) throws {
    #expect(try sources(expression) == "Dua.")
  }

  @Test func `what is nested more deeply than SQLite follows is told before it is tried`() throws {
    let expression = (0..<50).reduce("source = Dua.") { inner, _ in
      "(confidence = 2 or (usage = 0 and \(inner)))"
    }
    #expect(throws: PairFilter.ParsingError.self) { try PairFilter(expression) }
  }

  @Test func `brackets in a pattern stand for themselves`() throws {
    for document in ["berita [1].txt", "berita 1.txt"] {
      try fixture.memory.add([pair(document, "x") { $0.document = document }], origin: "add")
    }
    #expect(try sources("document ~ \"berita [1].txt\"") == "berita [1].txt")
    #expect(try sources("document ~ \"berita ?1*.txt\"") == "berita [1].txt")
    #expect(try sources("source ~ \"*[*\" or from ~ \"[*\"") == "berita [1].txt")
  }

  @Test(arguments: [
    ("document = berita/a.txt", "Satu."), ("document ~ \"*/?.txt\"", "Satu. Dua."),
    ("document ~ 'opini/*'", "Dua."), ("document = unknown", "Tiga."),
    ("document != unknown and not author = ani", "Dua."), ("author = \"budi santoso\"", "Dua."),
    ("confidence >= 0.5", "Satu. Dua."), ("score > 50", "Satu."),
    ("not confidence > 0.6", "Dua. Tiga."),
    ("confidence != 0.9", "Dua."), ("created = 2025-07-14", "Satu."),
    ("created > 2025-01-01", "Satu."),
    ("created >= 2025-01-01", "Satu. Dua."), ("created <= 2025-01-01", "Dua."),
    ("created < 2025-07-14T09:05:01Z", "Satu. Dua."), ("review = rejected", "Dua."),
    ("review != rejected", "Satu. Tiga."), ("origin ~ \"align*\"", "Satu. Dua."),
    ("import = 2", "Tiga."),
    ("paragraph = 0", "Satu."), ("paragraph = 1", ""), ("sentence = unknown", "Satu. Dua. Tiga."),
    ("from = id", "Satu. Dua. Tiga."), ("to = de", ""),
    ("to != de", "Satu. Dua. Tiga."),
    ("source = Satu. or target = Three.", "Satu. Tiga."), ("crossing = no", "Satu. Dua. Tiga."),
    ("import = 1 and (review = approved or author = nobody)", "Satu."),
    ("review = approved or review = rejected and author = nobody", "Satu."),
    ("NOT (import = 1)", "Tiga."), ("author = \"x'; DROP TABLE unit; --\"", ""),
  ])
  func `an expression chooses pairs`(_ expression: String, _ expected: String) throws {
    #expect(try sources(expression) == expected)
  }

  @Test func `an author made or changed the pair, createdBy and changedBy say which`() throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add(
      [
        pair("Satu.", "One.") { $0.createdBy = "ani" },
        pair("Dua.", "Two.") {
          $0.createdBy = "budi"
          $0.changedBy = "ani"
        },
        pair("Tiga.", "Three.") { $0.changedBy = "budi" }, pair("Empat.", "Four."),
      ], origin: "test")
    for (expression, expected) in [
      ("author = ani", "Satu. Dua."), ("createdBy = ani", "Satu."), ("changedBy = ani", "Dua."),
      ("changer = ani", "Dua."), ("author != ani", "Tiga."), ("author = unknown", "Empat."),
      ("author ~ 'b*'", "Dua. Tiga."), ("not author = budi", "Satu. Empat."),
      ("changedBy != unknown", "Dua. Tiga."),
    ] {
      var found: [String] = []
      let selection = ExportSelection(filter: try PairFilter(expression))
      _ = try fixture.memory.forEachPair(in: selection) { pair, _ in
        found.append(pair.source.text)
      }
      #expect(found.joined(separator: " ") == expected, "\(expression)")
    }
  }

  @Test(arguments: [
    ("a[1].txt", "a[1].txt"), ("a[*", "a[1].txt"), ("*]*", "a[1].txt"), ("a?1?.txt", "a[1].txt"),
    ("a[0-9].txt", ""), ("[ab]1.txt", ""), ("a*", "a[1].txt a1.txt"), ("a?.txt", "a1.txt"),
    ("[[]", ""), ("*[*", "a[1].txt"),
  ])
  func `only * and ? are patterns`(_ pattern: String, _ expected: String) throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add(
      ["a[1].txt", "a1.txt"].map { name in pair("Satu.", "One.") { $0.document = name } },
      origin: "test")
    for filter in [PairFilter.document(pattern), try PairFilter("document ~ \"\(pattern)\"")] {
      var found: [String] = []
      _ = try fixture.memory.forEachPair(in: ExportSelection(filter: filter)) { pair, _ in
        found.append(pair.provenance.document ?? "")
      }
      #expect(found.joined(separator: " ") == expected)
      var options = LookupOptions()
      options.filter = filter
      #expect(
        try fixture.memory.matches(for: "Satu.", options: options).count
          == (expected.isEmpty ? 0 : 1))
    }
  }

  @Test(arguments: [
    ("", 0), ("nosuch = 1", 0), ("document", 8), ("document =", 10), ("document = a b", 13),
    ("(document = a", 13), ("document == a", 9), ("confidence = high", 13), ("confidence ~ 1", 13),
    ("review = good", 9), ("created > yesterday", 10), ("document = \"a", 11), ("a = b)", 0),
    ("document = a and", 16), ("crossing = 1", 11), ("document > unknown", 11), ("not", 3),
  ])
  func `a fault is named with its place`(_ expression: String, _ position: Int) {
    #expect { try PairFilter(expression) } throws: { error in
      (error as? PairFilter.ParsingError)?.position == position
    }
  }

  @Test func `nesting without end is a fault`() {
    let deep = String(repeating: "(", count: 100_000)
    #expect(throws: PairFilter.ParsingError.self) { try PairFilter(deep) }
    #expect(throws: PairFilter.ParsingError.self) {
      try PairFilter(String(repeating: "not ", count: 100_000))
    }
  }

  @Test func `an export counts what it left out, and why`() throws {
    try fixture.memory.add([pair("Satu.", "One.") { $0.document = "c.txt" }], origin: "add")
    let selection = ExportSelection(
      filter: try PairFilter("source != Tiga."), withoutDuplicates: true, withRejected: false)
    var sources: [String] = []
    let counts = try fixture.memory.forEachPair(in: selection) { pair, _ in
      sources.append(pair.source.text)
    }
    #expect(sources == ["Satu."])
    #expect(counts.written == 1 && counts.filtered == 1 && counts.rejected == 1)
    #expect(counts.duplicates == 1)
  }
}
