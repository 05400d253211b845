import FoundationEssentials
import PadanModel

/// A row of `alignment`: one aligned document, without its segments and beads.
struct AlignmentRow: StoredRecord {
  static let table = "alignment"
  static let columns = ["id", "direction_id", "import_id", "document", "identity"]

  /// The row's number.
  var id: Int64
  /// The number of its direction.
  var direction: Int64
  /// The number of the step that saved it last.
  var importID: Int64
  /// The document's name, as provenance gives it.
  var document: String
  /// 16 bytes of a hash of its languages, name and segments (`Identity.alignment`).
  var identity: Data

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    direction = try row.value()
    importID = try row.value()
    document = try row.value()
    identity = try row.value()
  }
}

/// A row of `aligned_segment`: one segment of one side of an alignment.
struct StoredSegment: StoredRecord {
  static let table = "aligned_segment"
  static let columns = ["alignment_id", "is_source", "position", "text", "paragraph"]

  /// The number of its alignment.
  var alignment: Int64
  /// Whether it stands on the source side.
  var isSource: Bool
  /// Its position on its side, from 0.
  var position: Int
  /// The segment's text.
  var text: String
  /// The number of its paragraph, from 0; `nil` if it is not known.
  var paragraph: Int?

  init(_ row: inout RowReader) throws(RowDamage) {
    alignment = try row.value()
    isSource = try row.value()
    position = try row.value()
    text = try row.value()
    paragraph = try row.value()
  }
}

/// A row of `bead`: one bead of an alignment, and the occurrence that was made from it.
struct StoredBead: StoredRecord, Hashable {
  static let table = "bead"
  static let columns = [
    "id", "occurrence_id", "source_start", "source_end", "target_start", "target_end", "confidence",
    "is_crossing",
  ]

  /// The row's number.
  var id: Int64
  /// The number of its occurrence; `nil` if a side has no text, or the occurrence was deleted.
  var occurrence: Int64?
  /// The segments of both sides, by position in the alignment.
  var bead: Bead

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    occurrence = try row.value()
    bead = Bead(
      source: try row.range(), target: try row.range(), confidence: try row.value(),
      isCrossing: try row.value())
  }

  /// A bead that is not stored yet; its row has the number 0.
  init(_ bead: Bead, occurrence: Int64?) {
    id = 0
    self.bead = bead
    self.occurrence = occurrence
  }

  /// Checks that the alignment has all segments of the bead.
  ///
  /// - Parameters:
  ///   - sourceCount: The number of the alignment's source segments.
  ///   - targetCount: The number of its target segments.
  /// - Throws: `RowDamage` if a range ends behind the last segment.
  func check(sourceCount: Int, targetCount: Int) throws(RowDamage) {
    let ends = [("source_end", bead.source, sourceCount), ("target_end", bead.target, targetCount)]
    for (column, range, count) in ends where range.upperBound > count {
      throw RowDamage(table: Self.table, row: id, column: column)
    }
  }
}

extension RowReader {
  /// Reads a half-open range of positions from the next two columns.
  ///
  /// - Throws: `RowDamage` if the start is negative or greater than the end.
  fileprivate mutating func range() throws(RowDamage) -> Range<Int> {
    let start: Int = try value()
    let end: Int = try value()
    guard 0 <= start, start <= end else { throw damage }
    return start..<end
  }
}
