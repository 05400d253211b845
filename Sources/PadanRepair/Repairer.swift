import PadanLanguage
package import PadanModel
import PadanText

/// Adapts the translation of a stored text to a query that differs from it in values, names or words.
///
///     let repairer = Repairer(source: indonesian, target: english, lexicon: lexicon)
///     repairer.repair(
///       "Inflasi tercatat 4,8 persen.",
///       source: "Inflasi tercatat 5,2 persen.", target: "Inflation stood at 5.2 percent.")!.text
///     // "Inflation stood at 4.8 percent."
///
/// Nothing is guessed: what differs must stand once in the stored source and once in its translation. If
/// every difference can be repaired, the repair is complete. If not, the values and names that can be
/// repaired are, since those of the stored translation are wrong in any case, and all else stays.
package struct Repairer: Sendable {
  let lexicon: Lexicon?
  /// The lexicon of which `lexicon` is the reverse; `nil` if it is as its authors wrote it.
  let original: Lexicon?
  let terms: RepairTerms
  let sourceReader: ValueReader
  let targetReader: ValueReader
  /// What compares the values of queries with those of translations.
  let compared: (source: ComparedValueReader, target: ComparedValueReader)
  let writer: ValueWriter
  /// What is known of the language of the queries, and of that of the translations.
  let profiles: (source: LanguageProfile, target: LanguageProfile)
  let stemmer: Stemmer
  /// Names that have another form in the language of the translations.
  let names: [String: String]

  /// The longest text that is repaired, in bytes: longer ones differ in too much.
  private static let longest = 4_000

  /// - Parameters:
  ///   - source: The language of queries and stored sources.
  ///   - target: The language of translations.
  ///   - lexicon: Words of both languages; without one only values and names are repaired.
  ///   - original: The lexicon of which that is the reverse; `nil` if it is as its authors wrote it, the
  ///     best translations first.
  ///   - terms: Terms, whose translations count more than those of the lexicon.
  package init(
    source: LanguageTag, target: LanguageTag, lexicon: Lexicon?, original: Lexicon? = nil,
    terms: [Term] = []
  ) {
    self.terms = RepairTerms(terms)
    self.lexicon = lexicon
    self.original = original
    sourceReader = ValueReader(language: source)
    targetReader = ValueReader(language: target)
    compared = (ComparedValueReader(language: source), ComparedValueReader(language: target))
    writer = ValueWriter(language: target)
    profiles = (LanguageProfile.of(source), LanguageProfile.of(target))
    stemmer = Stemmer(language: source)
    names = PairProfile.of(source, target).names
  }

  /// A query whose pieces and values are known.
  package struct Query: Sendable {
    let text: RepairText
  }

  /// Reads a query, for repairs of several matches.
  package func query(_ text: String) -> Query {
    Query(text: RepairText(text, sourceReader))
  }

  /// The translation of a stored text, adapted to a query; `nil` if nothing can be repaired.
  package func repair(_ query: String, source: String, target: String) -> Repair? {
    repair(self.query(query), source: source, target: target)
  }

  /// The same for a query that was read before.
  ///
  /// - Complexity: O(n · m) for n and m words that differ.
  package func repair(_ query: Query, source: String, target: String) -> Repair? {
    let texts = [query.text.text, source, target]
    guard texts.allSatisfy({ $0.utf8.count <= Self.longest && TextForm.isVisible($0) }) else {
      return nil
    }
    var stored = RepairText(source, sourceReader)
    let translation = RepairText(target, targetReader)
    let marks = query.text.quotationMarks.isEmpty ? translation.quotationMarks : []
    let areStray = !marks.isEmpty && marks.count == stored.quotationMarks.count
    if areStray { stored.ignoreQuotationMarks() }
    guard let changes = Changes.between(query.text, stored) else { return nil }
    var draft = DraftRepair(
      repairer: self, query: query.text, stored: stored, target: translation,
      strayMarks: areStray ? marks : [])
    return draft.complete(changes) ?? draft.partial(changes)
  }

  /// The best translation of a word; `nil` if there is none, or if several are as good.
  ///
  /// - Parameters:
  ///   - old: The word in whose place it stands.
  ///   - form: The translation of `old` that has to make room. Authors set translations in a parallel
  ///     order: *timur* is east or eastern, *barat* west or western.
  func translation(
    of word: String, for old: String, translatedAs form: String
  ) -> Lexicon.Translation? {
    let all = lexicon?.translations(of: word) ?? []
    guard let original else {
      let others = lexicon?.translations(of: old) ?? []
      guard let place = others.firstIndex(where: { $0.text == form }), place > 0 else {
        return all.first
      }
      return others.count == all.count ? all[place] : nil
    }
    let best = all.filter { original.translations(of: $0.text).first?.text == word }
    let found = best.isEmpty ? all : best
    func count(_ translation: Lexicon.Translation) -> Int {
      translation.text.split(separator: " ").count
    }
    let shortest = found.map(count).min() ?? 0
    let few = found.filter { count($0) == shortest }
    return few.count == 1 ? few[0] : nil
  }

  /// Whether a term or a headword of the lexicon is known.
  func knows(_ word: String) -> Bool {
    terms.knows(word) || lexicon?.contains(word) ?? false
  }

  /// Whether a word of the source language turns the meaning of others: a function word or a negation.
  func isSmallWord(_ word: String) -> Bool {
    profiles.source.functionWords.contains(word) || profiles.source.negations.words.contains(word)
  }
}
