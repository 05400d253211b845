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

  /// What tools write on a variant about its neighbours.
  static let contextTypes: Set<String> = [
    "x-context-pre", "x-context-post", "context_prev", "context_next",
  ]

  /// Puts a property where it belongs; `false` where it is to be kept as it is: because nobody here
  /// understands it, because another one said something else, or because it is another tool's own, which
  /// Padan reads but does not write.
  ///
  /// - Parameter hasNextSource: Whether Trados says of the whole file that its contexts hold the next
  ///   source, where they hold the target of the one before by default.
  static func apply(
    _ type: String, _ value: String, to unit: inout TranslationUnit, hasNextSource: Bool = false
  ) -> Bool {
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
      let context = TMXContext.segment(value)
      return take(\.provenance.previousSource, context?.text) && context?.hasCodes == false
    case "x-context-post", "next", "x-padan-next":
      let context = TMXContext.segment(value)
      return take(\.provenance.nextSource, context?.text) && context?.hasCodes == false
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
    default:
      understand(type, value, of: &unit, hasNextSource: hasNextSource)
      return false
    }
    return true
  }

  /// Takes out of a property of another tool what the unit does not have yet: of MateCat, Phrase, XTM,
  /// GlobalLink, OpenTM2, Okapi and Trados.
  private static func understand(
    _ type: String, _ value: String, of unit: inout TranslationUnit, hasNextSource: Bool
  ) {
    guard !value.isEmpty else { return }
    var (previous, next): (String?, String?)
    switch type {
    case "x-MateCAT-filename", "filename", "tmgr:docname", "Txt::FileName":
      unit.provenance.document = unit.provenance.document ?? value
    case "context_prev", "x-previous-source-text", "previousMd5Segment": previous = value
    case "context_next", "x-next-source-text", "nextMd5Segment": next = value
    case "x-ContextContent":
      let contexts = TMXContext.tradosSegments(value)
      previous = contexts?.first
      if hasNextSource { next = contexts?.second }
    default: return
    }
    unit.provenance.previousSource = unit.provenance.previousSource ?? previous
    unit.provenance.nextSource = unit.provenance.nextSource ?? next
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
}
