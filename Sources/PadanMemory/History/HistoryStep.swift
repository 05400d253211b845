public import FoundationEssentials
import GRDB

/// One step of a memory's history: an import, an alignment, or a change by hand.
public struct HistoryStep: Hashable, Sendable {
  /// What a step did.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Pairs of a file were added.
    case `import`
    /// Documents were aligned and saved.
    case align
    /// A pair was entered by hand.
    case add
    /// A unit got another text.
    case edit
    /// Units were deleted.
    case delete
    /// Units were approved.
    case approve
    /// Units were rejected.
    case reject
    /// Verdicts on units were withdrawn.
    case unreview
    /// The verdicts of a review file were applied.
    case review
    /// Units were marked by filters.
    case filter
    /// Entries of the memory's lexicon were added, replaced or removed.
    case lexicon
    /// Terms were added, changed or removed.
    case terms
    /// An earlier step was undone.
    case undo
  }

  /// The step's number, with which it can be undone. No number is given twice.
  public var id: Int64
  /// What the step did.
  public var kind: Kind
  /// Where its content comes from: a file's path, or the name of a command.
  public var origin: String
  /// Who made the step; `nil` if it is not known.
  public var person: String?
  /// When the step began.
  public var startedAt: Date
  /// How many occurrences of the memory belong to the step.
  public var occurrences: Int
  /// What the step added when it was made; `nil` if it added no pairs, or a version of Padan made
  /// it that kept no receipts.
  public var receipt: ImportReceipt?
  /// The number of units whose texts, review or usage it changed.
  public var changedUnits: Int
  /// The number of units that it deleted.
  public var removedUnits: Int
  /// The number of occurrences that it deleted.
  public var removedOccurrences: Int
  /// The number of the step that it undid; `nil` for other kinds.
  public var undoes: Int64?
  /// The number of the step that undid this one; `nil` if it is in force.
  public var undoneBy: Int64?

  /// Whether the step brought pairs.
  public var bringsPairs: Bool { [.import, .align, .add].contains(kind) }

  /// Where its content comes from, in words: a file's path or a command, or `by hand`.
  public var source: String { kind.isByHand ? PairOrigin.byHand : origin }
}

extension HistoryStep.Kind: StoredValue {}

extension HistoryStep: StoredRecord {
  static let table = "step"
  static let columns = [
    "id", "kind", "origin", "person", "started_at", "undoes", "undone_by", "changed_units",
    "removed_units", "removed_occurrences", "withdrawn_count", "read_count", "added_count",
    "same_count", "different_count", "skipped_count", "seconds", "unit_count",
  ]

  /// Selects steps, each with the number of its occurrences that are still there.
  static let query = """
    SELECT \(selection), coalesce(size, 0)
    FROM step LEFT JOIN (SELECT import_id, count(*) AS size FROM occurrence GROUP BY import_id)
      ON import_id = step.id
    """

  /// The steps of `query` that fit a condition.
  ///
  /// - Parameter condition: The SQL after the query.
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func listed(
    _ db: Database, _ condition: String, arguments: StatementArguments = StatementArguments()
  ) throws -> [HistoryStep] {
    try Row.fetchAll(db, sql: "\(query) \(condition)", arguments: arguments).map { row in
      var values = RowReader(row, of: table, columns: columns + ["count"])
      var step = try HistoryStep(&values)
      step.occurrences = try values.value()
      return step
    }
  }

  /// Reads a row of `step`. It has no receipt if `read_count` is NULL.
  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    kind = try row.value()
    origin = try row.value()
    person = try row.value()
    startedAt = try row.value()
    undoes = try row.value()
    undoneBy = try row.value()
    changedUnits = try row.value()
    removedUnits = try row.value()
    removedOccurrences = try row.value()
    occurrences = 0
    var receipt = ImportReceipt()
    receipt.withdrawn = try row.value()
    let read: Int? = try row.value()
    receipt.addedOccurrences = try row.value()
    receipt.same = try row.value()
    receipt.differentTarget = try row.value()
    receipt.skipped = try row.value()
    receipt.seconds = try row.value()
    receipt.addedUnits = try row.value()
    guard let read else { return }
    receipt.id = id
    receipt.read = read
    self.receipt = receipt
  }
}
