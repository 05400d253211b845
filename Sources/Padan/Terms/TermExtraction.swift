package import PadanAlign
package import PadanMemory
package import PadanModel
import PadanText

/// Proposes terms with the translations that a memory has of them.
///
///     let extraction = TermExtraction(aligner)
///     let candidates = try extraction.candidates(of: memory, in: selection)
///
/// Units are read twice. The first time the phrases of their sources are counted. The second time the words
/// of some units that have the most promising phrases are linked, and a phrase gets the translation to which
/// its words are linked most often. Memory does not depend on the number of units.
///
/// What stands first says most: a phrase that stands often, is mostly translated in one way, and whose words
/// seldom stand without each other. Words that the lexicon has are general ones, and stand behind all others.
package struct TermExtraction {
  /// A term that is proposed.
  package struct Candidate: Hashable, Sendable {
    /// The term in its usual form. One that stands in the target as it is has the status `untranslated`.
    package var term: Term
    /// In how many units its source stands.
    package var uses: Int
    /// How many of the units that were looked at have its translation, 0...1.
    package var share: Double
    /// The first units that have it.
    package var examples: [Int64]

    /// Whether the term stands in the target as it is.
    var isName: Bool { term.status == .untranslated }
  }

  /// In how many units a candidate must stand.
  package var leastUses = 3
  /// What share of the units that are looked at must have its translation, 0...1.
  package var leastShare = 0.5
  /// How many candidates are proposed at most.
  package var limit = 50
  /// Called with each unit that is read.
  package var progress: () -> Void = {}

  private let aligner: Aligner

  /// How many phrases of one word, and of several, are looked at.
  private static let mostPhrases = 2_000
  /// How many units are looked at for each phrase.
  private static let sample = 24
  /// How many units are linked together, and how many such portions wait for the processors.
  private static let (portion, portions) = (64, 16)
  /// How much less a name says that stays as it is.
  private static let nameFactor = 0.1
  /// The share of a phrase's uses from which on it is only a part of a longer one.
  private static let partShare = 0.8

  /// An extraction from the aligner's source language to its target language.
  ///
  /// - Parameter aligner: Links the words. Its lexicon tells general words from others.
  package init(_ aligner: Aligner) { self.aligner = aligner }

  /// The candidates, the best first. Terms that the memory has are left out.
  ///
  /// - Parameter selection: The units that are read. Each counts once.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(words of the memory).
  package func candidates(
    of memory: Memory, in selection: ExportSelection
  ) throws -> [Candidate] {
    let (source, target) = (selection.source, selection.target)
    let edges = (source: EdgeWords(source), target: EdgeWords(target))
    var counts = PhraseCounts(edges: edges.source)
    _ = try memory.forEachUnit(in: selection) { _, pair, _ in
      counts.add(PlainWord.words(in: pair.source.text))
      progress()
    }
    let known = try Glossary(memory, from: source, to: target)
    var phrases = promising(counts)
    try look(at: &phrases, counts, edges, memory, selection)
    let forms = Inflection(language: target)
    let found = phrases.values.compactMap { phrase in
      phrase.candidate(leastUses: leastUses, leastShare: leastShare, forms).map {
        Ranked(
          candidate: $0, isGeneral: phrase.isGeneral,
          weight: phrase.weight * $0.share * ($0.isName ? Self.nameFactor : 1))
      }
    }
    let new = ranked(found, forms).lazy.filter { candidate in
      let source = candidate.term.source
      return !known.uses(in: source).contains { $0.range.count == source.utf8.count }
    }
    return Array(new.prefix(limit))
  }

  // MARK: Phrases

  /// The phrases that are worth a look, the best first.
  private func promising(_ counts: PhraseCounts) -> [PhraseCounts.Phrase: PhraseTranslations] {
    let stemmer = Stemmer(language: aligner.source)
    var found: [(key: PhraseCounts.Phrase, phrase: PhraseTranslations)] = []
    for (key, uses) in counts.phrases(inAtLeast: leastUses) {
      let words = counts.words(of: key)
      // A word that stands twice is one word: *lembaga-lembaga*.
      let isWord = words.allSatisfy { $0 == words[0] }
      let isGeneral = isWord && aligner.lexicon?.form(of: words[0], stemmer: stemmer) != nil
      let length = isWord ? 1 : Double(2 * words.count - 1)
      found.append(
        (
          key,
          PhraseTranslations(
            text: words.joined(separator: " "), uses: uses,
            weight: Double(uses) * length * counts.cohesion(of: key), isGeneral: isGeneral)
        ))
    }
    found.sort { $0.phrase.precedes($1.phrase) }
    let singles = found.lazy.filter { $0.key[1] == 0 }.prefix(Self.mostPhrases)
    let others = found.lazy.filter { $0.key[1] != 0 }.prefix(Self.mostPhrases)
    return Dictionary(
      uniqueKeysWithValues: (Array(singles) + Array(others)).map { ($0.key, $0.phrase) })
  }

  // MARK: Translations

  /// A unit that is linked, with the phrases that are looked at in it.
  private struct Unit: Sendable {
    var number: Int64
    var pair: TranslationPair
    var words: [PlainWord]
    var phrases: [(place: Range<Int>, phrase: PhraseCounts.Phrase)]
  }

  /// Reads the units again, and notes how the phrases are translated in some of them: at even distances
  /// over all that have them.
  private func look(
    at phrases: inout [PhraseCounts.Phrase: PhraseTranslations], _ counts: PhraseCounts,
    _ edges: (source: EdgeWords, target: EdgeWords), _ memory: Memory, _ selection: ExportSelection
  ) throws {
    var waiting: [Unit] = []
    func link() throws {
      let starts = Array(stride(from: 0, to: waiting.count, by: Self.portion))
      let (units, aligner) = (waiting, aligner)
      waiting.removeAll(keepingCapacity: true)
      try OrderedWork.run(over: starts) { start in
        let portion = units[start..<min(start + Self.portion, units.count)]
        return Self.translations(in: Array(portion), aligner, edges)
      } emit: { found in
        for (unit, phrase, form, translation) in found {
          phrases[phrase]?.note(form, translation, in: unit)
        }
      }
    }
    _ = try memory.forEachUnit(in: selection) { number, pair, _ in
      progress()
      let words = PlainWord.words(in: pair.source.text)
      var seen: Set<PhraseCounts.Phrase> = []
      let taken = counts.phrases(of: words).filter { _, phrase in
        seen.insert(phrase).inserted && phrases[phrase]?.isNext(of: Self.sample) ?? false
      }
      if taken.isEmpty { return }
      waiting.append(Unit(number: number, pair: pair, words: words, phrases: taken))
      if waiting.count >= Self.portion * Self.portions { try link() }
    }
    try link()
  }

  /// The translations of the phrases of some units, as they are written.
  private static func translations(
    in units: [Unit], _ aligner: Aligner, _ edges: (source: EdgeWords, target: EdgeWords)
  ) -> [(unit: Int64, phrase: PhraseCounts.Phrase, form: String, translation: String?)] {
    let documents = AlignedDocuments(
      source: SegmentedText(texts: units.map(\.pair.source.text)),
      target: SegmentedText(texts: units.map(\.pair.target.text)),
      alignment: Alignment(
        beads: units.indices.map { Bead(source: $0..<$0 + 1, target: $0..<$0 + 1) }))
    return zip(units, aligner.wordLinks(in: documents)).flatMap { unit, found in
      let targets = PlainWord.words(in: unit.pair.target.text)
      let links = PhraseLinks(unit.words, targets, found, edges: edges)
      return unit.phrases.map { place, phrase in
        (
          unit.number, phrase, unit.pair.source.text.written(unit.words[place]),
          links.translation(of: place).map { unit.pair.target.text.written(targets[$0]) }
        )
      }
    }
  }

  // MARK: Order

  /// A candidate and how much it says.
  private struct Ranked {
    var candidate: Candidate
    var isGeneral: Bool
    var weight: Double

    func precedes(_ other: Ranked) -> Bool {
      if isGeneral != other.isGeneral { return other.isGeneral }
      return (other.weight, candidate.term.source) < (weight, other.candidate.term.source)
    }
  }

  /// The candidates in order, without those that say nothing of their own: parts of longer ones, and forms
  /// of others that are translated in the same way.
  private func ranked(_ found: [Ranked], _ forms: Inflection) -> [Candidate] {
    let ordered = found.sorted { $0.precedes($1) }.map(\.candidate)
    var uses: [String: Int] = [:]
    for candidate in ordered {
      let words = PlainWord.words(in: candidate.term.source).map(\.folded)
      for length in 1..<max(1, words.count) {
        for start in 0...words.count - length {
          let part = words[start..<start + length].joined(separator: " ")
          uses[part] = max(uses[part] ?? 0, candidate.uses)
        }
      }
    }
    let whole = ordered.filter { candidate in
      let words = PlainWord.words(in: candidate.term.source).map(\.folded)
      let longer = uses[words.joined(separator: " ")] ?? 0
      return Double(longer) < Self.partShare * Double(candidate.uses)
    }
    let finder = TermFinder(whole.map(\.term.source), language: aligner.source)
    return whole.enumerated().filter { index, candidate in
      let source = candidate.term.source
      return !finder.terms(in: source).contains { finding in
        finding.term < index && finding.range.count == source.utf8.count
          && forms.areForms(whole[finding.term].term.target, candidate.term.target)
      }
    }.map(\.element)
  }
}

extension String {
  /// The text of some words, from the first to the last.
  fileprivate func written(_ words: ArraySlice<PlainWord>) -> String {
    guard let first = words.first, let last = words.last else { return "" }
    let range = first.range.lowerBound..<last.range.upperBound
    return TextForm.withSingleBlanks(String(decoding: Array(utf8)[range], as: UTF8.self))
  }
}
