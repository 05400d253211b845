import FoundationEssentials
import PadanModel

/// A row of `unit`: a source and a target text. Its occurrences hold the provenance.
struct StoredUnit: StoredRecord {
  static let table = "unit"
  static let columns = [
    "id", "direction_id", "source", "target", "source_codes", "target_codes", "review",
    "imported_usage", "group_id", "changed_at", "identity",
  ]

  /// The unit's number.
  var id: Int64
  /// The number of its direction, which names the languages.
  var direction: Int64
  /// The source text without its inline codes.
  var source: String
  /// The target text without its inline codes.
  var target: String
  /// The inline codes of the source, by ascending offset.
  var sourceCodes: [InlineCode]
  /// The inline codes of the target, by ascending offset.
  var targetCodes: [InlineCode]
  /// A reviewer's verdict.
  var review: ReviewState
  /// How often the unit was used, according to the files from which it was imported.
  var usageCount: Int
  /// The same for all units made from one translation unit with several variants; `nil` for others.
  var group: Int64?
  /// When the unit was last added or changed.
  var changedAt: Date
  /// The first 64 bits of the unit's name (`Identity.unit`).
  var identity: Int64

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    direction = try row.value()
    source = try row.value()
    target = try row.value()
    sourceCodes = try row.json(InlineCodeJSON.codes(in:))
    targetCodes = try row.json(InlineCodeJSON.codes(in:))
    review = try row.value()
    usageCount = try row.value()
    group = try row.value()
    changedAt = try row.value()
    identity = try row.value()
  }

  /// The damage to report if the unit's direction does not exist.
  var strayDirection: RowDamage { RowDamage(table: Self.table, row: id, column: "direction_id") }

  /// The unit as a pair.
  ///
  /// - Parameters:
  ///   - direction: The unit's direction, which gives the languages.
  ///   - provenance: The provenance of one of its occurrences; empty by default.
  consuming func pair(
    _ direction: Direction, _ provenance: consuming Provenance = Provenance()
  ) -> TranslationPair {
    TranslationPair(
      source: Variant(language: direction.source, text: source, codes: sourceCodes),
      target: Variant(language: direction.target, text: target, codes: targetCodes),
      provenance: provenance, review: review, usageCount: usageCount, group: group)
  }
}
