/// The tables of the concordance.
extension Schema {
  /// The concordance (schema 15): one row, the words of all texts with their numbers, the lists of units
  /// that have them, and the units whose text has changed since. It is a copy: whatever happens to it, no
  /// unit is lost.
  static let concordance = """
    CREATE TABLE concordance (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      last_unit INTEGER NOT NULL,     -- units up to this number are in it
      stale INTEGER NOT NULL          -- units in it that are gone or have another text
    ) STRICT;
    INSERT INTO concordance (id, last_unit, stale) VALUES (1, 0, 0);

    CREATE TABLE concordance_word (
      word TEXT PRIMARY KEY,          -- case-folded, at most 64 bytes
      id INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    \(MatchIndex.creation(ofTable: Concordance.listTable));

    CREATE TABLE concordance_pending (unit_id INTEGER PRIMARY KEY) STRICT;

    \(concordanceTriggers)
    """

  /// The triggers that keep it true when units are deleted or edited. They belong to the table `unit`, so
  /// a migration that replaces that table creates them again.
  static let concordanceTriggers = """
    -- SQLite may give the number of the last unit to another one when it is gone.
    CREATE TRIGGER concordance_unit_deleted AFTER DELETE ON unit BEGIN
      UPDATE concordance SET stale = stale + 1 WHERE last_unit >= old.id;
      UPDATE concordance SET last_unit = (SELECT coalesce(max(id), 0) FROM unit)
        WHERE last_unit > (SELECT coalesce(max(id), 0) FROM unit);
    END;

    CREATE TRIGGER concordance_unit_edited AFTER UPDATE OF source, target ON unit
      WHEN old.source <> new.source OR old.target <> new.target BEGIN
      UPDATE concordance SET stale = stale + 1 WHERE last_unit >= old.id;
      INSERT OR IGNORE INTO concordance_pending
        SELECT new.id FROM concordance WHERE last_unit >= new.id;
    END;
    """
}
