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

extension TranslationPair {
  /// The number of inline codes of both texts.
  package var codeCount: Int { source.codes.count + target.codes.count }
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

  /// The text with the content of each code where it stands, as `%d` in *Halaman %d*.
  ///
  /// - Complexity: O(n) for n scalars.
  package var textWithCodes: String {
    let scalars = Array(text.unicodeScalars)
    var written = String.UnicodeScalarView()
    var start = 0
    for code in codes {
      let end = min(max(start, code.offset), scalars.count)
      written.append(contentsOf: scalars[start..<end])
      written.append(contentsOf: code.content.unicodeScalars)
      start = end
    }
    written.append(contentsOf: scalars[start...])
    return String(written)
  }
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
