import GRDB

extension Schema {
  /// Removes the match indexes, so that the next use builds them with checksums that tell every
  /// flipped bit (schema 12). The history of a unit is found by an index from now on.
  static func renewIndexes(of db: Database) throws {
    try MatchIndex.removeAll(db)
    try db.execute(sql: "CREATE INDEX step_change_unit ON step_change(unit_id)")
  }
}
