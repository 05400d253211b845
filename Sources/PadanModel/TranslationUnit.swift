public import FoundationEssentials

/// Formatting inside a segment, kept as it was written: one of the TMX elements `bpt`, `ept`, `ph`,
/// `it`, `ut` and `hi`.
///
/// A `bpt` and its `ept` have the same `i`. A code and its counterpart in another language have the
/// same `x`.
///
///     var code = InlineCode(element: "bpt", offset: 4, content: "<b>")
///     code.attributes = [.init(name: "i", value: "1")]
///     code["i"]  // "1"
public struct InlineCode: Hashable, Codable, Sendable {
  /// The part of an element that a code stands for.
  public enum Form: String, Hashable, Codable, Sendable {
    /// A whole element.
    case whole
    /// The start of an element around translatable text: of a `hi`.
    case opening
    /// The end of an element around translatable text.
    case closing
  }

  /// The element's name.
  public var element: String
  /// The place of the code in the text, in Unicode scalars from the beginning.
  public var offset: Int
  /// The attributes of the element, in the order in which they were written.
  public var attributes: [Attribute]
  /// The content of the element: code of the document's own format, not text to translate.
  public var content: String
  /// The part of the element that the code stands for.
  public var form: Form
  /// Whether `content` is XML, because it contains a `sub` element; if not, it is plain text.
  public var holdsMarkup: Bool

  /// An attribute of the element.
  public struct Attribute: Hashable, Codable, Sendable {
    /// The attribute's name, with its prefix if it has one.
    public var name: String
    /// The attribute's value.
    public var value: String

    /// An attribute with a value.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A code, by default a whole element without attributes and content.
  public init(
    element: String, offset: Int, attributes: [Attribute] = [], content: String = "",
    form: Form = .whole, holdsMarkup: Bool = false
  ) {
    self.element = element
    self.offset = offset
    self.attributes = attributes
    self.content = content
    self.form = form
    self.holdsMarkup = holdsMarkup
  }

  /// The value of an attribute; `nil` if the element does not have it.
  public subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// The text of a translation unit in one language.
public struct Variant: Hashable, Codable, Sendable {
  /// The language of the text.
  public var language: LanguageTag
  /// The text without its inline codes.
  public var text: String
  /// The inline codes, by ascending offset.
  public var codes: [InlineCode]

  /// A text, by default without inline codes.
  public init(language: LanguageTag, text: String, codes: [InlineCode] = []) {
    self.language = language
    self.text = text
    self.codes = codes
  }
}

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
    public var attributes: [InlineCode.Attribute]

    /// A property, by default one of the unit.
    public init(
      type: String, value: String, kind: Kind = .property, place: Place = .unit,
      attributes: [InlineCode.Attribute] = []
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
  fileprivate mutating func turnContextsAround() {
    for (type, text) in [("x-context-pre", previousSource), ("x-context-post", nextSource)] {
      if let text { properties.append(Property(type: type, value: text, place: .target)) }
    }
    previousSource = nil
    nextSource = nil
  }

  /// The `creationTool` of pairs that Padan itself made.
  public static let ownTool = "Padan"
}

/// A reviewer's verdict on a translation pair.
public enum ReviewState: String, CaseIterable, Hashable, Codable, Sendable {
  /// No reviewer has given a verdict.
  case unreviewed
  /// The two texts translate each other.
  case approved
  /// The two texts do not translate each other. Lookups leave the pair out, unless a filter asks
  /// for it.
  case rejected
}

/// One meaning in two or more languages, as exchange formats hold it.
public struct TranslationUnit: Hashable, Codable, Sendable {
  /// The unit's name in the file (TMX `tuid`); `nil` if it has none.
  public var id: String?
  /// The language in which the unit was written; `nil` if the file does not say.
  public var sourceLanguage: LanguageTag?
  /// The texts, at least one, in the order of the file. The source language is not always the
  /// first.
  public var variants: [Variant]
  /// The properties and notes of each variant, in the order of `variants`; empty if no variant has
  /// any.
  public var variantProperties: [[Provenance.Property]]
  /// Where the unit comes from.
  public var provenance: Provenance
  /// A reviewer's verdict.
  public var review: ReviewState
  /// How often the unit was used, according to the file.
  public var usageCount: Int
  /// The same for all pairs that are made from the unit, if a file or memory gives it.
  public var group: Int64?

