import PadanModel

/// The tool that a TMX file is written for. It decides the names of context, document and review.
package enum TMXFlavor: String, CaseIterable, Sendable {
  /// No particular tool: memoQ's names on the unit, which most tools read or ignore.
  case plain
  /// OmegaT, memoQ or Trados, each with its own names.
  case omegat, memoq, trados
}

/// The `prop` elements that hold a unit's provenance.
enum TMXProperty {
  /// The type of the prop that holds the review.
  static let review = "x-padan-review"
  /// memoQ's type for a pair that an aligner made.
  static let aligned = "aligned"
  /// Trados's type for a review.
  static let confirmation = "x-ConfirmationLevel"
  /// The levels of Trados at which nobody has confirmed a translation.
  static let unconfirmedLevels: Set = ["Draft", "Unspecified"]
  /// The prefix for attributes as props: attributes that TMX lacks, or with a value that it
  /// forbids.
  static let attributePrefix = "x-attribute-"

  /// The fields that Padan writes to a `prop` of its own, with its type.
  static let own: [(field: ProvenanceField, type: String)] = ProvenanceField.all.compactMap {
    if case .property(let type) = $0.description.tmx { ($0, "\(type)") } else { nil }
  }

  /// The fields that are attributes of a unit, with their names. Those that only units have come
  /// first.
  static let attributes: [(field: ProvenanceField, name: StaticString)] =
    ProvenanceField.all.compactMap {
      if case .attribute(let name) = $0.description.tmx { ($0, name) } else { nil }
    } + history

  /// The fields that are attributes of a unit or a variant, with their names.
  static let history: [(field: ProvenanceField, name: StaticString)] =
    ProvenanceField.all.compactMap {
      if case .history(let name) = $0.description.tmx { ($0, name) } else { nil }
    }

  /// The fields in attributes, by the attribute's name.
  static let attributeFields = Dictionary(
    uniqueKeysWithValues: attributes.map { ("\($0.name)", $0.field) })

  /// The attributes' names in `history`.
  static let historyNames = Set(history.map { "\($0.name)" })

  /// The document and the neighbours, in the order of writing.
  static let context: [ProvenanceField] = [.document, .previousSource, .nextSource]

  /// The type of the prop for the document or a neighbour in a flavor.
  static func contextType(_ field: ProvenanceField, _ flavor: TMXFlavor) -> String {
    let names =
      switch flavor {
      case .plain, .memoq: ("x-document", "x-context-pre", "x-context-post")
      case .omegat: ("file", "prev", "next")
      case .trados: ("x-Document:SingleString", "x-padan-previous", "x-padan-next")
      }
    return field == .document ? names.0 : field == .previousSource ? names.1 : names.2
  }

  /// The fields in `prop` elements, by the type.
  private static let fields = Dictionary(
    own.map { ($0.type, $0.field) }
      + context.flatMap { field in
        TMXFlavor.allCases.map { (contextType(field, $0), field) }
      }, uniquingKeysWith: { first, _ in first })

  /// The types of props by which tools name the neighbours of a variant.
  static let contextTypes: Set<String> = [
    "x-context-pre", "x-context-post", "context_prev", "context_next",
  ]

  /// Stores a prop in its field of a unit.
  ///
  /// - Parameters:
  ///   - type: The type of the prop.
  ///   - value: The text of the prop.
  ///   - unit: The unit, which gets the value.
  ///   - hasNextSource: Whether Trados's contexts in this file hold the next source. By default
  ///     they hold the previous target instead.
  /// - Returns: Whether the prop is stored completely. `false` means that the caller keeps it as a
  ///   property: its type is unknown, the field has another value, or it belongs to another tool,
  ///   so that Padan reads it but writes no such prop of its own.
  static func apply(
    _ type: String, _ value: String, to unit: inout ExchangeUnit, hasNextSource: Bool = false
  ) -> Bool {
    if let field = fields[type] { return take(field, value, &unit.provenance) }
    switch type {
    case review:
      guard let state = ReviewState(rawValue: value) else { return false }
      unit.review = state
    // Padan writes these after its own props, so the unit has its field by now.
    case aligned: return value == "yes" && unit.provenance.beadKind != nil
    case confirmation:
      if confirmationLevel(of: unit.review) == value { return true }
      if unit.review == .unreviewed { unit.review = ReviewState(confirmationLevel: value) }
      return false
    default:
      understand(type, value, of: &unit, hasNextSource: hasNextSource)
      return false
    }
    return true
  }

  /// Stores a value in an empty field.
  ///
  /// - Returns: `false` if the value is invalid, differs from the field's, or has codes, which the
  ///   field cannot hold.
  private static func take(
    _ field: ProvenanceField, _ value: String, _ provenance: inout Provenance
  ) -> Bool {
    var text = value
    var isWhole = true
    if case .neighbor = field.description.tmx {
      guard let segment = TMXContext.segment(value) else { return false }
      text = segment.text
      isWhole = !segment.hasCodes
    }
    guard let value = field.value(text), value != .flag(false) else { return false }
    if let known = provenance[field] { return known == value && isWhole }
    provenance[field] = value
    return isWhole
  }

  /// Fills empty fields from a prop of MateCat, Phrase, XTM, GlobalLink, OpenTM2, Okapi or Trados.
  private static func understand(
    _ type: String, _ value: String, of unit: inout ExchangeUnit, hasNextSource: Bool
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

  /// Whether a property is a level of Trados at which nobody has confirmed the translation.
  static func saysUnconfirmed(_ property: Provenance.Property) -> Bool {
    property.type == confirmation && unconfirmedLevels.contains(property.value)
  }

  /// Whether a property is a level of Trados that says a review, perhaps with more words.
  static func says(_ review: ReviewState, _ property: Provenance.Property) -> Bool {
    property.type == confirmation && property.kind == .property
      && ReviewState(confirmationLevel: property.value) == review
  }

  /// Trados's name for a review state; `nil` for a pair that was not reviewed.
  static func confirmationLevel(of state: ReviewState) -> String? {
    switch state {
    case .unreviewed: nil
    case .approved: "ApprovedTranslation"
    case .rejected: "RejectedTranslation"
    }
  }

  /// The attribute that a property stands for; any other property unchanged. See `attributePrefix`.
  static func restored(_ property: Provenance.Property) -> Provenance.Property {
    guard property.kind == .property, property.attributes.isEmpty,
      property.type.hasPrefix(attributePrefix)
    else { return property }
    return Provenance.Property(
      type: String(property.type.dropFirst(attributePrefix.count)), value: property.value,
      kind: .attribute)
  }
}
