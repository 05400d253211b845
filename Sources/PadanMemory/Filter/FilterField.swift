import PadanModel

/// A field of pairs that filters compare.
struct FilterField: Sendable {
  /// What its values are.
  enum Kind {
    case text, language, number, date, flag, review
  }

  var name: String
  var kind: Kind
  /// The columns that hold it; where there are several, one that fits is enough.
  var columns: [String]

  private init(_ name: String, _ kind: Kind, _ columns: String...) {
    self.name = name
    self.kind = kind
    self.columns = columns
  }

  /// A field of the provenance; `nil` for remarks, which have no one value.
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

  static let document = FilterField("document", .text, "occurrence.document")
  /// Whoever made or changed the pair.
  static let author = FilterField("author", .text, "occurrence.created_by", "occurrence.changed_by")
  /// When the unit was last added or changed.
  static let updated = FilterField("updated", .date, "unit.changed_at")
  static let review = FilterField("review", .review, "unit.review")

  static let all: [FilterField] =
    [
      FilterField("from", .language, "direction.source_language"),
      FilterField("to", .language, "direction.target_language"),
      FilterField("source", .text, "unit.source"), FilterField("target", .text, "unit.target"),
      FilterField("id", .text, "occurrence.name"),
    ] + ProvenanceField.all.compactMap { FilterField($0) } + [
      author, FilterField("score", .number, "occurrence.confidence * 100"),
      FilterField("usage", .number, "unit.imported_usage"), review, updated,
      FilterField("origin", .text, "(SELECT origin FROM import WHERE id = occurrence.import_id)"),
      FilterField("import", .number, "occurrence.import_id"),
    ]

  /// Earlier names of fields.
  private static let aliases = ["changer": "changedby"]

  /// The field of a name, whatever its case.
  static func named(_ name: String) -> FilterField? {
    let name = name.lowercased()
    return all.first { $0.name.lowercased() == aliases[name] ?? name }
  }
}

extension FilterField {
  /// Pairs of which nothing is known in the field.
  var isUnknown: PairFilter {
    filter(sql: "(coalesce(\(columns.joined(separator: ", ")), NULL) IS NULL)", arguments: [])
  }

  /// Pairs whose value compares with another one as an operator of SQL says; of an unknown value nothing
  /// is true.
  func compare(_ sign: String, _ value: PairFilter.Value) -> PairFilter {
    any { ("\($0) \(sign) ?", [value]) }
  }

  /// Pairs whose text has the shape of a pattern: `*` is any text, `?` one character.
  func matches(_ pattern: String) -> PairFilter {
    any { ("\($0) GLOB ?", [.text(Self.glob(pattern))]) }
  }

  /// Pairs of a language; one without a region takes in all of its regions.
  func isLanguage(_ tag: String) -> PairFilter {
    any { ("(\($0) = ? OR \($0) GLOB ?)", [.text(tag), .text(Self.glob(tag) + "-*")]) }
  }

  /// Pairs of which a condition holds in one of the columns.
  private func any(
    _ condition: (String) -> (sql: String, arguments: [PairFilter.Value])
  ) -> PairFilter {
    let conditions = columns.map(condition)
    let sql = conditions.map { "coalesce(\($0.sql), 0)" }.joined(separator: " OR ")
    return filter(sql: "(\(sql))", arguments: conditions.flatMap(\.arguments))
  }

  private func filter(sql: String, arguments: [PairFilter.Value]) -> PairFilter {
    PairFilter(sql: sql, arguments: arguments, namesReview: name == Self.review.name)
  }

  /// A pattern as SQLite's `GLOB` has it, where `[` begins a set of characters as well.
  static func glob(_ pattern: String) -> String {
    pattern.split(separator: "[", omittingEmptySubsequences: false).joined(separator: "[[]")
  }
}
