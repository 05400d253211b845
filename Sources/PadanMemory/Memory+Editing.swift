public import FoundationEssentials
import GRDB
public import PadanModel
import PadanText

extension Memory {
  /// Deletes units with all their occurrences: all of them, or none if one does not exist.
  ///
  /// - Parameters:
  ///   - units: The numbers of the units (`Match.unit`).
  ///   - person: Who deletes them; `nil` if it is not known.
  /// - Throws: `MemoryError`, such as `MemoryError.noUnit`.
  public func delete(units: [Int64], person: String? = nil) throws {
    try write(as: .delete, person: person) { db, _ in
      for unit in units {
        try db.execute(sql: "DELETE FROM unit WHERE id = ?", arguments: [unit])
        guard db.changesCount > 0 else { throw MemoryError.noUnit(path, unit) }
      }
    }
  }

  /// Stores a reviewer's verdict on units: on all of them, or on none if one does not exist.
  ///
  /// The verdict replaces an earlier one. If a unit has the same verdict already, it keeps the name
  /// and date of the reviewer who gave it first.
  ///
  /// - Parameters:
  ///   - units: The numbers of the units (`Match.unit`).
  ///   - state: The verdict; `.unreviewed` withdraws an earlier one.
  ///   - old: Only units in this state are changed; `nil` for all.
  ///   - reviewer: The reviewer's name; `nil` if it is not known.
  ///   - date: When the verdict was given.
  /// - Returns: How many units have a different state now.
  /// - Throws: `MemoryError`, such as `MemoryError.noUnit`.
  @discardableResult
  public func review(
    units: [Int64], as state: ReviewState, from old: ReviewState? = nil, reviewer: String? = nil,
    date: Date = Date()
  ) throws -> Int {
    try write(as: state.step, person: reviewer) { db, _ in
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

  /// Stores the verdict on one unit.
  ///
  /// - Returns: 1 if the unit has a different state now, otherwise 0.
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
        state.rawValue, isReviewed ? reviewer?.withoutNULs : nil,
        isReviewed ? date.seconds : nil, date.seconds, unit,
      ])
    return db.changesCount
  }

  /// Replaces the texts of a unit. Its occurrences stay, and each notes the change.
  ///
  /// A text that changes loses its inline codes, because their offsets do not fit the new text. If
  /// the memory already has the unit that results, the two become one.
  ///
  /// - Parameters:
  ///   - id: The unit's number (`Match.unit`).
  ///   - source: The new source text, not empty; `nil` to keep the old one.
  ///   - target: The new target text, not empty; `nil` to keep the old one.
  ///   - person: Who makes the change; `nil` if it is not known.
  /// - Returns: The unit's number. It is another number if the unit became one with another unit.
  /// - Throws: `MemoryError`, such as `MemoryError.noUnit`.
  @discardableResult
  public func edit(
    unit id: Int64, source: String? = nil, target: String? = nil, person: String? = nil
  ) throws -> Int64 {
    try edit(units: [id], source: source, target: target, person: person)[0]
  }

  /// Gives several units the same texts, as one step: all of them, or none if one does not exist.
  ///
  /// - Returns: The number of each unit afterwards, in order (`edit(unit:source:target:person:)`).
  /// - Throws: `MemoryError`, such as `MemoryError.noUnit`.
  @discardableResult
  public func edit(
    units: [Int64], source: String? = nil, target: String? = nil, person: String? = nil
  ) throws -> [Int64] {
    try write(as: .edit, person: person) { db, _ in
      // A unit that has become one with another is not there any more.
      var merged: [Int64: Int64] = [:]
      return try units.map { unit in
        let edited = try edit(merged[unit] ?? unit, source, target, person: person, in: db)
        merged[unit] = edited
        return edited
      }
    }
  }

  private func edit(
    _ id: Int64, _ source: String?, _ target: String?, person: String?, in db: Database
  ) throws -> Int64 {
    var pair = try pair(ofUnit: id, in: db)
    if let source, source != pair.source.text {
      pair.source = Variant(language: pair.source.language, text: source.withoutNULs)
    }
    if let target, target != pair.target.text {
      pair.target = Variant(language: pair.target.language, text: target.withoutNULs)
    }
    return try replace(id, with: pair, person: person, in: db)
  }

  private func pair(ofUnit id: Int64, in db: Database) throws -> TranslationPair {
    guard let unit = try StoredUnit.find(id, db) else { throw MemoryError.noUnit(path, id) }
    guard let direction = try Direction.find(unit.direction, db) else {
      throw unit.strayDirection
    }
    return unit.pair(direction)
  }

  /// Replaces the targets of units in one step: of all of them, or of none if one does not exist.
  ///
  /// - Parameters:
  ///   - targets: The numbers of units (`Match.unit`) with their new targets, whose codes are kept.
  ///   - person: Who makes the change; `nil` if it is not known.
  /// - Throws: `MemoryError`, such as `MemoryError.noUnit`.
  package func edit(targets: [(unit: Int64, target: Variant)], person: String? = nil) throws {
    guard !targets.isEmpty else { return }
    try write(as: .edit, person: person) { db, _ in
      for (id, target) in targets {
        var pair = try pair(ofUnit: id, in: db)
        pair.target.text = target.text.withoutNULs
        pair.target.codes = target.codes
        _ = try replace(id, with: pair, person: person, in: db)
      }
    }
  }

  /// Gives a unit and its occurrences the texts of a pair, or moves the occurrences to the unit
  /// that has these texts already.
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
      provenance.changedBy = person?.withoutNULs
      try db.execute(
        sql: """
          UPDATE OR IGNORE occurrence SET unit_id = ?, identity = ?, changed_at = ?,
            changed_by = ? WHERE id = ?
          """,
        arguments: [
          unit, naming.occurrence(of: identity, provenance, name: occurrence.name), now.seconds,
          provenance.changedBy, occurrence.id,
        ])
    }
    if twin != nil {
      // The occurrences that are left exist at the other unit too.
      try db.execute(sql: "DELETE FROM unit WHERE id = ?", arguments: [id])
    }
    return unit
  }
}

extension ReviewState {
  /// What a step does that gives units this verdict.
  fileprivate var step: HistoryStep.Kind {
    switch self {
    case .approved: .approve
    case .rejected: .reject
    case .unreviewed: .unreview
    }
  }
}
