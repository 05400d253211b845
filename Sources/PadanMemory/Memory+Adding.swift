import FoundationEssentials
import GRDB
import Glibc
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
      var writer = try MemoryWriter(db: db, importID: importID)
      try body(&writer)
      if writer.receipt.addedOccurrences == 0 {
        // An import that brought nothing leaves no trace.
        try db.execute(
          sql: """
            DELETE FROM import WHERE id = ?1
              AND NOT EXISTS (SELECT 1 FROM alignment WHERE import_id = ?1)
            """, arguments: [importID])
      }
      try writer.vouch()
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
  private var identity = Identity()
  private var directions: [DirectionName: Int64] = [:]
  /// What tells known units in place of the indexes, in a memory's first import.
  private var first: FirstUnits?
  /// What was offered and was there already.
  private var known: [(unit: Int64, occurrence: Int64)] = []
  private let sameUnit: RawStatement
  private let rival: RawStatement
  private let insertUnit: RawStatement
  private let insertOccurrence: RawStatement
  private let updateUnit: RawStatement

  /// Two languages as `direction` spells them.
  private struct DirectionName: Hashable {
    var source: LanguageTag
    var target: LanguageTag
  }

  /// - Parameter first: In a memory's first import, what it brings; `finish` must be called then.
  init(db: Database, importID: Int64, first: FirstUnits? = nil) throws {
    self.db = db
    self.importID = importID
    self.first = first
    sameUnit = try RawStatement(db, "SELECT id FROM unit WHERE source_key = ? AND identity = ?")
    rival = try RawStatement(
      db, "SELECT 1 FROM unit WHERE source_key = ? AND direction_id = ? LIMIT 1")
    insertUnit = try RawStatement(
      db,
      """
      INSERT INTO unit (direction_id, source, target, source_codes, target_codes, source_key,
        identity, imported_usage, review, changed_at, group_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertOccurrence = try RawStatement(
      db,
      """
      INSERT OR IGNORE INTO occurrence
        (unit_id, import_id, identity, name, \(StoredOccurrence.provenanceColumns.joined(separator: ", ")))
      VALUES (?, ?, ?, ?\(String(repeating: ", ?", count: StoredOccurrence.provenanceColumns.count)))
      """)
    updateUnit = try RawStatement(
      db,
      """
      UPDATE unit SET changed_at = max(changed_at, ?), imported_usage = max(imported_usage, ?),
        review = CASE WHEN review = 'unreviewed' THEN ? ELSE review END,
        group_id = coalesce(group_id, ?)
      WHERE id = ?
      """)
  }

  /// Adds one pair. An identical unit is not added again; an occurrence of it that is new is.
  ///
  /// U+0000, which no text column holds, is kept as U+FFFD.
  ///
  /// - Precondition: Neither text is empty.
  /// - Returns: The unit's number, and whether the occurrence is new.
  /// - Throws: `DatabaseError`, which the memory turns into a `MemoryError`.
  @discardableResult
  public mutating func add(
    _ pair: TranslationPair, name: String? = nil
  ) throws -> (unit: Int64, isNew: Bool) {
    let added = try place(pair, name: name)
    return (added.unit, added.isNew)
  }

  /// Adds one pair and returns its occurrence's number, that of the known one where nothing is new.
  mutating func occurrence(of pair: TranslationPair, name: String? = nil) throws -> Int64 {
    let added = try place(pair, name: name)
    if added.isNew { return db.lastInsertedRowID }
    let known = try db.cachedStatement(
      sql: "SELECT id FROM occurrence WHERE unit_id = ? AND identity = ?")
    guard let id = try Int64.fetchOne(known, arguments: [added.unit, added.identity]) else {
      throw RowDamage(table: "occurrence", row: nil, column: "identity")
    }
    return id
  }

  /// Ends a memory's first import.
  mutating func finish() throws {
    guard let first = first.take() else { return }
    receipt.differentTarget += try first.finish(db)
  }

  /// Writes down which occurrences of other imports this one brought again, so that they stay when those
  /// are undone. An import that left no trace has nothing to say.
  func vouch() throws {
    let isThere = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM import WHERE id = ?)", arguments: [importID])
    guard !known.isEmpty, isThere == true else { return }
    let statement = try db.makeStatement(
      sql: """
        INSERT OR IGNORE INTO same_occurrence (occurrence_id, import_id)
        SELECT id, ?1 FROM occurrence WHERE unit_id = ?2 AND identity = ?3 AND import_id <> ?1
        """)
    for (unit, occurrence) in known {
      try statement.execute(arguments: [importID, unit, occurrence])
    }
  }

  /// What a pair is known by.
  private struct Names {
    var sourceKey: Int64
    var unit: Int64
    var occurrence: Int64

    init(_ pair: TranslationPair, name: String?, by identity: inout Identity) {
      let unit = identity.unit(pair)
      self.unit = unit.number
      sourceKey = identity.key(ofMatchKey: TextForm.matchKey(of: pair.source.text))
      occurrence = identity.occurrence(of: unit, pair.provenance, name: name)
    }
  }

  private mutating func place(
    _ pair: TranslationPair, name: String?
  ) throws -> (unit: Int64, identity: Int64, isNew: Bool) {
    if pair.hasNUL { return try place(pair.withoutNULs, name: name) }
    receipt.read += 1
    if first?.isFull ?? false { try finish() }
    let names = Names(pair, name: name, by: &identity)
    let known = try unit(names)
    let unit = try known ?? insert(pair, names)
    var isNew = true
    if known != nil, first != nil {
      isNew = first!.addOccurrence(
        sourceKey: names.sourceKey, identity: names.unit, occurrence: names.occurrence)
    }
    if isNew {
      isNew = try insertOccurrence(pair, of: unit, identity: names.occurrence, name: name)
    }
    receipt.addedOccurrences += isNew ? 1 : 0
    receipt.same += isNew ? 0 : 1
    if !isNew { self.known.append((unit, names.occurrence)) }
    if isNew, known != nil { try update(unit, with: pair) }
    return (unit, names.occurrence, isNew)
  }

  private func unit(_ names: Names) throws -> Int64? {
    if let first { return first.unit(sourceKey: names.sourceKey, identity: names.unit) }
    sameUnit.bind(names.sourceKey, at: 1)
    sameUnit.bind(names.unit, at: 2)
    defer { sameUnit.reset() }
    return try sameUnit.step() ? sameUnit.int(0) : nil
  }

  /// Whether a source is there in its direction, with whatever target.
  private func hasRival(sourceKey: Int64, direction: Int64) throws -> Bool {
    rival.bind(sourceKey, at: 1)
    rival.bind(direction, at: 2)
    defer { rival.reset() }
    return try rival.step()
  }

  private mutating func insert(_ pair: TranslationPair, _ names: Names) throws -> Int64 {
    let direction = try direction(of: pair)
    if first == nil, try hasRival(sourceKey: names.sourceKey, direction: direction) {
      receipt.differentTarget += 1
    }
    var (source, target) = (pair.source.text, pair.target.text)
    try source.withUTF8 { source in
      try target.withUTF8 { target in
        insertUnit.bind(direction, at: 1)
        insertUnit.bind(source, at: 2)
        insertUnit.bind(target, at: 3)
        insertUnit.bindCopy(InlineCodeJSON.text(of: pair.source.codes), at: 4)
        insertUnit.bindCopy(InlineCodeJSON.text(of: pair.target.codes), at: 5)
        insertUnit.bind(names.sourceKey, at: 6)
        insertUnit.bind(names.unit, at: 7)
        insertUnit.bind(Int64(pair.usageCount), at: 8)
        insertUnit.bindCopy(pair.review.rawValue, at: 9)
        insertUnit.bind(Int64(statedDate(of: pair) ?? now), at: 10)
        insertUnit.bindCopy(pair.group.map(Int.init), at: 11)
        try insertUnit.run()
      }
    }
    receipt.addedUnits += 1
    let unit = db.lastInsertedRowID
    first?.add(
      unit: unit, sourceKey: names.sourceKey, identity: names.unit, direction: direction,
      occurrence: names.occurrence)
    return unit
  }

  private func insertOccurrence(
    _ pair: TranslationPair, of unit: Int64, identity: Int64, name: String?
  ) throws -> Bool {
    let statement = insertOccurrence
    statement.bind(unit, at: 1)
    statement.bind(importID, at: 2)
    statement.bind(identity, at: 3)
    statement.bindCopy(name, at: 4)
    for field in ProvenanceField.all {
      statement.bind(field, of: pair.provenance, at: Int32(5 + field.rawValue))
    }
    try statement.run()
    return statement.changes > 0
  }

  /// What a new occurrence says of a unit that was there: its date, its usage, and a review that the
  /// unit does not have yet.
  private func update(_ unit: Int64, with pair: TranslationPair) throws {
    updateUnit.bind(Int64(statedDate(of: pair) ?? now), at: 1)
    updateUnit.bind(Int64(pair.usageCount), at: 2)
    updateUnit.bindCopy(pair.review.rawValue, at: 3)
    updateUnit.bindCopy(pair.group.map(Int.init), at: 4)
    updateUnit.bind(unit, at: 5)
    try updateUnit.run()
  }

  /// When the pair was last changed, as far as it says.
  private func statedDate(of pair: TranslationPair) -> Int? {
    (pair.provenance.changedAt ?? pair.provenance.createdAt)?.seconds
  }

  private mutating func direction(of pair: TranslationPair) throws -> Int64 {
    try direction(from: pair.source.language, to: pair.target.language)
  }

  /// The number of a pair of languages, which is new where there was none.
  mutating func direction(from source: LanguageTag, to target: LanguageTag) throws -> Int64 {
    let name = DirectionName(source: source, target: target)
    if let id = directions[name] { return id }
    let arguments: StatementArguments = [source.description, target.description]
    try db.execute(
      sql: "INSERT OR IGNORE INTO direction (source_language, target_language) VALUES (?, ?)",
      arguments: arguments)
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM direction WHERE source_language = ? AND target_language = ?",
      arguments: arguments)
    guard let id = known else {
      throw RowDamage(table: "direction", row: nil, column: "source_language")
    }
    directions[name] = id
    return id
  }
}

extension TranslationPair {
  fileprivate var hasNUL: Bool {
    source.text.hasNUL || target.text.hasNUL || provenance.previousSource?.hasNUL ?? false
      || provenance.nextSource?.hasNUL ?? false
  }

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
  /// The text with U+FFFD for every U+0000, which no text column holds.
  var withoutNULs: String {
    guard hasNUL else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{0}" ? "\u{FFFD}" : $0 }))
  }

  fileprivate var hasNUL: Bool {
    utf8.withContiguousStorageIfAvailable {
      $0.count > 0 && memchr($0.baseAddress!, 0, $0.count) != nil
    } ?? utf8.contains(0)
  }
}
