import GRDB
package import PadanModel
import PadanText

/// What storing terms did.
package struct TermReceipt: Hashable, Sendable {
  /// Terms that the memory did not have.
  package var added = 0
  /// Terms whose status or note changed.
  package var changed = 0
  /// Terms that the memory had already.
  package var same = 0
  /// Terms that the same file gave before and has no more.
  package var removed = 0

  /// A receipt, by default of nothing.
  package init(added: Int = 0, changed: Int = 0, same: Int = 0, removed: Int = 0) {
    self.added = added
    self.changed = changed
    self.same = same
    self.removed = removed
  }
}

/// New values for some terms; `nil` leaves what is there. An empty sense, subject or note removes it.
package struct TermChanges: Hashable, Sendable {
  /// Other texts. The term and its translation may not be empty.
  package var source, target, sense, subject, note: String?
  /// Another status.
  package var status: Term.Status?

  /// No changes.
  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { self == TermChanges() }

  fileprivate func applied(to term: Term) -> Term {
    var term = term
    term.source = source ?? term.source
    term.target = target ?? term.target
    term.status = status ?? term.status
    term.sense = sense ?? term.sense
    term.subject = subject ?? term.subject
    term.note = note ?? term.note
    if term.status == .untranslated, target == nil { term.target = term.source }
    return term.cleaned
  }
}

extension Memory {
  /// The origin of terms that were entered or changed by hand.
  package static let termOrigin = "by hand"

  /// Adds terms as one step of the history. A term with the same texts, sense and subject gets the
  /// status of the new one, and its note if it has one.
  ///
  ///     try memory.add([Term(source: "miliar", target: "billion")], from: indonesian, to: english)
  ///
  /// - Parameters:
  ///   - terms: The terms. White space at their ends does not count, and line breaks become blanks.
  ///   - origin: The path of their file, or `Memory.termOrigin`.
  ///   - replacing: Whether terms of the same origin and languages that are not among them are removed.
  ///   - person: Who adds them; `nil` if it is not known.
  /// - Throws: `MemoryError`.
  @discardableResult
  package func add(
    _ terms: [Term], from source: LanguageTag, to target: LanguageTag,
    origin: String = termOrigin, replacing: Bool = false, person: String? = nil
  ) throws -> TermReceipt {
    try write(as: .terms, origin: origin, person: person) { db, _ in
      try TermRows(db).add(
        terms, [source.description, target.description], origin: origin.shownPath,
        replacing: replacing)
    }
  }

  /// Changes terms as one step: all of them, or none if one does not exist. Where there is a term with the
  /// new texts already, the two become one.
  ///
  /// - Returns: The numbers of the terms afterwards, in the order of `numbers`.
  /// - Throws: `MemoryError`, such as `MemoryError.noTerm`.
  @discardableResult
  package func edit(
    terms numbers: [Int64], _ changes: TermChanges, person: String? = nil
  ) throws -> [Int64] {
    try write(as: .terms, origin: Self.termOrigin, person: person) { db, _ in
      let writer = try TermRows(db)
      return try numbers.map { number in
        guard let stored = try StoredTerm.all(db, "WHERE id = ?", arguments: [number]).first else {
          throw MemoryError.noTerm(path, number)
        }
        let term = changes.applied(to: stored.term)
        if term == stored.term { return number }
        let languages = [stored.sourceLanguage.description, stored.targetLanguage.description]
        guard let other = try writer.find(term, languages), other.id != number else {
          try writer.update(number, to: term, Self.termOrigin)
          return number
        }
        try writer.remove(number)
        try writer.update(other.id, to: term, Self.termOrigin)
        return other.id
      }
    }
  }

  /// Deletes terms as one step: all of them, or none if one does not exist.
  ///
  /// - Throws: `MemoryError`, such as `MemoryError.noTerm`.
  package func delete(terms numbers: [Int64], person: String? = nil) throws {
    try write(as: .terms, origin: Self.termOrigin, person: person) { db, _ in
      let writer = try TermRows(db)
      for number in numbers where try !writer.remove(number) {
        throw MemoryError.noTerm(path, number)
      }
    }
  }

  /// All terms, by number.
  ///
  /// - Throws: `MemoryError`.
  package func allTerms() throws -> [StoredTerm] {
    try read { try StoredTerm.all($0, "ORDER BY id") }
  }

