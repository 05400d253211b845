import PadanModel

/// A row of `unit`: what a pair is, but not where it was met.
struct StoredUnit: StoredRecord {
  static let table = "unit"
  static let columns = [
    "id", "direction_id", "source", "target", "source_codes", "target_codes", "review",
    "imported_usage", "group_id", "changed_at", "identity",
  ]

  var id: Int64
  var direction: Int64
  var source: String
  var target: String
  var sourceCodes: [InlineCode]
  var targetCodes: [InlineCode]
  var review: ReviewState
  var usageCount: Int
  var group: Int64?
  /// When the unit was last added or changed, in seconds since 1970.
  var changedAt: Int
  /// The first half of the unit's name (`Identity.unit`).
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

  /// The damage where there is no direction of the unit's number.
  var strayDirection: RowDamage { RowDamage(table: Self.table, row: id, column: "direction_id") }

  /// The unit as a pair of its direction, with one of the places where it was met.
  func pair(_ direction: Direction, _ provenance: Provenance = Provenance()) -> TranslationPair {
    TranslationPair(
      source: Variant(language: direction.source, text: source, codes: sourceCodes),
      target: Variant(language: direction.target, text: target, codes: targetCodes),
      provenance: provenance, review: review, usageCount: usageCount, group: group)
  }
}
