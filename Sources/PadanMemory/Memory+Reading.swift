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
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT source_language, target_language, count(unit.id), direction.id FROM direction
          LEFT JOIN unit ON unit.direction_id = direction.id
          GROUP BY direction.id ORDER BY source_language, target_language
          """)
      let indexes = try MatchIndex.all(db)
      statistics.directions = rows.map { row in
        MemoryStatistics.Direction(
          source: row[0], target: row[1], units: row[2],
          indexedSides: indexes.filter { $0.directionID == row[3] as Int64 }.map(\.side.rawValue))
      }
      for table in indexes.flatMap({ [$0.textTable, $0.postingTable] }) {
        statistics.indexSize += try count(
          "SELECT sum(pgsize) FROM dbstat WHERE name = '\(table)' AND aggregate = TRUE")
      }
      return statistics
    }
  }
}

/// A source and a target language that units have.
struct Direction {
  var id: Int64
  var source: LanguageTag
  var target: LanguageTag

  static func all(_ db: Database) throws -> [Direction] {
    try Row.fetchAll(
      db, sql: "SELECT id, source_language, target_language FROM direction ORDER BY id"
    )
    .compactMap { row in
      guard let source = LanguageTag(row[1] as String), let target = LanguageTag(row[2] as String)
      else { return nil }
      return Direction(id: row[0], source: source, target: target)
    }
  }
}

extension TranslationPair {
  /// The texts and codes in a row of `unit`.
  init(_ row: Row, _ direction: Direction) {
    self.init(
      source: Variant(
        language: direction.source, text: row["source"],
        codes: InlineCodeJSON.codes(in: row["source_codes"])),
      target: Variant(
        language: direction.target, text: row["target"],
        codes: InlineCodeJSON.codes(in: row["target_codes"])))
  }
}

extension Provenance {
  /// The provenance in a row of `occurrence`.
  init(_ row: Row) {
    self.init()
    document = row["document"]
    paragraph = row["paragraph"]
    sentence = row["sentence"]
    previousSource = row["previous_source"]
    nextSource = row["next_source"]
    beadKind = row["bead_kind"]
    confidence = row["confidence"]
    isCrossing = row["is_crossing"]
    createdAt = (row["created_at"] as Int?).map { Date(timeIntervalSince1970: Double($0)) }
    createdBy = row["created_by"]
    creationTool = row["creation_tool"]
    changedAt = (row["changed_at"] as Int?).map { Date(timeIntervalSince1970: Double($0)) }
    changedBy = row["changed_by"]
    properties = PropertyJSON.properties(in: row["properties"])
  }
}
