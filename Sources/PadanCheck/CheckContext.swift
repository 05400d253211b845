import PadanAlign
import PadanLanguage
package import PadanModel
import PadanText

/// What the checks know of a pair of languages. It is made once for all pairs.
package struct CheckContext: Sendable {
  /// What is known of one side.
  struct Side: Sendable {
    let language: LanguageTag
    let reader: ComparedValueReader
    /// Whether the words of the language for numbers are known: *Millionen* behind one, for instance.
    let knowsNumberWords: Bool
    /// The units of measurement that names stand for.
    let units: Lazily<[String: Set<String>]>
    let cues: CheckCues
    let negations: Negations
    let functionWords: Set<String>
    /// Whether the language is written in Latin letters; `nil` if its words are not known.
    let isLatin: Bool?
    let affixes: Affixes
    let stemmer: Stemmer
    /// The lexicon from this side's language to the other's; `nil` if there is none.
    let lexicon: Lexicon?

    init(_ language: LanguageTag, lexicon: Lexicon?) {
      let profile = LanguageProfile.of(language)
      self.language = language
      reader = ComparedValueReader(language: language)
      knowsNumberWords = profile.hasOwnNumbers
      units = Lazily { CommonNames.units(in: language) }
      cues = profile.checks
      negations = profile.negations
      functionWords = profile.functionWords
      isLatin =
        functionWords.isEmpty
        ? nil
        : 2 * functionWords.count { $0.unicodeScalars.first?.isLatin ?? false }
          > functionWords.count
      affixes = profile.affixes
      stemmer = Stemmer(language: language)
      self.lexicon = lexicon
    }

    /// Whether any words of the language that negate are known.
    var knowsNegations: Bool { !negations.isEmpty || !cues.negations.isEmpty }

    /// Whether a case-folded word negates.
    func negates(_ word: String) -> Bool {
      negations.words.contains(word) || cues.negations.contains(word)
    }

    /// Whether a case-folded word is known to be of the language.
    func knows(_ word: String) -> Bool {
      functionWords.contains(word) || lexicon?.form(of: word, stemmer: stemmer) != nil
    }
  }

  let source: Side
  let target: Side
  /// The mean of log(target scalars / source scalars); `nil` if nothing tells it.
  let meanLength: Double?
  /// The terms; `nil` if there are none.
  let terms: CheckedTerms?

  private init(source: Side, target: Side, meanLength: Double?) {
    (self.source, self.target, self.meanLength) = (source, target, meanLength)
    terms = nil
  }

  /// What is known of the same languages in the opposite direction, but for the terms.
  var reversed: CheckContext {
    CheckContext(source: target, target: source, meanLength: meanLength.map(-))
  }

  /// What is known of two languages.
  ///
  /// - Parameters:
  ///   - lexicon: A lexicon from the source's language to the target's; `nil` for none.
  ///   - terms: The terms of the source's language with their translations.
  package init(source: LanguageTag, target: LanguageTag, lexicon: Lexicon?, terms: [Term] = []) {
    self.source = Side(source, lexicon: lexicon)
    self.target = Side(target, lexicon: lexicon?.reversed())
    meanLength = PairProfile.of(source, target).meanLength
    self.terms = terms.isEmpty ? nil : CheckedTerms(terms, source: source, target: target)
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is below the letters of all scripts but Latin, or an accented Latin letter.
  var isLatin: Bool { value < 0x250 || (0x1E00...0x1EFF).contains(value) }
}
