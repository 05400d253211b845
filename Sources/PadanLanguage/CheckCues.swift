/// The words by which checks of translations tell what a text says: the sections of the file `checks`.
///
/// | section | its entries |
/// |---|---|
/// | `negation` | further words that negate, beside those of the file `words` |
/// | `implied-negation` | words that may stand for a negation, and need not: *lack*, *refuse* |
/// | `negating-prefix` | letters that negate a word, with a dot for each letter that must follow: `un....` |
/// | `negating-ending` | letters at the end of a word that negate it: `...less` |
/// | `not-negating` | phrases with a negation that need not be one: *not only* |
/// | `blank-before` | marks that may stand behind a blank |
/// | `right-twice` | words that are right twice in a row, with a value only before this word: `itu=juga` |
package struct CheckCues: Sendable {
  /// Case-folded words that negate.
  package let negations: Set<String>
  /// Case-folded words that may stand for a negation.
  package let impliedNegations: Set<String>
  /// Letters before a word that negate it.
  package let negatingPrefixes: [Affixes.Affix]
  /// Letters after a word that negate it.
  package let negatingEndings: [Affixes.Affix]
  /// Phrases whose negation need not be one, each as its tokens, by their first token; `…` is any one word.
  package let notNegating: [String: [[String]]]
  /// The second words of those of two words, such as *only* of *not only*.
  package let phraseEnds: Set<String>
  /// Marks that may stand behind a blank.
  package let blankBefore: [String]
  /// Words that are right twice in a row, with the words before which they are; with none for all.
  package let rightTwice: [String: [String]]

  /// Reads the sections of a file `checks`.
  init(_ file: SectionFile) {
    negations = Set(file.words("negation"))
    impliedNegations = Set(file.words("implied-negation"))
    negatingPrefixes = file["negating-prefix"].map(Affixes.Affix.init)
    negatingEndings = file["negating-ending"].map(Affixes.Affix.init)
    notNegating = file.words("not-negating").reduce(into: [:]) { phrases, phrase in
      let words = phrase.split(separator: " ").map(String.init)
      if let first = words.first { phrases[first, default: []].append(words) }
    }
    phraseEnds = Set(notNegating.values.joined().filter { $0.count == 2 }.map { $0[1] })
    blankBefore = file.words("blank-before")
    rightTwice = file["right-twice"].reduce(into: [:]) { words, entry in
      words[entry.name, default: []] += entry.value.map { [$0] } ?? []
    }
  }
}
