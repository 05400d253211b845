public import FoundationEssentials
import GRDB
public import PadanModel
import PadanText

extension Memory {
  /// Takes units away, with all their occurrences: all of them or, where one is not there, none.
  ///
  /// - Throws: `MemoryError`.
  public func delete(units: [Int64]) throws {
    try write { db in
      for unit in units {
        try db.execute(sql: "DELETE FROM unit WHERE id = ?", arguments: [unit])
        guard db.changesCount > 0 else { throw MemoryError.noUnit(path, unit) }
      }
    }
  }

  /// Says what a person thinks of units: of all of them or, where one is not there, of none. What was
  /// said of a unit before is replaced; who said the same first stays named.
  ///
  /// - Parameters:
  ///   - state: What is said; `.unreviewed` takes back what was.
  ///   - old: The state of the units that are meant; others stay as they are. `nil` for any.
  ///   - reviewer: Who says it.
  /// - Returns: How many units have another state than before.
  /// - Throws: `MemoryError`.
  @discardableResult
  public func review(
    units: [Int64], as state: ReviewState, from old: ReviewState? = nil, reviewer: String? = nil,
    date: Date = Date()
  ) throws -> Int {
    try write { db in
      var changed = 0
      for unit in units {
        guard let known = try StoredUnit.find(unit, db) else {
          throw MemoryError.noUnit(path, unit)
        }
        guard old == nil || known.review == old else { continue }
        changed += try Self.review(unit, as: state, reviewer: reviewer, date: date, db)
      }
      return changed
    }
  }

  /// Stores a state of review and returns how many units have another one than before: one or none.
  static func review(
    _ unit: Int64, as state: ReviewState, reviewer: String?, date: Date, _ db: Database
  ) throws -> Int {
    let isReviewed = state != .unreviewed
    try db.execute(
      sql: """
        UPDATE unit SET review = ?1, reviewed_by = ?2, reviewed_at = ?3,
          changed_at = max(changed_at, ?4)
        WHERE id = ?5 AND review <> ?1
        """,
      arguments: [
        state.rawValue, isReviewed ? reviewer : nil, isReviewed ? date.seconds : nil, date.seconds,
        unit,
      ])
    return db.changesCount
  }

  /// Gives a unit other texts; its occurrences stay, each marked as changed. The inline codes of a text
  /// that changes are dropped, since they have no place in the new one. Where the new unit is there
  /// already, the two become one.
  ///
  /// - Parameters:
  ///   - source: The new text, `nil` to keep the old one; not empty.
  ///   - person: Who changes it.
  /// - Returns: The unit's number, another one where it became part of another unit.
  /// - Throws: `MemoryError`.
  @discardableResult
  public func edit(
    unit id: Int64, source: String? = nil, target: String? = nil, person: String? = nil
  ) throws -> Int64 {
    try write { db in
      guard let unit = try StoredUnit.find(id, db) else { throw MemoryError.noUnit(path, id) }
      guard let direction = try Direction.find(unit.direction, db) else {
        throw unit.strayDirection
      }
      var pair = unit.pair(direction)
      if let source, source != pair.source.text {
        pair.source = Variant(language: direction.source, text: source.withoutNULs)
      }
      if let target, target != pair.target.text {
        pair.target = Variant(language: direction.target, text: target.withoutNULs)
      }
      return try replace(id, with: pair, person: person, in: db)
    }
  }

  private func replace(
    _ id: Int64, with pair: TranslationPair, person: String?, in db: Database
  ) throws -> Int64 {
    var naming = Identity()
    let identity = naming.unit(pair)
    let key = naming.key(ofMatchKey: TextForm.matchKey(of: pair.source.text))
    let now = Date()
    let twin = try Int64.fetchOne(
      db, sql: "SELECT id FROM unit WHERE source_key = ? AND identity = ?",
      arguments: [key, identity.number])
    if twin == id { return id }
    if twin == nil {
      try db.execute(
        sql: """
          UPDATE unit SET source = ?, target = ?, source_codes = ?, target_codes = ?,
            source_key = ?, identity = ?, changed_at = ? WHERE id = ?
          """,
        arguments: [
          pair.source.text, pair.target.text, InlineCodeJSON.text(of: pair.source.codes),
          InlineCodeJSON.text(of: pair.target.codes), key, identity.number, now.seconds, id,
        ])
    }
    let unit = twin ?? id
    for occurrence in try StoredOccurrence.all(of: id, db) {
      var provenance = occurrence.provenance
      provenance.changedAt = now
      provenance.changedBy = person
      try db.execute(
        sql: """
          UPDATE OR IGNORE occurrence SET unit_id = ?, identity = ?, changed_at = ?,
            changed_by = ? WHERE id = ?
          """,
        arguments: [
          unit, naming.occurrence(of: identity, provenance, name: occurrence.name), now.seconds,
          person, occurrence.id,
        ])
    }
    if twin != nil {
      // What is left of it are occurrences that the other unit has too.
      try db.execute(sql: "DELETE FROM unit WHERE id = ?", arguments: [id])
    }
    return unit
  }
}
