import PadanMatch
import PadanTestSupport
import Testing

@testable import PadanIndex

/// The engine over rows in memory, against a look at every text.
struct TextSearchTests {
  private static let words = [
    "harga", "Harga", "beras", "naik", "turun", "5", "7", "1.000", "persen", "di", "Jakarta",
    "kafé",
    "petani", "senang", "😀", "字", "Straße", "STRASSE", "“ya”", "12:30", "menteri", "yang", "dan",
    "tidak", "kata", "warga", "sungai", "<f0>", "</f0>", "{1}", "{{nama}}",
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
    private let units = TextsInMemory()
    var texts: [String] { units.texts }
    private var recentCount = 0
    private let order: TokenOrder
    private let room: Int
    /// The outlines of the present state.
    private var kept: KeptOutlines

    /// - Parameters:
    ///   - sample: Texts that the order of tokens is made from.
    ///   - room: How many bytes of outlines are held.
    init(sample: [String], room: Int = 0) {
      self.room = room
      kept = KeptOutlines(room: room)
      var counter = TokenOrder.Counter()
      for var text in sample { text.withUTF8 { counter.add($0, weight: 8) } }
      order = counter.order
    }

    var rows: IndexRows { IndexRows(outlines: textRows, postings: postingRows, texts: units) }

    var search: IndexSearch {
      IndexSearch(rows, order: order, hasRecent: recentCount > 0, kept: kept)
    }

    mutating func add(_ some: [String], areRecent: Bool = false) throws {
      var builder = IndexBuilder(rows, order: order, areRecent: areRecent)
      if !areRecent, recentCount > 0 { try builder.addRecent() }
      for var text in some {
        units.texts.append(text)
        try text.withUTF8 { try builder.add(unit: UInt32(texts.count), text: $0) }
      }
      let added = Int(try builder.finish())
      #expect(added == some.reduce(0) { $0 + MatchText($1).forms.count })
      recentCount = areRecent ? recentCount + added : 0
      kept = KeptOutlines(room: room)
    }

    func checker() throws -> IndexChecker { try IndexChecker(rows, order: order) }
  }

  /// Each text that answers, with its net score, codes aside, and its units.
  private func answers(
    _ query: String, of fixtures: [Fixture], threshold: Double, isFast: Bool
  ) throws -> [String] {
    let indexes = fixtures.map(\.search)
    var found: [String] = []
    try TextSearch(indexes).forEachText(like: MatchText(query), isFast: isFast, least: threshold) {
      text in
      let units = try indexes.map { index in
        try index.units(ofText: text.key).sorted()
      }
      found.append("\(text.scores.most) \(units)")
      return threshold
    }
    return found.sorted()
  }

  /// The same by looking at every text.
  private func expected(
    _ query: String, of fixtures: [Fixture], threshold: Double, isFast: Bool
  ) -> [String] {
    let query = MatchText(query)
    let forms = query.forms
    let sets = forms.map { SearchSet(query: $0, isFast: isFast) }
    var units: [[UInt32]: [[Int]]] = [:]
    for (number, fixture) in fixtures.enumerated() {
      for (place, text) in fixture.texts.enumerated() {
        units[MatchText(text).scalars, default: fixtures.map { _ in [] }][number].append(place + 1)
      }
    }
    return units.compactMap { key, units in
      let candidate = MatchText(key: key)
      var scores: [Double] = []
      if sets[0].contains(candidate) { scores.append(MatchScorer.score(forms[0], candidate).net) }
      if let mine = query.bare(), let bare = candidate.bare(), sets.last!.contains(bare) {
        scores.append(MatchScorer.score(mine, bare).net)
      }
      guard let score = scores.max(), score >= threshold else { return nil }
      return "\(score) \(units)"
    }.sorted()
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `a search finds the texts that a look at every text finds, without a database`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let sample = Self.texts(200, &generator)
    // Nothing is held, or a few classes, or all.
    let room = [0, 4_000, 1 << 20][Int(seed % 3)]
    var fixtures = [Fixture(sample: sample, room: room), Fixture(sample: [], room: room)]
    try fixtures[0].add(sample)
    try fixtures[0].add(Self.texts(60, &generator))
    try fixtures[0].add(Self.texts(30, &generator), areRecent: true)
    try fixtures[1].add(generator.elements(20, of: sample) + Self.texts(20, &generator))
    if seed % 2 == 1 { try fixtures[0].add(Self.texts(9, &generator)) }
    let queries = Self.texts(5, &generator) + generator.elements(3, of: fixtures[0].texts)
    for (threshold, isFast) in [(50.0, true), (75, true), (75, false), (60, false), (0, false)] {
      for query in queries {
        let found = try answers(query, of: fixtures, threshold: threshold, isFast: isFast)
        let expected = expected(query, of: fixtures, threshold: threshold, isFast: isFast)
        #expect(found == expected, "“\(query)” at \(threshold)")
      }
    }
  }

