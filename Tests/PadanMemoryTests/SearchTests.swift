import GRDB
import PadanModel
import PadanTestSupport
import PadanText
import Testing

@testable import PadanMemory

/// Searches by the concordance against a look at every text.
struct SearchTests {
  private static let words = [
    "harga", "Harga", "beras", "naik", "menaikkan", "kenaikan", "tulis", "ditulis", "5", "1.000",
    "kafé", "kafe\u{301}", "米价", "東京で", "ราคา", "straße", "STRASSE", "so\u{AD}al", "e-mail", "ﬁnal",
    "anak-anak", "rice", "wrote", "writes", "cities", "\u{1F600}", "don’t", "a", "—", "مَحَلّ",
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...9, using: &random))
      .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
  }

  private static func pairs(_ count: Int, _ random: inout SeededGenerator) -> [TranslationPair] {
    (0..<count).map { number in
      let made = pair(text(&random), text(&random) + " \(number)") {
        $0.document = number % 3 == 0 ? "a.txt" : "b.txt"
      }
      return number % 4 == 0 ? made.swapped : made
    }
  }

  private static let queries: [SearchQuery] = {
    func words(_ text: String) -> [SearchQuery.Pattern] {
      SearchQuery.Pattern.words(text).map { [$0] } ?? []
    }
    let texts = [
      "harga", "HARGA BERAS", "har*", "naik harga", "kafé", "米", "京で", "ราคา", "strasse", "soal",
      "e-mail",
      "final", "anak", "1.000", "don't", "a", "nihil", "5", "محل", "مَحَلّ", "h* b*",
    ]
    var queries = texts.map { SearchQuery([.init(words($0))]) }
    queries += [
      SearchQuery([.init(words("harga"), on: .source), .init(words("rice"), on: .target)]),
      SearchQuery([.init(words("harga") + words("beras"))]),
      SearchQuery([.init(words("rice"), on: .source)]),
      SearchQuery([.init([.expression(#"\bna\w+"#)])]),
      SearchQuery([.init(words("harga") + [.expression("(?-i)Harga")])]),
    ]
    for base in ["naik", "tulis", "write", "city"] {
      if let words = SearchQuery.Pattern.words(base, forms: { [$0] }) {
        queries.append(SearchQuery([.init([words])]))
      }
    }
    if let filter = try? PairFilter("document = a.txt") {
      queries.append(SearchQuery([.init(words("harga"))], filter: filter))
    }
    return queries
  }()

  /// A result, for comparison.
  private struct Found: Equatable {
    var unit: Int64
    var source: [Range<Int>]
    var target: [Range<Int>]

    init(_ result: SearchResult) {
      (unit, source, target) = (result.unit, result.sourceHits, result.targetHits)
    }
  }

  /// Brings the concordance up to date, as a search does that lacks many units.
  private func build(_ memory: Memory) throws {
    try memory.write { db in
      var concordance = try Concordance.of(db)
      try concordance.update(db)
    }
  }

  /// Compares all queries with the plain search; returns how many units they found.
  @discardableResult
  private func compare(_ memory: Memory, _ comment: Comment) throws -> Int {
    var count = 0
    for query in Self.queries {
      var (found, expected): ([Found], [Found]) = ([], [])
      try memory.search(query) {
        found.append(.init($0))
        return true
      }
      try memory.searchPlainly(query) {
        expected.append(.init($0))
        return true
      }
      #expect(found == expected, "\(comment): \(query.parts)")
      count += found.count
    }
    return count
  }

  @Test(arguments: [1, 2])
  func `the concordance finds what a look at every text finds, whatever happens`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try MemoryFixture()
    let memory = fixture.memory
    try memory.add(Self.pairs(90, &random), origin: "a")
    try build(memory)
    #expect(try compare(memory, "built") > 100)
    #expect(try memory.check() == [])
    try memory.edit(unit: 3, source: "harga baru sekali", target: "rice 米价")
    try memory.delete(units: [1, 5, 90])
    try memory.add(Self.pairs(20, &random), origin: "b")
    try memory.review(units: [2, 9], as: .rejected)
    try compare(memory, "changed")
    _ = try memory.undo()
    _ = try memory.undo(3)
    try compare(memory, "undone")
    #expect(try memory.check() == [])
    try memory.add(Self.pairs(60, &random), origin: "c")
    try build(memory)
    try compare(memory, "grown")
    #expect(try memory.check() == [])
    try memory.rebuildIndexes()
    try memory.vacuum()
    try compare(memory, "rebuilt")
    #expect(try memory.check() == [])
  }

  @Test func `a memory that is only read is searched without a concordance`() throws {
    var random = SeededGenerator(seed: 3)
    let fixture = try MemoryFixture()
    try fixture.memory.add(Self.pairs(60, &random), origin: "a")
    let reader = try Memory(path: fixture.path, access: .readOnly)
    #expect(try compare(reader, "read only") > 50)
    #expect(try reader.read { try Concordance.of($0).isUsed } == false)
  }

  @Test func `imports build no concordance, and few new units need no update`() throws {
    var random = SeededGenerator(seed: 4)
    let fixture = try MemoryFixture()
    let memory = fixture.memory
    func lastUnit() throws -> Int64 { try memory.read { try Concordance.of($0).lastUnit } }
    try memory.add(Self.pairs(600, &random), origin: "a")
    #expect(try lastUnit() == 0)
    try memory.search(Self.queries[0]) { _ in false }
    #expect(try lastUnit() == 600)
    try memory.add(Self.pairs(30, &random), origin: "b")
    try memory.search(Self.queries[0]) { _ in false }
    #expect(try lastUnit() == 600)
  }

  @Test func `a check finds words that the concordance lacks, and a rebuild mends it`() throws {
    var random = SeededGenerator(seed: 5)
    let fixture = try MemoryFixture()
    let memory = fixture.memory
    try memory.add(Self.pairs(60, &random), origin: "a")
    try build(memory)
    try memory.write { db in
      try db.execute(sql: "DELETE FROM concordance_word WHERE word = 'harga'")
    }
    #expect(try memory.check().contains { $0.hasPrefix("concordance: words of texts") })
    try memory.rebuildIndexes()
    #expect(try memory.check() == [])
    try memory.write { db in
      try db.execute(sql: "UPDATE concordance_list SET data = x'0102030405060708090a'")
    }
    #expect(try memory.check() == ["concordance: a row is not what was written"])
    #expect(throws: MemoryError.damagedIndex(fixture.path)) { try compare(memory, "damaged") }
    try memory.rebuildIndexes()
    try compare(memory, "mended")
  }

  @Test func `a search ends where its reader wants no more`() throws {
    let memory = try Memory.inMemory()
    try memory.add((0..<300).map { pair("harga \($0)", "price \($0)") }, origin: "a")
    var units: [Int64] = []
    let query = try SearchQuery([.init([#require(.words("harga"))])])
    try memory.search(query) {
      units.append($0.unit)
      return units.count < 7
    }
    #expect(units == Array(1...7))
  }

  @Test func `an expression that ICU cannot read or end is an error`() throws {
    let memory = try Memory.inMemory()
    try memory.add([pair(String(repeating: "a", count: 60) + "!", "b")], origin: "a")
    #expect(throws: TextExpression.Fault.self) {
      try memory.search(SearchQuery([.init([.expression("(")])])) { _ in true }
    }
    #expect(throws: TextExpression.Fault.tooSlow) {
      try memory.search(SearchQuery([.init([.expression("(a|aa)+$")])])) { _ in true }
    }
  }
}
