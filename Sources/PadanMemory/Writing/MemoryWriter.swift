import FoundationEssentials
import GRDB
public import PadanModel
import PadanText

/// Adds pairs and alignments inside one transaction (`Memory.transaction`).
public struct MemoryWriter: ~Copyable {
  /// The properties and notes in the header of the file that is read. They are stored with the
  /// import, and exports write them again.
  public var header: [Provenance.Property] = []
  /// The connection of the transaction.
  let db: Database
  /// The number of the import to which added occurrences belong.
  var importID: Int64
  /// What was added so far.
  private(set) var receipt = ImportReceipt()
  private var units: UnitWriter
  private let policy: DifferentTargetPolicy
  private let start = Date()
  /// The occurrences that were offered and that the memory had already.
  private var known: [(unit: Int64, occurrence: Int64)] = []
  /// Records changes for undo; `nil` if the writer continues an earlier import.
  private let watch: ImportWatch?

  /// Begins an import.
  ///
  /// - Parameters:
  ///   - origin: Where the pairs come from.
  ///   - policy: What happens to a new pair whose source the memory has with another target.
  ///   - most: How many units the first import of a memory keeps in memory (`FirstUnits`).
  /// - Throws: `DatabaseError`.
  init(
    _ db: Database, origin: String, policy: DifferentTargetPolicy = .keepBoth,
    remembering most: Int = 2_000_000
  ) throws {
    try db.execute(
      sql: "INSERT INTO import (origin, started_at) VALUES (?, ?)",
      arguments: [origin, Date().seconds])
    let importID = db.lastInsertedRowID
    let watch = try ImportWatch(db, importID: importID)
    // The other policies look units up by their source, for which they need the index.
    let units = try UnitWriter(db, first: policy == .keepBoth ? FirstUnits(db, most: most) : nil)
    self.init(db, importID, units, policy: policy, watch: watch)
  }

  /// Continues an earlier import.
  ///
  /// - Throws: `DatabaseError`.
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

  /// Adds one pair.
  ///
  /// If the memory has the unit, only the occurrence is added; if it has the occurrence too,
  /// nothing is. U+0000, which a text column cannot hold, is stored as U+FFFD.
  ///
  /// - Precondition: Neither text is empty.
  /// - Parameters:
  ///   - pair: The pair.
  ///   - name: The pair's name in its exchange file (TMX `tuid`).
  /// - Throws: `DatabaseError`, from which `Memory.transaction` makes a `MemoryError`.
  public mutating func add(_ pair: TranslationPair, name: String? = nil) throws {
    if policy == .keepBoth { _ = try place(pair, name: name) } else { try offer(pair, name: name) }
  }

  /// Counts items that were read and are not added.
  public mutating func skip(_ count: Int = 1) { receipt.skipped += count }

  /// Adds one pair.
  ///
  /// - Returns: The number of its occurrence, whether it is new or not.
  /// - Throws: `RowDamage`, `DatabaseError`.
  mutating func occurrence(of pair: TranslationPair, name: String? = nil) throws -> Int64 {
    // The query below needs the index of occurrences.
    if !units.isIndexed { try finishUnits() }
    let placement = try place(pair, name: name)
    if placement.isNewOccurrence { return db.lastInsertedRowID }
    let known = try db.cachedStatement(
      sql: "SELECT id FROM occurrence WHERE unit_id = ? AND identity = ?")
    let id = try Int64.fetchOne(known, arguments: [placement.unit, placement.occurrence])
    guard let id else { throw RowDamage(table: "occurrence", row: nil, column: "identity") }
    return id
  }

  /// The number of a direction, which is added if the memory does not have it.
  mutating func direction(from source: LanguageTag, to target: LanguageTag) throws -> Int64 {
    try units.direction(from: source, to: target)
  }

  /// Adds a pair as a unit and an occurrence, and counts what was new.
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

  /// Creates the identity indexes after a first import, and counts its units with the same source.
  private mutating func finishUnits() throws { receipt.differentTarget += try units.finish() }

  /// Adds a pair under the policies `keepOld` and `keepNew`.
  ///
  /// Only units from before the import count as old: the pairs of one import do not replace each
  /// other.
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

  /// Ends the import and stores its receipt.
  ///
  /// - Throws: `DatabaseError`.
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

  /// Whether the import added an occurrence or an alignment.
  private func leavesTrace() throws -> Bool {
    guard receipt.addedOccurrences == 0 else { return true }
    let sql = "SELECT 1 FROM alignment WHERE import_id = ?"
    return try Int.fetchOne(db, sql: sql, arguments: [importID]) != nil
  }

  /// Records which occurrences of other imports this import contained too. When those imports are
  /// undone, the occurrences stay and belong to this one.
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
