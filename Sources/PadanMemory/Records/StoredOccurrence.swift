import FoundationEssentials
import GRDB
import PadanModel

/// A row of `occurrence`: one of the places at which a unit was met.
struct StoredOccurrence: StoredRecord {
  static let table = "occurrence"
  static let columns = [
    "id", "name", "document", "paragraph", "sentence", "previous_source", "next_source",
    "bead_kind", "confidence", "is_crossing", "created_at", "created_by", "creation_tool",
    "changed_at", "changed_by", "properties",
  ]

  var id: Int64
  /// What an exchange file called the pair.
  var name: String?
  var provenance = Provenance()

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    name = try row.value()
    provenance.document = try row.value()
    provenance.paragraph = try row.value()
    provenance.sentence = try row.value()
    provenance.previousSource = try row.value()
    provenance.nextSource = try row.value()
    provenance.beadKind = try row.value()
    provenance.confidence = try row.value()
    provenance.isCrossing = try row.value()
    provenance.createdAt = try row.value()
    provenance.createdBy = try row.value()
    provenance.creationTool = try row.value()
    provenance.changedAt = try row.value()
    provenance.changedBy = try row.value()
    provenance.properties = try row.value(json: PropertyJSON.properties(in:))
  }

  /// All places at which a unit was met, in the order in which they came.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func all(of unit: Int64, _ db: Database) throws -> [StoredOccurrence] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(selection) FROM \(table) WHERE unit_id = ? ORDER BY id")
    return try Row.fetchAll(statement, arguments: [unit]).map { try StoredOccurrence($0) }
  }
}
