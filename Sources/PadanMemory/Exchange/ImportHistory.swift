public import FoundationEssentials
import GRDB

/// What one import, alignment or entry by hand brought into a memory.
public struct ImportRecord: Hashable, Sendable {
  public var id: Int64
  /// A file's path, or the command.
  public var origin: String
  public var startedAt: Date
  /// How many occurrences of units came with it and are still there.
  public var occurrences: Int
  /// What it came to when it was made; `nil` where an earlier version of Padan did not write that down.
  public var receipt: ImportReceipt?
}

/// What taking an import back did.
public struct UndoReceipt: Hashable, Sendable {
  public var record: ImportRecord
  public var removedUnits: Int
  public var removedOccurrences: Int
  /// Those that another import brought as well, and that stay as its own.
  public var keptOccurrences: Int
  /// Units that the import had changed, and that are as they were.
  public var restoredUnits: Int
}

extension Memory {
  /// All imports that are not undone, the latest first.
  ///
  /// - Throws: `MemoryError`.
  public func imports() throws -> [ImportRecord] {
    try read { db in
      try Row.fetchAll(db, sql: ImportRecord.query + " ORDER BY import.id DESC").map {
        try ImportRecord($0)
      }
    }
  }

  /// Takes an import back: what only it brought is gone, what it changed in other units is as it was,
  /// unless something changed it since. What a later import brought as well stays, as that one's. The
  /// memory is then as if the import had not been.
  ///
  /// - Parameter id: The import's number; `nil` is the latest.
  /// - Returns: `nil` where there is no such import.
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

  /// Gives the occurrences of an import that others brought as well to the first of those, with what it
  /// changed in their units.
  ///
  /// - Returns: How many there are.
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

  /// Gives units the values that an import changed, each where it is still what the import made it.
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

  /// The records, each with how many occurrences are still there behind it.
  fileprivate static let query = """
    SELECT \(selection), coalesce(size, 0)
    FROM import LEFT JOIN (SELECT import_id, count(*) AS size FROM occurrence GROUP BY import_id)
      ON import_id = import.id
    """

  fileprivate init(_ row: Row) throws {
    try self.init(row, from: 0)
    occurrences = row[Self.columns.count] ?? 0
  }

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
  /// What `padan imports` shows and `padan undo` needs.
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

  /// Which imports brought what another had brought before them.
  static let sameOccurrences = """
    CREATE TABLE same_occurrence (
      occurrence_id INTEGER NOT NULL REFERENCES occurrence(id) ON DELETE CASCADE,
      import_id INTEGER NOT NULL,
      PRIMARY KEY (occurrence_id, import_id)
    ) STRICT, WITHOUT ROWID;
    """

  /// What files say of the whole of themselves, so that an export says it again.
  static let importHeaders = """
    ALTER TABLE import ADD COLUMN header TEXT;  -- remarks as JSON, as an occurrence's; NULL where none
    -- Its occurrences are among those of these numbers; NULL where there is no header.
    ALTER TABLE import ADD COLUMN first_occurrence INTEGER;
    ALTER TABLE import ADD COLUMN last_occurrence INTEGER;
    """
}
