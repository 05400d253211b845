import PadanModel

/// Findings of the reader: violations that it tolerates or for which it skips a part.
extension Finding.Kind {
  static let foreignElement = Self("tmx.foreign-element", "an element stands where TMX has none")
  static let emptyMap = Self("tmx.empty-map", "a map without unicode is left out")
  static let codeWithoutBase = Self(
    "tmx.code-without-base", "the code of a map is left out, because its <ude> has no base")
  static let longHeaderRemark = Self(
    "tmx.long-header-remark",
    "a note or prop of the header is longer than \(Limits.longestText) bytes, and is left out"
  )
  static let emptyEncoding = Self("tmx.empty-encoding", "an encoding without maps is left out")
  static let fullHeader = Self(
    "tmx.full-header", "the header holds too much; the rest of it is left out")
  static let unreadableDate = Self(
    "tmx.unreadable-date", "a date that cannot be read is kept as a property")
  static let unreadableUsage = Self(
    "tmx.unreadable-usage", "a usagecount that is no number is kept as a property")
  static let untypedProperty = Self("tmx.untyped-prop", "a prop has no type")

  static let fewVariants = Self(
    "tmx.few-variants", "the unit has fewer than two variants with a language and a text")
  static let manyVariants = Self(
    "tmx.many-variants", "the unit has more than \(Limits.mostVariants) variants")
  static let longSegment = Self(
    "tmx.long-segment", "a segment is longer than \(Limits.longestText) bytes")
  static let longRemark = Self(
    "tmx.long-remark", "a note or prop is longer than \(Limits.longestText) bytes")
  static let unconfirmedUnit = Self(
    "tmx.unconfirmed", "nobody has confirmed the translation", isFault: false)
  static let noSourceVariant = Self(
    "tmx.no-source-variant", "the unit has no variant in its source language")
  static let missingLanguage = Self(
    "tmx.missing-language", "a variant without a language is left out")
  static let unreadableLanguage = Self(
    "tmx.unreadable-language", "a variant whose language is none is left out")
  static let emptyVariant = Self("tmx.empty-variant", "a variant without a text is left out")
  static let repeatedVariant = Self(
    "tmx.repeated-variant", "a variant that the unit has already is left out")
  static let manySegments = Self(
    "tmx.many-segments", "a variant with more than one segment: the last one is read")
  static let foreignCode = Self(
    "tmx.foreign-code", "an element that TMX does not have in a segment is kept as a code")
}

/// Findings of the checker about the structure of a file.
extension Finding.Kind {
  static let unknownElement = Self("tmx.unknown-element", "TMX has no such element")
  static let lateHeader = Self("tmx.late-header", "<header> does not stand before <body>")
  static let misplacedText = Self("tmx.misplaced-text", "a text stands where none may")
  static let nameWithBlanks = Self("tmx.tuid", "a tuid may hold no white space")
  static let noLanguage = Self("tmx.no-language", "<tuv> has no xml:lang")
  static let oldLanguage = Self("tmx.old-language", "<tuv> has lang where TMX 1.4 has xml:lang")
  static let noVariantOfSource = Self(
    "tmx.no-variant-of-source", "<tu> has no <tuv> in its source language")

  /// An element occurs in a parent that may not hold it.
  static func misplaced(_ element: String, in parent: String) -> Self {
    Self("tmx.misplaced-element", "<\(element)> may not stand in <\(parent)>")
  }

  /// A note or prop comes too late among its siblings.
  static func late(_ element: String, after sibling: String) -> Self {
    Self("tmx.late-element", "<\(element)> stands after <\(sibling)>: it belongs before")
  }

  /// An element that may occur once is repeated.
  static func repeated(_ element: String, in parent: String) -> Self {
    Self("tmx.repeated-element", "<\(parent)> has more than one <\(element)>")
  }

  /// A required element is missing.
  static func missing(_ element: String, in parent: String) -> Self {
    Self("tmx.missing-element", "<\(parent)> has no <\(element)>")
  }
}

/// Findings of the checker about attributes.
extension Finding.Kind {
  static let date = Self(
    "tmx.date", "the date is not one of ISO 8601, such as 20250714T090500Z")
  static let number = Self("tmx.number", "the value is no number")
  static let languageTag = Self(
    "tmx.language-tag", "the language is no tag, such as id or en-US")
  static let sourceLanguageTag = Self(
    "tmx.source-language-tag", "the language is no tag, such as id or en-US, nor *all*")
  static let version = Self("tmx.version", "the version is not 1.4")
  static let mapWithoutBase = Self(
    "tmx.map-without-base", "<map> has a code, but its <ude> has no base")

  /// A required attribute is missing.
  static func missingAttribute(of element: String) -> Self {
    Self("tmx.missing-attribute", "<\(element)> lacks an attribute that it must have")
  }

  /// An element has an attribute that TMX does not allow on it.
  static func unknownAttribute(of element: String) -> Self {
    Self("tmx.unknown-attribute", "<\(element)> may not have this attribute")
  }

  /// An attribute's value is not in its fixed set.
  static func choice(of values: Set<String>) -> Self {
    Self("tmx.choice", "the value is not one of \(values.sorted().joined(separator: ", "))")
  }
}

/// Findings of the checker about the codes of a segment.
extension Finding.Kind {
  static let repeatedBeginning = Self(
    "tmx.repeated-i", "another <bpt> of the segment has this i")
  static let repeatedEnd = Self("tmx.repeated-i", "another <ept> of the segment has this i")
  static let loneBeginning = Self("tmx.lone-bpt", "<bpt> has no <ept> of its i")
  static let loneEnd = Self("tmx.lone-ept", "<ept> has no <bpt> of its i before it")
}
