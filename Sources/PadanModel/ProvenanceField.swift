package import FoundationEssentials

/// A field of `Provenance`: one property under its names in files and in the memory.
///
/// Tables, JSON, TMX, the memory's columns, names and filters are made from this list. A new field is a
/// property of `Provenance`, a case here, a line in each table below, and a migration of the memory.
package enum ProvenanceField: Int, CaseIterable, Sendable {
  // The order is that in which formats write and identities hash them: it must not change.
  case document, paragraph, sentence, previousSource, nextSource, beadKind, confidence, isCrossing
  case createdAt, createdBy, creationTool, changedAt, changedBy, properties

  /// What the values of a field are.
  package enum Kind: Sendable {
    case text
    /// A position, from 0.
    case number
    /// 0...1.
    case fraction
    /// Written where it is true.
    case flag
    case date
    case remarks
  }

  /// Where TMX has a field.
  package enum TMXPlace: Sendable {
    /// In a `prop` whose type depends on the tool the file is for.
    case context
    /// The same; the value is a segment, which may have codes.
    case neighbor
    /// In a `prop` of Padan's own type.
    case property(StaticString)
    /// In an attribute of `tu`.
    case attribute(StaticString)
    /// In an attribute of `tu` and, for some tools, of `tuv` too.
    case history(StaticString)
    /// In `prop` and `note` elements of its own.
    case remarks
  }

  /// A field's names and what is to be known of it to read and write it.
  package struct Description: Sendable {
    package let kind: Kind
    /// The member of JSON, the column of a table and the field of a filter.
    package let name: StaticString
    /// The column of the memory.
    package let column: StaticString
    package let tmx: TMXPlace
    /// Whether it tells occurrences apart.
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

  package var description: Description { Self.descriptions[rawValue] }
  package var kind: Kind { description.kind }
  package var name: String { "\(description.name)" }
}

/// The value of a field of `Provenance`.
package enum ProvenanceValue: Hashable, Sendable {
  case text(String)
  case number(Int)
  case fraction(Double)
  case flag(Bool)
  case date(Date)
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
  /// The value of a field; `nil` where nothing is known, as of a flag that is not set.
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
