import PadanModel

/// A column of a table of pairs.
package struct PairColumn: Hashable, Sendable {
  /// The name in a header.
  package let name: String
  /// What the column holds.
  let content: Content

  /// What a column holds: a text, a property of the pair, or a field of its provenance.
  enum Content: Hashable, Sendable {
    case source, target, id, usage, review, note, fuzzy
    case language(LanguageTag)
    case field(ProvenanceField)
  }

  /// The text of the source.
  package static let source = PairColumn("source", .source)
  /// The text of the target.
  package static let target = PairColumn("target", .target)
  /// The first note. A table holds no other notes.
  package static let note = PairColumn("note", .note)

  /// All columns, in the order of the help text.
  package static let all =
    [source, target, PairColumn("id", .id)]
    + ProvenanceField.all.filter { $0.kind != .remarks }.map { PairColumn($0.name, .field($0)) }
    + [PairColumn("usage", .usage), PairColumn("review", .review), note]

  /// Names of earlier versions and of other programs: Weblate has `key` and `fuzzy`, drafts have `match`.
  /// They are still read, and written on request.
  private static let others = [
    PairColumn("author", .field(.createdBy)), PairColumn("changer", .field(.changedBy)),
    PairColumn("key", .id), PairColumn("fuzzy", .fuzzy), PairColumn("match", .fuzzy),
  ]

  /// The column of the texts in a language.
  static func language(_ language: LanguageTag) -> PairColumn {
    PairColumn(language.description, .language(language))
  }

  /// The language of the column's texts; `nil` for another column.
  var language: LanguageTag? {
    if case .language(let language) = content { language } else { nil }
  }

  /// Whether the column holds texts of the pair.
  var isText: Bool { self == .source || self == .target || language != nil }

  /// A column with a name.
  private init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  /// The column with this name, in any case; `nil` if there is none.
  package init?(named name: String) {
    let name = name.lowercased()
    let column = (Self.all + Self.others).first { $0.name.lowercased() == name }
    guard let column else { return nil }
    self = column
  }

  /// Whether a value says that the row has yet to be checked, and is no translation.
  func marksFuzzy(_ text: String) -> Bool {
    content == .fuzzy && ["true", "yes", "1", "fuzzy", "repaired"].contains(text.lowercased())
  }

  /// The value of the column for a pair; empty if it is not known.
  ///
  /// - Parameter name: The unit's name in the file that it comes from.
  func text(of pair: TranslationPair, name: String?) -> String {
    switch content {
    case .source: pair.source.text
    case .language(let language):
      [pair.source, pair.target].first { language.accepts($0.language) }?.text ?? ""
    case .target: pair.target.text
    case .id: name ?? ""
    case .fuzzy: ""
    case .usage: pair.usageCount > 0 ? "\(pair.usageCount)" : ""
    case .review: pair.review == .unreviewed ? "" : pair.review.rawValue
    case .note: pair.provenance[.properties]?.text ?? ""
    case .field(let field): pair.provenance[field]?.text ?? ""
    }
  }

  /// Stores a value in a unit. The reader itself stores the texts.
  ///
  /// - Returns: Whether the value is valid. An empty value is valid and changes nothing.
  func apply(_ text: String, to unit: inout ExchangeUnit) -> Bool {
    guard !text.isEmpty else { return true }
    switch content {
    case .source, .target, .language, .fuzzy: break
    case .id: unit.id = text
    case .usage:
      guard let count = Int(text), count >= 0 else { return false }
      unit.usageCount = count
    case .review:
      guard let state = ReviewState(rawValue: text) else { return false }
      unit.review = state
    case .note: unit.provenance.properties.append(.note(text))
    case .field(let field):
      guard let value = field.value(text) else { return false }
      unit.provenance[field] = value
    }
    return true
  }
}
