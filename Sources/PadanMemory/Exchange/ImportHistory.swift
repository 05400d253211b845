public import FoundationEssentials
import GRDB

/// One import of a memory: a file, an alignment or a pair entered by hand.
public struct ImportRecord: Hashable, Sendable {
  /// The import's number, with which it can be undone.
  public var id: Int64
  /// Where the pairs came from: a file's path, or the name of a command.
  public var origin: String
  /// When the import began.
  public var startedAt: Date
  /// How many of its occurrences the memory still has.
  public var occurrences: Int
  /// What the import added when it was made; `nil` if a version of Padan made it that kept no
  /// receipts.
  public var receipt: ImportReceipt?
}

/// What undoing an import did.
public struct UndoReceipt: Hashable, Sendable {
  /// The import, as it was before.
  public var record: ImportRecord
  /// The number of units that were deleted.
  public var removedUnits: Int
  /// The number of occurrences that were deleted.
  public var removedOccurrences: Int
  /// The number of occurrences that another import contained too. They stay and now belong to that
  /// one.
  public var keptOccurrences: Int
  /// The number of units that the import had changed and that have their earlier values again.
  public var restoredUnits: Int
}

extension Memory {
  /// All imports that were not undone, the latest first.
  ///
  /// - Throws: `MemoryError`.
  public func imports() throws -> [ImportRecord] {
    try read { db in
      try Row.fetchAll(db, sql: ImportRecord.query + " ORDER BY import.id DESC").map {
        try ImportRecord($0)
      }
    }
  }

  /// Undoes an import, so that the memory is as if the import had not been made.
  ///
  /// What only this import contained is deleted. What it changed in other units gets its earlier
  /// value back, unless something changed it again later. What another import contained too stays
  /// and now belongs to that import.
  ///
  /// - Parameter id: The import's number; `nil` for the latest import.
  /// - Returns: `nil` if there is no such import.
  /// - Throws: `MemoryError`.
  public func undo(_ id: Int64? = nil) throws -> UndoReceipt? {
    try write { db in
      let condition = id == nil ? "ORDER BY import.id DESC LIMIT 1" : "WHERE import.id = ?"
      guard
        let row = try Row.fetchOne(
          db, sql: ImportRecord.query + " " + condition,
          arguments: id.map { [$0] } ?? StatementArguments())
      else { return nil }
      let record = try ImportRecord(row)
      let kept = try Self.handOn(record.id, db)
      try db.execute(sql: Self.restoration, arguments: ["id": record.id])
      let restored = db.changesCount
      try db.execute(
        sql: """
          DELETE FROM unit WHERE id IN (SELECT unit_id FROM occurrence WHERE import_id = :id)
            AND NOT EXISTS (SELECT 1 FROM occurrence
              WHERE unit_id = unit.id AND import_id <> :id)
          """, arguments: ["id": record.id])
      let removed = db.changesCount
      try db.execute(sql: "DELETE FROM occurrence WHERE import_id = ?", arguments: [record.id])
      try db.execute(sql: "DELETE FROM import_change WHERE import_id = ?", arguments: [record.id])
      try db.execute(sql: "DELETE FROM import WHERE id = ?", arguments: [record.id])
      return UndoReceipt(
        record: record, removedUnits: removed, removedOccurrences: record.occurrences - kept,
        keptOccurrences: kept, restoredUnits: restored)
    }
  }

  /// Moves the occurrences that other imports contained too from an import to the first of the
  /// others, together with the changes that the import made in their units.
  ///
  /// - Returns: The number of these occurrences.
  private static func handOn(_ id: Int64, _ db: Database) throws -> Int {
    try db.execute(
      sql: """
        CREATE TEMP TABLE handed_on AS
          SELECT occurrence.id AS occurrence_id, unit_id, min(same_occurrence.import_id) AS import_id
          FROM same_occurrence JOIN occurrence ON occurrence.id = occurrence_id
          WHERE occurrence.import_id = :id GROUP BY occurrence.id;
        UPDATE occurrence SET import_id = handed_on.import_id
          FROM handed_on WHERE occurrence.id = occurrence_id;
        UPDATE OR IGNORE import_change SET import_id = handed_on.import_id
          FROM handed_on WHERE import_change.import_id = :id
            AND import_change.unit_id = handed_on.unit_id;
        DELETE FROM same_occurrence WHERE import_id = :id
          OR (occurrence_id, import_id) IN (SELECT occurrence_id, import_id FROM handed_on);
        """, arguments: ["id": id])
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM handed_on") ?? 0
    try db.execute(sql: "DROP TABLE temp.handed_on")
    return count
  }

