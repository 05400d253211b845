import GRDB
import PadanIndex
import PadanModel
import PadanText

/// The concordance: which units have a word. It is one row of `concordance`, the words with their numbers,
/// and their lists (`WordLists`).
///
/// It is a copy of the units' texts, like the match indexes, and covers all units up to a number except
/// those in `concordance_pending`. No import pays for it: it is brought up to date before a search.
/// A search looks at the text of each unit that it names, so a stale entry never becomes an answer.
struct Concordance: StoredRecord {
  static let table = "concordance"
  static let columns = ["id", "last_unit", "stale"]

  /// It covers the units up to this number.
  private(set) var lastUnit: Int64
  /// How many texts were deleted or changed since they were added.
  private(set) var stale: Int64

  /// A concordance of which more is stale is built anew, if that is more than a third of the units.
  private static let tolerated: Int64 = 1_000
  /// Up to so many units that it does not cover are looked at one by one: that takes some milliseconds.
  static let fewUnits = 500
  /// A longer word is found by its beginning of so many bytes, as no language writes any.
  static let longestWord = 64

  init(_ row: inout RowReader) throws(RowDamage) {
    _ = try row.value(Int64.self)
    lastUnit = Int64(try row.value(Int.self))
    stale = Int64(try row.value(Int.self))
  }

  private init() { (lastUnit, stale) = (0, 0) }

  /// The concordance of a memory; one that covers nothing if its row is lost.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func of(_ db: Database) throws -> Concordance { try all(db).first ?? Concordance() }

  /// Whether it was ever needed.
  var isUsed: Bool { lastUnit > 0 }

  /// The units that it does not cover, ascending, but at most one more than `fewUnits`.
  func uncovered(_ db: Database) throws -> [Int64] {
    let sql = """
      SELECT unit_id FROM concordance_pending JOIN unit ON unit.id = unit_id
      UNION SELECT id FROM unit WHERE id > ? ORDER BY 1 LIMIT \(Self.fewUnits + 1)
      """
    return try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [lastUnit])
  }

  /// What stands for a word in the list of words.
  static func key(of word: String) -> String {
    guard word.utf8.count > longestWord else { return word }
    var key = Array(word.utf8.prefix(longestWord))
    // A scalar is whole, or left out.
    while String(validating: key, as: UTF8.self) == nil { key.removeLast() }
    return String(decoding: key, as: UTF8.self)
  }
}

// MARK: Finding

extension Concordance {
  /// The units that may have what a query looks for, each as its source; `nil` if all may, since the
  /// query has only expressions.
  ///
  /// - Throws: `IndexDamage`, `DatabaseError`.
  func candidates(for query: SearchQuery, _ db: Database) throws -> PlaceSet? {
    let lists = WordLists(try IndexTable(db, Self.listTable))
    let families = try Set(Direction.all(db).flatMap { [$0.source, $0.target] })
      .map(query.families(in:))
    var units: PlaceSet?
    for part in query.parts {
      var places: PlaceSet?
      for case .words(let words, _) in part.patterns {
        for word in Set(words) {
          var set = PlaceSet()
          for number in try numbers(of: word, families, db) {
            try lists.read(number, upTo: lastUnit, into: &set)
          }
          if places?.formIntersection(set) == nil { places = set }
        }
      }
      guard let places else { continue }
      let found =
        switch part.side {
        case .source: places.side(isTarget: false)
        case .target: places.side(isTarget: true)
        case .either: places.units
        }
      if units?.formIntersection(found) == nil { units = found }
    }
    return units
  }

  /// The numbers of the words for which a query's word stands.
  private func numbers(
    of word: SearchQuery.Word, _ families: [[[String]: Inflection.Family]], _ db: Database
  ) throws -> [UInt32] {
    switch word {
    case .exact(let exact):
      return try Self.number(of: Self.key(of: exact), db).map { [$0] } ?? []
    case .prefix(let prefix):
      let key = Self.key(of: prefix)
      let sql = "SELECT id FROM concordance_word WHERE word >= ? AND word < ?"
      return try UInt32.fetchAll(
        db.cachedStatement(sql: sql), arguments: [key, key + "\u{10FFFF}"])
    case .forms(let bases):
      let words = try RawStatement(db, "SELECT word, id FROM concordance_word")
      defer { words.reset() }
      var numbers: [UInt32] = []
      while try words.step() {
        let word = String(decoding: words.text(0), as: UTF8.self)
        if families.contains(where: { $0[bases]?.contains(word) ?? false }) {
          numbers.append(UInt32(truncatingIfNeeded: words.int(1)))
        }
      }
      return numbers
    }
  }

  /// How many texts have a word, about, and which, ascending; none where they are more than some.
  ///
  /// - Throws: `IndexDamage`, `DatabaseError`.
  func places(
    of word: String, in lists: WordLists, atMost most: Int, _ db: Database
  ) throws -> (count: Int, places: [TextPlace]) {
    guard let number = try Self.number(of: Self.key(of: word), db) else { return (0, []) }
    if let places = try lists.places(of: number, upTo: lastUnit, atMost: most) {
      return (places.count, places)
    }
    return (try lists.estimatedCount(of: number), [])
  }

