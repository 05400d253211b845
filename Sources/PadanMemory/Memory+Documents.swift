import GRDB
package import PadanModel

extension Memory {
  /// A document in which units were met.
  package struct Document: Hashable, Sendable {
    /// Its name, as provenance gives it.
    package var name: String
    /// The number of occurrences in it.
    package var occurrences: Int
  }

  /// The documents of the memory, by name.
  ///
  /// - Parameters:
  ///   - name: Only documents whose names come after this one; `nil` for the first.
  ///   - limit: The most documents.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(occurrences): no index has their documents.
  package func documents(after name: String? = nil, limit: Int) throws -> [Document] {
    try read { db in
      let sql = """
        SELECT document, count(*) FROM occurrence WHERE document > ? GROUP BY document
        ORDER BY document LIMIT ?
        """
      return try Row.fetchAll(db, sql: sql, arguments: [name ?? "", limit]).map { row in
        var values = RowReader(row, of: StoredOccurrence.table, columns: ["document", "count"])
        return Document(name: try values.value(), occurrences: try values.value())
      }
    }
  }

  /// A unit with its number, where it was met.
  package typealias NumberedPair = (unit: Int64, pair: TranslationPair)

  /// The units of a document in the order of its text, each with that place as its provenance.
  ///
  /// - Parameters:
  ///   - count: How many are passed over at the start.
  ///   - limit: The most units.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(occurrences): no index has their documents.
  package func pairs(
    ofDocument name: String, skipping count: Int = 0, limit: Int
  ) throws -> [NumberedPair] {
    try read { db in
      let sql = """
        SELECT \(StoredUnit.selection), \(StoredOccurrence.selection)
        FROM occurrence JOIN unit ON unit.id = occurrence.unit_id WHERE occurrence.document = ?
        ORDER BY paragraph, sentence, occurrence.id LIMIT ? OFFSET ?
        """
      var directions: [Int64: Direction] = [:]
      return try Row.fetchAll(db, sql: sql, arguments: [name, limit, count]).map { row in
        let unit = try StoredUnit(.row(row))
        let place = try StoredOccurrence(.row(row), from: StoredUnit.columns.count)
        let direction = try directions[unit.direction] ?? Direction.get(unit.direction, db)
        directions[unit.direction] = direction
        return (unit.id, unit.pair(direction, place.provenance))
      }
    }
  }

  /// The places at which a unit was met, the oldest first.
  ///
  /// - Throws: `MemoryError`.
  package func occurrences(ofUnit unit: Int64) throws -> [Provenance] {
    try read { db in try StoredOccurrence.all(of: unit, db).map(\.provenance) }
  }
}
