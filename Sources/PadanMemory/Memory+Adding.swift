import FoundationEssentials
import GRDB
public import PadanModel
import PadanText

/// What adding pairs did.
public struct Receipt: Hashable, Sendable {
  /// Pairs that were offered.
  public var read = 0
  /// Units that are new.
  public var addedUnits = 0
  /// Occurrences that are new: those of new units, and further ones of known units.
  public var addedOccurrences = 0
  /// Pairs that were there already in every respect.
  public var same = 0
  /// New units whose source was there with another target; both are kept.
  public var differentTarget = 0
}

extension Memory {
  /// Adds pairs, all or none.
  ///
  /// - Parameter origin: What brings them: a file's path, or the command.
  /// - Throws: `MemoryError`.
  @discardableResult
  public func add(_ pairs: some Sequence<TranslationPair>, origin: String) throws -> Receipt {
    try addAll(origin: origin) { writer in
      for pair in pairs { try writer.add(pair) }
    }
  }

  /// Adds the pairs that `body` hands to the writer, all or none: an error it throws rolls everything
  /// back.
  ///
  /// - Throws: `MemoryError`, and whatever `body` throws.
  public func addAll(
    origin: String, _ body: (inout MemoryWriter) throws -> Void
  ) throws -> Receipt {
    try write { db in
      try db.execute(
        sql: "INSERT INTO import (origin, started_at) VALUES (?, ?)",
        arguments: [origin, Date().seconds])
      let importID = db.lastInsertedRowID
      var writer = MemoryWriter(db: db, importID: importID)
      try body(&writer)
      if writer.receipt.addedOccurrences == 0 {
        // An import that brought nothing leaves no trace.
        try db.execute(
          sql: """
            DELETE FROM import WHERE id = ?1
              AND NOT EXISTS (SELECT 1 FROM alignment WHERE import_id = ?1)
            """, arguments: [importID])
      }
      return writer.receipt
    }
  }
}

/// Adds pairs inside a transaction.
public struct MemoryWriter {
  public private(set) var receipt = Receipt()
  let db: Database
  let importID: Int64
  private let now = Date().seconds
  private var directions: [String: Int64] = [:]

  init(db: Database, importID: Int64) {
    self.db = db
    self.importID = importID
  }

  /// Adds one pair. An identical unit is not added again; an occurrence of it that is new is.
  ///
  /// U+0000, which no text column holds, is kept as U+FFFD.
  ///
  /// - Precondition: Neither text is empty.
  /// - Throws: `DatabaseError`, which the memory turns into a `MemoryError`.
  public mutating func add(_ pair: TranslationPair, name: String? = nil) throws {
    _ = try occurrence(of: pair, name: name)
  }

  /// Adds one pair and returns its occurrence's number, that of the known one where nothing is new.
  mutating func occurrence(of pair: TranslationPair, name: String? = nil) throws -> Int64 {
    let pair = pair.withoutNULs
    receipt.read += 1
    let identity = Identity.unit(pair)
    let unit: Int64
    let knownUnit = try db.cachedStatement(
      sql: "SELECT id FROM unit WHERE identity = ?")
    if let id = try Int64.fetchOne(knownUnit, arguments: [identity]) {
      unit = id
    } else {
      unit = try insertUnit(pair, identity: identity)
    }
    let occurrence = Identity.occurrence(of: identity, pair.provenance, name: name)
    let isNew = try insertOccurrence(pair, of: unit, identity: occurrence, name: name)
    receipt.addedOccurrences += isNew ? 1 : 0
    receipt.same += isNew ? 0 : 1
    guard !isNew else {
      let id = db.lastInsertedRowID
      try update(unit, with: pair)
      return id
    }
    let known = try db.cachedStatement(sql: "SELECT id FROM occurrence WHERE identity = ?")
    return try Int64.fetchOne(known, arguments: [occurrence])!
  }