  /// A unit, by default without a name and without properties.
  public init(
    id: String? = nil, sourceLanguage: LanguageTag? = nil, variants: [Variant],
    variantProperties: [[Provenance.Property]] = [], provenance: Provenance = Provenance(),
    review: ReviewState = .unreviewed, usageCount: Int = 0
  ) {
    self.id = id
    self.sourceLanguage = sourceLanguage
    self.variants = variants
    self.variantProperties = variantProperties
    self.provenance = provenance
    self.review = review
    self.usageCount = usageCount
  }

  /// Every pair of a variant in one language with a variant in another language, in the order in
  /// which the variants stand.
  ///
  /// A language without a region includes its regions. If it has a region that the unit lacks,
  /// variants without a region are taken under its name: for `en-US`, an `en` variant is returned
  /// as `en-US`.
  ///
  /// If a pair's source is not in the language in which the unit was written, the neighbouring
  /// segments become properties of the target, because they are not neighbours of the source.
  ///
  /// - Parameters:
  ///   - source: The language of the pairs' sources.
  ///   - target: The language of the pairs' targets.
  ///   - isExact: Whether only variants with exactly these tags are taken.
  ///   - limit: The largest number of pairs.
  public func pairs(
    from source: LanguageTag, to target: LanguageTag, isExact: Bool = false, limit: Int = .max
  ) -> [TranslationPair] {
    var pairs: [TranslationPair] = []
    let group = group ?? variantGroup
    let targets = choices(of: target, isExact: isExact)
    for sourceIndex in choices(of: source, isExact: isExact) {
      for targetIndex in targets {
        guard pairs.count < limit else { return pairs }
        var pair = TranslationPair(
          source: variants[sourceIndex], target: variants[targetIndex], provenance: provenance,
          review: review, usageCount: usageCount, group: group)
        if !source.accepts(pair.source.language) { pair.source.language = source }
        if !target.accepts(pair.target.language) { pair.target.language = target }
        if !isSource(pair.source) { pair.provenance.turnContextsAround() }
        pair.provenance.properties += properties(of: sourceIndex, at: .source)
        pair.provenance.properties += properties(of: targetIndex, at: .target)
        pairs.append(pair)
      }
    }
    return pairs
  }

  /// Whether a variant is in the language in which the unit was written; `true` if that is not
  /// known.
  private func isSource(_ variant: Variant) -> Bool {
    sourceLanguage.map { variant.language.hasLanguage(of: $0) } ?? true
  }

  /// The group of the pairs of a unit with more than two variants: a hash of its name and its
  /// variants, in whatever order they stand. `nil` for a unit of two.
  private var variantGroup: Int64? {
    guard variants.count > 2 else { return nil }
    var sum = hash(id ?? "", "")
    for variant in variants { sum &+= hash(variant.language.description, variant.text) }
    return Int64(bitPattern: sum)
  }

  /// The stable hash of some fields.
  private func hash(_ fields: String...) -> UInt64 {
    var hash = StableHash()
    for field in fields { hash.add(field: field) }
    return hash.value
  }

  /// The positions of the variants in a language.
  private func choices(of language: LanguageTag, isExact: Bool) -> [Int] {
    let own = variants.indices.filter {
      isExact ? language == variants[$0].language : language.accepts(variants[$0].language)
    }
    if isExact || !own.isEmpty { return own }
    return variants.indices.filter { variants[$0].language.accepts(language) }
  }

  /// The properties of a variant, each marked with the side on which the variant stands.
  private func properties(
    of index: Int, at place: Provenance.Property.Place
  ) -> [Provenance.Property] {
    guard variantProperties.indices.contains(index) else { return [] }
    return variantProperties[index].map {
      var property = $0
      property.place = place
      return property
    }
  }
}

/// One source and one target text. A memory stores the texts as a unit, and the provenance as an
/// occurrence of it.
public struct TranslationPair: Hashable, Codable, Sendable {
  /// The source text.
  public var source: Variant
  /// The target text.
  public var target: Variant
  /// Where the pair comes from.
  public var provenance: Provenance
  /// A reviewer's verdict.
  public var review: ReviewState
  /// How often the pair was used, according to its file or memory.
  public var usageCount: Int
  /// The same for all pairs made from one translation unit with several variants of a language or
  /// more than two languages; `nil` for other pairs.
  public var group: Int64?

  /// A pair, by default without provenance and not reviewed.
  public init(
    source: Variant, target: Variant, provenance: Provenance = Provenance(),
    review: ReviewState = .unreviewed, usageCount: Int = 0, group: Int64? = nil
  ) {
    self.source = source
    self.target = target
    self.provenance = provenance
    self.review = review
    self.usageCount = usageCount
    self.group = group
  }
}
