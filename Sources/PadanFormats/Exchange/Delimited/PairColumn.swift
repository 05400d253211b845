import PadanModel

/// A column of a table of pairs.
public struct PairColumn: Hashable, Sendable {
  /// What a header calls it.
  public let name: String
  let content: Content

  enum Content: Hashable, Sendable {
    case source, target, id, usage, review, note
    case field(ProvenanceField)
  }

  /// The text of the source.
  public static let source = PairColumn("source", .source)
  /// The text of the target.
  public static let target = PairColumn("target", .target)
  /// The first note, which is the only one that a table holds.
  public static let note = PairColumn("note", .note)

  /// All columns, in the order in which help lists them.
  public static let all =
    [source, target, PairColumn("id", .id)]
    + ProvenanceField.all.filter { $0.kind != .remarks }.map { PairColumn($0.name, .field($0)) }
    + [PairColumn("usage", .usage), PairColumn("review", .review), note]

  /// Earlier names, which are read and, where asked for, written.
  private static let earlier = [
    PairColumn("author", .field(.createdBy)), PairColumn("changer", .field(.changedBy)),
  ]

  private init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  /// The column of a name, whatever its case; `nil` where there is none.
  public init?(named name: String) {
    let name = name.lowercased()
    let column = (Self.all + Self.earlier).first { $0.name.lowercased() == name }
    guard let column else { return nil }
    self = column
  }

  /// What a pair has for the column; empty where nothing is known.
  func text(of pair: TranslationPair, name: String?) -> String {
    switch content {
    case .source: pair.source.text
    case .target: pair.target.text
    case .id: name ?? ""
    case .usage: pair.usageCount > 0 ? "\(pair.usageCount)" : ""
    case .review: pair.review == .unreviewed ? "" : pair.review.rawValue
    case .note: pair.provenance[.properties]?.text ?? ""
    case .field(let field): pair.provenance[field]?.text ?? ""
    }
  }

  /// Puts a text where the column says; the two texts themselves are the reader's.
  ///
  /// - Returns: Whether it made sense; an empty text does, and says nothing.
  func apply(_ text: String, to unit: inout TranslationUnit) -> Bool {
    guard !text.isEmpty else { return true }
    switch content {
    case .source, .target: break
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
