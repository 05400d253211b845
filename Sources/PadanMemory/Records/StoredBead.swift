import FoundationEssentials
import PadanModel

/// A row of `alignment`.
struct AlignmentRow: StoredRecord {
  static let table = "alignment"
  static let columns = ["id", "direction_id", "import_id", "document", "identity"]

  var id: Int64
  var direction: Int64
  var importID: Int64
  var document: String
  var identity: Data

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    direction = try row.value()
    importID = try row.value()
    document = try row.value()
    identity = try row.value()
  }
}

/// A row of `aligned_segment`.
struct StoredSegment: StoredRecord {
  static let table = "aligned_segment"
  static let columns = ["alignment_id", "is_source", "position", "text", "paragraph"]

  var alignment: Int64
  var isSource: Bool
  var position: Int
  var text: String
  var paragraph: Int?

  init(_ row: inout RowReader) throws(RowDamage) {
    alignment = try row.value()
    isSource = try row.value()
    position = try row.value()
    text = try row.value()
    paragraph = try row.value()
  }
}

/// A row of `bead`.
struct StoredBead: StoredRecord {
  static let table = "bead"
  static let columns = [
    "id", "occurrence_id", "source_start", "source_end", "target_start", "target_end", "confidence",
    "is_crossing",
  ]

  var id: Int64
  var occurrence: Int64?
  var bead: Bead

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    occurrence = try row.value()
    bead = Bead(
      source: try row.range(), target: try row.range(), confidence: try row.value(),
      isCrossing: try row.value())
  }

  /// Makes sure that the bead's segments are there.
  ///
  /// - Throws: `RowDamage`.
  func check(sourceCount: Int, targetCount: Int) throws(RowDamage) {
    let ends = [("source_end", bead.source, sourceCount), ("target_end", bead.target, targetCount)]
    for (column, range, count) in ends where range.upperBound > count {
      throw RowDamage(table: Self.table, row: id, column: column)
    }
  }
}

extension RowReader {
  /// The range between the next two columns.
  fileprivate mutating func range() throws(RowDamage) -> Range<Int> {
    let start: Int = try value()
    let end: Int = try value()
    guard 0 <= start, start <= end else { throw damage }
    return start..<end
  }
}
