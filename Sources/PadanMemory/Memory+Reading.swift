import FoundationEssentials
import GRDB
package import PadanModel

/// What a memory contains, counted.
public struct MemoryStatistics: Sendable {
  /// The units of one direction.
  public struct Direction: Hashable, Sendable {
    /// The tag of the source language.
    public var source: String
    /// The tag of the target language.
    public var target: String
    /// The number of units.
    public var units: Int
    /// The sides that have a match index: `source`, `target` or both.
    public var indexedSides: [String]
  }

  /// The number of units.
  public var units = 0
  /// The number of occurrences of all units.
  public var occurrences = 0
  /// The number of different documents that the occurrences name.
  public var documents = 0
  /// The number of imports, alignments and pairs entered by hand that were not undone.
  public var imports = 0
  /// The number of units that were approved or rejected.
  public var reviewed = 0
  /// The number of terms.
  public var terms = 0
  /// The directions, sorted by languages.
  public var directions: [Direction] = []
  /// The size of the file in bytes, without its write-ahead log.
  public var fileSize = 0
  /// The size of the match indexes and the concordance in the file, in bytes.
  public var indexSize = 0

  /// The file's size divided by the number of units; 0 for an empty memory.
  public var bytesPerUnit: Int { units > 0 ? fileSize / units : 0 }
}

extension Memory {
  /// Counts what the memory contains.
  ///
  /// - Throws: `MemoryError`.
  /// - Complexity: O(rows).
  public func statistics() throws -> MemoryStatistics {
    try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      var statistics = MemoryStatistics()
      statistics.units = try count("SELECT count(*) FROM unit")
      statistics.occurrences = try count("SELECT count(*) FROM occurrence")
      statistics.documents = try count("SELECT count(DISTINCT document) FROM occurrence")
      statistics.imports = try count(
        """
        SELECT count(*) FROM step
        WHERE undone_by IS NULL AND kind IN ('import', 'align', 'add')
        """)
      statistics.reviewed = try count("SELECT count(*) FROM unit WHERE review <> 'unreviewed'")
      statistics.terms = try count("SELECT count(*) FROM term")
      statistics.fileSize =
        try count("PRAGMA page_count") * count("PRAGMA page_size")
      let indexes = try MatchIndex.all(db)
      let units = try Self.unitCounts(db)
      statistics.directions = try Direction.all(db, "ORDER BY source_language, target_language")
        .map { direction in
          MemoryStatistics.Direction(
            source: direction.source.description, target: direction.target.description,
            units: units[direction.id] ?? 0,
            indexedSides: indexes.filter { $0.directionID == direction.id }.map(\.side.rawValue))
        }
      for table in indexes.flatMap({ [$0.textTable, $0.postingTable] }) + Concordance.tables {
        statistics.indexSize += try count(
          "SELECT sum(pgsize) FROM dbstat WHERE name = '\(table)' AND aggregate = TRUE")
      }
      return statistics
    }
  }

  /// The number of units of each direction, by the direction's number.
  private static func unitCounts(_ db: Database) throws -> [Int64: Int] {
    let sql = "SELECT direction_id, count(*) FROM unit GROUP BY direction_id"
    var counts: [Int64: Int] = [:]
    for row in try Row.fetchAll(db, sql: sql) {
      var values = RowReader(row, of: "unit", columns: ["direction_id", "count"])
      counts[try values.value()] = try values.value(Int.self)
    }
    return counts
  }
}

extension Memory {
  /// The texts of a unit, with its state of review; `nil` if there is no such unit.
  ///
  /// - Throws: `MemoryError`.
  package func pair(ofUnit unit: Int64) throws -> TranslationPair? {
    try read { db in
      guard let stored = try StoredUnit.find(unit, db) else { return nil }
      return stored.pair(try Direction.get(stored.direction, db))
    }
  }
}
