import GRDB
public import PadanModel

/// Entries of a memory's lexicon that came together.
public struct LexiconOrigin: Hashable, Sendable {
  /// A file's path, or `learnt`.
  public var name: String
  public var source: String
  public var target: String
  /// How many translations it gave.
  public var translations: Int
}

extension Memory {
  /// The origin of what was learnt from the memory's own pairs.
  public static let learntOrigin = "learnt"

  /// Puts a lexicon into the memory in one transaction. What the same origin gave for these languages
  /// before goes, so that a file read twice adds nothing and a file that was mended is taken as it is
  /// now.
  ///
  /// - Throws: `MemoryError`.
  public func store(_ lexicon: Lexicon, origin: String) throws {
    let source = lexicon.source.description
    let target = lexicon.target.description
    try write { db in
      try db.execute(
        sql: """
          DELETE FROM lexicon_entry
          WHERE source_language = ? AND target_language = ? AND origin = ?
          """, arguments: [source, target, origin])
      let statement = try db.makeStatement(
        sql: """
          INSERT INTO lexicon_entry
            (source_language, target_language, source, target, strength, origin)
          VALUES (?, ?, ?, ?, ?, ?)
          """)
      for (headword, translations) in lexicon.sortedEntries {
        for translation in translations {
          try statement.execute(arguments: [
            source, target, headword, translation.text, translation.strength, origin,
          ])
        }
      }
    }
  }

  /// The memory's own lexicon for a pair of languages, regions aside; entries of the opposite direction
  /// are turned. `nil` where it has none.
  ///
  /// - Throws: `MemoryError`.
  public func lexicon(from source: LanguageTag, to target: LanguageTag) throws -> Lexicon? {
    try read { db in
      var lexicon = Lexicon(name: path, source: source, target: target)
      let cursor = try Row.fetchCursor(
        db, sql: "SELECT \(StoredEntry.selection) FROM lexicon_entry ORDER BY id")
      while let row = try cursor.next() {
        let entry = try StoredEntry(row)
        let languages = [entry.sourceLanguage.language, entry.targetLanguage.language]
        if languages == [source.language, target.language] {
          lexicon.add(entry.source, [Lexicon.Translation(entry.target, strength: entry.strength)])
        } else if languages == [target.language, source.language] {
          lexicon.add(entry.target, [Lexicon.Translation(entry.source, strength: entry.strength)])
        }
      }
      return lexicon.count > 0 ? lexicon : nil
    }
  }

  /// Where the entries of the memory's lexicon come from, by languages and name.
  ///
  /// - Throws: `MemoryError`.
  public func lexiconOrigins() throws -> [LexiconOrigin] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT origin, source_language, target_language, count(*) FROM lexicon_entry
          GROUP BY 2, 3, 1 ORDER BY 2, 3, 1
          """
      ).map(LexiconOrigin.init)
    }
  }

  /// Takes out what one origin gave and returns how many translations that were.
  ///
  /// - Throws: `MemoryError`.
  public func removeLexicon(origin: String) throws -> Int {
    try write { db in
      try db.execute(sql: "DELETE FROM lexicon_entry WHERE origin = ?", arguments: [origin])
      return db.changesCount
    }
  }
}

extension LexiconOrigin {
  /// - Throws: `RowDamage`.
  fileprivate init(_ row: Row) throws {
    var values = RowReader(
      row, of: StoredEntry.table,
      columns: ["origin", "source_language", "target_language", "count"])
    name = try values.value()
    source = try values.value()
    target = try values.value()
    translations = try values.value()
  }
}

/// A row of `lexicon_entry`.
struct StoredEntry: StoredRecord {
  static let table = "lexicon_entry"
  static let columns = [
    "id", "source_language", "target_language", "source", "target", "strength",
  ]

  var id: Int64
  var sourceLanguage: LanguageTag
  var targetLanguage: LanguageTag
  var source: String
  var target: String
  /// 0...1.
  var strength: Double

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    sourceLanguage = try row.value()
    targetLanguage = try row.value()
    source = try row.value()
    target = try row.value()
    strength = try row.value()
  }
}
