import GRDB
import PadanModel

/// A source and a target language that units have.
struct Direction: StoredRecord {
  static let table = "direction"
  static let columns = ["id", "source_language", "target_language"]

  var id: Int64
  var source: LanguageTag
  var target: LanguageTag

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    source = try row.value()
    target = try row.value()
  }

  /// All directions, by number.
  ///
  /// - Throws: `RowDamage` where a tag cannot be read: to pass the row over would hide its units.
  static func all(_ db: Database) throws -> [Direction] { try all(db, "ORDER BY id") }

  /// The directions from one language to another.
  static func all(
    from source: LanguageTag, to target: LanguageTag, _ db: Database
  ) throws -> [Direction] {
    try all(db).filter { source.accepts($0.source) && target.accepts($0.target) }
  }
}

extension [Direction] {
  /// The numbers as an SQL list.
  var list: String { "(" + map { String($0.id) }.joined(separator: ",") + ")" }
}
