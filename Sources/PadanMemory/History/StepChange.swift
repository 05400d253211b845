import FoundationEssentials
import GRDB

/// A row of `step_change`: what a step did to one row, or to some of its columns.
struct StepChange: StoredRecord {
  static let table = "step_change"
  static let columns = ["id", "part", "row_id", "unit_id", "old", "new"]

  /// What was done.
  enum Action {
    /// Rows were inserted: those with these numbers.
    case inserted(ClosedRange<Int64>)
    /// A row with these values was deleted.
    case deleted([DatabaseValue])
    /// Columns got another value.
    case updated(JournaledTable.Part, old: [DatabaseValue], new: DatabaseValue)
  }

  /// The table.
  var journaled: JournaledTable
  /// The number of the row that changed; `nil` in tables without numbers.
  var row: Int64?
  /// The unit that the row concerns, if there is one.
  var unit: Int64?
  /// What was done.
  var action: Action

  init(_ row: inout RowReader) throws(RowDamage) {
    _ = try row.value(Int64.self)  // the row's number, for `RowDamage`
    let name: String = try row.value()
    let found = JournaledTable.all.first { table in
      table.name == name || table.parts.contains { $0.name == name }
    }
    guard let found else { throw row.damage }
    journaled = found
    self.row = try row.value()
    unit = try row.value()
    let old = row.anyValue()
    let new = row.anyValue()
    let action = Self.action(
      of: found, part: found.parts.first { $0.name == name }, row: self.row, old: old, new: new)
    guard let action else { throw row.damage }
    self.action = action
  }

  /// What the columns of a row say; `nil` if they make no sense.
  private static func action(
    of table: JournaledTable, part: JournaledTable.Part?, row: Int64?, old: DatabaseValue,
    new: DatabaseValue
  ) -> Action? {
    if let part {
      guard row != nil else { return nil }
      if part.columns.count == 1 { return .updated(part, old: [old], new: new) }
      guard let values = Data.fromDatabaseValue(old).flatMap(PackedRow.values(in:)),
        values.count == part.columns.count
      else { return nil }
      return .updated(part, old: values, new: new)
    }
    if let last = Int64.fromDatabaseValue(new) {
      guard let row, old.isNull, row <= last else { return nil }
      return .inserted(row...last)
    }
    guard let values = Data.fromDatabaseValue(old).flatMap(PackedRow.values(in:)),
      1...table.columns.count ~= values.count
    else { return nil }
    return .deleted(values)
  }
}

extension StepChange {
  /// The numbers of the steps that brought or changed a unit.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  /// - Complexity: O(changes of all steps).
  static func steps(ofUnit unit: Int64, _ db: Database) throws -> Set<Int64> {
    var steps = try Set(
      Int64.fetchAll(
        db,
        sql: """
          SELECT step_id FROM step_change WHERE unit_id = ?1
          UNION SELECT import_id FROM occurrence WHERE unit_id = ?1
          UNION SELECT same_occurrence.import_id FROM same_occurrence
            JOIN occurrence ON occurrence.id = occurrence_id WHERE unit_id = ?1
          """, arguments: [unit]))
    // Those that brought what is deleted.
    let place = JournaledTable.occurrence.columns.firstIndex(of: "import_id")!
    for change in try all(db, "WHERE part = 'occurrence' AND unit_id = ?", arguments: [unit]) {
      if case .deleted(let values) = change.action, values.indices.contains(place),
        let step = Int64.fromDatabaseValue(values[place])
      {
        steps.insert(step)
      }
    }
    return steps
  }

  /// The steps in force after a step that changed one of some units, or brought an occurrence of it.
  ///
  /// - Throws: `DatabaseError`.
  /// - Complexity: O(changes of all steps), whatever the number of units.
  static func steps(after step: Int64, ofUnits units: [Int64], _ db: Database) throws -> [Int64] {
    if units.isEmpty { return [] }
    let list = units.map(String.init).joined(separator: ", ")
    return try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM step
        WHERE id > ? AND undone_by IS NULL AND kind <> 'undo' AND id IN (
          SELECT step_id FROM step_change WHERE unit_id IN (\(list))
          UNION SELECT import_id FROM occurrence WHERE unit_id IN (\(list)))
        ORDER BY id
        """, arguments: [step])
  }
}
