import PadanModel
import PadanText

/// A phrase, and how it is translated in some of the units that have it.
struct PhraseTranslations: Sendable {
  /// The phrase, case-folded.
  let text: String
  /// In how many units it stands.
  let uses: Int
  /// How much it says, before its translation is known.
  let weight: Double
  /// Whether it is a word that the lexicon has.
  let isGeneral: Bool
  /// How often it was met when units were chosen.
  private var met = 0
  /// In how many units it was looked at.
  private var lookedAt = 0
  /// How often each of its forms was met.
  private var forms: [String: Int] = [:]
  private var translations: [String: Translation] = [:]

  /// A translation, as it is written.
  private struct Translation {
    var uses = 0
    var examples: [Int64] = []
  }

  /// How many examples are kept.
  private static let exampleCount = 3

  init(text: String, uses: Int, weight: Double, isGeneral: Bool) {
    self.text = text
    self.uses = uses
    self.weight = weight
    self.isGeneral = isGeneral
  }

  /// Whether it is more worth a look than another one.
  func precedes(_ other: PhraseTranslations) -> Bool {
    if isGeneral != other.isGeneral { return other.isGeneral }
    return (other.weight, text) < (weight, other.text)
  }

  /// Whether the next unit that has the phrase is one of a sample of this size, at even distances.
  mutating func isNext(of sample: Int) -> Bool {
    defer { met += 1 }
    let all = max(uses, sample)
    return met == 0 || met * sample / all != (met - 1) * sample / all
  }

  /// Notes a form of the phrase and its translation in a unit; `nil` if it has none that is known.
  mutating func note(_ form: String, _ translation: String?, in unit: Int64) {
    lookedAt += 1
    forms[form, default: 0] += 1
    guard let translation else { return }
    var known = translations[translation] ?? Translation()
    known.uses += 1
    if known.examples.count < Self.exampleCount { known.examples.append(unit) }
    translations[translation] = known
  }

  /// The candidate that the phrase is; `nil` if it is not translated in one way often enough. Forms of one
  /// phrase are one translation, that of the form that stands most often.
  func candidate(
    leastUses: Int, leastShare: Double, _ inflection: Inflection
  ) -> TermExtraction.Candidate? {
    var groups: [(form: String, uses: Int, examples: [Int64])] = []
    let ordered = translations.sorted { ($1.value.uses, $0.key) < ($0.value.uses, $1.key) }
    for (form, translation) in ordered {
      if let place = groups.firstIndex(where: { inflection.areForms($0.form, form) }) {
        groups[place].uses += translation.uses
        groups[place].examples += translation.examples
      } else {
        groups.append((form, translation.uses, translation.examples))
      }
    }
    // Of those that stand as often the first.
    guard let most = groups.map(\.uses).max(), most >= min(2, leastUses),
      let best = groups.first(where: { $0.uses == most }),
      let source = forms.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key
    else { return nil }
    let share = Double(most) / Double(lookedAt)
    guard share >= leastShare else { return nil }
    return TermExtraction.Candidate(
      term: Term(
        source: source, target: best.form,
        status: source == best.form ? .untranslated : .preferred),
      uses: uses, share: share,
      examples: Array(best.examples.sorted().prefix(Self.exampleCount)))
  }
}

extension Inflection {
  /// Whether two phrases have the same words, or forms of one another.
  func areForms(_ first: String, _ second: String) -> Bool {
    let words = [first, second].map { PlainWord.words(in: $0).map(\.folded) }
    guard words[0].count == words[1].count else { return false }
    return zip(words[0], words[1]).allSatisfy { first, second in
      first == second || bases(of: first).contains(second) || bases(of: second).contains(first)
    }
  }
}
