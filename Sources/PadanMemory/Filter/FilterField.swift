import PadanModel

/// A field of pairs that filters compare.
struct FilterField: Sendable {
  /// The type of a field's values, which decides how they are written and compared.
  enum Kind {
    case text, language, number, date, flag, review
  }

  /// The field's name in expressions and exports.
  var name: String
  /// The type of its values.
  var kind: Kind
  /// The columns or SQL expressions that hold the field. If there are several, a comparison is true
  /// if it is true of one of them.
  var columns: [String]

  private init(_ name: String, _ kind: Kind, _ columns: String...) {
    self.name = name
    self.kind = kind
    self.columns = columns
  }

  /// A field of the provenance; `nil` for properties, which have no single value.
  private init?(_ field: ProvenanceField) {
    switch field.kind {
    case .text: kind = .text
    case .number, .fraction: kind = .number
    case .flag: kind = .flag
    case .date: kind = .date
    case .remarks: return nil
    }
    name = field.name
    columns = ["occurrence.\(field.description.column)"]
  }

  /// The value for which a filter marked the unit; unknown if it did not.
  private init(_ filter: QualityFilter) {
    self.init(
      filter.rawValue, .number,
      "(SELECT value FROM quality_mark WHERE unit_id = unit.id AND filter = '\(filter.rawValue)')")
  }

  /// The document in which the pair was found.
  static let document = FilterField("document", .text, "occurrence.document")
  /// The person who made the pair, and the person who changed it.
  static let author = FilterField("author", .text, "occurrence.created_by", "occurrence.changed_by")
  /// When the unit was last added or changed.
  static let updated = FilterField("updated", .date, "unit.changed_at")
  /// The reviewer's verdict.
  static let review = FilterField("review", .review, "unit.review")

  /// The number of the unit.
  static let unit = FilterField("unit", .number, "unit.id")

  /// Whether a filter marked the unit.
  static let filtered = FilterField(
    "filtered", .flag, "EXISTS (SELECT 1 FROM quality_mark WHERE unit_id = unit.id)")

  /// All fields, in the order in which messages list them.
  static let all: [FilterField] =
    [
      FilterField("from", .language, "direction.source_language"),
      FilterField("to", .language, "direction.target_language"),
      FilterField("source", .text, "unit.source"), FilterField("target", .text, "unit.target"),
      FilterField("id", .text, "occurrence.name"), unit,
    ] + ProvenanceField.all.compactMap { FilterField($0) } + [
      author, FilterField("score", .number, "occurrence.confidence * 100"),
      FilterField("usage", .number, "unit.imported_usage"), review, updated,
      FilterField("origin", .text, "(SELECT origin FROM step WHERE id = occurrence.import_id)"),
      FilterField("import", .number, "occurrence.import_id"), filtered,
    ] + QualityFilter.allCases.map { FilterField($0) }

  /// Older names of fields that are still accepted, each with its present name, in lower case.
  private static let aliases = ["changer": "changedby"]

  /// The field with a name, which may be in any case; `nil` if there is none.
  static func named(_ name: String) -> FilterField? {
    let name = name.lowercased()
    return all.first { $0.name.lowercased() == aliases[name] ?? name }
  }
}

extension FilterField {
  /// Pairs for which nothing is known in the field.
  var isUnknown: PairFilter {
    filter(sql: "(coalesce(\(columns.joined(separator: ", ")), NULL) IS NULL)", arguments: [])
  }

  /// Pairs whose value compares with another value. If the field is unknown, no comparison is true.
  ///
  /// - Parameter sign: A comparison operator of SQL, such as `>=`.
  func compare(_ sign: String, _ value: PairFilter.Value) -> PairFilter {
    any { ("\($0) \(sign) ?", [value]) }
  }

  /// Pairs whose text fits a pattern, in which `*` is any text and `?` one character.
  func matches(_ pattern: String) -> PairFilter {
    any { ("\($0) GLOB ?", [.text(Self.glob(pattern))]) }
  }

  /// Pairs in a language and its narrower tags: `en` finds `en-US` too.
  func isLanguage(_ tag: String) -> PairFilter {
    any { ("(\($0) = ? OR \($0) GLOB ?)", [.text(tag), .text(Self.glob(tag) + "-*")]) }
  }

  /// Pairs for which a condition is true in one of the columns. NULL counts as false, so that `not`
  /// makes it true.
  private func any(
    _ condition: (String) -> (sql: String, arguments: [PairFilter.Value])
  ) -> PairFilter {
    let conditions = columns.map(condition)
    let sql = conditions.map { "coalesce(\($0.sql), 0)" }.joined(separator: " OR ")
    return filter(sql: "(\(sql))", arguments: conditions.flatMap(\.arguments))
  }

  /// A filter that also notes whether it compares the review state.
  private func filter(sql: String, arguments: [PairFilter.Value]) -> PairFilter {
    PairFilter(sql: sql, arguments: arguments, namesReview: name == Self.review.name)
  }

  /// A pattern for SQLite's `GLOB`. A `[` would begin a set of characters there, so it is escaped.
  static func glob(_ pattern: String) -> String {
    pattern.split(separator: "[", omittingEmptySubsequences: false).joined(separator: "[[]")
  }
}
