import FoundationEssentials
import GRDB
import PadanModel
import PadanText

/// Writes pairs as units and their occurrences, each kept once.
struct UnitWriter {
  /// What became of a pair.
  struct Placement {
    var unit: Int64
    /// The occurrence's name (`Identity.occurrence`).
    var occurrence: Int64
    var isNewUnit: Bool
    var isNewOccurrence: Bool
    /// Whether the unit is new and its source was there with another target. A memory's first import
    /// counts those at its end.
    var hasRival: Bool
  }

  private let db: Database
  private let now = Date().seconds
  private var identity = Identity()
  private var directions: [DirectionName: Int64] = [:]
  /// What tells known units in place of the indexes, in a memory's first import.
  private var first: FirstUnits?
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
  init(_ db: Database, first: FirstUnits? = nil) throws {
    self.db = db
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

  /// Whether the memory has its indexes.
  var isIndexed: Bool { first == nil }

  /// Whether it is time to have the indexes back.
  var isFull: Bool { first?.isFull ?? false }

  /// Gives the memory its indexes back.
  ///
  /// - Returns: How many new units had a source that was there with another target.
  mutating func finish() throws -> Int { try first.take()?.finish(db) ?? 0 }

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

  /// Puts a pair where it belongs: a unit that is there gets a further occurrence, or none where it has
  /// the same one.
  ///
  /// U+0000, which no text column holds, is kept as U+FFFD.
  ///
  /// - Precondition: Neither text is empty.
  /// - Throws: `DatabaseError`.
  mutating func place(
    _ pair: TranslationPair, name: String?, importID: Int64
  ) throws -> Placement {
    if pair.hasNUL { return try place(pair.withoutNULs, name: name, importID: importID) }
    let names = Names(pair, name: name, by: &identity)
    let known = try unit(names)
    let (unit, hasRival) = try known.map { ($0, false) } ?? insert(pair, names)
    var isNew = true
    if known != nil, first != nil {
      isNew = first!.addOccurrence(
        sourceKey: names.sourceKey, identity: names.unit, occurrence: names.occurrence)
    }
    if isNew {
      isNew = try insertOccurrence(
        pair, of: unit, identity: names.occurrence, name: name, importID: importID)
    }
    if isNew, known != nil { try update(unit, with: pair) }
    return Placement(
      unit: unit, occurrence: names.occurrence, isNewUnit: known == nil, isNewOccurrence: isNew,
      hasRival: hasRival)
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

  private mutating func insert(
    _ pair: TranslationPair, _ names: Names
  ) throws -> (unit: Int64, hasRival: Bool) {
    let direction = try direction(from: pair.source.language, to: pair.target.language)
    let hasRival = try first == nil && hasRival(sourceKey: names.sourceKey, direction: direction)
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
    let unit = db.lastInsertedRowID
    first?.add(
      unit: unit, sourceKey: names.sourceKey, identity: names.unit, direction: direction,
      occurrence: names.occurrence)
    return (unit, hasRival)
  }

  private func insertOccurrence(
    _ pair: TranslationPair, of unit: Int64, identity: Int64, name: String?, importID: Int64
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
