import GRDB

/// Undoes one step inside one transaction, as a step of its own.
struct UndoSession {
  private let db: Database
  private let step: HistoryStep
  private let journal: Journal
  private var receipt: UndoReceipt
  /// The units whose texts stay, because they cannot have their earlier ones again.
  private var fixedUnits: Set<Int64> = []
  /// The numbers of rows that stand for deleted ones: of units and occurrences that a later step
  /// brought again.
  private var twins = Twins()

  /// Rows that have taken the place of deleted ones, by the numbers of these.
  private struct Twins {
    var units: [Int64: Int64] = [:]
    var occurrences: [Int64: Int64] = [:]
  }

  /// Begins the step that undoes another one.
  ///
  /// - Parameters:
  ///   - step: The step to undo.
  ///   - person: Who undoes it; `nil` if it is not known.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, of step: HistoryStep, person: String?) throws {
    self.db = db
    self.step = step
    journal = try Journal(db, .undo, origin: "undo \(step.id)", person: person, undoes: step.id)
    receipt = UndoReceipt(record: step)
    receipt.id = journal.step
  }

  /// Undoes the step and ends the session.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  mutating func run() throws -> UndoReceipt {
    try transferOccurrences()
    let changes = try StepChange.all(
      db, "WHERE step_id = ? ORDER BY id DESC", arguments: [step.id])
    for change in changes { try fixTexts(change) }
    for change in changes { try revert(change) }
    try markUndone()
    // The step's own, and what it had deleted of steps that were undone meanwhile.
    try db.execute(
      sql: """
        DELETE FROM occurrence
          WHERE import_id IN (SELECT id FROM step WHERE undone_by IS NOT NULL);
        DELETE FROM alignment
          WHERE import_id IN (SELECT id FROM step WHERE undone_by IS NOT NULL);
        DELETE FROM unit WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE unit_id = unit.id)
          AND id IN (SELECT unit_id FROM step_change WHERE step_id = \(journal.step))
        """)
    try indexReturnedUnits()
    try db.execute(sql: "DROP TABLE temp.transferred")
    // An undo that has nothing left to do is a step too: it takes the other one out of force.
    try journal.finish(hasAdded: true)
    try count()
    return receipt
  }

  /// Takes the step out of force. If it undid another one, that one is in force again, and so on.
  private func markUndone() throws {
    var (undone, by): (Int64, Int64) = (step.id, journal.step)
    while true {
      try db.execute(sql: "UPDATE step SET undone_by = ? WHERE id = ?", arguments: [by, undone])
      // A step can undo only an earlier one, so this ends.
      let known = "SELECT undoes FROM step WHERE id = ? AND undoes < id"
      guard let again = try Int64.fetchOne(db, sql: known, arguments: [undone]) else { return }
      try db.execute(sql: "UPDATE step SET undone_by = NULL WHERE id = ?", arguments: [again])
      guard let next = try Int64.fetchOne(db, sql: known, arguments: [again]) else { return }
      (undone, by) = (next, again)
    }
  }

  /// Counts what the session did.
  private mutating func count() throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*) FILTER (WHERE part = 'unit' AND new IS NULL),
          count(*) FILTER (WHERE part = 'occurrence' AND new IS NULL),
          count(*) FILTER (WHERE part = 'unit' AND old IS NULL),
          count(*) FILTER (WHERE part = 'occurrence' AND old IS NULL),
          count(DISTINCT unit_id) FILTER (WHERE part GLOB 'unit.*' AND part <> 'unit.changed'
            -- Marks of units that come or go are no change of these.
            OR part GLOB 'quality_mark*' AND unit_id NOT IN (
              SELECT row_id FROM step_change WHERE step_id = ?1 AND part = 'unit')),
          count(DISTINCT row_id) FILTER (WHERE part = 'term' OR part GLOB 'term.*')
        FROM step_change WHERE step_id = ?1
        """, arguments: [journal.step])
    guard let row else { return }
    let columns = Array(repeating: "count", count: 6)
    var counts = RowReader(row, of: StepChange.table, columns: columns, id: journal.step)
    receipt.removedUnits = try counts.value()
    receipt.removedOccurrences = try counts.value()
    receipt.returnedUnits = try counts.value()
    receipt.returnedOccurrences = try counts.value()
    receipt.restoredUnits = try counts.value()
    receipt.restoredTerms = try counts.value()
    receipt.unrestoredUnits = Set(receipt.unrestoredUnits).sorted()
    receipt.laterSteps = try StepChange.steps(
      after: step.id, ofUnits: receipt.unrestoredUnits, db)
  }
}

// MARK: What others brought too

extension UndoSession {
  /// Gives the step's occurrences that another step in force brought too, or a person confirmed
  /// later, to the first of these, together with the changes that the step made in their units.
  private mutating func transferOccurrences() throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE transferred AS
          WITH own AS (
            SELECT id, unit_id FROM occurrence WHERE import_id = :id OR id IN (
              SELECT row_id FROM step_change
              WHERE step_id = :id AND part = 'occurrence' AND old IS NULL)
          ), brought AS (
            SELECT own.id, unit_id, same_occurrence.import_id AS step_id
            FROM same_occurrence CROSS JOIN own ON own.id = occurrence_id
            UNION ALL
            SELECT own.id, own.unit_id, step_id
            FROM step CROSS JOIN step_change ON step_id = step.id JOIN own ON own.id = row_id
            WHERE step.id > :id AND kind = 'edit' AND part = 'occurrence.edit'
            UNION ALL
            SELECT own.id, own.unit_id, step_id
            FROM step CROSS JOIN step_change ON step_id = step.id
              JOIN own ON own.unit_id = step_change.unit_id
            WHERE step.id > :id AND kind IN ('approve', 'reject', 'review')
              AND part = 'unit.review'
          )
          SELECT brought.id AS occurrence_id, unit_id, min(step.id) AS step_id
          FROM brought JOIN step ON step.id = step_id
          WHERE step.id <> :id AND undone_by IS NULL GROUP BY brought.id;
        UPDATE occurrence SET import_id = step_id
          FROM transferred WHERE occurrence.id = occurrence_id;
        UPDATE step_change SET step_id = transferred.step_id FROM transferred
          WHERE step_change.step_id = :id AND part GLOB 'unit.*'
            AND step_change.unit_id = transferred.unit_id;
        """, arguments: ["id": step.id])
    receipt.keptOccurrences = try Int.fetchOne(db, sql: "SELECT count(*) FROM transferred") ?? 0
  }

  /// Notes that a unit's texts stay: if they were changed again, if another step brought the unit
  /// with its new texts, or if another unit has the earlier texts by now.
  private mutating func fixTexts(_ change: StepChange) throws {
    guard case .updated(let part, let old, let new) = change.action, part.name == "unit.texts",
      let unit = change.row
    else { return }
    let texts = JournaledTable.value(of: part.columns)
    let values = Dictionary(uniqueKeysWithValues: zip(part.columns, old))
    let mayReturn = try Bool.fetchOne(
      db,
      sql: """
        SELECT \(texts) IS :new
          AND NOT EXISTS (SELECT 1 FROM occurrence WHERE unit_id = :unit AND id NOT IN
            (SELECT row_id FROM step_change WHERE step_id = :step AND part = 'occurrence.edit'))
          AND NOT EXISTS (SELECT 1 FROM unit
            WHERE source_key = :key AND identity = :identity AND id <> :unit)
        FROM unit WHERE id = :unit
        """,
      arguments: [
        "new": new, "unit": unit, "step": step.id, "key": values["source_key"],
        "identity": values["identity"],
      ])
    if mayReturn != true {
      fixedUnits.insert(unit)
      receipt.unrestoredUnits.append(unit)
    }
  }

  /// Lets the indexes add the units that came back under numbers that they have passed.
  private func indexReturnedUnits() throws {
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO match_pending
          SELECT match_index.id, unit.id FROM step_change JOIN unit ON unit.id = row_id
            JOIN match_index ON match_index.direction_id = unit.direction_id
          WHERE step_id = ? AND part = 'unit' AND old IS NULL AND last_unit >= unit.id
        """, arguments: [journal.step])
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO concordance_pending
          SELECT unit.id FROM step_change JOIN unit ON unit.id = row_id, concordance
          WHERE step_id = ? AND part = 'unit' AND old IS NULL AND last_unit >= unit.id
        """, arguments: [journal.step])
  }
}

