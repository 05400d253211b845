package import PadanModel

/// Whether two texts are in the languages of their sides.
package enum SideVerdict: Hashable, Sendable {
  /// The source text is in the source language and the target text in the target language.
  case right
  /// The texts do not tell: they are short, or hold names, figures, code or both languages.
  case unknown
  /// The texts are in other languages than their sides.
  case wrong(SideFault)
}

/// A side of a pair of texts.
package enum Side: Hashable, Sendable {
  case source, target
}

/// What is wrong with the sides of a pair of texts.
package enum SideFault: Hashable, Sendable {
  /// The source text is in the target language and the target text in the source language.
  case swapped
  /// Both texts are in this language, which is one of the two.
  case oneLanguage(LanguageTag)
  /// The text of a side is in none of the two languages, but in one of these, the likeliest first.
  case otherLanguage(Side, [LanguageTag])
  /// Both sides are the same text or the same file.
  case sameText
}
