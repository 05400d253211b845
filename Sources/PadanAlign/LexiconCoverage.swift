package import PadanModel
import PadanText

/// How many words of some texts a lexicon has.
///
///     var coverage = LexiconCoverage(lexicon: lexicon)
///     coverage.add("Presiden berpidato di Jakarta.")
///     coverage.tokens.total  // 4
///
/// Words are looked up as the aligner does it: as written (alone or in a phrase of the lexicon), or
/// by a stem. Numbers are not counted: they need no lexicon.
package struct LexiconCoverage: Sendable {
  /// Numbers of words, by how they were found.
  package struct Counts: Hashable, Sendable {
    /// Words that the lexicon has as they are written.
    package var direct = 0
    /// Words of which the lexicon has only a stem.
    package var byStem = 0
    /// Words that the lexicon lacks.
    package var unknown = 0
    /// All words.
    package var total: Int { direct + byStem + unknown }
  }

  /// How a word was found, worst first.
  private enum Coverage: Int { case unknown, byStem, direct }

  /// All words, each as often as it occurs.
  package private(set) var tokens = Counts()
  private let lexicon: Lexicon
  private let stemmer: Stemmer
  private let numbers: NumberReader
  /// For each distinct word, how it was found at best, and how often it was not found.
  private var words: [String: (best: Coverage, missed: Int)] = [:]

  /// - Parameter lexicon: The texts are in its source language.
  package init(lexicon: Lexicon) {
    self.lexicon = lexicon
    stemmer = Stemmer(language: lexicon.source)
    numbers = NumberReader(language: lexicon.source)
  }

  /// All words, each distinct one once, by how it was found at best: in a phrase, a word may be
  /// known that is unknown alone.
  package var distinctWords: Counts {
    var counts = Counts()
    for word in words.values { Self.add(word.best, to: &counts) }
    return counts
  }

  /// The words that were never found, case-folded, with their numbers of occurrences: the most
  /// frequent first, equally frequent ones by text.
  package var unknownWords: [(word: String, count: Int)] {
    words.filter { $0.value.best == .unknown }.map { ($0.key, $0.value.missed) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// Counts the words of a text.
  package mutating func add(_ text: String) {
    let hyphenated = HyphenatedWords(lexicon: lexicon, stemmer: stemmer)
    let tokens = hyphenated.joined(Tokenizer.words(in: text))
    let folded = tokens.map(\.folded)
    var phraseEnd = 0
    for (index, token) in tokens.enumerated() where token.kind == .word {
      if let phrase = lexicon.phrase(at: index, in: folded) {
        phraseEnd = max(phraseEnd, index + phrase.count)
      }
      if numbers.value(ofWord: token.folded) != nil { continue }
      let coverage: Coverage
      if index < phraseEnd {
        coverage = .direct
      } else if let form = lexicon.form(of: token.folded, stemmer: stemmer) {
        coverage = form == token.folded ? .direct : .byStem
      } else {
        coverage = .unknown
      }
      Self.add(coverage, to: &self.tokens)
      var word = words[token.folded] ?? (.unknown, 0)
      if coverage.rawValue > word.best.rawValue { word.best = coverage }
      if coverage == .unknown { word.missed += 1 }
      words[token.folded] = word
    }
  }

  private static func add(_ coverage: Coverage, to counts: inout Counts) {
    switch coverage {
    case .direct: counts.direct += 1
    case .byStem: counts.byStem += 1
    case .unknown: counts.unknown += 1
    }
  }
}
