import FoundationEssentials
import GRDB
public import PadanModel
import PadanText

/// Adds pairs and alignments inside one transaction of a memory (`Memory.transaction`).
public struct MemoryWriter: ~Copyable {
  /// What the head of the file that is read says of the whole.
  public var header: [Provenance.Property] = []
  let db: Database
  /// What brings the pairs that are added.
  var importID: Int64
  private(set) var receipt = ImportReceipt()
  private var units: UnitWriter
  private let policy: DifferentTargetPolicy
  private let start = Date()
  /// What was offered and was there already.
  private var known: [(unit: Int64, occurrence: Int64)] = []
  private let watch: ImportWatch?

  /// Begins an import.
  ///
  /// - Parameter most: How many units a memory's first import remembers (`FirstUnits`).
  init(
    _ db: Database, origin: String, policy: DifferentTargetPolicy = .keepBoth,
    remembering most: Int = 2_000_000
  ) throws {
    try db.execute(
      sql: "INSERT INTO import (origin, started_at) VALUES (?, ?)",
      arguments: [origin, Date().seconds])
    let importID = db.lastInsertedRowID
    let watch = try ImportWatch(db, importID: importID)
    // The other policies ask for units by their source.
    let units = try UnitWriter(db, first: policy == .keepBoth ? FirstUnits(db, most: most) : nil)
    self.init(db, importID, units, policy: policy, watch: watch)
  }

  /// Goes on with an import that was written before.
  init(_ db: Database, importID: Int64) throws {
    let units = try UnitWriter(db)
    self.init(db, importID, units, policy: .keepBoth, watch: nil)
  }

  private init(
    _ db: Database, _ importID: Int64, _ units: UnitWriter, policy: DifferentTargetPolicy,
    watch: ImportWatch?
  ) {
    self.db = db
    self.importID = importID
    self.units = units
    self.policy = policy
    self.watch = watch
  }

  /// Adds one pair. An identical unit is not added again; an occurrence of it that is new is.
  ///
  /// U+0000, which no text column holds, is kept as U+FFFD.
  ///
  /// - Precondition: Neither text is empty.
  /// - Parameter name: What an exchange file calls it.
  /// - Throws: `DatabaseError`, which the memory turns into a `MemoryError`.
  public mutating func add(_ pair: TranslationPair, name: String? = nil) throws {
    if policy == .keepBoth { _ = try place(pair, name: name) } else { try offer(pair, name: name) }
  }

  /// Counts something that was read and is not added.
  public mutating func skip(_ count: Int = 1) { receipt.skipped += count }

  /// Adds one pair and returns its occurrence's number, that of the known one where nothing is new.
  mutating func occurrence(of pair: TranslationPair, name: String? = nil) throws -> Int64 {
    // A known occurrence is found by its index.
    if !units.isIndexed { try finishUnits() }
    let placement = try place(pair, name: name)
    if placement.isNewOccurrence { return db.lastInsertedRowID }
    let known = try db.cachedStatement(
      sql: "SELECT id FROM occurrence WHERE unit_id = ? AND identity = ?")
    let id = try Int64.fetchOne(known, arguments: [placement.unit, placement.occurrence])
    guard let id else { throw RowDamage(table: "occurrence", row: nil, column: "identity") }
    return id
  }

  /// The number of a pair of languages, which is new where there was none.
  mutating func direction(from source: LanguageTag, to target: LanguageTag) throws -> Int64 {
    try units.direction(from: source, to: target)
  }

  private mutating func place(
    _ pair: TranslationPair, name: String?
  ) throws -> UnitWriter.Placement {
    receipt.read += 1
    if units.isFull { try finishUnits() }
    let placement = try units.place(pair, name: name, importID: importID)
    receipt.addedUnits += placement.isNewUnit ? 1 : 0
    if policy == .keepBoth, placement.hasRival { receipt.differentTarget += 1 }
    if placement.isNewOccurrence {
      receipt.addedOccurrences += 1
    } else {
      receipt.same += 1
      known.append((placement.unit, placement.occurrence))
    }
    return placement
  }

  private mutating func finishUnits() throws { receipt.differentTarget += try units.finish() }

  /// Adds a pair, or not, as the policy says of one whose source is known with another target.
  private mutating func offer(_ pair: TranslationPair, name: String?) throws {
    var identity = Identity()
    let key = identity.key(ofMatchKey: TextForm.matchKey(of: pair.source.text))
    let direction = try direction(from: pair.source.language, to: pair.target.language)
    let old = try StoredUnit.all(
      db, "WHERE source_key = ? AND id <= ? AND direction_id = ? AND review <> 'rejected'",
      arguments: [key, watch?.lastUnit ?? 0, direction])
    let hasSame = old.contains { $0.target.utf8.elementsEqual(pair.target.text.utf8) }
    if !old.isEmpty, !hasSame {
      receipt.differentTarget += 1
      if policy == .keepOld {
        receipt.read += 1
        return
      }
      for unit in old {
        try db.execute(
          sql: "UPDATE unit SET review = 'rejected' WHERE id = ?", arguments: [unit.id])
      }
    }
    _ = try place(pair, name: name)
  }

  /// Ends the import and writes down what it came to.
  consuming func finish() throws -> ImportReceipt {
    try finishUnits()
    receipt.seconds = Date().timeIntervalSince(start)
    if try leavesTrace() {
      receipt.id = importID
      try vouch()
      try watch?.finish(header: header, receipt)
    } else {
      try watch?.cancel()
    }
    return receipt
  }

  private func leavesTrace() throws -> Bool {
    guard receipt.addedOccurrences == 0 else { return true }
    let sql = "SELECT 1 FROM alignment WHERE import_id = ?"
    return try Int.fetchOne(db, sql: sql, arguments: [importID]) != nil
  }

  /// Writes down which occurrences of other imports this one brought again, so that they stay when those
  /// are undone.
  private func vouch() throws {
    guard !known.isEmpty else { return }
    let statement = try db.makeStatement(
      sql: """
        INSERT OR IGNORE INTO same_occurrence (occurrence_id, import_id)
        SELECT id, ?1 FROM occurrence WHERE unit_id = ?2 AND identity = ?3 AND import_id <> ?1
        """)
    for (unit, occurrence) in known {
      try statement.execute(arguments: [importID, unit, occurrence])
    }
  }
}