  private mutating func insertUnit(_ pair: TranslationPair, identity: Data) throws -> Int64 {
    let sourceKey = Identity.key(ofMatchKey: TextForm.matchKey(of: pair.source.text))
    let direction = try direction(of: pair)
    let rival = try db.cachedStatement(
      sql: "SELECT 1 FROM unit WHERE source_key = ? AND direction_id = ? LIMIT 1")
    if try Int.fetchOne(rival, arguments: [sourceKey, direction]) != nil {
      receipt.differentTarget += 1
    }
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO unit (direction_id, source, target, source_codes, target_codes, identity,
          source_key, target_key, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      direction, pair.source.text, pair.target.text, InlineCodeJSON.text(of: pair.source.codes),
      InlineCodeJSON.text(of: pair.target.codes), identity, sourceKey,
      Identity.key(ofMatchKey: TextForm.matchKey(of: pair.target.text)),
      statedDate(of: pair) ?? now,
    ])
    receipt.addedUnits += 1
    return db.lastInsertedRowID
  }

  private func insertOccurrence(
    _ pair: TranslationPair, of unit: Int64, identity: Data, name: String?
  ) throws -> Bool {
    let provenance = pair.provenance
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO occurrence (unit_id, import_id, identity, name, document, paragraph,
          sentence, previous_source, next_source, bead_kind, confidence, is_crossing, created_at,
          created_by, creation_tool, changed_at, changed_by, properties)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      unit, importID, identity, name,
      provenance.document, provenance.paragraph, provenance.sentence, provenance.previousSource,
      provenance.nextSource, provenance.beadKind, provenance.confidence, provenance.isCrossing,
      provenance.createdAt?.seconds, provenance.createdBy, provenance.creationTool,
      provenance.changedAt?.seconds, provenance.changedBy,
      PropertyJSON.text(of: provenance.properties),
    ])
    return db.changesCount > 0
  }

  /// What a new occurrence says of the unit itself: its date, its usage, and a review that the unit
  /// does not have yet.
  private func update(_ unit: Int64, with pair: TranslationPair) throws {
    let changed = statedDate(of: pair) ?? now
    let statement = try db.cachedStatement(
      sql: """
        UPDATE unit SET changed_at = max(changed_at, ?),
          imported_usage = max(imported_usage, ?),
          review = CASE WHEN review = 'unreviewed' THEN ? ELSE review END
        WHERE id = ?
        """)
    try statement.execute(arguments: [changed, pair.usageCount, pair.review.rawValue, unit])
  }

  /// When the pair was last changed, as far as it says.
  private func statedDate(of pair: TranslationPair) -> Int? {
    (pair.provenance.changedAt ?? pair.provenance.createdAt)?.seconds
  }

  private mutating func direction(of pair: TranslationPair) throws -> Int64 {
    try direction(from: pair.source.language, to: pair.target.language)
  }

  /// The number of a pair of languages, which is new where there was none.
  mutating func direction(
    from sourceLanguage: LanguageTag, to targetLanguage: LanguageTag
  ) throws -> Int64 {
    let source = sourceLanguage.description
    let target = targetLanguage.description
    if let id = directions["\(source) \(target)"] { return id }
    try db.execute(
      sql: "INSERT OR IGNORE INTO direction (source_language, target_language) VALUES (?, ?)",
      arguments: [source, target])
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM direction WHERE source_language = ? AND target_language = ?",
      arguments: [source, target])!
    directions["\(source) \(target)"] = id
    return id
  }
}

extension TranslationPair {
  /// The pair with U+FFFD for every U+0000 of its texts.
  fileprivate var withoutNULs: TranslationPair {
    var pair = self
    pair.source.text = source.text.withoutNULs
    pair.target.text = target.text.withoutNULs
    pair.provenance.previousSource = provenance.previousSource?.withoutNULs
    pair.provenance.nextSource = provenance.nextSource?.withoutNULs
    return pair
  }
}

extension String {
  /// The text with U+FFFD for every U+0000.
  var withoutNULs: String {
    guard utf8.contains(0) else { return self }
    return String(map { $0 == "\u{0}" ? "\u{FFFD}" : $0 })
  }
}
