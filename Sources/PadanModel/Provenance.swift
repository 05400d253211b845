public import FoundationEssentials

/// Where a translation comes from. What is not known is `nil`.
public struct Provenance: Hashable, Codable, Sendable {
  /// The name of the document: mostly the path of its source text.
  public var document: String?
  /// The position of the paragraph in the document, from 0.
  public var paragraph: Int?
  /// The position of the first source segment in the document, from 0.
  public var sentence: Int?
  /// The source segment before the pair.
  public var previousSource: String?
  /// The source segment after the pair.
  public var nextSource: String?
  /// The kind of the bead that paired the texts, such as `1-2` (`Bead.kind`).
  public var beadKind: String?
  /// The aligner's confidence in the bead, 0...1; `nil` for a pair that was not aligned by machine.
  public var confidence: Double?
  /// Whether the bead stood out of order in its document.
  public var isCrossing = false
  /// When the pair was made.
  public var createdAt: Date?
  /// The person who made the pair.
  public var createdBy: String?
  /// The program that made the pair.
  public var creationTool: String?
  /// When the pair was last changed.
  public var changedAt: Date?
  /// The person who last changed the pair.
  public var changedBy: String?
  /// Everything else that the file says about the pair, in the file's order.
  public var properties: [Property] = []

  /// A property or note that another tool wrote, kept unchanged.
  public struct Property: Hashable, Codable, Sendable {
    /// The kind of element or attribute that it was in the file.
    public enum Kind: String, Hashable, Codable, Sendable {
      /// A property with a type: TMX `prop`.
      case property = "prop"
      /// A note for readers: TMX `note`.
      case note
      /// An attribute of an element; `type` is its name.
      case attribute
      /// An encoding that a user defined, found only in a file's header (TMX `ude`). `type` is its
      /// name, and `value` the markup of its maps.
      case userEncoding = "ude"
    }

    /// The element to which it belongs.
    public enum Place: String, Hashable, Codable, Sendable {
      /// The translation unit.
      case unit
      /// The source variant.
      case source
      /// The target variant.
      case target
    }

    /// The name of the property or attribute, such as `x-domain`.
    public var type: String
    /// Its value.
    public var value: String
    /// What it was in the file.
    public var kind: Kind
    /// The element to which it belongs.
    public var place: Place
    /// Further attributes of its element, such as the language of a note.
    public var attributes: [MarkupAttribute]

    /// A property, by default one of the unit.
    public init(
      type: String, value: String, kind: Kind = .property, place: Place = .unit,
      attributes: [MarkupAttribute] = []
    ) {
      self.type = type
      self.value = value
      self.kind = kind
      self.place = place
      self.attributes = attributes
    }

    /// A note for readers, about the unit.
    public static func note(_ text: String) -> Property {
      Property(type: "note", value: text, kind: .note)
    }
  }

  /// A provenance of which nothing is known.
  public init() {}

  /// Moves the neighbouring segments to properties of the target, for a pair whose source and
  /// target are exchanged: they are not neighbours of its source.
  package mutating func turnContextsAround() {
    for (type, text) in [("x-context-pre", previousSource), ("x-context-post", nextSource)] {
      if let text { properties.append(Property(type: type, value: text, place: .target)) }
    }
    previousSource = nil
    nextSource = nil
  }

  /// Which form of an entry with a plural the pair is, as its file has them (PO); `nil` for any other pair. It is
  /// kept as a property.
  package var pluralForm: PluralForm? {
    get {
      properties.first { $0.type == PluralForm.type && $0.kind == .property }
        .flatMap { PluralForm($0.value) }
    }
    set {
      properties.removeAll { $0.type == PluralForm.type && $0.kind == .property }
      if let newValue {
        properties.append(Property(type: PluralForm.type, value: newValue.description))
      }
    }
  }

  /// A form of an entry with a plural.
  package struct PluralForm: Hashable, Sendable, CustomStringConvertible {
    /// The type of the property that holds it.
    static let type = "x-po-plural"

    /// Whether it is the plural, and not the singular.
    package let isPlural: Bool
    /// The number of the translation: `msgstr[1]`.
    package let number: Int

    /// The singular or the plural with the number of its translation.
    package init(isPlural: Bool, number: Int) {
      (self.isPlural, self.number) = (isPlural, number)
    }

    /// Reads the value of a property; `nil` if it is none.
    init?(_ value: String) {
      let parts = value.split(separator: " ")
      guard parts.count == 2, ["singular", "plural"].contains(parts[0]), let number = Int(parts[1]),
        (0..<Self.mostForms).contains(number)
      else { return nil }
      self.init(isPlural: parts[0] == "plural", number: number)
    }

    /// No language has more forms: Arabic has six.
    private static let mostForms = 6

    package var description: String { "\(isPlural ? "plural" : "singular") \(number)" }
  }

  /// The `creationTool` of pairs that Padan itself made.
  public static let ownTool = "Padan"
}
