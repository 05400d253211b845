/// How the words of a language are formed of others.
///
/// They are the file `inflection`. Each dot of an entry is a letter that must be left without the
/// affix:
///
/// | section | its entries |
/// |---|---|
/// | `proclitic` | a short word written together with the word after it: `ku....` |
/// | `clitic` | one written together with the word before it: `..nya` |
/// | `repetition` | the mark between the halves of a repeated word |
/// | `form` | a prefix and the suffixes that may stand with it: `mem...:b/f=/kan/i` for roots that begin with b or f, `mem...+p=/kan` for those whose p it replaces |
/// | `ending` | `..ies=y`: letters it may replace, `<` one of two equal letters; `...es:s/x` after s or x |
/// | `plural` | the endings that show a plural |
/// | `irregular-plural` | a plural and its singular: `feet=foot` |
/// | `plural-only` | plurals that mean something else in the singular: `goods` |
/// | `irregular` | another form and its base: `took=take` |
/// | `whole` | words that only look formed of others |
package struct InflectionRules: Sendable {
  /// A prefix, an ending or a clitic.
  package struct Affix: Hashable, Sendable {
    /// The letters of the affix.
    package let letters: String
    /// The number of characters that must be left without it.
    package let least: Int
    /// The letters of the root that a prefix replaces.
    package let replaced: String
    /// With what the rest must begin after a prefix, or end before an ending; empty for anything.
    package let neighbors: [String]
    /// What may stand with a prefix after the root, or in the place of an ending.
    package let others: [String]

    /// Reads an entry such as `mem...+p=/kan/i`.
    init(_ entry: SectionFile.Entry) {
      let name = entry.name
      let head = name.prefix { $0 != "+" && $0 != ":" }
      letters = head.filter { $0 != "." }
      least = head.count - letters.count
      let rest = name[head.endIndex...]
      replaced = rest.first == "+" ? String(rest.dropFirst()) : ""
      neighbors = rest.first == ":" ? rest.dropFirst().split(separator: "/").map(String.init) : []
      others = (entry.value ?? "").split(separator: "/", omittingEmptySubsequences: false)
        .map(String.init)
    }
  }

  /// Short words before a word.
  package let proclitics: [Affix]
  /// Short words after a word.
  package let clitics: [Affix]
  /// The mark between the halves of a repeated word; `nil` if the language repeats no words.
  package let repetitionMark: Character?
  /// Prefixes with their suffixes.
  package let forms: [Affix]
  /// Endings with what they replace.
  package let endings: [Affix]
  /// Endings of plurals with what they replace.
  package let plurals: [Affix]
  /// The singular of each irregular plural.
  package let irregularPlurals: [String: String]
  /// Plurals that mean something else in the singular.
  package let pluralOnly: Set<String>
  /// The base of each irregular form, plurals among them.
  package let irregular: [String: String]
  /// Words that only look formed of others.
  package let whole: Set<String>

  /// Whether nothing is known.
  package var isEmpty: Bool { forms.isEmpty && endings.isEmpty && clitics.isEmpty }

  /// Reads the sections of a file `inflection`.
  init(_ file: SectionFile) {
    proclitics = file["proclitic"].map(Affix.init)
    clitics = file["clitic"].map(Affix.init)
    repetitionMark = file.words("repetition").first?.first
    forms = file["form"].map(Affix.init)
    endings = file["ending"].map(Affix.init)
    func bases(_ section: String) -> [String: String] {
      file[section].reduce(into: [:]) { $0[$1.name] = $1.value }
    }
    plurals = file["plural"].map(Affix.init)
    irregularPlurals = bases("irregular-plural")
    pluralOnly = Set(file.words("plural-only"))
    irregular = bases("irregular").merging(irregularPlurals) { first, _ in first }
    whole = Set(file.words("whole"))
  }
}
