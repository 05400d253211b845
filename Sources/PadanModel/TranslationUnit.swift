public import FoundationEssentials

/// Formatting inside a segment, kept as it was written: a TMX `bpt`, `ept`, `ph`, `it` or `ut`.
public struct InlineCode: Hashable, Sendable {
  /// The element's name.
  public var element: String
  /// Where the code stands in the text, in Unicode scalars.
  public var offset: Int
  /// Its attributes as written, in order.
  public var attributes: [Attribute]
  /// What it holds: native code, not text to translate.
  public var content: String

  public struct Attribute: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(element: String, offset: Int, attributes: [Attribute] = [], content: String = "") {
    self.element = element
    self.offset = offset
    self.attributes = attributes
    self.content = content
  }
}

/// The text of a translation unit in one language.
public struct Variant: Hashable, Sendable {
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
public struct Provenance: Hashable, Sendable {
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
  public struct Property: Hashable, Sendable {
    public var type: String
    public var value: String

    public init(type: String, value: String) {
      self.type = type
      self.value = value
    }
  }

  public init() {}

  /// What `creationTool` says of pairs that Padan's own commands made.
  public static let ownTool = "Padan"
}

/// What a person said of a pair.
public enum ReviewState: String, CaseIterable, Hashable, Sendable {
  case unreviewed
  case approved
  case rejected
}

/// One meaning in two or more languages, as exchange formats hold it.
public struct TranslationUnit: Hashable, Sendable {
  /// The name the file gives it.
  public var id: String?
  /// One or more, the source language's not always first.
  public var variants: [Variant]
  public var provenance: Provenance
  public var review: ReviewState
  /// How often it was used, as the file counts.
  public var usageCount: Int

  public init(
    id: String? = nil, variants: [Variant], provenance: Provenance = Provenance(),
    review: ReviewState = .unreviewed, usageCount: Int = 0
  ) {
    self.id = id
    self.variants = variants
    self.provenance = provenance
    self.review = review
    self.usageCount = usageCount
  }

  /// Every pair of a variant in one language with one in another, in the order in which they stand.
  public func pairs(from source: LanguageTag, to target: LanguageTag) -> [TranslationPair] {
    variants.filter { source.accepts($0.language) }.flatMap { source in
      variants.filter { target.accepts($0.language) }.map {
        TranslationPair(
          source: source, target: $0, provenance: provenance, review: review,
          usageCount: usageCount)
      }
    }
  }
}

/// One source and one target text: what a memory keeps as a unit.
public struct TranslationPair: Hashable, Sendable {
  public var source: Variant
  public var target: Variant
  public var provenance: Provenance
  public var review: ReviewState
  public var usageCount: Int

  public init(
    source: Variant, target: Variant, provenance: Provenance = Provenance(),
    review: ReviewState = .unreviewed, usageCount: Int = 0
  ) {
    self.source = source
    self.target = target
    self.provenance = provenance
    self.review = review
    self.usageCount = usageCount
  }
}