  @Test func `a search reads no row of the store that is held`() throws {
    var generator = SeededGenerator(seed: 3)
    var fixture = Fixture(sample: [], room: 1 << 20)
    try fixture.add(Self.texts(80, &generator))
    let query = fixture.texts[5]
    let before = try answers(query, of: [fixture], threshold: 60, isFast: false)
    let rows = fixture.textRows.rows
    for key in rows.keys { fixture.textRows.rows[key] = [] }
    var candidates = Candidates(PreparedQuery(MatchText(query), isFast: false), least: 60)
    var found = 0
    try fixture.search.scoreAll(&candidates) { _ in
      found += 1
      return 60
    }
    #expect(!before.isEmpty && found >= before.count)
    fixture.textRows.rows = rows
    try fixture.add(["Teks yang baru."])
    #expect(try answers("Teks yang baru!", of: [fixture], threshold: 60, isFast: false).count == 1)
  }

  @Test func `a checker finds what an index lacks and what it has too much of`() throws {
    var generator = SeededGenerator(seed: 9)
    let texts = Self.texts(120, &generator)
    var fixture = Fixture(sample: texts)
    try fixture.add(Array(texts[..<100]))
    try fixture.add(Array(texts[100...]), areRecent: true)
    var checker = try fixture.checker()
    func count(_ texts: some Sequence<String>) -> Int {
      texts.reduce(0) { $0 + MatchText($1).forms.count }
    }
    #expect(checker.textCount == count(texts))
    #expect(checker.recentCount == count(texts[100...]))
    for (place, var text) in texts.enumerated() where place != 7 {
      #expect(text.withUTF8 { checker.remove(unit: Int64(place + 1), text: $0) })
    }
    #expect(checker.restCount == 1)
    var other = "Lain."
    #expect(!other.withUTF8 { checker.remove(unit: 8, text: $0) })
    #expect(checker.listsAgree())
    fixture.postingRows.rows[try #require(fixture.postingRows.rows.keys.min())] = nil
    checker = try fixture.checker()
    for (place, var text) in texts.enumerated() {
      #expect(text.withUTF8 { checker.remove(unit: Int64(place + 1), text: $0) })
    }
    #expect(!checker.listsAgree())
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
      return areThere && checker.restCount == 0 && checker.listsAgree()
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

  @Test(arguments: [false, true])
  func `a text whose row is gone is damage`(_ isFast: Bool) throws {
    var fixture = Fixture(sample: [])
    let text = "harga beras naik lagi di pasar kota besar"
    // Two rows of one length class, of which the first goes.
    let words = ["harga", "beras", "pasar"]
    let others = (0..<700).map { text.replacing("harga", with: words[$0 % 3]) }
    try fixture.add(others)
    fixture.textRows.rows[try #require(fixture.textRows.rows.keys.min())] = nil
    let search = fixture.search
    #expect(throws: IndexDamage.self) {
      let query = MatchText(text + " sekali")
      try TextSearch([search]).forEachText(like: query, isFast: isFast, least: 75) { _ in 75 }
    }
  }
}
