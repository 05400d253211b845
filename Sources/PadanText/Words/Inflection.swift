import PadanLanguage
package import PadanModel

/// Tells of which words a word may be a form.
///
/// Where the rules of a language are known (`InflectionRules`), only what they allow counts: *berita*
/// is no form of *beri*. Of other languages the affixes are known at most (`Stemmer`).
package struct Inflection: Sendable {
  private let rules: InflectionRules
  private let stemmer: Stemmer?
  /// The letters after which an apostrophe alone is a clitic, as in a genitive of the plural.
  private let genitiveLetters: Set<Character>

  /// The inflection of a language.
  package init(language: LanguageTag) {
    rules = LanguageProfile.of(language).inflection
    stemmer = rules.isEmpty ? Stemmer(language: language) : nil
    genitiveLetters = Set(
      rules.clitics.filter { $0.letters.count == 2 && $0.letters.last == "'" }
        .compactMap(\.letters.first))
  }

  /// The mark between the halves of a repeated word; `nil` if the language repeats no words.
  package var repetitionMark: Character? { rules.repetitionMark }

  /// The words of which a word may be a form, itself first.
  ///
  ///     Inflection(language: indonesian).bases(of: "ditulisnya")  // ["ditulisnya", "ditulis", "tulis"]
  ///
  /// - Parameter word: A case-folded word (`TextForm.wordForm`). Halves of a repeated word are joined by
  ///   the `repetitionMark`, and an English genitive has the apostrophe `'`.
  package func bases(of word: String) -> [String] {
    if let stemmer { return [word] + stemmer.candidates(for: word) }
    var bases = Bases(word)
    guard !rules.whole.contains(word) else { return bases.words }
    if let mark = repetitionMark, word.contains(mark) {
      addHalves(of: word, to: &bases)
    } else {
      addForms(of: word, to: &bases)
    }
    return bases.words
  }

  /// The words of which a word may be the plural; none if it is no plural, or another word without its ending.
  ///
  ///     Inflection(language: english).singulars(of: "fields")  // ["field"]
  package func singulars(of word: String) -> [String] {
    guard !rules.whole.contains(word), !rules.pluralOnly.contains(word) else { return [] }
    if let singular = rules.irregularPlurals[word] { return [singular] }
    var bases = Bases(word)
    for ending in rules.plurals { addBases(of: word, without: ending, to: &bases) }
    return Array(bases.words.dropFirst())
  }

  /// The word without the short words that are written together with it at its end, itself first.
  package func unclitic(_ word: String) -> [String] {
    var bases = Bases(word)
    addWithoutClitics(word, to: &bases)
    return bases.words
  }

  private func addWithoutClitics(_ word: String, to bases: inout Bases) {
    guard !rules.whole.contains(word) else { return }
    for clitic in rules.clitics {
      guard var base = word.without(ending: clitic) else { continue }
      // A hyphen stands before the clitic of an abbreviation: *KPK-nya*.
      if let last = base.last, last == repetitionMark { base.removeLast() }
      bases.add(base)
      addWithoutClitics(base, to: &bases)
    }
  }

  /// Whether a word with the `repetitionMark` is one word: a repeated one, one that only looks so, or
  /// one with a clitic after the mark, as in *KPK-nya*.
  func isOneWord(_ word: String) -> Bool {
    unclitic(word).contains { rules.whole.contains($0) || clitic(ofParted: $0) != nil }
      || !sharedBases(ofHalvesOf: word).isEmpty
  }

  /// The word before a mark and a clitic; `nil` if no clitic stands after the mark.
  private func clitic(ofParted word: String) -> String? {
    let halves = word.split(separator: repetitionMark ?? "-").map(String.init)
    return halves.count == 2 && rules.clitics.contains { $0.letters == halves[1] }
      ? halves[0] : nil
  }

  private func addHalves(of word: String, to bases: inout Bases) {
    let unclitic = unclitic(word)
    for base in unclitic.dropFirst() { bases.add(base) }
    guard !unclitic.contains(where: rules.whole.contains) else { return }
    if let host = clitic(ofParted: word) { bases.add(host) }
    for base in sharedBases(ofHalvesOf: word) { bases.add(base) }
  }

  /// The words of which both halves of a repeated word are forms: *pukul* of *pukul-memukul*. The first
  /// half if the other rhymes with it, as in *sayur-mayur*.
  private func sharedBases(ofHalvesOf word: String) -> [String] {
    let halves = word.split(separator: repetitionMark ?? "-").map(String.init)
    guard halves.count == 2 else { return [] }
    var (first, second) = (Bases(halves[0]), Bases(halves[1]))
    addForms(of: halves[0], to: &first)
    addForms(of: halves[1], to: &second)
    let shared = first.words.filter(second.words.contains) + rootsOfRepeated(word)
    guard shared.isEmpty else { return shared }
    let rhyme = halves[0].suffix(Self.rhyme)
    let isRhymed = halves[0].count > Self.rhyme && second.words.contains { $0.hasSuffix(rhyme) }
    return isRhymed ? [halves[0]] : []
  }

  /// The repeated words that a word holds inside its affixes, and what they repeat unless they only look
  /// repeated: *undang-undang* of *perundang-undangan*.
  private func rootsOfRepeated(_ word: String) -> [String] {
    var roots = Bases(word)
    for base in unclitic(word) {
      for form in rules.forms { addRoots(of: base, form, to: &roots) }
    }
    return roots.words.flatMap { root -> [String] in
      let halves = root.split(separator: repetitionMark ?? "-").map(String.init)
      guard halves.count == 2, halves[0] == halves[1] else { return [] }
      return rules.whole.contains(root) ? [root] : [root, halves[0]]
    }
  }

  /// How many letters at the end of both halves of a repeated word are the same where the beginning
  /// differs: *sayur-mayur*, *warna-warni* has fewer.
  private static let rhyme = 3

  /// Whether a word may have an apostrophe after it without a letter, as a genitive of the plural has.
  func mayEndInApostrophe(_ word: String) -> Bool {
    !genitiveLetters.isEmpty && word.last.map(genitiveLetters.contains) ?? false
  }

  /// Adds the words of which a word without a repetition may be a form.
  private func addForms(of word: String, to bases: inout Bases) {
    for base in unclitic(word) {
      bases.add(base)
      guard !rules.whole.contains(base) else { continue }
      if let regular = rules.irregular[base] { bases.add(regular) }
      for form in rules.forms { addRoots(of: base, form, to: &bases) }
      for ending in rules.endings { addBases(of: base, without: ending, to: &bases) }
    }
    for proclitic in rules.proclitics where word.hasPrefix(proclitic.letters) {
      let rest = word.dropFirst(proclitic.letters.count)
      if rest.count >= proclitic.least { bases.add(String(rest)) }
    }
  }

  /// Adds the roots that a word has without a prefix and each of the suffixes that go with it.
  private func addRoots(of word: String, _ form: InflectionRules.Affix, to bases: inout Bases) {
    guard word.hasPrefix(form.letters) else { return }
    let rest = form.replaced + word.dropFirst(form.letters.count)
    guard form.neighbors.isEmpty || form.neighbors.contains(where: rest.hasPrefix) else { return }
    for suffix in form.others where rest.hasSuffix(suffix) {
      let root = rest.dropLast(suffix.count)
      if root.count >= form.least { bases.add(String(root)) }
    }
  }

  /// Adds what a word may have been before an ending.
  private func addBases(
    of word: String, without ending: InflectionRules.Affix, to bases: inout Bases
  ) {
    guard let rest = word.without(ending: ending),
      ending.neighbors.isEmpty || ending.neighbors.contains(where: rest.hasSuffix)
    else { return }
    let doubles = ending.others.contains("<")
    for replacement in ending.others {
      if replacement == "<" {
        // *planned*, *stopping*
        if rest.count > 2, let last = rest.last, rest.dropLast().last == last {
          bases.add(String(rest.dropLast()))
        }
      } else if !(doubles && replacement.isEmpty && rest.isDoubledBeforeEndings) {
        bases.add(rest + replacement)
      }
    }
  }

  /// The words that are forms of one of some words, or one of these.
  ///
  /// A form shows most letters of its base, so most words are ruled out by a look at their bytes.
  package struct Family: Sendable {
    private let bases: [String]
    private let inflection: Inflection
    /// Letters of which a form has one run, at least.
    private let cores: [[UInt8]]
    private let irregular: Set<String>

    /// A longer word is a form of none: no language writes any.
    private static let longestWord = 64

    /// The forms of some case-folded words.
    package init(_ bases: [String], _ inflection: Inflection) {
      self.bases = bases
      self.inflection = inflection
      cores = bases.flatMap(inflection.cores)
      irregular = Set(
        inflection.rules.irregular.filter { bases.contains($0.value) }.map(\.key))
    }

    /// Whether it has a case-folded word.
    package func contains(_ word: String) -> Bool {
      guard word.utf8.count <= Self.longestWord else { return false }
      var word = word
      let mayBeForm = word.withUTF8 { utf8 in
        cores.contains { core in
          utf8.count >= core.count
            && (0...utf8.count - core.count).contains { utf8[$0...].starts(with: core) }
        }
      }
      guard mayBeForm || irregular.contains(word) else { return bases.contains(word) }
      return inflection.bases(of: word).contains(where: bases.contains)
    }
  }

  /// Runs of letters of which each regular form of a word has one: the word without the first letter,
  /// which a prefix may replace, and without the last, which an ending may, where enough are left; and
  /// what it is before endings that replace more.
  fileprivate func cores(of word: String) -> [[UInt8]] {
    let inner = word.count > 3 ? word.dropFirst().dropLast() : word.dropFirst(word.count - 2)
    let replaced = rules.endings.flatMap { ending in
      ending.others.filter { !$0.isEmpty && $0 != "<" && word.hasSuffix($0) }
        .map { word.dropLast($0.count) + ending.letters }
    }
    return [Array(inner.utf8)] + replaced.map { Array($0.utf8) }
  }

  /// Words found, in order, each once.
  private struct Bases {
    private(set) var words: [String]

    init(_ word: String) { words = [word] }

    mutating func add(_ word: String) {
      if !words.contains(word) { words.append(word) }
    }
  }
}

extension String {
  /// The word without an ending or a clitic; `nil` if it has not got it or too few letters are left.
  fileprivate func without(ending: InflectionRules.Affix) -> String? {
    guard hasSuffix(ending.letters), count >= ending.letters.count + ending.least else {
      return nil
    }
    return String(dropLast(ending.letters.count))
  }

  /// Whether the word has one vowel before one consonant at its end, which is doubled before endings
  /// with a vowel: *cared* is of *care*, since *car* would give *carred*.
  fileprivate var isDoubledBeforeEndings: Bool {
    func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
    guard let last, !isVowel(last), !"wxy".contains(last), let vowel = dropLast().last,
      isVowel(vowel)
    else { return false }
    return filter(isVowel).count == 1
  }
}
