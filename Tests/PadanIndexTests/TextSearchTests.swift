import PadanMatch
import PadanTestSupport
import Testing

@testable import PadanIndex

/// The engine over rows in memory, against a look at every text.
struct TextSearchTests {
  private static let words = [
    "harga", "Harga", "beras", "naik", "turun", "5", "7", "1.000", "persen", "di", "Jakarta",
    "kafé",
    "petani", "senang", "😀", "字", "menteri", "yang", "dan", "tidak", "kata", "warga", "sungai",
  ]

  private static func texts(_ count: Int, _ generator: inout SeededGenerator) -> [String] {
    (0..<count).map { _ in
      let length = [3, 8, 14, 30].randomElement(using: &generator)!
      return generator.elements(Int.random(in: 1...length, using: &generator), of: words)
        .joined(separator: " ") + [".", "!", ""].randomElement(using: &generator)!
    }
  }

  /// The texts, each a unit numbered from 1, and their index.
  private struct Fixture {
    let textRows = RowsInMemory()
    let postingRows = RowsInMemory()
    private(set) var texts: [String] = []
    private var recentCount = 0
    private let order: TokenOrder

    /// - Parameter sample: Texts that the order of tokens is made from.
    init(sample: [String]) {
      var counter = TokenOrder.Counter()
      for var text in sample { text.withUTF8 { counter.add($0, weight: 8) } }
      order = counter.order
    }

    var rows: IndexRows { IndexRows(texts: textRows, postings: postingRows) }

    var search: IndexSearch {
      IndexSearch(rows, order: order, hasRecent: recentCount > 0)
    }

    mutating func add(_ some: [String], areRecent: Bool = false) throws {
      var builder = IndexBuilder(rows, order: order, areRecent: areRecent)
      if !areRecent, recentCount > 0 { try builder.addRecent() }
      for var text in some {
        texts.append(text)
        try text.withUTF8 { try builder.add(unit: UInt32(texts.count), text: $0) }
      }
      #expect(try builder.finish() == some.count)
      recentCount = areRecent ? recentCount + some.count : 0
    }

    func checker() throws -> IndexChecker { try IndexChecker(rows, order: order) }
  }

  /// Each text that answers, with its net score and its units.
  private func answers(
    _ query: String, of fixtures: [Fixture], threshold: Double, isExhaustive: Bool
  ) throws -> [String] {
    let prepared = PreparedQuery(
      MatchText(query), threshold: threshold, isExhaustive: isExhaustive)
    let indexes = fixtures.map(\.search)
    var found: [String] = []
    try TextSearch(indexes).forEachText(like: prepared, least: threshold) { text in
      let units = try indexes.map { index in
        try index.units(ofText: text.key, looseHash: text.looseHash).sorted()
      }
      if text.score.net >= threshold { found.append("\(text.score.net) \(units)") }
      return threshold
    }
    return found.sorted()
  }

  /// The same by looking at every text.
  private func expected(
    _ query: String, of fixtures: [Fixture], threshold: Double, isExhaustive: Bool
  ) -> [String] {
    let query = MatchText(query)
    let set = SearchSet(query: query, threshold: threshold, isExhaustive: isExhaustive)
    var units: [String: [[Int]]] = [:]
    for (number, fixture) in fixtures.enumerated() {
      for (place, text) in fixture.texts.enumerated() {
        units[MatchText(text).key, default: fixtures.map { _ in [] }][number].append(place + 1)
      }
    }
    return units.compactMap { key, units in
      let candidate = MatchText(key)
      let score = MatchScorer.score(query, candidate).net
      return set.contains(candidate) && score >= threshold ? "\(score) \(units)" : nil
    }.sorted()
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `a search finds the texts that a look at every text finds, without a database`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let sample = Self.texts(200, &generator)
    var fixtures = [Fixture(sample: sample), Fixture(sample: [])]
    try fixtures[0].add(sample)
    try fixtures[0].add(Self.texts(60, &generator))
    try fixtures[0].add(Self.texts(30, &generator), areRecent: true)
    try fixtures[1].add(generator.elements(20, of: sample) + Self.texts(20, &generator))
    if seed % 2 == 1 { try fixtures[0].add(Self.texts(9, &generator)) }
    let queries = Self.texts(5, &generator) + generator.elements(3, of: fixtures[0].texts)
    for (threshold, isExhaustive) in [(50.0, false), (75, false), (70, true), (0, true)] {
      for query in queries {
        let found = try answers(
          query, of: fixtures, threshold: threshold, isExhaustive: isExhaustive)
        let expected = expected(
          query, of: fixtures, threshold: threshold, isExhaustive: isExhaustive)
        #expect(found == expected, "“\(query)” at \(threshold)")
      }
    }
  }

