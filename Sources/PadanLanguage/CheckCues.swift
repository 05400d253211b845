/// The words by which checks of translations tell what a text says: the sections of the file `checks`.
///
/// | section | its entries |
/// |---|---|
/// | `negation` | further words that negate, beside those of the file `words` |
/// | `implied-negation` | words that may stand for a negation, and need not: *lack*, *refuse* |
/// | `negating-prefix` | letters that negate a word, with a dot for each letter that must follow: `in....`; with `=any` also a word that is not known: `un....=any` |
/// | `whole-word` | words that only seem to begin with such letters: *improve* |
/// | `negated-ending` | letters at the end of a word that such a prefix negates, whether the word is known or not: `able` |
/// | `negating-ending` | letters at the end of a word that negate it: `...less` |
/// | `not-negating` | phrases with a negation that need not be one: *not only* |
/// | `universal` | words that say something of all: *everyone*, *always* |
/// | `range` | a word before a first value, and one before a second that belongs to it: `from=to` |
/// | `relative-year` | phrases that name a year by the present one: *last year* |
/// | `blank-before` | marks that may stand behind a blank |
/// | `right-twice` | words that are right twice in a row, with a value only before this word: `itu=juga` |
package struct CheckCues: Sendable {
  /// Case-folded words that negate.
  package let negations: Set<String>
  /// Case-folded words that may stand for a negation.
  package let impliedNegations: Set<String>
  /// Letters before a word that negate it. One that replaces `any` does so whatever the word is.
  package let negatingPrefixes: [Affixes.Affix]
  /// Words that only seem to begin with a negating prefix.
  package let wholeWords: Set<String>
  /// The ends of words that a negating prefix negates even if nothing else is known of them.
  package let negatedEndings: [String]
  /// Letters after a word that negate it.
  package let negatingEndings: [Affixes.Affix]
  /// Phrases whose negation need not be one.
  package let notNegating: Phrases
  /// Case-folded words that say something of all.
  package let universals: Set<String>
  /// Words before the first of two values, with those before the second: *from* with *to*.
  package let ranges: [String: Set<String>]
  /// Phrases that name a year by the present one.
  package let relativeYears: Phrases
  /// Marks that may stand behind a blank.
  package let blankBefore: [String]
  /// Words that are right twice in a row, with the words before which they are; with none for all.
  package let rightTwice: [String: [String]]

  /// Reads the sections of a file `checks`.
  init(_ file: SectionFile) {
    negations = Set(file.words("negation"))
    impliedNegations = Set(file.words("implied-negation"))
    negatingPrefixes = file["negating-prefix"].map(Affixes.Affix.init)
    wholeWords = Set(file.words("whole-word"))
    negatedEndings = file.words("negated-ending")
    negatingEndings = file["negating-ending"].map(Affixes.Affix.init)
    notNegating = Phrases(file.words("not-negating"))
    universals = Set(file.words("universal"))
    ranges = file["range"].reduce(into: [:]) { ranges, entry in
      ranges[entry.name, default: []].formUnion(entry.value.map { [$0] } ?? [])
    }
    relativeYears = Phrases(file.words("relative-year"))
    blankBefore = file.words("blank-before")
    rightTwice = file["right-twice"].reduce(into: [:]) { words, entry in
      words[entry.name, default: []] += entry.value.map { [$0] } ?? []
    }
  }
}

/// Phrases of a list, to be found among the tokens of a text.
package struct Phrases: Sendable {
  /// What stands in a phrase for any one word, and for a number.
  package static let (anyWord, anyNumber) = ("…", "#")

  /// The tokens of each phrase, by its first token.
  private let phrases: [String: [[String]]]

  /// Phrases whose case-folded tokens are separated by single blanks.
  init(_ phrases: some Sequence<String>) {
    self.phrases = Dictionary(
      grouping: phrases.map { $0.split(separator: " ").map(String.init) }, by: { $0[0] })
  }

  /// The first phrase of the list that stands at a place of a text; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - folded: The case-folded tokens of the text.
  ///   - isNumber: Whether the token at a place is a number.
  package func phrase(
    at place: Int, in folded: [String], isNumber: (Int) -> Bool
  ) -> [String]? {
    phrases[folded[place]]?.first { phrase in
      phrase.count <= folded.count - place
        && phrase.indices.allSatisfy { index in
          phrase[index] == Self.anyWord || phrase[index] == folded[place + index]
            || phrase[index] == Self.anyNumber && isNumber(place + index)
        }
    }
  }
}