  /// The number of a word in the list of words; `nil` if it is in none of the texts.
  private static func number(of key: String, _ db: Database) throws -> UInt32? {
    let sql = "SELECT id FROM concordance_word WHERE word = ?"
    return try UInt32.fetchOne(db.cachedStatement(sql: sql), arguments: [key])
  }
}

// MARK: Updating

extension Concordance {
  static let listTable = "concordance_list"
  /// The tables that take room.
  static let tables = [listTable, "concordance_word"]

  /// Adds the units that it does not cover; builds it anew if too much of it is stale.
  ///
  /// - Throws: `TooManyUnits`, `IndexDamage`, `DatabaseError`.
  /// - Complexity: O(units that are new or changed), amortised.
  mutating func update(_ db: Database) throws {
    if stale > Self.tolerated {
      let units = try Int64.fetchOne(db, sql: "SELECT count(*) FROM unit") ?? 0
      if stale * 3 > units { return try rebuild(db) }
    }
    var writer = try ConcordanceWriter(db)
    try writer.add(
      """
      SELECT unit.id, source, target FROM concordance_pending JOIN unit ON unit.id = unit_id
      WHERE unit.id <= ? ORDER BY unit.id
      """, lastUnit)
    try writer.add("SELECT id, source, target FROM unit WHERE id > ? ORDER BY id", lastUnit)
    try writer.finish()
    lastUnit = try Int64.fetchOne(db, sql: "SELECT max(id) FROM unit") ?? 0
    try db.execute(sql: "DELETE FROM concordance_pending")
    try db.execute(
      sql: "INSERT OR REPLACE INTO concordance (id, last_unit, stale) VALUES (1, ?, ?)",
      arguments: [lastUnit, stale])
  }

  /// Builds it again from the units.
  ///
  /// - Throws: `TooManyUnits`, `DatabaseError`.
  /// - Complexity: O(units).
  mutating func rebuild(_ db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM concordance_pending; DELETE FROM concordance_word; DELETE FROM concordance_list
        """)
    (lastUnit, stale) = (0, 0)
    try update(db)
  }

  /// Builds it again, whatever is wrong with it, if it was ever needed. One that was not stays empty.
  ///
  /// - Throws: `TooManyUnits`, `DatabaseError`.
  static func rebuildIfUsed(_ db: Database) throws {
    let isUsed = """
      SELECT EXISTS (SELECT 1 FROM concordance_list) OR EXISTS (SELECT 1 FROM concordance_word)
      """
    guard try Bool.fetchOne(db, sql: isUsed) ?? false else { return }
    var concordance = Concordance()
    try concordance.rebuild(db)
  }

  /// Checks that it has every word of each unit that it covers, and no more units without one of their
  /// words than are known to be stale.
  ///
  /// - Returns: The findings, one sentence each; empty if there are none.
  /// - Throws: `IndexDamage`, `DatabaseError`.
  /// - Complexity: O(words of all units).
  func check(_ db: Database) throws -> [String] {
    guard isUsed else { return [] }
    var expected = ExpectedLists()
    let sql = """
      SELECT id, source, target FROM unit WHERE id <= ?
        AND id NOT IN (SELECT unit_id FROM concordance_pending)
      """
    try ConcordanceWriter.forEachText(of: sql, lastUnit, db) { place, words in
      for word in words { expected.add(place, to: word) }
    }
    let names = try RawStatement(db, "SELECT word, id FROM concordance_word")
    while try names.step() {
      expected.name(
        String(decoding: names.text(0), as: UTF8.self), UInt32(truncatingIfNeeded: names.int(1)))
    }
    try WordLists(IndexTable(db, Self.listTable)).forEachList { expected.compare($0, $1) }
    var findings: [String] = []
    if expected.missing > 0 {
      findings.append("words of texts that are not in it: \(expected.missing)")
    }
    if expected.strayUnits.count > stale {
      findings.append(
        "units that have not its words: \(expected.strayUnits.count), but \(stale) are known of")
    }
    return findings
  }
}

/// The lists that a concordance must have.
private struct ExpectedLists {
  private var places: [String: [Int]] = [:]
  private var names: [UInt32: String] = [:]
  /// How many words of texts are in no list.
  var missing: Int { missed + places.values.reduce(0) { $0 + $1.count } }
  private var missed = 0
  /// The units that a list has, though they have not its word.
  private(set) var strayUnits: Set<Int64> = []

  mutating func add(_ place: TextPlace, to word: String) {
    places[word, default: []].append(place.value)
  }

  mutating func name(_ word: String, _ number: UInt32) { names[number] = word }

  /// Compares the list of a word, and takes it out of what is expected.
  mutating func compare(_ number: UInt32, _ list: [Int]) {
    let expected = Set(names[number].flatMap { places.removeValue(forKey: $0) } ?? [])
    let listed = Set(list)
    missed += expected.subtracting(listed).count
    for place in listed.subtracting(expected) { strayUnits.insert(TextPlace(value: place).unit) }
  }
}
