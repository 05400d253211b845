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
    source: LanguageTag = .indonesian, target: LanguageTag = .english, filter: PairFilter? = nil,
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
    try Direction.all(db).filter { source.accepts($0.source) && target.accepts($0.target) }
  }
}

extension Direction {
  /// True of the units of some directions.
  fileprivate static func condition(_ directions: [Direction]) -> String {
    "unit.direction_id IN (\(directions.map { String($0.id) }.joined(separator: ",")))"
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
      let cursor = try Row.fetchCursor(
        db, sql: PairRow.query(directions, selection.filter),
        arguments: selection.filter?.statementArguments ?? StatementArguments())
      let languages = Dictionary(uniqueKeysWithValues: directions.map { ($0.id, $0) })
      var lastWritten: Int64?
      while let row = try cursor.next() {
        let unit: Int64 = row[PairRow.unit]
        if !(row[PairRow.isWanted] as Bool) {
          counts.filtered += 1
        } else if !selection.withRejected, row[PairRow.review] == ReviewState.rejected.rawValue {
          counts.rejected += 1
        } else if selection.withoutDuplicates, unit == lastWritten {
          counts.duplicates += 1
        } else {
          let pair = PairRow.pair(row, languages[row[PairRow.direction]]!)
          try body(pair, row[PairRow.name])
          counts.written += 1
          lastWritten = unit
        }
      }
      return counts
    }
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
      return try String.fetchAll(
        db,
        sql: """
          SELECT header FROM import WHERE header IS NOT NULL AND EXISTS (
            SELECT 1 FROM occurrence CROSS JOIN unit ON unit.id = unit_id
              JOIN direction ON direction.id = unit.direction_id
            WHERE occurrence.id BETWEEN first_occurrence AND last_occurrence
              AND import_id = import.id AND \(Direction.condition(directions))
              AND \(selection.filter?.sql ?? "1"))
          ORDER BY import.id
          """, arguments: selection.filter?.statementArguments ?? StatementArguments())
    }.map(PropertyJSON.properties)
    let shared = headers.reduce(headers.first ?? []) { shared, header in
      shared.filter { $0.kind == .attribute && header.contains($0) }
    }
    var seen: Set<Provenance.Property> = []
    let remarks = headers.joined().filter { $0.kind != .attribute && seen.insert($0).inserted }
    return shared.filter { $0.kind == .attribute } + remarks
  }
}

/// A row of the query that exports walk over. Columns are read by their place: by their names they take
/// several times as long.
private enum PairRow {
  static let (unit, direction, review, isWanted, name) = (0, 1, 2, 3, 4)

  static func query(_ directions: [Direction], _ filter: PairFilter?) -> String {
    """
    SELECT unit.id, unit.direction_id, unit.review, \(filter?.sql ?? "1"), occurrence.name,
      unit.source, unit.target, unit.source_codes, unit.target_codes, unit.imported_usage,
      occurrence.document, paragraph, sentence, previous_source, next_source, bead_kind,
      confidence, is_crossing, created_at, created_by, creation_tool, occurrence.changed_at,
      changed_by, properties, unit.group_id
    FROM unit JOIN occurrence ON occurrence.unit_id = unit.id
      JOIN direction ON direction.id = unit.direction_id
    WHERE \(Direction.condition(directions)) ORDER BY unit.id, occurrence.id
    """
  }

  static func pair(_ row: Row, _ direction: Direction) -> TranslationPair {
    var provenance = Provenance()
    provenance.document = row[10]
    provenance.paragraph = row[11]
    provenance.sentence = row[12]
    provenance.previousSource = row[13]
    provenance.nextSource = row[14]
    provenance.beadKind = row[15]
    provenance.confidence = row[16]
    provenance.isCrossing = row[17]
    provenance.createdAt = date(row[18])
    provenance.createdBy = row[19]
    provenance.creationTool = row[20]
    provenance.changedAt = date(row[21])
    provenance.changedBy = row[22]
    provenance.properties = PropertyJSON.properties(in: row[23])
    return TranslationPair(
      source: Variant(
        language: direction.source, text: row[5], codes: InlineCodeJSON.codes(in: row[7])),
      target: Variant(
        language: direction.target, text: row[6], codes: InlineCodeJSON.codes(in: row[8])),
      provenance: provenance, review: ReviewState(rawValue: row[review]) ?? .unreviewed,
      usageCount: row[9], group: row[24])
  }

  private static func date(_ seconds: Int?) -> Date? {
    seconds.map { Date(timeIntervalSince1970: Double($0)) }
  }
}
