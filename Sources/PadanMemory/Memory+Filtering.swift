import GRDB
package import PadanModel

/// How the marks of a memory's units changed.
package struct FilterReceipt: Hashable, Sendable {
  /// The number of units that have a mark now and had none before.
  package var marked = 0
  /// The number of units that had a mark before and have none now.
  package var cleared = 0
  /// The number of units whose marks or values are others now.
  package var changed = 0

  /// A receipt of nothing.
  package init() {}
}

extension Memory {
  /// Gives units the marks of filters, in place of those that they have. Units stay what they are, and
  /// answer as before: a mark is only what filters of exports ask for (`filtered = no`).
  ///
  /// - Parameters:
  ///   - units: The numbers of units (`Match.unit`), ascending, each with its marks.
  ///   - person: Who filters them; `nil` if it is not known.
  /// - Throws: `MemoryError`. Units that are gone are passed over.
  /// - Complexity: O(units), with memory for their marks.
  package func mark(
    _ units: [(unit: Int64, marks: [QualityMark])], person: String? = nil
  ) throws -> FilterReceipt {
    try write(as: .filter, person: person) { db, _ in
      var receipt = FilterReceipt()
      var known: [Int64: [StoredMark]] = [:]
      for mark in try StoredMark.all(db, "ORDER BY id") {
        known[mark.unit, default: []].append(mark)
      }
      let exists = try db.cachedStatement(sql: "SELECT 1 FROM unit WHERE id = ?")
      for (unit, marks) in units {
        let old = known[unit] ?? []
        if old.isEmpty, marks.isEmpty { continue }
        guard try Int.fetchOne(exists, arguments: [unit]) != nil else { continue }
        guard try Self.replace(old, with: marks, of: unit, db) else { continue }
        if old.isEmpty {
          receipt.marked += 1
        } else if marks.isEmpty {
          receipt.cleared += 1
        } else {
          receipt.changed += 1
        }
      }
      return receipt
    }
  }

  /// Gives a unit its marks.
  ///
  /// - Returns: Whether something is different now.
  private static func replace(
    _ old: [StoredMark], with marks: [QualityMark], of unit: Int64, _ db: Database
  ) throws -> Bool {
    var isChanged = false
    for mark in old where !marks.contains(where: { $0.filter == mark.filter }) {
      try db.cachedStatement(sql: "DELETE FROM quality_mark WHERE id = ?")
        .execute(arguments: [mark.id])
      isChanged = true
    }
    for mark in marks {
      try db.cachedStatement(
        sql: """
          INSERT INTO quality_mark (unit_id, filter, value) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value
          """
      ).execute(arguments: [unit, mark.filter.rawValue, mark.value])
      if db.changesCount > 0 { isChanged = true }
    }
    return isChanged
  }
}

/// A row of `quality_mark`: what a filter says of a unit.
struct StoredMark: StoredRecord {
  static let table = "quality_mark"
  static let columns = ["id", "unit_id", "filter", "value"]

  /// The row's number.
  var id: Int64
  /// The unit's number.
  var unit: Int64
  /// The filter.
  var filter: QualityFilter
  /// Its value for the unit.
  var value: Double

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    unit = try row.value()
    filter = try row.value()
    value = try row.value()
  }
}

extension QualityFilter: StoredValue {}

extension Schema {
  /// The marks of filters (schema 17).
  static let qualityMarks = """
    CREATE TABLE quality_mark (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
      filter TEXT NOT NULL,           -- a name of QualityFilter
      value REAL NOT NULL,            -- what the filter measured: above its limit
      UNIQUE (unit_id, filter)
    ) STRICT;
    """
}