// MARK: Reverting changes

extension UndoSession {
  /// Reverts one change.
  private mutating func revert(_ change: StepChange) throws {
    let table = change.journaled
    switch change.action {
    case .inserted(let numbers):
      // A unit goes at the end, if no occurrence of it is left.
      if table.name == JournaledTable.unit.name { return }
      let isOccurrence = table.name == JournaledTable.occurrence.name
      let isKept = isOccurrence ? "id IN (SELECT occurrence_id FROM transferred)" : "0"
      try db.execute(
        sql: "DELETE FROM \(table.name) WHERE id BETWEEN ? AND ? AND NOT \(isKept)",
        arguments: [numbers.lowerBound, numbers.upperBound])
    case .deleted(let values): try insert(values, into: table)
    case .updated(let part, let old, let new):
      guard let row = change.row else { return }
      let concernsTexts = ["unit.texts", "unit.changed", "occurrence.edit"].contains(part.name)
      if concernsTexts, let unit = change.unit, fixedUnits.contains(unit) { return }
      let isRestored = try restore(part, of: row, in: table, old: old, new: new)
      let isTold = ["unit.texts", "unit.review", "occurrence.edit"].contains(part.name)
      if isTold, !isRestored, let unit = change.unit { receipt.unrestoredUnits.append(unit) }
    }
  }

