import GRDB
public import PadanModel

/// The entries of a memory's lexicon that came from one file or were learnt.
package struct LexiconOrigin: Hashable, Sendable {
  /// The file's path, or `learnt`.
  package var name: String
  /// The tag of the source language.
  package var source: String
  /// The tag of the target language.
  package var target: String
  /// The number of its translations.
  package var translations: Int
}

extension Memory {
  /// The origin of entries that were learnt from the memory's own pairs.
  public static let learntOrigin = "learnt"

  /// Stores a lexicon in one transaction.
  ///
  /// It replaces what the same origin gave for these languages before. So a file that is read twice
  /// adds nothing, and a corrected file replaces its earlier entries.
  ///
  /// - Parameters:
  ///   - lexicon: The entries.
  ///   - origin: Where they come from: a file's path, or `Memory.learntOrigin`.
  ///   - person: Who stores it; `nil` if it is not known.
  /// - Throws: `MemoryError`.
  public func store(_ lexicon: Lexicon, origin: String, person: String? = nil) throws {
    let source = lexicon.source.description
    let target = lexicon.target.description
    let origin = origin.shownPath
    try write(as: .lexicon, origin: origin, person: person) { db, _ in
      // Entries that stay are not touched, so that the history holds what changed and no more.
      var left: [[String]: Int64] = [:]
      let known = try StoredEntry.all(
        db, "WHERE source_language = ? AND target_language = ? AND origin = ?",
        arguments: [source, target, origin])
      for entry in known { left[[entry.source, entry.target]] = entry.id }
      let statement = try db.makeStatement(
        sql: """
          INSERT INTO lexicon_entry
            (source_language, target_language, source, target, strength, origin)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET strength = excluded.strength
            WHERE strength <> excluded.strength
          """)
      for (headword, translations) in lexicon.sortedEntries {
        let headword = headword.withoutNULs
        for translation in translations {
          let text = translation.text.withoutNULs
          left[[headword, text]] = nil
          try statement.execute(arguments: [
            source, target, headword, text, translation.strength, origin,
          ])
        }
      }
      for entry in left.values.sorted() {
        try db.execute(sql: "DELETE FROM lexicon_entry WHERE id = ?", arguments: [entry])
      }
    }
  }

  /// The memory's own lexicon for a pair of languages; `nil` if it has no entries for them.
  ///
  /// Regions are ignored, and entries of the opposite direction are reversed.
  ///
  /// - Throws: `MemoryError`.
  /// - Complexity: O(entries of all languages).
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

  /// The origins of the memory's lexicon, sorted by languages and name.
  ///
  /// - Throws: `MemoryError`.
  package func lexiconOrigins() throws -> [LexiconOrigin] {
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

  /// Deletes the lexicon entries of one origin.
  ///
  /// - Parameters:
  ///   - origin: The name of the origin.
  ///   - person: Who deletes them; `nil` if it is not known.
  /// - Returns: How many translations were deleted.
  /// - Throws: `MemoryError`.
  public func removeLexicon(origin: String, person: String? = nil) throws -> Int {
    try write(as: .lexicon, origin: origin, person: person) { db, _ in
      try db.execute(
        sql: "DELETE FROM lexicon_entry WHERE origin = ?", arguments: [origin.shownPath])
      return db.changesCount
    }
  }
}

extension LexiconOrigin {
  /// Reads a row of four columns: origin, languages and count.
  ///
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

/// A row of `lexicon_entry`: one translation of one headword.
struct StoredEntry: StoredRecord {
  static let table = "lexicon_entry"
  static let columns = [
    "id", "source_language", "target_language", "source", "target", "strength",
  ]

  /// The row's number.
  var id: Int64
  /// The language of the headword.
  var sourceLanguage: LanguageTag
  /// The language of the translation.
  var targetLanguage: LanguageTag
  /// The headword, case-folded.
  var source: String
  /// The translation, case-folded.
  var target: String
  /// How certain the translation is, 0...1.
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
