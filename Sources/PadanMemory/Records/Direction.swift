import GRDB
import PadanModel

/// A row of `direction`: the source and the target language of some units.
struct Direction: StoredRecord {
  static let table = "direction"
  static let columns = ["id", "source_language", "target_language"]

  /// The row's number, to which units refer.
  var id: Int64
  /// The language of the source texts.
  var source: LanguageTag
  /// The language of the target texts.
  var target: LanguageTag

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    source = try row.value()
    target = try row.value()
  }

  /// All directions, by number.
  ///
  /// - Throws: `RowDamage` if a language tag cannot be read. To skip the row would hide its units.
  static func all(_ db: Database) throws -> [Direction] { try all(db, "ORDER BY id") }

  /// The directions whose languages fit a source and a target language (`LanguageTag.accepts`):
  /// `en` fits `en-US` too.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  static func all(
    from source: LanguageTag, to target: LanguageTag, _ db: Database
  ) throws -> [Direction] {
    try all(db).filter { source.accepts($0.source) && target.accepts($0.target) }
  }
}

extension [Direction] {
  /// The numbers as an SQL list, such as `(1,3)`.
  var list: String { "(" + map { String($0.id) }.joined(separator: ",") + ")" }
}
