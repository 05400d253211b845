import FoundationEssentials
import GRDB
import PadanModel
import PadanText

/// Writes pairs as units and occurrences, each stored once.
struct UnitWriter {
  /// The result of adding a pair.
  struct Placement {
    /// The unit's number.
    var unit: Int64
    /// 64 bits of the occurrence's name (`Identity.occurrence`).
    var occurrence: Int64
    /// Whether the unit is new.
    var isNewUnit: Bool
    /// Whether the occurrence is new.
    var isNewOccurrence: Bool
    /// Whether the unit is new and the memory has its source with another target. In a memory's
    /// first import it is always `false`; `finish` counts these units instead.
    var hasRival: Bool
    /// Whether the unit had a verdict and the pair has the opposite one.
    var isContradicted = false
  }

  private let db: Database
  /// When the import began, in seconds since 1970.
  private let now = Date().seconds
  /// The numbers of the directions met so far.
  private var directions: [DirectionName: Int64] = [:]
  /// The known units, in a memory's first import; `nil` if the indexes are used.
  private var first: FirstUnits?
  /// Whether a unit that one verdict approves and another one rejects becomes rejected, whichever comes first.
  var rejectsContradicted = false
  /// The largest number of a unit so far.
  private var lastUnit: Int64
  /// The largest number of an occurrence so far.
  private var lastOccurrence: Int64
  private let sameUnit: RawStatement
  private let rival: RawStatement
  private let insertUnit: RawStatement
  private let insertOccurrence: RawStatement
  private let updateUnit: RawStatement

  /// A pair of languages, as spelt in the table `direction`.
  private struct DirectionName: Hashable {
    var source: LanguageTag
    var target: LanguageTag
  }

  /// Prepares the statements.
  ///
  /// - Parameter first: The known units in a memory's first import. `finish` must be called then.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, first: FirstUnits? = nil) throws {
    self.db = db
    self.first = first
    lastUnit = try Journal.lastNumber(of: "unit", db)
    lastOccurrence = try Journal.lastNumber(of: "occurrence", db)
    sameUnit = try RawStatement(db, "SELECT id FROM unit WHERE source_key = ? AND identity = ?")
    rival = try RawStatement(
      db,
      """
      SELECT 1 FROM unit WHERE source_key = ? AND direction_id = ? AND target <> ? LIMIT 1
      """)
    insertUnit = try RawStatement(
      db,
      """
      INSERT INTO unit (direction_id, source, target, source_codes, target_codes, source_key,
        identity, imported_usage, review, changed_at, group_id, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertOccurrence = try RawStatement(
      db,
      """
      INSERT OR IGNORE INTO occurrence
        (id, unit_id, import_id, identity, name, \(StoredOccurrence.provenanceColumns.joined(separator: ", ")))
      VALUES (?, ?, ?, ?, ?\(String(repeating: ", ?", count: StoredOccurrence.provenanceColumns.count)))
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

  /// Whether the memory has its identity indexes.
  var isIndexed: Bool { first == nil }

  /// Whether `finish` must be called before the next pair.
  var isFull: Bool { first?.isFull ?? false }

  /// Creates the identity indexes, if a first import dropped them.
  ///
  /// - Returns: How many new units have a source that the memory had with another target.
  /// - Throws: `DatabaseError`.
  mutating func finish() throws -> Int { try first.take()?.finish(db) ?? 0 }

  /// Adds a pair. If the memory has the unit, it gets a further occurrence, unless it has that
  /// occurrence too.
  ///
  /// - Precondition: Neither text is empty.
  /// - Parameters:
  ///   - named: The pair.
  ///   - importID: The import to which a new occurrence belongs.
  /// - Throws: `RowDamage`, `DatabaseError`.
  mutating func place(_ named: NamedPair, importID: Int64) throws -> Placement {
    let known = try unit(named)
    let (unit, hasRival) = try known.map { ($0, false) } ?? insert(named)
    var isNew = true
    if known != nil, first != nil {
      isNew = first!.addOccurrence(
        sourceKey: named.sourceKey, identity: named.unit, occurrence: named.occurrence)
    }
    if isNew { isNew = try insertOccurrence(named, of: unit, importID: importID) }
    if known != nil {
      if isNew {
        try update(unit, with: named.pair)
      } else {
        try take(from: named.pair, for: unit)
      }
    }
    return Placement(
      unit: unit, occurrence: named.occurrence, isNewUnit: known == nil, isNewOccurrence: isNew,
      hasRival: hasRival, isContradicted: try known != nil && contradicts(named.pair.review, unit))
  }

  /// Whether a unit has the opposite of a verdict. It becomes rejected, if that is wanted.
  private func contradicts(_ review: ReviewState, _ unit: Int64) throws -> Bool {
    guard review != .unreviewed else { return false }
    let other: ReviewState = review == .approved ? .rejected : .approved
    let isOther = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT 1 FROM unit WHERE id = ? AND review = ?"),
      arguments: [unit, other.rawValue])
    guard isOther != nil else { return false }
    if rejectsContradicted, review == .rejected {
      _ = try Memory.review(unit, as: .rejected, reviewer: nil, date: Date(), db)
    }
    return true
  }

