import FoundationEssentials
import GRDB
import PadanModel

/// A row of `occurrence`: one place where a unit was found, with its provenance.
struct StoredOccurrence: StoredRecord {
  static let table = "occurrence"
  static let columns = ["id", "name"] + provenanceColumns
  /// The columns of the provenance, in the order of its fields.
  static let provenanceColumns = ProvenanceField.all.map { "\($0.description.column)" }

  /// The row's number.
  var id: Int64
  /// The pair's name in its exchange file (TMX `tuid`); `nil` if it has none.
  var name: String?
  /// Where the pair comes from.
  var provenance = Provenance()

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    name = try row.value()
    for (field, kind) in Self.fields where !row.passesNull(of: kind) {
      provenance[field] = try row.value(of: kind)
    }
  }

  /// The fields with their types, looked up once: an export reads them for each of its rows.
  private static let fields = ProvenanceField.all.map { ($0, $0.kind) }

  /// All occurrences of a unit, the oldest first.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func all(of unit: Int64, _ db: Database) throws -> [StoredOccurrence] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(selection) FROM \(table) WHERE unit_id = ? ORDER BY id")
    return try Row.fetchAll(statement, arguments: [unit]).map { try StoredOccurrence($0) }
  }
}

extension RowReader {
  /// Passes over the next column if it is NULL, which for any field but a flag means that nothing
  /// is known. Most columns of an occurrence are NULL.
  fileprivate mutating func passesNull(of kind: ProvenanceField.Kind) -> Bool {
    guard isNull, kind != .flag else { return false }
    skip()
    return true
  }

  /// Reads the next column as the value of a field; `nil` if nothing is known.
  fileprivate mutating func value(
    of kind: ProvenanceField.Kind
  ) throws(RowDamage) -> ProvenanceValue? {
    switch kind {
    case .text: try value(String?.self).map(ProvenanceValue.text)
    case .number: try value(Int?.self).map(ProvenanceValue.number)
    case .fraction: try value(Double?.self).map(ProvenanceValue.fraction)
    case .flag: .flag(try value())
    case .date: try value(Date?.self).map(ProvenanceValue.date)
    case .remarks: .remarks(try json(PropertyJSON.properties(in:)))
    }
  }
}

extension RawStatement {
  /// Binds the value of a field in the form that `StoredOccurrence` reads: a flag as 0 or 1, a date
  /// as seconds since 1970, properties as JSON, and NULL for what is not known.
  func bind(_ field: ProvenanceField, of provenance: Provenance, at place: Int32) {
    switch provenance[field] {
    case nil:
      if field.kind == .flag { bind(0, at: place) } else { bindCopy(nil as String?, at: place) }
    case .text(let text): bindCopy(text, at: place)
    case .number(let number): bind(Int64(number), at: place)
    case .fraction(let share): bind(share, at: place)
    case .flag(let isSet): bind(isSet ? 1 : 0, at: place)
    case .date(let date): bind(Int64(date.seconds), at: place)
    case .remarks(let remarks): bindCopy(PropertyJSON.text(of: remarks), at: place)
    }
  }
}
