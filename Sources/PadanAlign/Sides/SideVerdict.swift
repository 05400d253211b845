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

/// What is wrong with the sides of a pair of texts.
package enum SideFault: Hashable, Sendable {
  /// The source text is in the target language and the target text in the source language.
  case swapped
  /// Both texts are in this language, which is one of the two.
  case oneLanguage(LanguageTag)
  /// Both sides are the same text or the same file.
  case sameText
}
