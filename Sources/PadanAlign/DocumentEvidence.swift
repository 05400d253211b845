import PadanModel
import PadanText

/// Everything an alignment asks of two texts: their words in both directions, their lengths and the
/// parts of their articles. Made once, in linear time; scores are made from it for one rectangle of
/// the document after the other.
struct DocumentEvidence {
  let source: AlignmentSide
  let target: AlignmentSide
  let weights: AlignmentWeights
  /// Source words that call for target words, and the reverse.
  let forward: WordEvidence
  let backward: WordEvidence
  let sourceLengths: [Int]
  let targetLengths: [Int]
  /// What a sentence encoder adds; `nil` where there is none.
  let cosines: CosineScores?

  init(
    source: AlignmentSide, target: AlignmentSide, sourceLanguage: LanguageTag,
    targetLanguage: LanguageTag, lexicon: Lexicon?, reversedLexicon: Lexicon?,
    vectors: SentenceVectors? = nil, weights: AlignmentWeights
  ) {
    self.source = source
    self.target = target
    self.weights = weights
    let sourceWords = Vocabulary(source.texts, language: sourceLanguage, lexicon: lexicon)
    let targetWords = Vocabulary(target.texts, language: targetLanguage, lexicon: nil)
    let table = LinkTable(
      source: sourceWords, target: targetWords, lexicon: lexicon, targetLexicon: reversedLexicon,
      sourceStemmer: Stemmer(language: sourceLanguage),
      targetStemmer: Stemmer(language: targetLanguage), weights: weights)
    var reversedLinks = Array(repeating: [LinkTable.Link](), count: targetWords.entries.count)
    for (index, links) in table.links.enumerated() {
      for link in links {
        reversedLinks[link.target].append(LinkTable.Link(target: index, strength: link.strength))
      }
    }
    forward = WordEvidence(
      causes: sourceWords, links: table.links, effects: targetWords,
      found: weights.found(targetWords, known: table.isTargetKnown), weights: weights)
    backward = WordEvidence(
      causes: targetWords, links: reversedLinks, effects: sourceWords,
      found: weights.found(sourceWords, known: table.isSourceKnown), weights: weights)
    sourceLengths = source.texts.map(\.unicodeScalars.count)
    targetLengths = target.texts.map(\.unicodeScalars.count)
    cosines = vectors.map { CosineScores($0, source: source, target: target, weights: weights) }
  }
}

extension AlignmentWeights {
  /// For each word of a vocabulary the chance that it finds a partner in a true pair.
  fileprivate func found(_ vocabulary: Vocabulary, known: [Bool]) -> [Double] {
    zip(vocabulary.entries, known).map { entry, isKnown in
      switch entry.wordClass {
      case .number: foundNumber
      case .name: foundName
      case .word: isKnown ? foundKnown : foundUnknown
      case .phrase: foundPhrase
      case .mark: foundMark
      }
    }
  }
}
