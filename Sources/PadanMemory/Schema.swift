import FoundationEssentials
import GRDB

/// The tables of a memory, as a list of migrations.
enum Schema {
  /// The mark of a memory among SQLite files: “Padn” in ASCII (`PRAGMA application_id`).
  static let applicationID = 0x5061_646E

  /// The migrations, in order. A released migration is never edited; a change is a new migration.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: units and occurrences") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: firstSchema)
    }
    migrator.registerMigration("2: the memory's own lexicon") { db in
      try db.execute(sql: lexiconSchema)
    }
    migrator.registerMigration("3: alignments and review") { try $0.execute(sql: reviewSchema) }
    migrator.registerMigration("4: sentence vectors") { try $0.execute(sql: vectorSchema) }
    migrator.registerMigration("5: match index") { db in
      db.add(
        function: DatabaseFunction("first_eight_bytes", argumentCount: 1, pure: true) { values in
          Data.fromDatabaseValue(values[0]).flatMap { bytes in
            guard bytes.count >= 8 else { return nil }
            return bytes.withUnsafeBytes { Int64(littleEndian: $0.loadUnaligned(as: Int64.self)) }
          }
        })
      try db.execute(sql: smallerIdentities)
      try db.execute(sql: matchIndex)
    }
    migrator.registerMigration("6: import history") { db in
      try db.execute(sql: importHistory)
    }
    migrator.registerMigration("7: cheaper rows") { db in
      try db.execute(sql: cheaperRows)
    }
    migrator.registerMigration("8: headers of imported files") { db in
      try db.execute(sql: importHeaders)
    }
    migrator.registerMigration("9: what several imports brought") { db in
      try db.execute(sql: sameOccurrences)
    }
    migrator.registerMigration("10: one history") { db in
      db.add(function: PackedRow.function)
      try db.execute(sql: oneHistory)
    }
    migrator.registerMigration("11: match keys without ignorable characters") { db in
      try leaveIgnorablesOut(of: db)
    }
    migrator.registerMigration("12: better checksums of index rows") { db in
      try renewIndexes(of: db)
    }
    // The next use builds them anew.
    migrator.registerMigration("13: indexes of outlines") { try MatchIndex.removeAll($0) }
    migrator.registerMigration("14: texts without their codes") { try MatchIndex.removeAll($0) }
    migrator.registerMigration("15: the concordance") { try $0.execute(sql: concordance) }
    migrator.registerMigration("16: the termbase") { try $0.execute(sql: termbase) }
    migrator.registerMigration("17: marks of filters") { try $0.execute(sql: qualityMarks) }
    migrator.registerMigration("18: files of documents") { try $0.execute(sql: documentFiles) }
    return migrator
  }

  /// Whether a memory has the present schema.
  ///
  /// - Throws: `MemoryError.newerSchema`; `UnknownSchema`; `DatabaseError`.
  static func isCurrent(_ db: Database, path: String) throws -> Bool {
    let migrator = migrator
    try checkMigrations(db)
    if try migrator.hasBeenSuperseded(db) { throw MemoryError.newerSchema(path) }
    try compare(db, with: migrator)
    return try migrator.hasCompletedMigrations(db)
  }

  /// Makes the tables of a new memory, or brings an older one up to date. No other process may do so
  /// at the same time.
  ///
  /// - Throws: `MemoryError.newerSchema`; `DatabaseError`.
  static func update(_ database: any DatabaseWriter, path: String) throws {
    if try database.read({ try !isCurrent($0, path: path) }) { try migrator.migrate(database) }
  }

  /// Directions, imports, units and occurrences (schema 1).
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

  /// The memory's own lexicon (schema 2).
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

  /// Alignments with their segments and beads, and reviewers' decisions (schema 3).
  private static let reviewSchema = """
    -- A document as it was aligned. Units hold texts; this holds how they were made of segments.
    CREATE TABLE alignment (
      id INTEGER PRIMARY KEY,
      direction_id INTEGER NOT NULL REFERENCES direction(id),
      import_id INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
      document TEXT NOT NULL,
      identity BLOB NOT NULL UNIQUE CHECK (length(identity) = 16)  -- of languages, name and segments
    ) STRICT;
    CREATE INDEX alignment_import ON alignment(import_id);

    CREATE TABLE aligned_segment (
      alignment_id INTEGER NOT NULL REFERENCES alignment(id) ON DELETE CASCADE,
      is_source INTEGER NOT NULL CHECK (is_source IN (0, 1)),
      position INTEGER NOT NULL CHECK (position >= 0),
      text TEXT NOT NULL,
      paragraph INTEGER CHECK (paragraph >= 0),
      PRIMARY KEY (alignment_id, is_source, position)
    ) STRICT, WITHOUT ROWID;

    -- The beads of an alignment as they are now; together they hold each of its segments once.
    CREATE TABLE bead (
      id INTEGER PRIMARY KEY,
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
    CREATE INDEX bead_alignment ON bead(alignment_id);
    CREATE INDEX bead_occurrence ON bead(occurrence_id);

    -- What a person said of some segments, for every later alignment of texts that hold them.
    CREATE TABLE decision (
      id INTEGER PRIMARY KEY,
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
    CREATE INDEX decision_first_key ON decision(first_key);
    """

  /// Sentence vectors and the encoders that made them (schema 4).
  private static let vectorSchema = """
    -- A sentence encoder: a model, and what stands before every text that it is given.
    CREATE TABLE encoder (
      id INTEGER PRIMARY KEY,
      model TEXT NOT NULL,
      prefix TEXT NOT NULL,
      UNIQUE (model, prefix)
    ) STRICT;

    -- Its vectors' directions: a signed byte for each component.
    CREATE TABLE vector (
      encoder_id INTEGER NOT NULL REFERENCES encoder(id) ON DELETE CASCADE,
      text_identity BLOB NOT NULL CHECK (length(text_identity) = 16),
      components BLOB NOT NULL CHECK (length(components) > 0),
      PRIMARY KEY (encoder_id, text_identity)
    ) STRICT, WITHOUT ROWID;
    """
}
