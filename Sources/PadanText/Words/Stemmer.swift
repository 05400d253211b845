import PadanLanguage
public import PadanModel

/// Proposes the shorter words an inflected one may come from, for looking it up in a lexicon.
///
/// Without a dictionary nobody can tell `berikan` (*beri* + *-kan*) from `ikan`, so every plausible
/// form is proposed, the least changed first, and the lexicon decides.
public struct Stemmer: Sendable {
  private let affixes: Affixes

  /// A stemmer for a language; where none of its affixes are known, words have no forms to propose.
  public init(language: LanguageTag) {
    affixes = LanguageProfile.of(language).affixes
  }

  /// The forms a case-folded word may come from, the least changed first, itself left out.
  ///
  ///     Stemmer(language: indonesian).candidates(for: "memberikannya")
  ///     // ["memberikan", "beri", "memberi", "berikan", …]
  public func candidates(for word: String) -> [String] {
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
            // diberlakukan: di- + ber- + laku + -kan
            for inner in withoutPrefix(root) { candidates.add(inner) }
          }
        }
      }
    }
    for ending in affixes.endings { addForms(of: word, without: ending, to: &candidates) }
    return candidates.forms
  }

  /// `anak-anak` is *anak*, repeated; in `sayur-mayur` the first half is the word.
  private func singular(_ word: String) -> String? {
    guard let mark = affixes.repetitionMark else { return nil }
    let halves = word.split(separator: mark)
    guard halves.count == 2, halves[0].count >= 3 else { return nil }
    return String(halves[0])
  }

  private func withoutPrefix(_ word: String) -> [String] {
    affixes.prefixes.flatMap { prefix -> [String] in
      guard word.hasPrefix(prefix.letters), word.count >= prefix.letters.count + prefix.least
      else { return [] }
      return prefix.replacements.map { $0 + word.dropFirst(prefix.letters.count) }
    }
  }

  private func addForms(
    of word: String, without ending: Affixes.Affix, to candidates: inout Candidates
  ) {
    guard let base = ending.base(of: word) else { return }
    for replacement in ending.replacements { candidates.add(base + replacement) }
    // stopped, running
    if ending.undoubles, let last = base.last, base.dropLast().last == last {
      candidates.add(String(base.dropLast()))
    }
  }

  /// Forms in the order in which they came, each once.
  private struct Candidates {
    private(set) var forms: [String] = []
    private let word: String

    init(excluding word: String) {
      self.word = word
    }

    mutating func add(_ form: String?) {
      guard let form, form != word, form.count >= 2, !forms.contains(form) else { return }
      forms.append(form)
    }
  }
}

extension Affixes.Affix {
  /// What is left of a word that ends in the affix; `nil` where it does not, or too little is left.
  fileprivate func base(of word: String) -> String? {
    guard word.hasSuffix(letters), word.count >= letters.count + least else { return nil }
    return String(word.dropLast(letters.count))
  }
}
