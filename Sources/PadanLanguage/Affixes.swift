/// The affixes of a language: letters that are added to words.
///
/// They are sections of the file `words`. Each dot of an entry is a letter that must be left
/// without the affix:
///
/// | section | its entries |
/// |---|---|
/// | `clitic` | a short word written together with the word before it: `...nya` |
/// | `repetition` | the mark between the halves of a repeated word |
/// | `prefix` | `meny...=s`: letters it may replace, separated by `/` |
/// | `suffix` | `...kan` |
/// | `ending` | `..ies=y`: letters it may replace; `<` undoes a double letter |
/// | `number-ending` | those endings that show nothing but number or person |
package struct Affixes: Sendable {
  /// Letters at the beginning or end of a word, and what the word may be without them.
  package struct Affix: Hashable, Sendable {
    /// The letters of the affix.
    package let letters: String
    /// The number of characters that must be left without the affix.
    package let least: Int
    /// The texts that the affix may replace. An empty one replaces nothing.
    package let replacements: [String]
    /// Whether the letter before the ending may have been doubled: *stopped* comes from *stop*.
    package let undoubles: Bool

    /// Reads an entry such as `..ies=y`.
    init(_ entry: SectionFile.Entry) {
      letters = entry.name.filter { $0 != "." }
      least = entry.name.count - letters.count
      let replacements = (entry.value ?? "").split(
        separator: "/", omittingEmptySubsequences: false
      ).map(String.init)
      undoubles = replacements.contains("<")
      self.replacements = replacements.filter { $0 != "<" }
    }
  }

  /// Short words at the end of a finished word.
  package let clitics: [Affix]
  /// The mark between the halves of a repeated word; `nil` if the language repeats no words.
  package let repetitionMark: Character?
  /// Affixes before a root.
  package let prefixes: [Affix]
  /// Affixes after a root.
  package let suffixes: [Affix]
  /// Affixes at the end of a word that may change the letters before them.
  package let endings: [Affix]
  /// Those of them that show nothing but number or person.
  package let numberEndings: [Affix]

  /// Whether no affixes are known.
  package var isEmpty: Bool {
    [clitics, prefixes, suffixes, endings].allSatisfy(\.isEmpty) && repetitionMark == nil
  }

  /// Reads the sections of a file `words`.
  init(_ file: SectionFile) {
    clitics = file["clitic"].map(Affix.init)
    repetitionMark = file.words("repetition").first?.first
    prefixes = file["prefix"].map(Affix.init)
    suffixes = file["suffix"].map(Affix.init)
    endings = file["ending"].map(Affix.init)
    numberEndings = file["number-ending"].map(Affix.init)
  }
}

/// The words that negate a sentence: the section `negation` of the file `words`.
package struct Negations: Sendable {
  /// Case-folded words.
  package let words: Set<String>
  /// Endings with an apostrophe, as the letters before and after it: `n` and `t` for `n't`.
  private let endings: [(before: String, after: String)]

  /// Whether no negations are known.
  package var isEmpty: Bool { words.isEmpty && endings.isEmpty }

  /// What stands for an apostrophe; a question mark where a text has lost its encoding.
  private static let apostrophes: Set<String> = ["'", "’", "`", "´", "?"]

  /// Whether a negation with an apostrophe ends at a token: `don't` is three, `don`, `'` and `t`.
  ///
  /// - Parameter folded: The case-folded tokens of the text.
  package func endsContraction(at index: Int, in folded: [String]) -> Bool {
    guard index > 1, Self.apostrophes.contains(folded[index - 1]) else { return false }
    return endings.contains {
      folded[index] == $0.after && folded[index - 2].hasSuffix($0.before)
    }
  }

  /// Reads the section of a file `words`.
  init(_ file: SectionFile) {
    let (endings, words) = file.words("negation").reduce(
      into: ([(String, String)](), Set<String>())
    ) { found, word in
      let parts = word.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2 { found.0.append((parts[0], parts[1])) } else { found.1.insert(word) }
    }
    self.words = words
    self.endings = endings
  }
}
