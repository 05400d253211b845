import PadanLanguage
package import PadanModel

/// Proposes the base forms that an inflected word may come from, for lookup in a lexicon.
///
/// Without a dictionary the suffix of `berikan` (*beri* + *-kan*) cannot be told from the end of
/// `ikan`. So every plausible form is proposed, the least changed first, and the lexicon decides.
package struct Stemmer: Sendable {
  private let affixes: Affixes

  /// Whether any affixes of the language are known.
  package var hasAffixes: Bool { !affixes.isEmpty }

  /// A stemmer for a language. If none of its affixes are known, it proposes no forms.
  package init(language: LanguageTag) {
    affixes = LanguageProfile.of(language).affixes
  }

  /// The forms that a word may come from, the least changed first, without the word itself.
  ///
  ///     Stemmer(language: indonesian).candidates(for: "memberikannya")
  ///     // ["memberikan", "beri", "memberi", "berikan", …]
  ///
  /// - Parameter word: A case-folded word.
  package func candidates(for word: String) -> [String] {
    var candidates = Candidates(excluding: word)
    var bases = [word]
    for clitic in affixes.clitics {
      if let base = clitic.base(of: word) {
        candidates.add(base)
        bases.append(base)
      }
    }
    for base in bases { candidates.add(singular(base)) }
    for base in bases {
      let roots = withoutPrefix(base)
      for root in roots { candidates.add(root) }
      for form in [base] + roots {
        for suffix in affixes.suffixes {
          if let root = suffix.base(of: form) {
            candidates.add(root)
            // *diberlakukan* is *di-* + *ber-* + *laku* + *-kan*.
            for inner in withoutPrefix(root) { candidates.add(inner) }
          }
        }
      }
    }
    for ending in affixes.endings { addForms(of: word, without: ending, to: &candidates) }
    return candidates.forms
  }

  /// The word that is repeated: `anak` for `anak-anak`, and the first half for `sayur-mayur`; `nil`
  /// if nothing is repeated.
  private func singular(_ word: String) -> String? {
    guard let mark = affixes.repetitionMark else { return nil }
    let halves = word.split(separator: mark)
    guard halves.count == 2, halves[0].count >= 3 else { return nil }
    return String(halves[0])
  }

  /// The roots that are left without each prefix of the word, with each sound that the prefix may
  /// have replaced.
  private func withoutPrefix(_ word: String) -> [String] {
    affixes.prefixes.flatMap { prefix -> [String] in
      guard word.hasPrefix(prefix.letters), word.count >= prefix.letters.count + prefix.least
      else { return [] }
      return prefix.replacements.map { $0 + word.dropFirst(prefix.letters.count) }
    }
  }

  /// The forms of which a word may be the plural, the least changed first.
  ///
  ///     Stemmer(language: english).singulars(of: "eggs")  // ["egg"]
  ///
  /// - Parameter word: A case-folded word.
  package func singulars(of word: String) -> [String] {
    var candidates = Candidates(excluding: word)
    candidates.add(singular(word))
    for ending in affixes.numberEndings { addForms(of: word, without: ending, to: &candidates) }
    return candidates.forms
  }

  /// Adds the forms that a word may have had before an ending.
  private func addForms(
    of word: String, without ending: Affixes.Affix, to candidates: inout Candidates
  ) {
    guard let base = ending.base(of: word) else { return }
    for replacement in ending.replacements { candidates.add(base + replacement) }
    // *stopped*, *running*
    if ending.undoubles, let last = base.last, base.dropLast().last == last {
      candidates.add(String(base.dropLast()))
    }
  }

  /// The forms found, in order, without duplicates.
  private struct Candidates {
    private(set) var forms: [String] = []
    private let word: String

    init(excluding word: String) {
      self.word = word
    }

    /// Adds a form, unless it is `nil`, the word itself, shorter than two characters, or already
    /// there.
    mutating func add(_ form: String?) {
      guard let form, form != word, form.count >= 2, !forms.contains(form) else { return }
      forms.append(form)
    }
  }
}

extension Affixes.Affix {
  /// The word without the affix at its end; `nil` if the word does not end in it or too few letters
  /// are left.
  fileprivate func base(of word: String) -> String? {
    guard word.hasSuffix(letters), word.count >= letters.count + least else { return nil }
    return String(word.dropLast(letters.count))
  }
}
