public import FoundationEssentials

/// Formatting inside a segment, kept as it was written: a TMX `bpt`, `ept`, `ph`, `it`, `ut` or `hi`.
///
/// A `bpt` and its `ept` share an `i`; a code and its counterpart in another language share an `x`.
public struct InlineCode: Hashable, Codable, Sendable {
  /// Which part of an element a code stands for.
  public enum Form: String, Hashable, Codable, Sendable {
    case whole
    /// The start of an element around text to translate: of a `hi`.
    case opening
    case closing
  }

  /// The element's name.
  public var element: String
  /// Where the code stands in the text, in Unicode scalars.
  public var offset: Int
  /// Its attributes as written, in order.
  public var attributes: [Attribute]
  /// What it holds: native code, not text to translate.
  public var content: String
  public var form: Form
  /// Whether `content` is XML, because a `sub` stands in it, and not plain text.
  public var holdsMarkup: Bool

  public struct Attribute: Hashable, Codable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

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

  /// The value of an attribute, if it has it.
  public subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// The text of a translation unit in one language.
public struct Variant: Hashable, Codable, Sendable {
  public var language: LanguageTag
  /// The text without its inline codes.
  public var text: String
  /// The inline codes, by ascending offset.
  public var codes: [InlineCode]

  public init(language: LanguageTag, text: String, codes: [InlineCode] = []) {
    self.language = language
    self.text = text
    self.codes = codes
  }
}

/// Where a translation comes from. Whatever is not known is `nil`.
public struct Provenance: Hashable, Codable, Sendable {
  /// The article or file.
  public var document: String?
  /// The number of the paragraph, from 0.
  public var paragraph: Int?
  /// The number of the segment in the document, from 0.
  public var sentence: Int?
  public var previousSource: String?
  public var nextSource: String?
  /// The bead that paired the texts, such as `1-2`.
  public var beadKind: String?
  /// The aligner's confidence, 0...1.
  public var confidence: Double?
  public var isCrossing = false
  public var createdAt: Date?
  public var createdBy: String?
  /// The program that made the pair.
  public var creationTool: String?
  public var changedAt: Date?
  public var changedBy: String?
  /// Everything else a file said, in its order.
  public var properties: [Property] = []

  /// A named remark of another tool, kept as it came.
  public struct Property: Hashable, Codable, Sendable {
    /// What it was in the file.
    public enum Kind: String, Hashable, Codable, Sendable {
      case property = "prop"
      case note
      case attribute
      /// An encoding of a user's own, which only the head of a file has: `type` is its name, `value` the
      /// markup of its maps.
      case userEncoding = "ude"
    }

    /// What it was said of.
    public enum Place: String, Hashable, Codable, Sendable {
      case unit
      case source
      case target
    }

    public var type: String
    public var value: String
    public var kind: Kind
    public var place: Place
    /// Further attributes, such as the language of a note.
    public var attributes: [InlineCode.Attribute]

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

    /// A remark for people.
    public static func note(_ text: String) -> Property {
      Property(type: "note", value: text, kind: .note)
    }
  }

  public init() {}

  /// Keeps the neighbours of a pair that is read from the translation to the source as remarks on its
  /// target: they are no neighbours of its source.
  fileprivate mutating func turnContextsAround() {
    for (type, text) in [("x-context-pre", previousSource), ("x-context-post", nextSource)] {
      if let text { properties.append(Property(type: type, value: text, place: .target)) }
    }
    previousSource = nil
    nextSource = nil
  }

  /// What `creationTool` says of pairs that Padan's own commands made.
  public static let ownTool = "Padan"
}

/// What a person said of a pair.
public enum ReviewState: String, CaseIterable, Hashable, Codable, Sendable {
  case unreviewed
  case approved
  case rejected
}

/// One meaning in two or more languages, as exchange formats hold it.
public struct TranslationUnit: Hashable, Codable, Sendable {
  /// The name the file gives it.
  public var id: String?
  /// The language it was written in, where the file tells.
  public var sourceLanguage: LanguageTag?
  /// One or more, the source language's not always first.
  public var variants: [Variant]
  /// What is said of each variant, in the order of `variants`; empty where nothing is.
  public var variantProperties: [[Provenance.Property]]
  public var provenance: Provenance
  public var review: ReviewState
  /// How often it was used, as the file counts.
  public var usageCount: Int
  /// What the unit's pairs have in common, where a file or memory tells.
  public var group: Int64?

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

  /// Every pair of a variant in one language with one in another, in the order in which they stand.
  ///
  /// A language without a region takes in all of its regions. One with a region that the unit lacks
  /// takes the variants without one, as its own: who asks for `en-US` gets `en` under that name.
  ///
  /// - Parameters:
  ///   - isExact: Only equal tags answer.
  ///   - limit: The most pairs that are made.
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

  /// Whether a variant is in the language that the unit was written in.
  private func isSource(_ variant: Variant) -> Bool {
    sourceLanguage.map { variant.language.hasLanguage(of: $0) } ?? true
  }

  /// A hash of the name and the variants of a unit of more than two, in whatever order they stand; the
  /// same for all pairs that are made of it.
  private var variantGroup: Int64? {
    guard variants.count > 2 else { return nil }
    var sum = hash(id ?? "", "")
    for variant in variants { sum &+= hash(variant.language.description, variant.text) }
    return Int64(bitPattern: sum)
  }

  private func hash(_ fields: String...) -> UInt64 {
    var hash = StableHash()
    for field in fields { hash.add(field: field) }
    return hash.value
  }

  /// Where the variants in a language stand.
  private func choices(of language: LanguageTag, isExact: Bool) -> [Int] {
    let own = variants.indices.filter {
      isExact ? language == variants[$0].language : language.accepts(variants[$0].language)
    }
    if isExact || !own.isEmpty { return own }
    return variants.indices.filter { variants[$0].language.accepts(language) }
  }

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

/// One source and one target text: what a memory keeps as a unit.
public struct TranslationPair: Hashable, Codable, Sendable {
  public var source: Variant
  public var target: Variant
  public var provenance: Provenance
  public var review: ReviewState
  public var usageCount: Int
  /// The same for all pairs of a unit that has several variants of a language, or more than two
  /// languages; `nil` for others.
  public var group: Int64?

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
