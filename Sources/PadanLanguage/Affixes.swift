/// What a language puts to its words.
///
/// The sections of `words`, with a dot for each letter that must be left:
///
/// | section | its entries |
/// |---|---|
/// | `clitic` | joined to a finished word: `...nya` |
/// | `repetition` | the mark between the halves of a repeated word |
/// | `prefix` | `meny...=s`: what stands before the rest of the word in its place; `/` parts several |
/// | `suffix` | `...kan` |
/// | `ending` | `..ies=y`: what takes an ending's place; `<` takes off one of two like letters |
package struct Affixes: Sendable {
  /// Letters at one end of a word, and what the rest of it may be.
  package struct Affix: Hashable, Sendable {
    /// The letters.
    package let letters: String
    /// The fewest characters that must be left.
    package let least: Int
    /// What may stand in the letters' place.
    package let replacements: [String]
    /// Whether one of two like letters before an ending may go, too.
    package let undoubles: Bool

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

  /// Joined to a finished word.
  package let clitics: [Affix]
  /// The mark between the halves of a repeated word.
  package let repetitionMark: Character?
  /// Before a root.
  package let prefixes: [Affix]
  /// Behind a root.
  package let suffixes: [Affix]
  /// Endings that change what stands before them.
  package let endings: [Affix]

  init(_ file: SectionFile) {
    clitics = file["clitic"].map(Affix.init)
    repetitionMark = file.words("repetition").first?.first
    prefixes = file["prefix"].map(Affix.init)
    suffixes = file["suffix"].map(Affix.init)
    endings = file["ending"].map(Affix.init)
  }
}

/// Words that turn a sentence into its opposite: the section `negation` of `words`.
package struct Negations: Sendable {
  /// Case-folded words.
  package let words: Set<String>
  /// Endings with an apostrophe, as what stands on both sides of it: `n't`.
  package let endings: [(before: String, after: String)]

  /// Whether none are known.
  package var isEmpty: Bool { words.isEmpty && endings.isEmpty }

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
