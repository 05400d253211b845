import GRDB
import PadanText

extension Schema {
  /// Makes the keys of sources anew that have ignorable characters, and has the texts indexed
  /// again (schema 11). Before, a soft hyphen was a part of the key.
  ///
  /// The decisions of reviewers keep their keys: they have no texts.
  static func leaveIgnorablesOut(of db: Database) throws {
    db.add(
      function: DatabaseFunction("has_ignorables", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map { TextForm.withoutIgnorables($0) != $0 }
      })
    db.add(
      function: DatabaseFunction("source_key", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map { text in
          var identity = Identity()
          return identity.key(ofMatchKey: TextForm.matchKey(of: text))
        }
      })
    try db.execute(
      sql: """
        UPDATE unit SET source_key = source_key(source) WHERE has_ignorables(source);

        CREATE TEMPORARY TABLE stale_text AS
          SELECT match_index.id AS index_id, unit.id AS unit_id
          FROM match_index JOIN unit USING (direction_id)
          WHERE unit.id <= last_unit
            AND has_ignorables(CASE side WHEN 'source' THEN source ELSE target END);
        UPDATE match_index SET stale = stale
          + (SELECT count(*) FROM stale_text WHERE index_id = match_index.id);
        INSERT OR IGNORE INTO match_pending SELECT index_id, unit_id FROM stale_text;
        DROP TABLE stale_text;
        """)
  }
}
