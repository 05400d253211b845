import FoundationEssentials
import GRDB
import PadanModel

/// How much a memory holds.
public struct MemoryStatistics: Sendable {
  /// Units of one direction.
  public struct Direction: Hashable, Sendable {
    public var source: String
    public var target: String
    public var units: Int
    /// The sides that can be looked up in an index.
    public var indexedSides: [String]
  }

  public var units = 0
  public var occurrences = 0
  public var documents = 0
  public var imports = 0
  public var reviewed = 0
  public var directions: [Direction] = []
  /// The file's size in bytes, its write-ahead log left out.
  public var fileSize = 0
  /// What the match indexes take of it, in bytes.
  public var indexSize = 0

  /// Bytes of the file for each unit.
  public var bytesPerUnit: Int { units > 0 ? fileSize / units : 0 }
}

extension Memory {
  /// Counts what the memory holds.
  ///
  /// - Throws: `MemoryError`.
  public func statistics() throws -> MemoryStatistics {
    try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      var statistics = MemoryStatistics()
      statistics.units = try count("SELECT count(*) FROM unit")
      statistics.occurrences = try count("SELECT count(*) FROM occurrence")
      statistics.documents = try count("SELECT count(DISTINCT document) FROM occurrence")
      statistics.imports = try count("SELECT count(*) FROM import")
      statistics.reviewed = try count("SELECT count(*) FROM unit WHERE review <> 'unreviewed'")
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
      for table in indexes.flatMap({ [$0.textTable, $0.postingTable] }) {
        statistics.indexSize += try count(
          "SELECT sum(pgsize) FROM dbstat WHERE name = '\(table)' AND aggregate = TRUE")
      }
      return statistics
    }
  }

  /// How many units each direction has, by its number.
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
