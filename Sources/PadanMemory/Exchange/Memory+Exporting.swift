import FoundationEssentials
import GRDB
import GRDBSQLite
public import PadanModel

/// How many pairs an export wrote and left out.
public struct ExportCounts: Hashable, Sendable {
  /// Pairs that were written.
  public var written = 0
  /// Pairs that the filter does not select.
  public var filtered = 0
  /// Pairs of rejected units that were left out.
  public var rejected = 0
  /// Further occurrences, left out, of units that were written.
  public var duplicates = 0

  /// Counts of zero.
  public init() {}
}

/// The pairs that an export writes.
public struct ExportSelection: Sendable {
  /// The source language; `en` selects `en-US` too.
  public var source: LanguageTag
  /// The target language; `en` selects `en-US` too.
  public var target: LanguageTag
  /// Which pairs are written; `nil` for all.
  public var filter: PairFilter?
  /// Whether each unit is written once, with its first occurrence that the filter selects.
  public var withoutDuplicates: Bool
  /// Whether rejected units are written.
  public var withRejected: Bool

  /// All pairs of a direction, or those that a filter selects.
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
  /// The directions whose languages fit the selection.
  fileprivate func directions(_ db: Database) throws -> [Direction] {
    try Direction.all(from: source, to: target, db)
  }
}

extension Memory {
  /// Calls `body` for every occurrence of every unit of a direction, in the order in which they
  /// were added: by unit, then by occurrence.
  ///
  /// All calls see one state of the memory, even if others write meanwhile.
  ///
  /// - Parameters:
  ///   - source: The source language; `en` selects `en-US` too.
  ///   - target: The target language.
  ///   - body: Receives a pair, and its name in the exchange file if it has one (TMX `tuid`).
  /// - Throws: `MemoryError`, and whatever `body` throws.
  /// - Complexity: O(pairs of the direction) time, memory for the occurrences of one unit.
  public func forEachPair(
    from source: LanguageTag, to target: LanguageTag,
    _ body: (_ pair: TranslationPair, _ name: String?) throws -> Void
  ) throws {
    _ = try forEachPair(in: ExportSelection(source: source, target: target), body)
  }

  /// Calls `body` for the pairs of a selection, in the order in which they were added.
  ///
  /// - Parameters:
  ///   - selection: The pairs to write.
  ///   - body: Receives a pair, and its name in the exchange file if it has one.
  /// - Returns: How many pairs were written and left out.
  /// - Throws: `MemoryError`, and whatever `body` throws.
  /// - Complexity: O(pairs of the direction) time, memory for the occurrences of one unit.
  public func forEachPair(
    in selection: ExportSelection,
    _ body: (_ pair: TranslationPair, _ name: String?) throws -> Void
  ) throws -> ExportCounts {
    try forEachUnit(in: selection) { _, pair, name in try body(pair, name) }
  }

  /// Calls `body` for the pairs of a selection with the numbers of their units, in the order in which
  /// they were added.
  ///
  /// - Parameters:
  ///   - selection: The pairs to read.
  ///   - body: Receives a unit's number (`Match.unit`), the pair, and its name in the exchange file.
  /// - Returns: How many pairs were read and left out.
  /// - Throws: `MemoryError`, and whatever `body` throws.
  /// - Complexity: O(pairs of the direction) time, memory for the occurrences of one unit.
  package func forEachUnit(
    in selection: ExportSelection,
    _ body: (_ unit: Int64, _ pair: TranslationPair, _ name: String?) throws -> Void
  ) throws -> ExportCounts {
    try read { db in
      // The walk reads each page once, so a large cache would only take memory.
      try db.execute(sql: "PRAGMA cache_size = -4096; PRAGMA mmap_size = 0")
      defer { try? configuration.setCaches(of: db) }
      var counts = ExportCounts()
      let directions = try selection.directions(db)
      // In a damaged table two rows may have one number.
      let languages = Dictionary(directions.map { ($0.id, $0) }) { first, _ in first }
      let statement = try db.makeStatement(sql: Self.query(directions, selection.filter))
      let rows = try Row.fetchCursor(
        statement, arguments: selection.filter?.statementArguments ?? StatementArguments())
      let handle = statement.sqliteStatement
      let source = RowReader.Source.statement(handle)
      var open: OpenUnit?
      while try rows.next() != nil {
        // A filter is NULL, which reads as 0, where it compares something that is not known.
        guard sqlite3_column_int(handle, 0) != 0 else {
          counts.filtered += 1
          continue
        }
        if open?.unit.id != sqlite3_column_int64(handle, 1) {
          try open?.write(selection, &counts, body)
          let unit = try StoredUnit(source, from: 1)
          guard let direction = languages[unit.direction] else { throw unit.strayDirection }
          open = OpenUnit(unit: unit, direction: direction)
        }
        try open?.occurrences.append(
          StoredOccurrence(source, from: 1 + StoredUnit.columns.count))
      }
      try open?.write(selection, &counts, body)
      return counts
    }
  }

  /// Selects the rows of an export: whether the filter selects the pair, its unit, its occurrence.
  /// The rows of a unit follow each other, in any order: SQLite would sort even a single one.
  private static func query(_ directions: [Direction], _ filter: PairFilter?) -> String {
    """
    SELECT \(filter?.sql ?? "1"), \(StoredUnit.selection), \(StoredOccurrence.selection)
    FROM unit JOIN occurrence ON occurrence.unit_id = unit.id
      JOIN direction ON direction.id = unit.direction_id
    WHERE unit.direction_id IN \(directions.list) ORDER BY unit.id
    """
  }
}

/// A unit whose occurrences are being read.
private struct OpenUnit {
  let unit: StoredUnit
  let direction: Direction
  /// The occurrences that the filter selects, so far.
  var occurrences: [StoredOccurrence] = []

  /// Writes the pairs of the unit that a selection has, the oldest first.
  consuming func write(
    _ selection: ExportSelection, _ counts: inout ExportCounts,
    _ body: (_ unit: Int64, _ pair: TranslationPair, _ name: String?) throws -> Void
  ) throws {
    guard selection.withRejected || unit.review != .rejected else {
      counts.rejected += occurrences.count
      return
    }
    if occurrences.count > 1 { occurrences.sort { $0.id < $1.id } }
    for occurrence in occurrences {
      try body(unit.id, unit.pair(direction, occurrence.provenance), occurrence.name)
      counts.written += 1
      if selection.withoutDuplicates {
        counts.duplicates += occurrences.count - 1
        break
      }
    }
  }
}

extension Memory {
  /// The header of an export, made from the headers of the files from which its pairs were
  /// imported.
  ///
  /// It has the attributes on which all files agree, and the properties, notes and encodings of
  /// every file, each once, in the order of the imports.
  ///
  /// - Throws: `MemoryError`.
  public func header(of selection: ExportSelection) throws -> [Provenance.Property] {
    let headers = try read { db in
      let directions = try selection.directions(db)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT id, header FROM step WHERE header IS NOT NULL AND EXISTS (
            SELECT 1 FROM occurrence CROSS JOIN unit ON unit.id = unit_id
              JOIN direction ON direction.id = unit.direction_id
            WHERE occurrence.id BETWEEN first_occurrence AND last_occurrence
              AND import_id = step.id AND unit.direction_id IN \(directions.list)
              AND \(selection.filter?.sql ?? "1"))
          ORDER BY step.id
          """, arguments: selection.filter?.statementArguments ?? StatementArguments()
      ).map { row in
        var values = RowReader(row, of: HistoryStep.table, columns: ["id", "header"])
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
