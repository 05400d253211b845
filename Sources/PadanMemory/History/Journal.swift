import FoundationEssentials
import GRDB
import PadanModel

/// Notes what one step changes in a memory, so that it can be undone.
///
/// From `init` to `finish` temporary triggers keep the earlier values of every row that changes or
/// goes. What the step inserts needs no copy: occurrences and alignments tell their step, and of
/// the other tables the range of new numbers is noted.
struct Journal {
  /// The step's number.
  let step: Int64
  /// The largest number that a unit ever had before the step.
  let lastUnit: Int64
  /// The largest number that an occurrence ever had before the step.
  let lastOccurrence: Int64
  private let db: Database
  /// The largest number before the step in each table whose rows do not tell their step.
  private let lastNumbers: [(table: String, last: Int64)]

  /// Begins a step.
  ///
  /// - Parameters:
  ///   - kind: What the step does.
  ///   - origin: Where its content comes from: a file's path, or the name of a command.
  ///   - person: Who makes it; `nil` if it is not known.
  ///   - undoes: The number of the step that is undone.
  /// - Throws: `DatabaseError`.
  init(
    _ db: Database, _ kind: HistoryStep.Kind, origin: String, person: String?,
    undoes: Int64? = nil
  ) throws {
    self.db = db
    lastUnit = try Self.lastNumber(of: "unit", db)
    lastOccurrence = try Self.lastNumber(of: "occurrence", db)
    try db.execute(
      sql: """
        INSERT INTO step (kind, origin, person, started_at, undoes, greatest_unit,
          greatest_occurrence)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        kind.rawValue, origin.shownPath.withoutNULs, person?.withoutNULs, Date().seconds, undoes,
        lastUnit,
        lastOccurrence,
      ])
    step = db.lastInsertedRowID
    var lastNumbers: [(table: String, last: Int64)] = []
    var triggers = ""
    for table in JournaledTable.all {
      let last = table.isNumbered ? try Self.lastNumber(of: table.name, db) : 0
      triggers += table.triggers(step: step, last: last, notesInsertions: undoes != nil)
      if table.isNumbered, !table.tellsStep, undoes == nil {
        lastNumbers.append((table.name, last))
      }
    }
    self.lastNumbers = lastNumbers
    try db.execute(sql: triggers)
  }

  /// The largest number that a row of a table has, or of a unit or occurrence ever had.
  ///
  /// - Throws: `RowDamage` if there can be no next number; `DatabaseError`.
  static func lastNumber(of table: String, _ db: Database) throws -> Int64 {
    var last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0
    if table == "unit" || table == "occurrence" {
      let ever = try Int64.fetchOne(
        db, sql: "SELECT greatest_\(table) FROM step ORDER BY id DESC LIMIT 1")
      last = max(last, ever ?? 0)
    }
    guard last < .max else { throw RowDamage(table: table, row: last, column: "id") }
    return last
  }

  /// Ends the step. One that changed nothing leaves no trace.
  ///
  /// - Parameter hasAdded: Whether the step added an occurrence or an alignment.
  /// - Returns: Whether the step is kept.
  /// - Throws: `DatabaseError`.
  @discardableResult
  func finish(hasAdded: Bool = false) throws -> Bool {
    try dropTriggers()
    for (table, last) in lastNumbers {
      try db.execute(
        sql: """
          INSERT INTO step_change (step_id, part, row_id, new)
          SELECT ?1, ?2, ?3 + 1, last FROM (SELECT max(id) AS last FROM \(table))
          WHERE last > ?3
          """, arguments: [step, table, last])
    }
    guard try hasAdded || hasChanges() else {
      try db.execute(sql: "DELETE FROM step WHERE id = ?", arguments: [step])
      return false
    }
    try db.execute(
      sql: """
        UPDATE step SET
          greatest_unit = max(greatest_unit, (SELECT coalesce(max(id), 0) FROM unit)),
          greatest_occurrence =
            max(greatest_occurrence, (SELECT coalesce(max(id), 0) FROM occurrence)),
          (changed_units, removed_units, removed_occurrences) = (
            SELECT count(DISTINCT unit_id) FILTER
                (WHERE part IN ('unit.texts', 'unit.review', 'unit.usage')),
              count(*) FILTER (WHERE part = 'unit' AND new IS NULL),
              count(*) FILTER (WHERE part = 'occurrence' AND new IS NULL)
            FROM step_change WHERE step_id = step.id)
        WHERE id = ?
        """, arguments: [step])
    return true
  }

  /// Whether the step changed or deleted a row that was there before it.
  func hasChanges() throws -> Bool {
    let sql = "SELECT 1 FROM step_change WHERE step_id = ? LIMIT 1"
    return try Int.fetchOne(db, sql: sql, arguments: [step]) != nil
  }

  /// Stops noting changes.
  private func dropTriggers() throws {
    let names = try String.fetchAll(
      db,
      sql: "SELECT name FROM temp.sqlite_schema WHERE type = 'trigger' AND name GLOB ?",
      arguments: [JournaledTable.prefix + "*"])
    for name in names { try db.execute(sql: "DROP TRIGGER temp.\(name)") }
  }
}

extension Memory {
  /// Runs a write as one step of the history.
  ///
  /// - Parameters:
  ///   - kind: What the step does.
  ///   - origin: Where its content comes from; by default the kind's name.
  ///   - person: Who makes it; `nil` if it is not known.
  ///   - body: Receives the connection and the step's number.
  /// - Throws: `MemoryError` for errors of the database; other errors of `body` as they are.
  func write<Value>(
    as kind: HistoryStep.Kind, origin: String? = nil, person: String?,
    _ body: (Database, _ step: Int64) throws -> Value
  ) throws -> Value {
    try write { db in
      let journal = try Journal(db, kind, origin: origin ?? kind.rawValue, person: person)
      let value = try body(db, journal.step)
      try journal.finish()
      return value
    }
  }
}
