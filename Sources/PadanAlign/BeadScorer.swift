import PadanModel
import PadanText

/// The score of every possible bead of two texts.
struct BeadScorer {
  private let forward: LexicalScores
  private let backward: LexicalScores
  private let lengths: LengthModel
  private let sourceLengths: [Int]
  private let targetLengths: [Int]
  private let source: AlignmentSide
  private let target: AlignmentSide
  private let weights: AlignmentWeights

  init(
    source: AlignmentSide, target: AlignmentSide, sourceLanguage: LanguageTag,
    targetLanguage: LanguageTag, lexicon: Lexicon?, reversedLexicon: Lexicon?,
    weights: AlignmentWeights
  ) {
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
    forward = LexicalScores(
      causes: sourceWords, links: table.links, effects: targetWords,
      found: weights.found(targetWords, known: table.isTargetKnown), weights: weights)
    backward = LexicalScores(
      causes: targetWords, links: reversedLinks, effects: sourceWords,
      found: weights.found(sourceWords, known: table.isSourceKnown), weights: weights)
    sourceLengths = source.texts.map(\.unicodeScalars.count)
    targetLengths = target.texts.map(\.unicodeScalars.count)
    lengths = LengthModel(weights: weights, mean: weights.lengthMean)
    self.source = source
    self.target = target
    self.weights = weights
  }

  /// The score of the bead of a shape that ends before a source and a target position, in nats; −∞
  /// where it would span a segment that is left out.
  func score(sourceEnd: Int, targetEnd: Int, shape: (source: Int, target: Int)) -> Double {
    let source = sourceEnd - shape.source..<sourceEnd
    let target = targetEnd - shape.target..<targetEnd
    guard !source.isEmpty, !target.isEmpty else { return weights.priorUnpaired }
    guard !source.dropFirst().contains(where: { self.source.followsGap[$0] }),
      !target.dropFirst().contains(where: { self.target.followsGap[$0] })
    else { return -.infinity }
    guard let mismatch = mismatch(source, target) else { return -.infinity }
    var lexical = 0.0
    for segment in target {
      lexical += forward.score(from: source.lowerBound, length: source.count, to: segment)
    }
    for segment in source {
      lexical += backward.score(from: target.lowerBound, length: target.count, to: segment)
    }
    let length = lengths.score(
      source: source.reduce(0) { $0 + sourceLengths[$1] } + source.count - 1,
      target: target.reduce(0) { $0 + targetLengths[$1] } + target.count - 1)
    return prior(shape) + length + weights.lexicalWeight * lexical / 2 - mismatch
  }

  private func prior(_ shape: (source: Int, target: Int)) -> Double {
    switch (max(shape.source, shape.target), min(shape.source, shape.target)) {
    case (1, 1): weights.priorOneToOne
    case (2, 1): weights.priorTwoToOne
    case (2, 2): weights.priorTwoToTwo
    default: weights.priorThreeToOne
    }
  }

  /// What it costs that two segments stand in different parts of their articles; `nil` where a bead
  /// would join different parts of one article, as no translation does.
  private func mismatch(_ source: Range<Int>, _ target: Range<Int>) -> Double? {
    guard let sourceKinds = self.source.kinds, let targetKinds = self.target.kinds else { return 0 }
    let sourcePart = sourceKinds[source.lowerBound].part
    let targetPart = targetKinds[target.lowerBound].part
    guard source.allSatisfy({ sourceKinds[$0].part == sourcePart }),
      target.allSatisfy({ targetKinds[$0].part == targetPart })
    else { return nil }
    return sourcePart == targetPart ? 0 : weights.kindMismatch
  }
}

extension SegmentKind {
  /// The part of an article whose segments pair among themselves.
  fileprivate var part: Int {
    switch self {
    case .kicker: 0
    case .headline: 1
    case .caption: 2
    case .byline, .credit, .datelineSentence, .body, .list, .inset, .signoff: 3
    }
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
