/// The tables of the history.
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

  /// One history of all that changes a memory (schema 10): imports become steps among others.
  ///
  /// Numbers that the journal keeps are given once only. `AUTOINCREMENT` ensures that; for units
  /// and occurrences, of which an import inserts many, each step keeps the largest number.
  static let oneHistory = """
    ALTER TABLE import RENAME TO step;
    ALTER TABLE step ADD COLUMN kind TEXT NOT NULL DEFAULT 'import';
    ALTER TABLE step ADD COLUMN person TEXT;
    ALTER TABLE step ADD COLUMN undoes INTEGER;          -- the step that this one undid
    ALTER TABLE step ADD COLUMN undone_by INTEGER;       -- NULL: in force
    ALTER TABLE step ADD COLUMN changed_units INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE step ADD COLUMN removed_units INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE step ADD COLUMN removed_occurrences INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE step ADD COLUMN withdrawn_count INTEGER NOT NULL DEFAULT 0;
    -- The largest numbers of a unit and an occurrence that there were until the step's end.
    ALTER TABLE step ADD COLUMN greatest_unit INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE step ADD COLUMN greatest_occurrence INTEGER NOT NULL DEFAULT 0;
    UPDATE step SET kind = CASE WHEN origin = 'add' THEN 'add'
      WHEN origin GLOB 'align *' THEN 'align' ELSE 'import' END;

    -- What a step changed in rows that were there before it, and which rows it inserted. No
    -- foreign keys: rows go.
    CREATE TABLE step_change (
      id INTEGER PRIMARY KEY,
      step_id INTEGER NOT NULL,
      part TEXT NOT NULL,       -- a table, for whole rows; or some of its columns: JournaledTable
      row_id INTEGER,           -- NULL in tables without numbers
      unit_id INTEGER,          -- the unit that the row concerns
      old ANY,                  -- one value, or several packed: PackedRow
      new ANY                   -- NULL: the row was deleted; of a new row its or the last number
    ) STRICT;
    INSERT INTO step_change (step_id, part, row_id, unit_id, old, new)
      SELECT import_id, 'unit.review', unit_id, unit_id,
        packed(old_review, reviewed_by, reviewed_at), packed(new_review, reviewed_by, reviewed_at)
      FROM import_change JOIN unit ON unit.id = unit_id WHERE old_review <> new_review;
    INSERT INTO step_change (step_id, part, row_id, unit_id, old, new)
      SELECT import_id, 'unit.usage', unit_id, unit_id, old_usage, new_usage
      FROM import_change WHERE old_usage <> new_usage;
    INSERT INTO step_change (step_id, part, row_id, unit_id, old, new)
      SELECT import_id, 'unit.changed', unit_id, unit_id, old_changed_at, new_changed_at
      FROM import_change WHERE old_changed_at <> new_changed_at;
    DROP TABLE import_change;
    CREATE INDEX step_change_step ON step_change(step_id);

    CREATE TABLE new_alignment (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      direction_id INTEGER NOT NULL REFERENCES direction(id),
      import_id INTEGER NOT NULL,     -- the step that saved it last
      document TEXT NOT NULL,
      identity BLOB NOT NULL UNIQUE CHECK (length(identity) = 16)  -- of languages, name and segments
    ) STRICT;
    INSERT INTO new_alignment SELECT id, direction_id, import_id, document, identity FROM alignment;
    DROP TABLE alignment;
    ALTER TABLE new_alignment RENAME TO alignment;
    CREATE INDEX alignment_import ON alignment(import_id);
    CREATE INDEX alignment_document ON alignment(document);

    CREATE TABLE new_bead (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      alignment_id INTEGER NOT NULL REFERENCES alignment(id) ON DELETE CASCADE,
      occurrence_id INTEGER REFERENCES occurrence(id) ON DELETE SET NULL,  -- where both sides have text
      source_start INTEGER NOT NULL CHECK (source_start >= 0),
      source_end INTEGER NOT NULL CHECK (source_end >= source_start),
      target_start INTEGER NOT NULL CHECK (target_start >= 0),
      target_end INTEGER NOT NULL CHECK (target_end >= target_start),
      confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),  -- 1 where a person decided
      is_crossing INTEGER NOT NULL CHECK (is_crossing IN (0, 1)),
      CHECK (source_end > source_start OR target_end > target_start)
    ) STRICT;
    INSERT INTO new_bead
      SELECT id, alignment_id, occurrence_id, source_start, source_end, target_start, target_end,
        confidence, is_crossing
      FROM bead;
    DROP TABLE bead;
    ALTER TABLE new_bead RENAME TO bead;
    CREATE INDEX bead_alignment ON bead(alignment_id);
    CREATE INDEX bead_occurrence ON bead(occurrence_id);

    CREATE TABLE new_decision (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      direction_id INTEGER NOT NULL REFERENCES direction(id),
      verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'dropped')),
      source_keys BLOB NOT NULL,        -- 64 bits of the hash of each segment's match key, in order
      target_keys BLOB NOT NULL,
      first_key INTEGER NOT NULL,       -- the first of them: what an alignment asks for
      neighbor_keys BLOB NOT NULL CHECK (length(neighbor_keys) = 32),  -- before and after, each side
      source_position INTEGER NOT NULL,
      target_position INTEGER NOT NULL,
      is_crossing INTEGER NOT NULL CHECK (is_crossing IN (0, 1)),
      reviewer TEXT,
      decided_at INTEGER NOT NULL       -- seconds since 1970, UTC
    ) STRICT;
    INSERT INTO new_decision SELECT * FROM decision;
    DROP TABLE decision;
    ALTER TABLE new_decision RENAME TO decision;
    CREATE INDEX decision_first_key ON decision(first_key);

    CREATE TABLE new_lexicon_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source_language TEXT NOT NULL CHECK (source_language <> ''),
      target_language TEXT NOT NULL CHECK (target_language <> ''),
      source TEXT NOT NULL CHECK (source <> ''),    -- case-folded
      target TEXT NOT NULL CHECK (target <> ''),    -- case-folded
      strength REAL NOT NULL CHECK (strength > 0 AND strength <= 1),
      origin TEXT NOT NULL,                         -- a file's path, or 'learnt'
      UNIQUE (source_language, target_language, origin, source, target)
    ) STRICT;
    INSERT INTO new_lexicon_entry
      SELECT id, source_language, target_language, source, target, strength, origin
      FROM lexicon_entry;
    DROP TABLE lexicon_entry;
    ALTER TABLE new_lexicon_entry RENAME TO lexicon_entry;
    """
}
