import GRDB
import PadanModel

/// Records what an import changes in units that existed before it, so that it can be undone.
struct ImportWatch {
  private let db: Database
  private let importID: Int64
  /// The largest number of a unit that existed before the import; 0 for an empty memory.
  let lastUnit: Int64
  /// The largest number of an occurrence that existed before the import.
  private let lastOccurrence: Int64

  /// Starts recording. From now on a temporary trigger saves the first values of every unit that
  /// changes, under the import with the largest number.
  ///
  /// - Precondition: `importID` is the largest number.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, importID: Int64) throws {
    self.db = db
    self.importID = importID
    lastUnit = try Int64.fetchOne(db, sql: "SELECT max(id) FROM unit") ?? 0
    lastOccurrence = try Int64.fetchOne(db, sql: "SELECT max(id) FROM occurrence") ?? 0
    try db.execute(
      sql: """
        DROP TRIGGER IF EXISTS temp.import_watch;
        CREATE TEMP TRIGGER import_watch
        AFTER UPDATE OF review, imported_usage, changed_at ON main.unit
        WHEN old.review <> new.review OR old.imported_usage <> new.imported_usage
          OR old.changed_at <> new.changed_at
        BEGIN
          INSERT OR IGNORE INTO import_change
            (import_id, unit_id, old_review, old_usage, old_changed_at)
          VALUES ((SELECT max(id) FROM import), old.id, old.review, old.imported_usage,
            old.changed_at);
        END;
        """)
  }

  /// Ends an import that added something: stores its receipt, its header and the new values of the
  /// units that it changed.
  ///
  /// - Throws: `DatabaseError`.
  func finish(header: [Provenance.Property], _ receipt: ImportReceipt) throws {
    try stop()
    try db.execute(
      sql: """
        UPDATE import SET read_count = ?, added_count = ?, same_count = ?, different_count = ?,
          skipped_count = ?, seconds = ?, unit_count = ? WHERE id = ?
        """,
      arguments: [
        receipt.read, receipt.addedOccurrences, receipt.same, receipt.differentTarget,
        receipt.skipped, receipt.seconds, receipt.addedUnits, importID,
      ])
    if !header.isEmpty {
      try db.execute(
        sql: """
          UPDATE import SET header = ?, first_occurrence = ?,
            last_occurrence = (SELECT max(id) FROM occurrence) WHERE id = ?
          """, arguments: [PropertyJSON.text(of: header), lastOccurrence + 1, importID])
    }
    try db.execute(
      sql: """
        UPDATE import_change SET new_review = unit.review, new_usage = unit.imported_usage,
          new_changed_at = unit.changed_at
        FROM unit WHERE unit.id = import_change.unit_id AND import_id = ?
        """, arguments: [importID])
    // Undoing the import deletes its own units, so their changes need no record.
    try db.execute(
      sql: "DELETE FROM import_change WHERE import_id = ? AND unit_id > ?",
      arguments: [importID, lastUnit])
  }

  /// Ends an import that added nothing, and deletes every trace of it.
  ///
  /// - Throws: `DatabaseError`.
  func cancel() throws {
    try stop()
    try db.execute(sql: "DELETE FROM import_change WHERE import_id = ?", arguments: [importID])
    try db.execute(sql: "DELETE FROM import WHERE id = ?", arguments: [importID])
  }

  /// Stops recording.
  private func stop() throws { try db.execute(sql: "DROP TRIGGER temp.import_watch") }
}
