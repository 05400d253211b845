import FoundationEssentials
import GRDB
public import PadanModel

/// What an export wrote and what it left out, in pairs.
public struct ExportCounts: Hashable, Sendable {
  public var written = 0
  /// What the filter does not let through.
  public var filtered = 0
  /// Rejected pairs.
  public var rejected = 0
  /// Further occurrences of units that were written.
  public var duplicates = 0

  public init() {}
}

/// Which pairs an export writes.
public struct ExportSelection: Sendable {
  public var source: LanguageTag
  public var target: LanguageTag
  /// Only what it is true of.
  public var filter: PairFilter?
  /// Each unit once, by its first occurrence.
  public var withoutDuplicates: Bool
  public var withRejected: Bool

  public init(
    source: LanguageTag, target: LanguageTag, filter: PairFilter? = nil,
    withoutDuplicates: Bool = false, withRejected: Bool = true
  ) {
    self.source = source
    self.target = target
    self.filter = filter
    self.withoutDuplicates = withoutDuplicates
    self.withRejected = withRejected
  }
}

extension ExportSelection {
  fileprivate func directions(_ db: Database) throws -> [Direction] {
    try Direction.all(from: source, to: target, db)
  }
}

extension Memory {
  /// Calls `body` with every occurrence of every unit of a direction as a pair, by unit and then by
  /// occurrence, in the order in which they came; `name` is what its exchange file called it.
  ///
  /// The whole walk sees one state of the memory, whatever others write meanwhile.
  ///
  /// - Throws: `MemoryError`, and whatever `body` throws.
  public func forEachPair(
    from source: LanguageTag, to target: LanguageTag,
    _ body: (_ pair: TranslationPair, _ name: String?) throws -> Void
  ) throws {
    _ = try forEachPair(in: ExportSelection(source: source, target: target), body)
  }

  /// The same for the pairs of a selection; counts them and what is left out.
  ///
  /// - Complexity: O(pairs of the direction) time, flat memory.
  /// - Throws: `MemoryError`, and whatever `body` throws.
  public func forEachPair(
    in selection: ExportSelection,
    _ body: (_ pair: TranslationPair, _ name: String?) throws -> Void
  ) throws -> ExportCounts {
    try read { db in
      // A walk over everything comes by each page once: keeping pages would only take memory.
      try db.execute(sql: "PRAGMA cache_size = -4096; PRAGMA mmap_size = 0")
      defer { try? configuration.setCaches(of: db) }
      var counts = ExportCounts()
      let directions = try selection.directions(db)
      let languages = Dictionary(uniqueKeysWithValues: directions.map { ($0.id, $0) })
      let rows = try Row.fetchCursor(
        db, sql: Self.query(directions, selection.filter),
        arguments: selection.filter?.statementArguments ?? StatementArguments())
      var lastWritten: Int64?
      while let row = try rows.next() {
        guard let isWanted = row[0] as Bool?, isWanted else {
          counts.filtered += 1
          continue
        }
        let unit = try StoredUnit(row, from: 1)
        if !selection.withRejected, unit.review == .rejected {
          counts.rejected += 1
        } else if selection.withoutDuplicates, unit.id == lastWritten {
          counts.duplicates += 1
        } else {
          let occurrence = try StoredOccurrence(row, from: 1 + StoredUnit.columns.count)
          guard let direction = languages[unit.direction] else { throw unit.strayDirection }
          try body(unit.pair(direction, occurrence.provenance), occurrence.name)
          counts.written += 1
          lastWritten = unit.id
        }
      }
      return counts
    }
  }

  /// The rows that an export walks over: whether each is wanted, its unit, its occurrence.
  private static func query(_ directions: [Direction], _ filter: PairFilter?) -> String {
    """
    SELECT \(filter?.sql ?? "1"), \(StoredUnit.selection), \(StoredOccurrence.selection)
    FROM unit JOIN occurrence ON occurrence.unit_id = unit.id
      JOIN direction ON direction.id = unit.direction_id
    WHERE unit.direction_id IN \(directions.list) ORDER BY unit.id, occurrence.id
    """
  }
}

extension Memory {
  /// What the heads of the files say that brought the pairs of a selection: their notes, props and
  /// encodings, each once, in the order in which the files came, and the attributes that they all agree
  /// on.
  ///
  /// - Throws: `MemoryError`.
  public func header(of selection: ExportSelection) throws -> [Provenance.Property] {
    let headers = try read { db in
      let directions = try selection.directions(db)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT id, header FROM import WHERE header IS NOT NULL AND EXISTS (
            SELECT 1 FROM occurrence CROSS JOIN unit ON unit.id = unit_id
              JOIN direction ON direction.id = unit.direction_id
            WHERE occurrence.id BETWEEN first_occurrence AND last_occurrence
              AND import_id = import.id AND unit.direction_id IN \(directions.list)
              AND \(selection.filter?.sql ?? "1"))
          ORDER BY import.id
          """, arguments: selection.filter?.statementArguments ?? StatementArguments()
      ).map { row in
        var values = RowReader(row, of: "import", columns: ["id", "header"])
        _ = try values.value(Int64.self)
        return try values.json(PropertyJSON.properties(in:))
      }
    }
    let shared = headers.reduce(headers.first ?? []) { shared, header in
      shared.filter { $0.kind == .attribute && header.contains($0) }
    }
    var seen: Set<Provenance.Property> = []
    let remarks = headers.joined().filter { $0.kind != .attribute && seen.insert($0).inserted }
    return shared.filter { $0.kind == .attribute } + remarks
  }
}
