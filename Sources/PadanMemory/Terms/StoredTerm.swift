package import PadanModel

/// A row of `term`: a term of a memory.
package struct StoredTerm: StoredRecord, Sendable {
  static let table = "term"
  static let columns = [
    "id", "source_language", "target_language", "source", "target", "status", "sense", "subject",
    "note", "origin",
  ]

  static let languageColumns = ["source_language", "target_language"]

  /// The term's number. No number is given twice.
  package var id: Int64
  /// The language of its source.
  package var sourceLanguage: LanguageTag
  /// The language of its target.
  package var targetLanguage: LanguageTag
  /// The term.
  package var term: Term
  /// The file from which it came, or `Memory.termOrigin`.
  package var origin: String

  init(_ row: inout RowReader) throws(RowDamage) {
    func text() throws(RowDamage) -> String? {
      let text: String = try row.value()
      return text.isEmpty ? nil : text
    }
    id = try row.value()
    sourceLanguage = try row.value()
    targetLanguage = try row.value()
    term = Term(
      source: try row.value(), target: try row.value(), status: try row.value(),
      sense: try text(), subject: try text(), note: try row.value())
    origin = try row.value()
  }
}

extension Term.Status: StoredValue {}