  /// Gives columns their earlier values.
  ///
  /// - Returns: `false` if they were changed again, or the row is gone.
  private func restore(
    _ part: JournaledTable.Part, of row: Int64, in table: JournaledTable, old: [DatabaseValue],
    new: DatabaseValue
  ) throws -> Bool {
    guard let values = try present(old, part.columns, in: table) else { return false }
    let places = part.columns.map { "\($0) = ?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: """
        UPDATE OR IGNORE \(table.name) SET \(places)
        WHERE id = ? AND \(JournaledTable.value(of: part.columns)) IS ?
        """)
    try statement.execute(arguments: StatementArguments(values + [row.databaseValue, new]))
    return db.changesCount > 0
  }

  /// Inserts a deleted row again. If a later step brought the same unit or occurrence, that one
  /// stands for it.
  private mutating func insert(_ values: [DatabaseValue], into table: JournaledTable) throws {
    let columns = Array(table.columns.prefix(values.count))
    guard let present = try present(values, columns, in: table) else { return }
    let places = present.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO \(table.name) (\(columns.joined(separator: ", ")))
        VALUES (\(places))
        """)
    try statement.execute(arguments: StatementArguments(present))
    guard db.changesCount == 0, table.isNumbered, let id = Int64.fromDatabaseValue(values[0]) else {
      return
    }
    let named = Dictionary(uniqueKeysWithValues: zip(columns, present))
    switch table.name {
    case JournaledTable.unit.name:
      twins.units[id] = try Int64.fetchOne(
        db, sql: "SELECT id FROM unit WHERE source_key = ? AND identity = ?",
        arguments: [named["source_key"], named["identity"]])
      try takeOver(named, by: twins.units[id])
    case JournaledTable.occurrence.name:
      twins.occurrences[id] = try Int64.fetchOne(
        db, sql: "SELECT id FROM occurrence WHERE unit_id = ? AND identity = ?",
        arguments: [named["unit_id"], named["identity"]])
    default: break
    }
  }

  /// Gives a unit that nobody has judged the review and usage of the deleted unit for which it
  /// stands.
  private func takeOver(_ named: [String: DatabaseValue], by unit: Int64?) throws {
    try db.execute(
      sql: """
        UPDATE unit SET imported_usage = max(imported_usage, ?1), review = ?2, reviewed_by = ?3,
          reviewed_at = ?4 WHERE id = ?5 AND review = 'unreviewed'
        """,
      arguments: [
        named["imported_usage"], named["review"], named["reviewed_by"], named["reviewed_at"], unit,
      ])
  }

  /// Values that refer to rows that exist: to the twins of deleted ones, and in a bead to no
  /// occurrence if it is gone.
  ///
  /// - Returns: `nil` if a row to which they must refer is gone.
  private func present(
    _ values: [DatabaseValue], _ columns: [String], in table: JournaledTable
  ) throws -> [DatabaseValue]? {
    var values = values
    for (place, column) in columns.enumerated() {
      guard let number = Int64.fromDatabaseValue(values[place]) else { continue }
      switch column {
      case "unit_id":
        let unit = twins.units[number] ?? number
        guard try exists(unit, in: "unit") else { return nil }
        values[place] = unit.databaseValue
      case "occurrence_id":
        let occurrence = twins.occurrences[number] ?? number
        let isThere = try exists(occurrence, in: "occurrence")
        guard isThere || table.name == JournaledTable.bead.name else { return nil }
        values[place] = isThere ? occurrence.databaseValue : .null
      case "alignment_id": guard try exists(number, in: "alignment") else { return nil }
      default: continue
      }
    }
    return values
  }

  /// Whether a table has a row with a number.
  private func exists(_ row: Int64, in table: String) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE id = ?")
    return try Int.fetchOne(statement, arguments: [row]) != nil
  }
}