  /// Gives units their earlier values. A value that was changed again after the import stays.
  private static let restoration = """
    UPDATE unit SET
      review = iif(unit.review = change.new_review, change.old_review, unit.review),
      imported_usage =
        iif(imported_usage = change.new_usage, change.old_usage, imported_usage),
      changed_at = iif(changed_at = change.new_changed_at, change.old_changed_at, changed_at)
    FROM (SELECT * FROM import_change WHERE import_id = :id) AS change
    WHERE unit.id = change.unit_id
    """
}

extension ImportRecord: StoredRecord {
  static let table = "import"
  static let columns = [
    "id", "origin", "started_at", "read_count", "added_count", "same_count", "different_count",
    "skipped_count", "seconds", "unit_count",
  ]

  /// Selects imports, each with the number of its occurrences that are still there.
  fileprivate static let query = """
    SELECT \(selection), coalesce(size, 0)
    FROM import LEFT JOIN (SELECT import_id, count(*) AS size FROM occurrence GROUP BY import_id)
      ON import_id = import.id
    """

  /// Reads a row of `query`.
  fileprivate init(_ row: Row) throws {
    try self.init(.row(row), from: 0)
    occurrences = row[Self.columns.count] ?? 0
  }

  /// Reads a row of `import`. It has no receipt if `read_count` is NULL.
  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    origin = try row.value()
    startedAt = try row.value()
    occurrences = 0
    let read: Int? = try row.value()
    var receipt = ImportReceipt()
    receipt.addedOccurrences = try row.value()
    receipt.same = try row.value()
    receipt.differentTarget = try row.value()
    receipt.skipped = try row.value()
    receipt.seconds = try row.value()
    receipt.addedUnits = try row.value()
    guard let read else { return }
    receipt.id = id
    receipt.read = read
    self.receipt = receipt
  }
}

extension Schema {
  /// The receipts and changes of imports (schema 6), which `undo` needs.
  static let importHistory = """
    ALTER TABLE import ADD COLUMN read_count INTEGER;       -- pairs offered; NULL: by no import
    ALTER TABLE import ADD COLUMN added_count INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN unit_count INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN same_count INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN different_count INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN skipped_count INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN seconds REAL NOT NULL DEFAULT 0;

    -- What an import changed in units that were there before it. No foreign keys: a unit may go.
    CREATE TABLE import_change (
      import_id INTEGER NOT NULL,
      unit_id INTEGER NOT NULL,
      old_review TEXT NOT NULL,
      old_usage INTEGER NOT NULL,
      old_changed_at INTEGER NOT NULL,
      new_review TEXT,
      new_usage INTEGER,
      new_changed_at INTEGER,
      PRIMARY KEY (import_id, unit_id)
    ) STRICT, WITHOUT ROWID;
    """

  /// The occurrences that several imports contained (schema 9), so that undoing one of them keeps
  /// them.
  static let sameOccurrences = """
    CREATE TABLE same_occurrence (
      occurrence_id INTEGER NOT NULL REFERENCES occurrence(id) ON DELETE CASCADE,
      import_id INTEGER NOT NULL,
      PRIMARY KEY (occurrence_id, import_id)
    ) STRICT, WITHOUT ROWID;
    """

  /// The headers of imported files (schema 8), so that an export can write them again.
  static let importHeaders = """
    ALTER TABLE import ADD COLUMN header TEXT;  -- remarks as JSON, as an occurrence's; NULL where none
    -- Its occurrences are among those of these numbers; NULL where there is no header.
    ALTER TABLE import ADD COLUMN first_occurrence INTEGER;
    ALTER TABLE import ADD COLUMN last_occurrence INTEGER;
    """
}
