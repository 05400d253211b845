package import FoundationEssentials

/// A property of `Provenance`, with its names in files and in the memory.
///
/// This list generates the columns of tables and of the memory, the members of JSON, the elements
/// of TMX, the identities of occurrences and the fields of filters. To add a field, add a property
/// to `Provenance`, a case here, a line to each table below, and a migration of the memory.
package enum ProvenanceField: Int, CaseIterable, Sendable {
  // Formats write the fields in this order, and identities hash them in it. It must not change.
  case document, paragraph, sentence, previousSource, nextSource, beadKind, confidence, isCrossing
  case createdAt, createdBy, creationTool, changedAt, changedBy, properties

  /// The type of a field's values.
  package enum Kind: Sendable {
    /// A text.
    case text
    /// A position, from 0.
    case number
    /// A number, 0...1.
    case fraction
    /// A flag. Formats write it only if it is set.
    case flag
    /// A moment.
    case date
    /// Properties and notes of other tools.
    case remarks
  }

  /// The place of a field in TMX.
  package enum TMXPlace: Sendable {
    /// A `prop` whose type depends on the tool for which the file is written.
    case context
    /// The same, with a segment as its value, which may have inline codes.
    case neighbor
    /// A `prop` of one of Padan's own types.
    case property(StaticString)
    /// An attribute of `tu`.
    case attribute(StaticString)
    /// An attribute of `tu` and, for some tools, of `tuv` too.
    case history(StaticString)
    /// The `prop` and `note` elements that other tools wrote.
    case remarks
  }

  /// A field's names, and what reading and writing it requires.
  package struct Description: Sendable {
    /// The type of the field's values.
    package let kind: Kind
    /// The name of the member in JSON, of the column in tables, and of the field in filters.
    package let name: StaticString
    /// The name of the column in the memory.
    package let column: StaticString
    /// The place in TMX.
    package let tmx: TMXPlace
    /// Whether occurrences with different values are different occurrences.
    package let isIdentity: Bool

    fileprivate init(
      _ kind: Kind, _ name: StaticString, _ column: StaticString, _ tmx: TMXPlace,
      isIdentity: Bool = true
    ) {
      self.kind = kind
      self.name = name
      self.column = column
      self.tmx = tmx
      self.isIdentity = isIdentity
    }
  }

  /// All fields, in order.
  package static let all = allCases

  /// The description of each field, in order.
  private static let descriptions = all.map { field in
    switch field {
    case .document: Description(.text, "document", "document", .context)
    case .paragraph: Description(.number, "paragraph", "paragraph", .property("x-padan-paragraph"))
    case .sentence: Description(.number, "sentence", "sentence", .property("x-padan-sentence"))
    case .previousSource: Description(.text, "previous", "previous_source", .neighbor)
    case .nextSource: Description(.text, "next", "next_source", .neighbor)
    case .beadKind: Description(.text, "bead", "bead_kind", .property("x-padan-bead"))
    case .confidence:
      Description(
        .fraction, "confidence", "confidence", .property("x-padan-confidence"), isIdentity: false)
    case .isCrossing: Description(.flag, "crossing", "is_crossing", .property("x-padan-crossing"))
    case .createdAt: Description(.date, "created", "created_at", .history("creationdate"))
    case .createdBy: Description(.text, "createdBy", "created_by", .history("creationid"))
    case .creationTool: Description(.text, "tool", "creation_tool", .attribute("creationtool"))
    case .changedAt: Description(.date, "changed", "changed_at", .history("changedate"))
    case .changedBy: Description(.text, "changedBy", "changed_by", .history("changeid"))
    case .properties: Description(.remarks, "properties", "properties", .remarks)
    }
  }

  /// The field's names and type.
  package var description: Description { Self.descriptions[rawValue] }
  /// The type of the field's values.
  package var kind: Kind { description.kind }
  /// The field's name in JSON, tables and filters.
  package var name: String { "\(description.name)" }
}

/// The value of a field of `Provenance`. Each case is the type of the same name
/// (`ProvenanceField.Kind`).
package enum ProvenanceValue: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A position, from 0.
  case number(Int)
  /// A number, 0...1.
  case fraction(Double)
  /// Whether a flag is set.
  case flag(Bool)
  /// A moment.
  case date(Date)
  /// Properties and notes of other tools.
  case remarks([Provenance.Property])

  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
  fileprivate var number: Int? { if case .number(let number) = self { number } else { nil } }
  fileprivate var fraction: Double? { if case .fraction(let share) = self { share } else { nil } }
  fileprivate var flag: Bool? { if case .flag(let isSet) = self { isSet } else { nil } }
  fileprivate var date: Date? { if case .date(let date) = self { date } else { nil } }
  fileprivate var remarks: [Provenance.Property]? {
    if case .remarks(let remarks) = self { remarks } else { nil }
  }
}

extension Provenance {
  /// The value of a field; `nil` if it is not known, and for a flag that is not set.
  ///
  /// A value of another type than the field's is stored as `nil`.
  package subscript(field: ProvenanceField) -> ProvenanceValue? {
    get {
      switch field {
      case .document: document.map(ProvenanceValue.text)
      case .paragraph: paragraph.map(ProvenanceValue.number)
      case .sentence: sentence.map(ProvenanceValue.number)
      case .previousSource: previousSource.map(ProvenanceValue.text)
      case .nextSource: nextSource.map(ProvenanceValue.text)
      case .beadKind: beadKind.map(ProvenanceValue.text)
      case .confidence: confidence.map(ProvenanceValue.fraction)
      case .isCrossing: isCrossing ? .flag(true) : nil
      case .createdAt: createdAt.map(ProvenanceValue.date)
      case .createdBy: createdBy.map(ProvenanceValue.text)
      case .creationTool: creationTool.map(ProvenanceValue.text)
      case .changedAt: changedAt.map(ProvenanceValue.date)
      case .changedBy: changedBy.map(ProvenanceValue.text)
      case .properties: properties.isEmpty ? nil : .remarks(properties)
      }
    }
    set {
      switch field {
      case .document: document = newValue?.text
      case .paragraph: paragraph = newValue?.number
      case .sentence: sentence = newValue?.number
      case .previousSource: previousSource = newValue?.text
      case .nextSource: nextSource = newValue?.text
      case .beadKind: beadKind = newValue?.text
      case .confidence: confidence = newValue?.fraction
      case .isCrossing: isCrossing = newValue?.flag ?? false
      case .createdAt: createdAt = newValue?.date
      case .createdBy: createdBy = newValue?.text
      case .creationTool: creationTool = newValue?.text
      case .changedAt: changedAt = newValue?.date
      case .changedBy: changedBy = newValue?.text
      case .properties: properties = newValue?.remarks ?? []
      }
    }
  }
}
