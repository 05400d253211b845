import GRDB
import PadanIndex
import PadanText

/// Adds the words of units to a concordance.
struct ConcordanceWriter {
  private let db: Database
  private var lists: WordLists
  /// The numbers of the words met so far, and of all others if there are many units to add.
  private var numbers: [String: UInt32] = [:]
  private var newWords: [(word: String, number: UInt32)] = []
  private var next: UInt32
  private let find: RawStatement

  /// Begins to add.
  ///
  /// - Throws: `DatabaseError`.
  init(_ db: Database) throws {
    self.db = db
    lists = WordLists(try IndexTable(db, Concordance.listTable))
    next =
      try UInt32.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM concordance_word") ?? 1
    find = try RawStatement(db, "SELECT id FROM concordance_word WHERE word = ?")
  }

  /// Adds the units of a statement whose columns are a unit's number, source and target.
  ///
  /// - Throws: `TooManyUnits`, `IndexDamage`, `DatabaseError`.
  mutating func add(_ sql: String, _ lastUnit: Int64) throws {
    try Self.forEachText(of: sql, lastUnit, db) { place, words in
      for word in words { try lists.add(place, to: number(of: word)) }
    }
  }

  /// Writes what was added.
  ///
  /// - Throws: `IndexDamage`, `DatabaseError`.
  mutating func finish() throws {
    try lists.write()
    let insert = try RawStatement(db, "INSERT INTO concordance_word (word, id) VALUES (?, ?)")
    for (word, number) in newWords.sorted(by: { $0.word < $1.word }) {
      insert.bindCopy(word, at: 1)
      insert.bind(Int64(number), at: 2)
      try insert.run()
    }
    newWords = []
  }

  /// The number of a word, a new one if it has none.
  private mutating func number(of word: String) throws -> UInt32 {
    if let known = numbers[word] { return known }
    find.bindCopy(word, at: 1)
    defer { find.reset() }
    var number = next
    if try find.step() {
      number = UInt32(truncatingIfNeeded: find.int(0))
    } else {
      newWords.append((word, number))
      next += 1
    }
    numbers[word] = number
    return number
  }

  /// Calls `body` with each text of a statement's units and its words, each once.
  ///
  /// - Throws: `TooManyUnits`, `DatabaseError`, and whatever `body` throws.
  static func forEachText(
    of sql: String, _ lastUnit: Int64, _ db: Database,
    _ body: (TextPlace, Set<String>) throws -> Void
  ) throws {
    let units = try RawStatement(db, sql)
    units.bind(lastUnit, at: 1)
    defer { units.reset() }
    while try units.step() {
      let unit = units.int(0)
      guard unit >= 0, unit <= Int64(IndexedText.mostUnit) else { throw TooManyUnits() }
      for (column, isTarget) in [(Int32(1), false), (2, true)] {
        var words: Set<String> = []
        for word in PlainWord.words(in: units.text(column)) {
          words.insert(Concordance.key(of: word.folded))
        }
        try body(TextPlace(unit: unit, isTarget: isTarget), words)
      }
    }
  }
}
