/// The tables of the match index.
extension Schema {
  /// The tables of the match index in their first form (schema 5).
  static let matchIndex = """
    -- An index of one side of a direction's units. Its texts and postings have tables of their own,
    -- match_text_ID and match_posting_ID. It is a copy: whatever happens to it, no unit is lost.
    CREATE TABLE match_index (
      id INTEGER PRIMARY KEY,
      direction_id INTEGER NOT NULL REFERENCES direction(id) ON DELETE CASCADE,
      side TEXT NOT NULL CHECK (side IN ('source', 'target')),
      last_unit INTEGER NOT NULL DEFAULT 0,       -- units up to this number are in it
      entries INTEGER NOT NULL DEFAULT 0,         -- texts in it, stale ones among them
      stale INTEGER NOT NULL DEFAULT 0,           -- texts whose unit is gone or has another text
      ranked_entries INTEGER NOT NULL DEFAULT 0,  -- texts that its order of tokens was found from
      build INTEGER NOT NULL DEFAULT 0,           -- counts how often it was built anew
      common_tokens BLOB NOT NULL DEFAULT x'',    -- the order of tokens: lists that are not rare
      UNIQUE (direction_id, side)
    ) STRICT;

    -- Units whose text was changed and is not in the index yet.
    CREATE TABLE match_pending (
      index_id INTEGER NOT NULL REFERENCES match_index(id) ON DELETE CASCADE,
      unit_id INTEGER NOT NULL,
      PRIMARY KEY (index_id, unit_id)
    ) STRICT, WITHOUT ROWID;

    """ + matchTriggers

  /// The triggers that keep each index's counters right when units are deleted or edited. They
  /// belong to the table `unit`, so a migration that replaces that table creates them again.
  static let matchTriggers = """
    -- SQLite may give the number of the last unit to another one when it is gone.
    CREATE TRIGGER match_unit_deleted AFTER DELETE ON unit BEGIN
      UPDATE match_index SET stale = stale + 1
        WHERE direction_id = old.direction_id AND last_unit >= old.id;
      UPDATE match_index SET last_unit = (SELECT coalesce(max(id), 0) FROM unit)
        WHERE last_unit > (SELECT coalesce(max(id), 0) FROM unit);
    END;

    CREATE TRIGGER match_unit_edited AFTER UPDATE OF direction_id, source, target ON unit BEGIN
      UPDATE match_index SET stale = stale + 1
        WHERE direction_id = old.direction_id AND last_unit >= old.id
          AND (old.direction_id <> new.direction_id
            OR CASE side WHEN 'source' THEN old.source <> new.source
              ELSE old.target <> new.target END);
      INSERT OR IGNORE INTO match_pending
        SELECT id, new.id FROM match_index
        WHERE direction_id = new.direction_id AND last_unit >= new.id
          AND (old.direction_id <> new.direction_id
            OR CASE side WHEN 'source' THEN old.source <> new.source
              ELSE old.target <> new.target END);
    END;
    """
}