  /// The terms of a pair of languages, by number. Regions are ignored. Terms of the opposite direction
  /// are reversed and stand behind the others; those that the others have already are left out, and so are
  /// forbidden ones, which say nothing about it.
  ///
  /// - Throws: `MemoryError`.
  /// - Complexity: O(terms of both directions).
  package func terms(from source: LanguageTag, to target: LanguageTag) throws -> [Term] {
    var (own, reversed): ([Term], [Term]) = ([], [])
    try read { db in
      // Tags are compared once for each pair of languages, not for each term.
      let sql = "SELECT DISTINCT source_language, target_language FROM term"
      for row in try Row.fetchAll(db, sql: sql) {
        var values = RowReader(row, of: StoredTerm.table, columns: StoredTerm.languageColumns)
        let tags: [LanguageTag] = [try values.value(), try values.value()]
        let languages = tags.map(\.language)
        let isOwn = languages == [source.language, target.language]
        guard isOwn || languages == [target.language, source.language] else { continue }
        let terms = try StoredTerm.all(
          db, "WHERE source_language = ? AND target_language = ? ORDER BY id",
          arguments: StatementArguments(tags.map(\.description))
        ).map(\.term)
        if isOwn {
          own += terms
        } else {
          reversed += terms.lazy.filter(\.status.isAllowed).map(\.reversed)
        }
      }
    }
    if reversed.isEmpty { return own }
    let known = Set(own.map { [$0.source, $0.target] })
    return own + reversed.filter { !known.contains([$0.source, $0.target]) }
  }
}

/// The statements that find and change rows of `term`.
struct TermRows {
  private let db: Database
  private let finding, insertion, change, removal: Statement

  init(_ db: Database) throws {
    self.db = db
    finding = try db.makeStatement(
      sql: """
        SELECT \(StoredTerm.selection) FROM term WHERE source_language = ? AND target_language = ?
          AND source = ? AND target = ? AND sense = ? AND subject = ?
        """)
    insertion = try db.makeStatement(
      sql: """
        INSERT INTO term
          (source_language, target_language, source, target, sense, subject, status, note, origin)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    change = try db.makeStatement(
      sql: """
        UPDATE term SET source = ?, target = ?, sense = ?, subject = ?, status = ?, note = ?,
          origin = ? WHERE id = ?
        """)
    removal = try db.makeStatement(sql: "DELETE FROM term WHERE id = ?")
  }

  /// Adds terms; see `Memory.add(_:from:to:origin:replacing:person:)`.
  ///
  /// - Parameter languages: The tags of the source and the target language.
  func add(
    _ terms: [Term], _ languages: [String], origin: String, replacing: Bool = false
  ) throws -> TermReceipt {
    var receipt = TermReceipt()
    var old: Set<Int64> = []
    if replacing {
      let sql =
        "SELECT id FROM term WHERE source_language = ? AND target_language = ? AND origin = ?"
      old = try Set(
        Int64.fetchAll(db, sql: sql, arguments: StatementArguments(languages + [origin])))
    }
    for var term in terms.lazy.map(\.cleaned) {
      if let known = try find(term, languages) {
        term.note = term.note ?? known.term.note
        old.remove(known.id)
        if known.term == term {
          receipt.same += 1
        } else {
          try update(known.id, to: term, origin)
          receipt.changed += 1
        }
      } else {
        try insert(term, languages, origin)
        receipt.added += 1
      }
    }
    for id in old.sorted() { try remove(id) }
    receipt.removed = old.count
    return receipt
  }

  /// What tells a term from others of its languages.
  private func key(_ term: Term) -> [String] {
    [term.source, term.target, term.sense ?? "", term.subject ?? ""]
  }

  func find(_ term: Term, _ languages: [String]) throws -> StoredTerm? {
    try Row.fetchOne(finding, arguments: StatementArguments(languages + key(term)))
      .map(StoredTerm.init)
  }

  func insert(_ term: Term, _ languages: [String], _ origin: String) throws {
    try insertion.execute(
      arguments: StatementArguments(languages + key(term)) + [
        term.status.rawValue, term.note, origin,
      ])
  }

  func update(_ id: Int64, to term: Term, _ origin: String) throws {
    try change.execute(
      arguments: StatementArguments(key(term)) + [term.status.rawValue, term.note, origin, id])
  }

  /// Deletes a row; `false` if it is not there.
  @discardableResult
  func remove(_ id: Int64) throws -> Bool {
    try removal.execute(arguments: [id])
    return db.changesCount > 0
  }
}

extension Term {
  /// The term with its languages exchanged.
  fileprivate var reversed: Term {
    var term = self
    (term.source, term.target) = (target, source)
    return term
  }

  /// The term as it is kept: each text on one line, without white space at its ends, and `nil` for what
  /// is empty.
  fileprivate var cleaned: Term {
    func text(_ text: String?) -> String? {
      guard let text, !TextForm.isBlank(text) else { return nil }
      return TextForm.withSingleBlanks(text.withoutNULs)
    }
    return Term(
      source: text(source) ?? "", target: text(target) ?? "", status: status, sense: text(sense),
      subject: text(subject), note: text(note))
  }
}
