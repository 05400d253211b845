import FoundationEssentials
import GRDB
public import PadanModel
import PadanText

/// What happens to a new pair whose source the memory has with another target.
public enum DifferentTargetPolicy: String, CaseIterable, Sendable {
  /// Both answer lookups.
  case keepBoth = "keep-both"
  /// The new pair is not taken.
  case keepOld = "keep-old"
  /// The new pair is taken; the old ones are marked as rejected and answer no more.
  case keepNew = "keep-new"
}

extension Memory {
  /// Runs an import as one transaction and writes down what it came to, so that it can be undone. An
  /// error that `body` throws rolls everything back; an import that brings nothing leaves no trace.
  ///
  /// - Parameters:
  ///   - isTrial: Everything is done, counted, and rolled back.
  ///   - body: Hands pairs to the importer and returns how many things it left out.
  /// - Returns: The counts, and the import's number where it left a trace.
  /// - Throws: `MemoryError`, and whatever `body` throws.
  public func importAll(
    origin: String, onDifferent policy: DifferentTargetPolicy = .keepBoth, isTrial: Bool = false,
    _ body: (inout MemoryImporter) throws -> Int
  ) throws -> (counts: ImportCounts, id: Int64?) {
    var trial: ImportCounts?
    do {
      return try write { db in
        let started = Date()
        try db.execute(
          sql: "INSERT INTO import (origin, started_at) VALUES (?, ?)",
          arguments: [origin, started.seconds])
        let id = db.lastInsertedRowID
        try db.execute(sql: MemoryImporter.watch)
        var importer = try MemoryImporter(db: db, id: id, policy: policy)
        importer.counts.skipped = try body(&importer)
        try importer.writer.finish()
        let counts = importer.finalCounts(since: started)
        if isTrial {
          trial = counts
          throw TrialEnd()
        }
        try db.execute(sql: "DROP TRIGGER temp.import_watch")
        try importer.finish(counts)
        return (counts, counts.added > 0 ? id : nil)
      }
    } catch is TrialEnd {
      return (trial!, nil)
    }
  }

  /// What rolls a trial back.
  private struct TrialEnd: Error {}
}

/// Adds the pairs of one import inside its transaction.
public struct MemoryImporter {
  var counts = ImportCounts()
  /// What the head of the file says of the whole.
  public var header: [Provenance.Property] = []
  fileprivate var writer: MemoryWriter
  private let db: Database
  private let id: Int64
  private let policy: DifferentTargetPolicy
  /// Units up to this number were there before the import.
  private let lastOldUnit: Int64
  private let lastOldOccurrence: Int64
  private let rivals: Statement

  init(db: Database, id: Int64, policy: DifferentTargetPolicy) throws {
    self.db = db
    self.id = id
    self.policy = policy
    // The other policies ask for units by their source.
    let first = policy == .keepBoth ? try FirstUnits(db) : nil
    writer = try MemoryWriter(db: db, importID: id, first: first)
    lastOldUnit = try Int64.fetchOne(db, sql: "SELECT max(id) FROM unit") ?? 0
    lastOldOccurrence = try Int64.fetchOne(db, sql: "SELECT max(id) FROM occurrence") ?? 0
    rivals = try db.makeStatement(
      sql: """
        SELECT \(StoredUnit.selection) FROM unit JOIN direction ON direction.id = direction_id
        WHERE source_key = ? AND unit.id <= ? AND source_language = ? AND target_language = ?
          AND review <> 'rejected'
        """)
  }

  /// Offers one pair.
  ///
  /// - Precondition: Neither text is empty.
  /// - Throws: `DatabaseError`, which the memory turns into a `MemoryError`.
  public mutating func add(_ pair: TranslationPair, name: String? = nil) throws {
    guard policy != .keepBoth else {
      try writer.add(pair, name: name)
      return
    }
    var identity = Identity()
    let key = identity.key(ofMatchKey: TextForm.matchKey(of: pair.source.text))
    let old = try Row.fetchAll(
      rivals,
      arguments: [
        key, lastOldUnit, pair.source.language.description, pair.target.language.description,
      ]
    ).map { try StoredUnit($0) }
    let hasSame = old.contains { $0.target.utf8.elementsEqual(pair.target.text.utf8) }
    if !old.isEmpty, !hasSame {
      counts.different += 1
      if policy == .keepOld {
        counts.read += 1
        return
      }
      for unit in old {
        try db.execute(
          sql: "UPDATE unit SET review = 'rejected' WHERE id = ?", arguments: [unit.id])
      }
    }
    try writer.add(pair, name: name)
  }

  func finalCounts(since start: Date) -> ImportCounts {
    var counts = counts
    let receipt = writer.receipt
    counts.read += receipt.read
    counts.added = receipt.addedOccurrences
    counts.addedUnits = receipt.addedUnits
    counts.same = receipt.same
    if policy == .keepBoth { counts.different = receipt.differentTarget }
    counts.seconds = Date().timeIntervalSince(start)
    return counts
  }

  /// Writes down what the import came to.
  func finish(_ counts: ImportCounts) throws {
    guard counts.added > 0 else {
      // What it would have changed in other units it has not: only new occurrences change any.
      try db.execute(sql: "DELETE FROM import WHERE id = ?", arguments: [id])
      return
    }
    try db.execute(
      sql: """
        UPDATE import SET read_count = ?, added_count = ?, same_count = ?, different_count = ?,
          skipped_count = ?, seconds = ?, unit_count = ? WHERE id = ?
        """,
      arguments: [
        counts.read, counts.added, counts.same, counts.different, counts.skipped, counts.seconds,
        counts.addedUnits, id,
      ])
    try writer.vouch()
    if !header.isEmpty {
      try db.execute(
        sql: """
          UPDATE import SET header = ?, first_occurrence = ?,
            last_occurrence = (SELECT max(id) FROM occurrence) WHERE id = ?
          """, arguments: [PropertyJSON.text(of: header), lastOldOccurrence + 1, id])
    }
    try db.execute(
      sql: """
        UPDATE import_change SET new_review = unit.review, new_usage = unit.imported_usage,
          new_changed_at = unit.changed_at
        FROM unit WHERE unit.id = import_change.unit_id AND import_id = ?
        """, arguments: [id])
    // Units of its own are no change: undoing takes them away.
    try db.execute(
      sql: "DELETE FROM import_change WHERE import_id = ? AND unit_id > ?",
      arguments: [id, lastOldUnit])
  }

  /// Keeps the first values of every unit that the open import changes: its row is the latest.
  static let watch = """
    DROP TRIGGER IF EXISTS temp.import_watch;
    CREATE TEMP TRIGGER import_watch AFTER UPDATE OF review, imported_usage, changed_at ON main.unit
    WHEN old.review <> new.review OR old.imported_usage <> new.imported_usage
      OR old.changed_at <> new.changed_at
    BEGIN
      INSERT OR IGNORE INTO import_change
        (import_id, unit_id, old_review, old_usage, old_changed_at)
      VALUES ((SELECT max(id) FROM import), old.id, old.review, old.imported_usage, old.changed_at);
    END;
    """
}
