public import PadanModel

/// Proposes the shorter words an inflected one may come from, for looking it up in a lexicon.
///
/// Without a dictionary nobody can tell `berikan` (*beri* + *-kan*) from `ikan`, so every plausible
/// form is proposed, the least changed first, and the lexicon decides.
public struct Stemmer: Sendable {
  private let language: String

  /// A stemmer for a language; only Indonesian and English words have forms to propose.
  public init(language: LanguageTag) {
    self.language = language.language
  }

  /// The forms a case-folded word may come from, the least changed first, itself left out.
  ///
  ///     Stemmer(language: .indonesian).candidates(for: "memberikannya")
  ///     // ["memberikan", "beri", "memberi", "berikan", …]
  public func candidates(for word: String) -> [String] {
    switch language {
    case "id": indonesian(word)
    case "en": english(word)
    default: []
    }
  }

  // MARK: Indonesian

  /// Affixes after Sneddon, *Indonesian: A Comprehensive Grammar* (1996), chapter 1.
  private func indonesian(_ word: String) -> [String] {
    var candidates = Candidates(excluding: word)
    var bases = [word]
    for clitic in ["nya", "lah", "kah", "pun", "ku", "mu"] where word.hasSuffix(clitic) {
      let base = String(word.dropLast(clitic.count))
      if base.count >= 3 {
        candidates.add(base)
        bases.append(base)
      }
    }
    for base in bases { candidates.add(singular(base)) }
    for base in bases {
      let roots = withoutPrefix(base)
      for root in roots { candidates.add(root) }
      for form in [base] + roots {
        for suffix in ["kan", "an", "i"] where form.hasSuffix(suffix) {
          let root = String(form.dropLast(suffix.count))
          if root.count >= 3 {
            candidates.add(root)
            // diberlakukan: di- + ber- + laku + -kan
            for inner in withoutPrefix(root) { candidates.add(inner) }
          }
        }
      }
    }
    return candidates.forms
  }

  /// `anak-anak` is *anak*, repeated; in `sayur-mayur` the first half is the word.
  private func singular(_ word: String) -> String? {
    let halves = word.split(separator: "-")
    guard halves.count == 2, halves[0].count >= 3 else { return nil }
    return String(halves[0])
  }

  private func withoutPrefix(_ word: String) -> [String] {
    var roots: [String] = []
    func add(_ prefix: String, _ initials: [String] = [""]) {
      guard word.hasPrefix(prefix), word.count >= prefix.count + 3 else { return }
      let rest = word.dropFirst(prefix.count)
      for initial in initials { roots.append(initial + rest) }
    }
    // meN- and peN- melt with the first sound of the root: menyapu is meN- + sapu.
    for nasal in ["me", "pe"] {
      add(nasal + "ny", ["s"])
      add(nasal + "ng", ["", "k"])
      add(nasal + "m", ["", "p"])
      add(nasal + "n", ["", "t"])
      add(nasal)
    }
    for prefix in [
      "di", "ter", "ber", "per", "ke", "se", "be", "te", "memper", "diper", "member",
      "keber", "kese", "penye", "pember", "diber",
    ] { add(prefix) }
    return roots
  }

  // MARK: English

  private func english(_ word: String) -> [String] {
    var candidates = Candidates(excluding: word)
    func strip(_ suffix: String, adding endings: [String] = [""], least: Int = 3) {
      guard word.hasSuffix(suffix), word.count >= suffix.count + least else { return }
      let base = String(word.dropLast(suffix.count))
      for ending in endings { candidates.add(base + ending) }
      // stopped, running
      if ["ed", "ing", "er", "est"].contains(suffix), let last = base.last,
        base.dropLast().last == last
      {
        candidates.add(String(base.dropLast()))
      }
    }
    strip("ies", adding: ["y"], least: 2)
    strip("ied", adding: ["y"], least: 2)
    strip("es", adding: ["", "e"])
    strip("s", least: 2)
    strip("ed", adding: ["", "e"], least: 2)
    strip("ing", adding: ["", "e"])
    strip("ly")
    strip("ers", adding: ["", "e"])
    strip("er", adding: ["", "e"])
    strip("est", adding: ["", "e"])
    strip("men", adding: ["man"], least: 2)
    strip("ves", adding: ["f", "fe"], least: 2)
    return candidates.forms
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
