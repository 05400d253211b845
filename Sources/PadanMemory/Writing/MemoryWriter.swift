import FoundationEssentials
import GRDB
public import PadanModel
import PadanText

/// Adds pairs and alignments inside one transaction (`Memory.transaction`).
public struct MemoryWriter: ~Copyable {
  /// The properties and notes in the header of the file that is read. They are stored with the
  /// import, and exports write them again.
  public var header: [Provenance.Property] = []
  /// Whether a unit that one verdict approves and another one rejects becomes rejected, whichever comes first.
  package var rejectsContradicted: Bool {
    get { units.rejectsContradicted }
    set { units.rejectsContradicted = newValue }
  }
  /// The connection of the transaction.
  let db: Database
  /// The number of the step to which added occurrences belong.
  let importID: Int64
  /// What was added so far.
  var receipt = ImportReceipt()
  private var units: UnitWriter
  private var namer = PairNamer()
  private let policy: DifferentTargetPolicy
  private let start = Date()
  /// The occurrences that were offered and that the memory had already.
  private var known: [(unit: Int64, occurrence: Int64)] = []
  /// Notes changes for undo; `nil` if the writer is part of another step.
  let journal: Journal?

  /// Begins an import, alignment or entry by hand.
  ///
  /// - Parameters:
  ///   - kind: What the step does.
  ///   - origin: Where the pairs come from.
  ///   - person: Who adds them; `nil` if it is not known.
  ///   - policy: What happens to a new pair whose source the memory has with another target.
  ///   - most: How many units the first import of a memory keeps in memory (`FirstUnits`).
  /// - Throws: `DatabaseError`.
  init(
    _ db: Database, _ kind: HistoryStep.Kind = .import, origin: String, person: String? = nil,
    policy: DifferentTargetPolicy = .keepBoth, remembering most: Int = 2_000_000
  ) throws {
    let journal = try Journal(db, kind, origin: origin, person: person)
    // The other policies look units up by their source, for which they need the index.
    let units = try UnitWriter(db, first: policy == .keepBoth ? FirstUnits(db, most: most) : nil)
    self.init(db, journal.step, units, policy: policy, journal: journal)
  }

  /// Adds pairs as part of another step.
  ///
  /// - Throws: `DatabaseError`.
  init(_ db: Database, partOf step: Int64) throws {
    try self.init(db, step, UnitWriter(db), policy: .keepBoth, journal: nil)
  }

  private init(
    _ db: Database, _ step: Int64, _ units: UnitWriter, policy: DifferentTargetPolicy,
    journal: Journal?
  ) {
    self.db = db
    importID = step
    self.units = units
    self.policy = policy
    self.journal = journal
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
    try add(namer.named(pair, name: name))
  }

  /// Adds one pair that has its names already; see `add(_:name:)`.
  package mutating func add(_ pair: NamedPair) throws {
    if policy == .keepBoth { _ = try place(pair) } else { try offer(pair) }
  }

  /// Adds terms of a pair of languages; see `Memory.add(_:from:to:origin:replacing:person:)`.
  package func add(
    _ terms: [Term], from source: LanguageTag, to target: LanguageTag, origin: String
  ) throws -> TermReceipt {
    try TermRows(db).add(
      terms, [source.description, target.description], origin: origin.shownPath)
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
    let placement = try place(namer.named(pair, name: name))
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
  private mutating func place(_ pair: NamedPair) throws -> UnitWriter.Placement {
    receipt.read += 1
    if units.isFull { try finishUnits() }
    let placement = try units.place(pair, importID: importID)
    receipt.addedUnits += placement.isNewUnit ? 1 : 0
    if policy == .keepBoth, placement.hasRival { receipt.differentTarget += 1 }
    if placement.isContradicted { receipt.contradicted.insert(placement.unit) }
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
  private mutating func offer(_ named: NamedPair) throws {
    let pair = named.pair
    let direction = try direction(from: pair.source.language, to: pair.target.language)
    let old = try StoredUnit.all(
      db, "WHERE source_key = ? AND id <= ? AND direction_id = ? AND review <> 'rejected'",
      arguments: [named.sourceKey, journal?.lastUnit ?? 0, direction])
    let hasSame = old.contains { $0.target.utf8.elementsEqual(pair.target.text.utf8) }
    if !old.isEmpty, !hasSame {
      receipt.differentTarget += 1
      if policy == .keepOld {
        receipt.read += 1
        return
      }
      for unit in old {
        if unit.review == .approved { receipt.replacedApproved += 1 }
        _ = try Memory.review(unit.id, as: .rejected, reviewer: nil, date: start, db)
      }
    }
    _ = try place(named)
  }

  /// Ends the import and stores its receipt.
  ///
  /// - Throws: `DatabaseError`.
  consuming func finish() throws -> ImportReceipt {
    try finishUnits()
    // A clock that is set meanwhile gives any number.
    receipt.seconds = min(max(0, Date().timeIntervalSince(start)), Double.mostStored)
    guard let journal else { return receipt }
    let hasAdded = try hasAdded()
    if try hasAdded || journal.hasChanges() { try vouch() }
    guard try journal.finish(hasAdded: hasAdded) else { return receipt }
    receipt.id = importID
    try store(header, since: journal)
    return receipt
  }

  /// Whether the step added an occurrence or an alignment.
  private func hasAdded() throws -> Bool {
    guard receipt.addedOccurrences == 0 else { return true }
    let sql = "SELECT 1 FROM alignment WHERE import_id = ?"
    return try Int.fetchOne(db, sql: sql, arguments: [importID]) != nil
  }

  /// Stores the receipt and the header of the file.
  private func store(_ header: [Provenance.Property], since journal: Journal) throws {
    try db.execute(
      sql: """
        UPDATE step SET read_count = ?, added_count = ?, same_count = ?, different_count = ?,
          skipped_count = ?, seconds = ?, unit_count = ?, withdrawn_count = ? WHERE id = ?
        """,
      arguments: [
        receipt.read, receipt.addedOccurrences, receipt.same, receipt.differentTarget,
        receipt.skipped, receipt.seconds, receipt.addedUnits, receipt.withdrawn, importID,
      ])
    guard !header.isEmpty else { return }
    try db.execute(
      sql: """
        UPDATE step SET header = ?, first_occurrence = ?,
          last_occurrence = (SELECT max(id) FROM occurrence) WHERE id = ?
        """, arguments: [PropertyJSON.text(of: header), journal.lastOccurrence + 1, importID])
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