  @Test func `a checker finds what an index lacks and what it has too much of`() throws {
    var generator = SeededGenerator(seed: 9)
    let texts = Self.texts(120, &generator)
    var fixture = Fixture(sample: texts)
    try fixture.add(Array(texts[..<100]))
    try fixture.add(Array(texts[100...]), areRecent: true)
    var checker = try fixture.checker()
    #expect(checker.textCount == 120)
    #expect(checker.recentCount == 20)
    for (place, var text) in texts.enumerated() where place != 7 {
      #expect(text.withUTF8 { checker.remove(unit: Int64(place + 1), text: $0) })
    }
    #expect(checker.restCount == 1)
    var other = "Lain."
    #expect(!other.withUTF8 { checker.remove(unit: 8, text: $0) })
    #expect(try checker.listsAgree())
    fixture.postingRows.rows[try #require(fixture.postingRows.rows.keys.min())] = nil
    #expect(try !fixture.checker().listsAgree())
  }

  @Test func `a byte that flipped in any row is damage`() throws {
    var generator = SeededGenerator(seed: 10)
    let texts = Self.texts(20, &generator)
    for table in [\Fixture.textRows, \Fixture.postingRows] {
      var fixture = Fixture(sample: texts)
      try fixture.add(texts)
      let rows = fixture[keyPath: table]
      let key = try #require(rows.rows.keys.sorted().randomElement(using: &generator))
      rows.rows[key]![Int.random(in: 0..<rows.rows[key]!.count, using: &generator)] ^= 4
      #expect(throws: IndexDamage.self) { try fixture.checker().listsAgree() }
    }
  }

  @Test func `a checker finds a wrong byte under a right checksum, wherever it is`() throws {
    var generator = SeededGenerator(seed: 11)
    let texts = Self.texts(20, &generator)
    var fixture = Fixture(sample: texts)
    try fixture.add(Array(texts[..<15]))
    try fixture.add(Array(texts[15...]), areRecent: true)
    func isWhole() -> Bool {
      guard var checker = try? fixture.checker() else { return false }
      let areThere = texts.indices.allSatisfy { place in
        var text = texts[place]
        return text.withUTF8 { checker.remove(unit: Int64(place + 1), text: $0) }
      }
      return areThere && checker.restCount == 0 && (try? checker.listsAgree()) ?? false
    }
    #expect(isWhole())
    for rows in [fixture.textRows, fixture.postingRows] {
      for (key, row) in rows.rows.sorted(by: { $0.key < $1.key }) {
        for _ in 0..<20 {
          var changed = row
          let place = Int.random(in: Checksum.size..<row.count, using: &generator)
          changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
          Checksum.seal(&changed, key: key)
          rows.rows[key] = changed
          #expect(!isWhole(), "byte \(place) of row \(key)")
        }
        rows.rows[key] = row
      }
    }
  }

  @Test func `a text whose row is gone is damage`() throws {
    var fixture = Fixture(sample: [])
    try fixture.add(["Harga beras naik lagi."])
    fixture.textRows.rows = [:]
    let search = fixture.search
    #expect(throws: IndexDamage.self) {
      let prepared = PreparedQuery(
        MatchText("Harga beras naik lagi."), threshold: 75, isExhaustive: false)
      try TextSearch([search]).forEachText(like: prepared, least: 75) { _ in 75 }
    }
  }
}
