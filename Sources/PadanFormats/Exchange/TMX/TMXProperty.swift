import PadanModel

/// For whom a TMX file is written: which names its context, document and review go by.
public enum TMXFlavor: String, CaseIterable, Sendable {
  /// memoQ's names on the unit, which most tools read or pass over.
  case plain
  case omegat, memoq, trados
}

/// The `prop` elements by which a unit's provenance travels.
enum TMXProperty {
  static let paragraph = "x-padan-paragraph"
  static let sentence = "x-padan-sentence"
  static let bead = "x-padan-bead"
  static let confidence = "x-padan-confidence"
  static let crossing = "x-padan-crossing"
  static let review = "x-padan-review"
  /// memoQ's word for a pair that an aligner made.
  static let aligned = "aligned"
  /// Trados's word for a review.
  static let confirmation = "x-ConfirmationLevel"
  /// Before the name of an attribute that TMX does not have, or whose value it would not allow.
  static let attributePrefix = "x-attribute-"

  /// What the document and the neighbours are called in a flavor.
  static func contextNames(
    _ flavor: TMXFlavor
  ) -> (document: String, previous: String, next: String) {
    switch flavor {
    case .plain, .memoq: ("x-document", "x-context-pre", "x-context-post")
    case .omegat: ("file", "prev", "next")
    case .trados: ("x-Document:SingleString", "x-padan-previous", "x-padan-next")
    }
  }

  /// Puts a property where it belongs; `false` where it is to be kept as it is, because nobody here
  /// understands it or another one said something else.
  static func apply(_ type: String, _ value: String, to unit: inout TranslationUnit) -> Bool {
    func take<Value: Equatable>(
      _ field: WritableKeyPath<TranslationUnit, Value?>, _ value: Value?
    ) -> Bool {
      guard let value else { return false }
      if let known = unit[keyPath: field] { return known == value }
      unit[keyPath: field] = value
      return true
    }
    switch type {
    case "x-document", "file", "x-Document:SingleString":
      return take(\.provenance.document, value)
    case "x-context-pre", "prev", "x-padan-previous":
      return take(\.provenance.previousSource, context(value))
    case "x-context-post", "next", "x-padan-next":
      return take(\.provenance.nextSource, context(value))
    case paragraph: return take(\.provenance.paragraph, position(value))
    case sentence: return take(\.provenance.sentence, position(value))
    case bead: return take(\.provenance.beadKind, value)
    case confidence:
      return take(
        \.provenance.confidence, Double(value).flatMap { (0...1).contains($0) ? $0 : nil })
    case crossing where value == "yes": unit.provenance.isCrossing = true
    case review:
      guard let state = ReviewState(rawValue: value) else { return false }
      unit.review = state
    // Padan writes these beside its own, which stand before them.
    case aligned: return value == "yes" && unit.provenance.beadKind != nil
    case confirmation:
      if confirmationLevel(of: unit.review) == value { return true }
      if unit.review == .unreviewed, value.hasPrefix("Approved") { unit.review = .approved }
      return false
    default: return false
    }
    return true
  }

  /// Trados's name for a review state.
  static func confirmationLevel(of state: ReviewState) -> String? {
    switch state {
    case .unreviewed: nil
    case .approved: "ApprovedTranslation"
    case .rejected: "RejectedTranslation"
    }
  }

  /// A property that stands for an attribute, as that attribute.
  static func restored(_ property: Provenance.Property) -> Provenance.Property {
    guard property.kind == .property, property.attributes.isEmpty,
      property.type.hasPrefix(attributePrefix)
    else { return property }
    return Provenance.Property(
      type: String(property.type.dropFirst(attributePrefix.count)), value: property.value,
      kind: .attribute)
  }

  private static func position(_ value: String) -> Int? {
    Int(value).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// A neighbouring text, which memoQ writes as a `seg` element; `nil` where that holds codes.
  private static func context(_ value: String) -> String? {
    let (start, end) = ("<seg>".utf8, "</seg>".utf8)
    guard value.utf8.starts(with: start), value.utf8.reversed().starts(with: end.reversed()),
      value.utf8.count >= start.count + end.count
    else { return value }
    let inner = value.utf8.dropFirst(start.count).dropLast(end.count)
    guard !inner.contains(UInt8(ascii: "<")) else { return nil }
    return XMLText.unescaped(inner)
  }
}
