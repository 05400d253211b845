/// Later forms of the tables `unit` and `occurrence`.
extension Schema {
  /// Names of 64 bits instead of 128, and one index over the source's key and the unit's name
  /// (schema 5). They take a third of the space, and half of the time that an import spends on
  /// names.
  static let smallerIdentities = """
    CREATE TABLE new_unit (
      id INTEGER PRIMARY KEY,
      direction_id INTEGER NOT NULL REFERENCES direction(id),
      group_id INTEGER,               -- units of one translation unit with several variants
      source TEXT NOT NULL CHECK (source <> ''),
      target TEXT NOT NULL CHECK (target <> ''),
      source_codes TEXT,              -- inline codes as JSON; NULL where there are none
      target_codes TEXT,
      source_key INTEGER NOT NULL,    -- 64 bits of the source's match key
      identity INTEGER NOT NULL,      -- 64 bits of the languages, texts and codes
      imported_usage INTEGER NOT NULL DEFAULT 0 CHECK (imported_usage >= 0),
      review TEXT NOT NULL DEFAULT 'unreviewed'
        CHECK (review IN ('unreviewed', 'approved', 'rejected')),
      reviewed_by TEXT,
      reviewed_at INTEGER,
      changed_at INTEGER NOT NULL     -- when the unit was last added or changed
    ) STRICT;
    INSERT INTO new_unit
      SELECT id, direction_id, group_id, source, target, source_codes, target_codes, source_key,
        first_eight_bytes(identity), imported_usage, review, reviewed_by, reviewed_at, changed_at
      FROM unit ORDER BY id;
    DROP TABLE unit;
    ALTER TABLE new_unit RENAME TO unit;
    CREATE UNIQUE INDEX unit_identity ON unit(source_key, identity);

    CREATE TABLE new_occurrence (
      id INTEGER PRIMARY KEY,
      unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
      import_id INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
      identity INTEGER NOT NULL,      -- 64 bits of all below, and the unit
      name TEXT,                      -- what an exchange file called it (tuid)
      document TEXT,
      paragraph INTEGER CHECK (paragraph >= 0),
      sentence INTEGER CHECK (sentence >= 0),
      previous_source TEXT,
      next_source TEXT,
      bead_kind TEXT,
      confidence REAL CHECK (confidence BETWEEN 0 AND 1),
      is_crossing INTEGER NOT NULL DEFAULT 0 CHECK (is_crossing IN (0, 1)),
      created_at INTEGER,
      created_by TEXT,
      creation_tool TEXT,
      changed_at INTEGER,
      changed_by TEXT,
      properties TEXT                 -- remarks of other tools as JSON pairs; NULL where none
    ) STRICT;
    INSERT INTO new_occurrence
      SELECT id, unit_id, import_id, first_eight_bytes(identity), name, document, paragraph,
        sentence, previous_source, next_source, bead_kind, confidence, is_crossing, created_at,
        created_by, creation_tool, changed_at, changed_by, properties
      FROM occurrence ORDER BY id;
    DROP TABLE occurrence;
    ALTER TABLE new_occurrence RENAME TO occurrence;
    CREATE UNIQUE INDEX occurrence_identity ON occurrence(unit_id, identity);
    CREATE INDEX occurrence_import ON occurrence(import_id);
    """

  /// Tables that cost an import less time (schema 7).
  ///
  /// SQLite fills a temporary table for each row to check a value against a list of three, so the
  /// check is written with `OR`. The index of occurrences by import goes, because only the import
  /// history would use it. The foreign key to the import goes too: only undo deletes imports, and
  /// it deletes their occurrences.
  static let cheaperRows = """
    CREATE TABLE new_unit (
      id INTEGER PRIMARY KEY,
      direction_id INTEGER NOT NULL REFERENCES direction(id),
      group_id INTEGER,               -- units of one translation unit with several variants
      source TEXT NOT NULL CHECK (source <> ''),
      target TEXT NOT NULL CHECK (target <> ''),
      source_codes TEXT,              -- inline codes as JSON; NULL where there are none
      target_codes TEXT,
      source_key INTEGER NOT NULL,    -- 64 bits of the source's match key
      identity INTEGER NOT NULL,      -- 64 bits of the languages, texts and codes
      imported_usage INTEGER NOT NULL DEFAULT 0 CHECK (imported_usage >= 0),
      review TEXT NOT NULL DEFAULT 'unreviewed'
        CHECK (review = 'unreviewed' OR review = 'approved' OR review = 'rejected'),
      reviewed_by TEXT,
      reviewed_at INTEGER,
      changed_at INTEGER NOT NULL     -- when the unit was last added or changed
    ) STRICT;
    INSERT INTO new_unit
      SELECT id, direction_id, group_id, source, target, source_codes, target_codes, source_key,
        identity, imported_usage, review, reviewed_by, reviewed_at, changed_at
      FROM unit ORDER BY id;
    DROP TABLE unit;
    ALTER TABLE new_unit RENAME TO unit;

    CREATE TABLE new_occurrence (
      id INTEGER PRIMARY KEY,
      unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
      import_id INTEGER NOT NULL,
      identity INTEGER NOT NULL,      -- 64 bits of all below, and the unit
      name TEXT,                      -- what an exchange file called it (tuid)
      document TEXT,
      paragraph INTEGER CHECK (paragraph >= 0),
      sentence INTEGER CHECK (sentence >= 0),
      previous_source TEXT,
      next_source TEXT,
      bead_kind TEXT,
      confidence REAL CHECK (confidence BETWEEN 0 AND 1),
      is_crossing INTEGER NOT NULL DEFAULT 0 CHECK (is_crossing IN (0, 1)),
      created_at INTEGER,
      created_by TEXT,
      creation_tool TEXT,
      changed_at INTEGER,
      changed_by TEXT,
      properties TEXT                 -- remarks of other tools as JSON pairs; NULL where none
    ) STRICT;
    INSERT INTO new_occurrence
      SELECT id, unit_id, import_id, identity, name, document, paragraph, sentence,
        previous_source, next_source, bead_kind, confidence, is_crossing, created_at, created_by,
        creation_tool, changed_at, changed_by, properties
      FROM occurrence ORDER BY id;
    DROP TABLE occurrence;
    ALTER TABLE new_occurrence RENAME TO occurrence;

    -- Texts of the index that are in the list of recent ones, and not in those of their tokens.
    ALTER TABLE match_index ADD COLUMN recent INTEGER NOT NULL DEFAULT 0;

    """ + identityIndexes + matchTriggers

  /// The indexes by which an import finds the units and occurrences that the memory has already.
  static let identityIndexes = """
    CREATE UNIQUE INDEX unit_identity ON unit(source_key, identity);
    CREATE UNIQUE INDEX occurrence_identity ON occurrence(unit_id, identity);

    """
}
