import GRDB

/// The tables of a memory, as a list of migrations.
enum Schema {
  /// “Padn”: what marks an SQLite file as a memory.
  static let applicationID = 0x5061_646E

  /// A released migration is never edited: a change of mind is a new one.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: units and occurrences") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: firstSchema)
    }
    migrator.registerMigration("2: the memory's own lexicon") { db in
      try db.execute(sql: lexiconSchema)
    }
    return migrator
  }

  private static let firstSchema = """
    -- A source and a target language. Units refer to it: a memory holds few pairs and many units.
    CREATE TABLE direction (
      id INTEGER PRIMARY KEY,
      source_language TEXT NOT NULL CHECK (source_language <> ''),
      target_language TEXT NOT NULL CHECK (target_language <> ''),
      UNIQUE (source_language, target_language)
    ) STRICT;

    -- What one import, alignment or entry by hand brought in.
    CREATE TABLE import (
      id INTEGER PRIMARY KEY,
      origin TEXT NOT NULL,           -- a file's path, or the command
      started_at INTEGER NOT NULL     -- seconds since 1970, UTC
    ) STRICT;

    -- One source and one target text, once for each difference in text, codes or languages.
    CREATE TABLE unit (
      id INTEGER PRIMARY KEY,
      direction_id INTEGER NOT NULL REFERENCES direction(id),
      group_id INTEGER,               -- units of one translation unit with several variants
      source TEXT NOT NULL CHECK (source <> ''),
      target TEXT NOT NULL CHECK (target <> ''),
      source_codes TEXT,              -- inline codes as JSON; NULL where there are none
      target_codes TEXT,
      identity BLOB NOT NULL UNIQUE CHECK (length(identity) = 16),  -- of all the above but group_id
      source_key INTEGER NOT NULL,    -- 64 bits of the source's match key: what exact lookup finds
      target_key INTEGER NOT NULL,    -- the same of the target, for lookup the other way
      imported_usage INTEGER NOT NULL DEFAULT 0 CHECK (imported_usage >= 0),
      review TEXT NOT NULL DEFAULT 'unreviewed'
        CHECK (review IN ('unreviewed', 'approved', 'rejected')),
      reviewed_by TEXT,
      reviewed_at INTEGER,
      changed_at INTEGER NOT NULL     -- when the unit was last added or changed
    ) STRICT;
    CREATE INDEX unit_source_key ON unit(source_key);

    -- Each place a unit was met at, with everything that is known of it.
    CREATE TABLE occurrence (
      id INTEGER PRIMARY KEY,
      unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
      import_id INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
      identity BLOB NOT NULL UNIQUE CHECK (length(identity) = 16),  -- of all below, and the unit
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
    CREATE INDEX occurrence_unit ON occurrence(unit_id);
    CREATE INDEX occurrence_import ON occurrence(import_id);
    """

  private static let lexiconSchema = """
    -- One word or phrase and one translation of it, as one origin gives it.
    CREATE TABLE lexicon_entry (
      id INTEGER PRIMARY KEY,
      source_language TEXT NOT NULL CHECK (source_language <> ''),
      target_language TEXT NOT NULL CHECK (target_language <> ''),
      source TEXT NOT NULL CHECK (source <> ''),    -- case-folded
      target TEXT NOT NULL CHECK (target <> ''),    -- case-folded
      strength REAL NOT NULL CHECK (strength > 0 AND strength <= 1),
      origin TEXT NOT NULL,                         -- a file's path, or 'learnt'
      UNIQUE (source_language, target_language, origin, source, target)
    ) STRICT;
    """
}
