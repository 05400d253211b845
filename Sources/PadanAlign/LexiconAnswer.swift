package import PadanModel
import PadanText

/// What some lexicons say of a word or phrase.
///
///     LexiconAnswer(of: "memberikan", in: [lexicon]).translations.first?.headword  // "beri"
package struct LexiconAnswer: Hashable, Sendable {
  /// A translation in one lexicon.
  package struct Translation: Hashable, Sendable {
    /// The translation, case-folded.
    package let text: String
    /// How certain it is, 0...1.
    package let strength: Double
    /// The headword that has it: the word, folded, or a stem of it.
    package let headword: String
    /// The name of the lexicon.
    package let lexicon: String
  }

  /// The word or phrase, folded as words are compared.
  package let word: String
  /// The language of the word.
  package let source: LanguageTag
  /// The language of the translations.
  package let target: LanguageTag
  /// The translations, the strongest first, and those of earlier lexicons before others. Where the
  /// word itself is no headword of a lexicon, they are those of its likeliest stem.
  package private(set) var translations: [Translation] = []

  /// Looks a word up, as the aligner does.
  ///
  /// - Parameters:
  ///   - word: A word or phrase, as it is written.
  ///   - lexicons: Lexicons of one pair of languages.
  ///   - source: The language of the word.
  ///   - target: The language of the translations.
  package init(
    of word: String, in lexicons: [Lexicon], from source: LanguageTag, to target: LanguageTag
  ) {
    self.word = TextForm.wordForm(TextForm.matchKey(of: word))
    (self.source, self.target) = (source, target)
    let stemmer = Stemmer(language: source)
    for lexicon in lexicons {
      guard let headword = lexicon.form(of: self.word, stemmer: stemmer) else { continue }
      translations += lexicon.translations(of: headword).map {
        Translation(
          text: $0.text, strength: $0.strength, headword: headword, lexicon: lexicon.name)
      }
    }
    // The sort is stable only with the places.
    translations = translations.enumerated()
      .sorted { ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset) }
      .map(\.element)
  }
}
