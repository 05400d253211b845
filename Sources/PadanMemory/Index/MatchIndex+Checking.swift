import GRDB
import PadanIndex

extension MatchIndex {
  /// Checks that the index agrees with the units: each unit's text is in it once, each text is in
  /// every list to which it belongs, and nothing else is in it.
  ///
  /// - Returns: The findings, one sentence each; empty if there are none.
  /// - Throws: `IndexDamage` at a row that cannot be decoded; `DatabaseError`.
  /// - Complexity: O(the index).
  func check(_ db: Database) throws -> [String] {
    var findings: [String] = []
    var checker = try IndexChecker(rows(db), order: order(db))
    let missing = try removeUnits(db, from: &checker)
    if missing > 0 { findings.append("units that are not in it: \(missing)") }
    if checker.textCount != entries {
      findings.append("texts in it: \(checker.textCount), but \(entries) are counted")
    }
    if checker.restCount > stale {
      findings.append("texts without a unit: \(checker.restCount), but \(stale) are known of")
    }
    if checker.recentCount != recent {
      findings.append("recent texts in it: \(checker.recentCount), but \(recent) are counted")
    }
    if !checker.listsAgree() { findings.append("its lists do not hold what its texts say") }
    if try !isCurrent(db) { findings.append("it is behind the units") }
    return findings
  }

  /// Removes the text of each unit from the checker. The texts that remain are stale.
  ///
  /// - Returns: The number of units whose text is not in the index.
  private func removeUnits(_ db: Database, from checker: inout IndexChecker) throws -> Int {
    var missing = 0
    let units = try RawStatement(
      db,
      """
      SELECT id, \(side.rawValue) FROM unit WHERE direction_id = ?1 AND id <= ?2 AND NOT EXISTS
        (SELECT 1 FROM match_pending WHERE index_id = ?3 AND unit_id = unit.id)
      """)
    defer { units.reset() }
    units.bind(directionID, at: 1)
    units.bind(lastUnit, at: 2)
    units.bind(id, at: 3)
    while try units.step() {
      if !checker.remove(unit: units.int(0), text: units.text(1)) { missing += 1 }
    }
    return missing
  }
}