  /// The number of a known unit; `nil` if the unit is new.
  private func unit(_ named: NamedPair) throws -> Int64? {
    if let first { return first.unit(sourceKey: named.sourceKey, identity: named.unit) }
    sameUnit.bind(named.sourceKey, at: 1)
    sameUnit.bind(named.unit, at: 2)
    defer { sameUnit.reset() }
    return try sameUnit.step() ? sameUnit.int(0) : nil
  }

  /// Whether the memory has a unit with this source and another target in this direction.
  private func hasRival(
    sourceKey: Int64, direction: Int64, target: UnsafeBufferPointer<UInt8>
  ) throws -> Bool {
    rival.bind(sourceKey, at: 1)
    rival.bind(direction, at: 2)
    rival.bind(target, at: 3)
    defer { rival.reset() }
    return try rival.step()
  }

  /// Inserts a new unit.
  private mutating func insert(_ named: NamedPair) throws -> (unit: Int64, hasRival: Bool) {
    let pair = named.pair
    let direction = try direction(from: pair.source.language, to: pair.target.language)
    var hasRival = false
    var (source, target) = (pair.source.text, pair.target.text)
    try source.withUTF8 { source in
      try target.withUTF8 { target in
        if first == nil {
          hasRival = try self.hasRival(
            sourceKey: named.sourceKey, direction: direction, target: target)
        }
        insertUnit.bind(direction, at: 1)
        insertUnit.bind(source, at: 2)
        insertUnit.bind(target, at: 3)
        insertUnit.bindCopy(InlineCodeJSON.text(of: pair.source.codes), at: 4)
        insertUnit.bindCopy(InlineCodeJSON.text(of: pair.target.codes), at: 5)
        insertUnit.bind(named.sourceKey, at: 6)
        insertUnit.bind(named.unit, at: 7)
        insertUnit.bind(usageCount(of: pair), at: 8)
        insertUnit.bindCopy(pair.review.rawValue, at: 9)
        insertUnit.bind(Int64(statedDate(of: pair) ?? now), at: 10)
        insertUnit.bindCopy(pair.group.map(Int.init), at: 11)
        insertUnit.bind(lastUnit + 1, at: 12)
        try insertUnit.run()
      }
    }
    lastUnit += 1
    first?.add(
      unit: lastUnit, sourceKey: named.sourceKey, identity: named.unit, direction: direction,
      target: UInt32(truncatingIfNeeded: pair.target.text.hashValue), occurrence: named.occurrence)
    return (lastUnit, hasRival)
  }

  /// Inserts an occurrence.
  ///
  /// - Returns: `false` if the memory has it already.
  private mutating func insertOccurrence(
    _ named: NamedPair, of unit: Int64, importID: Int64
  ) throws -> Bool {
    let statement = insertOccurrence
    statement.bind(lastOccurrence + 1, at: 1)
    statement.bind(unit, at: 2)
    statement.bind(importID, at: 3)
    statement.bind(named.occurrence, at: 4)
    statement.bindCopy(named.name, at: 5)
    for field in ProvenanceField.all {
      statement.bind(field, of: named.pair.provenance, at: Int32(6 + field.rawValue))
    }
    try statement.run()
    guard statement.changes > 0 else { return false }
    lastOccurrence += 1
    return true
  }

  /// Updates a known unit from a new occurrence: the later date, the higher usage count, and the
  /// pair's review state if the unit has none.
  private func update(_ unit: Int64, with pair: TranslationPair) throws {
    updateUnit.bind(Int64(statedDate(of: pair) ?? now), at: 1)
    updateUnit.bind(usageCount(of: pair), at: 2)
    updateUnit.bindCopy(pair.review.rawValue, at: 3)
    updateUnit.bindCopy(pair.group.map(Int.init), at: 4)
    updateUnit.bind(unit, at: 5)
    try updateUnit.run()
  }

  /// Gives a known unit what an occurrence that it has already says more of it: a higher usage count, and a
  /// verdict if it has none.
  private func take(from pair: TranslationPair, for unit: Int64) throws {
    guard pair.usageCount > 0 || pair.review != .unreviewed else { return }
    try db.cachedStatement(
      sql: """
        UPDATE unit SET imported_usage = max(imported_usage, ?1),
          review = CASE WHEN review = 'unreviewed' THEN ?2 ELSE review END
        WHERE id = ?3 AND (imported_usage < ?1 OR review = 'unreviewed' AND ?2 <> 'unreviewed')
        """
    ).execute(arguments: [usageCount(of: pair), pair.review.rawValue, unit])
  }

  /// How often the pair was used, as a memory keeps it.
  private func usageCount(of pair: TranslationPair) -> Int64 {
    Int64(min(max(0, pair.usageCount), Limits.greatestNumber))
  }

  /// When the pair was last changed according to itself, in seconds since 1970; `nil` if it does
  /// not say.
  private func statedDate(of pair: TranslationPair) -> Int? {
    (pair.provenance.changedAt ?? pair.provenance.createdAt)?.seconds
  }

  /// The number of a direction, which is added if the memory does not have it.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
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
