import PadanModel

/// For whom a TMX file is written: which names its context, document and review go by.
public enum TMXFlavor: String, CaseIterable, Sendable {
  /// memoQ's names on the unit, which most tools read or pass over.
  case plain
  case omegat, memoq, trados
}

/// The `prop` elements by which a unit's provenance travels.
enum TMXProperty {
  static let review = "x-padan-review"
  /// memoQ's word for a pair that an aligner made.
  static let aligned = "aligned"
  /// Trados's word for a review.
  static let confirmation = "x-ConfirmationLevel"
  /// Before the name of an attribute that TMX does not have, or whose value it would not allow.
  static let attributePrefix = "x-attribute-"

  /// The fields in a `prop` of Padan's own, with its type.
  static let own: [(field: ProvenanceField, type: String)] = ProvenanceField.all.compactMap {
    if case .property(let type) = $0.description.tmx { ($0, "\(type)") } else { nil }
  }

  /// The fields in an attribute of a unit, with its name: first those that only a unit has.
  static let attributes: [(field: ProvenanceField, name: StaticString)] =
    ProvenanceField.all.compactMap {
      if case .attribute(let name) = $0.description.tmx { ($0, name) } else { nil }
    } + history

  /// The fields in an attribute of a unit or a variant, with its name.
  static let history: [(field: ProvenanceField, name: StaticString)] =
    ProvenanceField.all.compactMap {
      if case .history(let name) = $0.description.tmx { ($0, name) } else { nil }
    }

  /// The fields of attributes by their names.
  static let attributeFields = Dictionary(
    uniqueKeysWithValues: attributes.map { ("\($0.name)", $0.field) })

  /// The names of `history`.
  static let historyNames = Set(history.map { "\($0.name)" })

  /// The document and the neighbours, in the order in which they are written.
  static let context: [ProvenanceField] = [.document, .previousSource, .nextSource]

  /// What the document or a neighbour is called in a flavor.
  static func contextType(_ field: ProvenanceField, _ flavor: TMXFlavor) -> String {
    let names =
      switch flavor {
      case .plain, .memoq: ("x-document", "x-context-pre", "x-context-post")
      case .omegat: ("file", "prev", "next")
      case .trados: ("x-Document:SingleString", "x-padan-previous", "x-padan-next")
      }
    return field == .document ? names.0 : field == .previousSource ? names.1 : names.2
  }

  /// The fields of `prop` elements by their types.
  private static let fields = Dictionary(
    own.map { ($0.type, $0.field) }
      + context.flatMap { field in
        TMXFlavor.allCases.map { (contextType(field, $0), field) }
      }, uniquingKeysWith: { first, _ in first })

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
    if let field = fields[type] { return take(field, value, &unit.provenance) }
    switch type {
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

  /// Puts a value into its field; `false` where it makes no sense or another one is there.
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
}
