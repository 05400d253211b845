import Glibc
import PadanLanguage
import PadanModel
import PadanText

/// All that the alignment of two texts depends on: their words in both directions, their lengths,
/// their paragraphs and the parts of their articles.
///
/// It is made once, in linear time. Scores are made from it for one rectangle of the document after
/// the other.
struct DocumentEvidence {
  let source: AlignmentSide
  let target: AlignmentSide
  let weights: AlignmentWeights
  /// The evidence of source words for target words.
  let forward: WordEvidence
  /// The evidence of target words for source words.
  let backward: WordEvidence
  let sourceRuns: SegmentRuns
  let targetRuns: SegmentRuns
  /// The score of paragraph starts; `nil` for texts without paragraphs.
  let paragraphs: ParagraphModel?
  /// The priors and lengths before anything is learnt from the texts.
  let model: BeadModel
  /// The score of a sentence encoder; `nil` if there is none.
  let cosines: CosineScores?

  init(
    source: AlignmentSide, target: AlignmentSide, sourceLanguage: LanguageTag,
    targetLanguage: LanguageTag, words: BilingualWords, vectors: SentenceVectors? = nil,
    weights: AlignmentWeights, model: BeadModel?
  ) {
    self.source = source
    self.target = target
    self.weights = weights
    forward = words.forward
    backward = words.backward
    cosines = vectors.map { CosineScores($0, source: source, target: target, weights: weights) }
    sourceRuns = SegmentRuns(
      source, sentences: Self.sentenceCounts(source.texts, language: sourceLanguage))
    targetRuns = SegmentRuns(
      target, sentences: Self.sentenceCounts(target.texts, language: targetLanguage))
    if let sourceStarts = source.startsParagraph, let targetStarts = target.startsParagraph {
      paragraphs = ParagraphModel(
        source: sourceStarts, target: targetStarts, weight: weights.paragraphWeight)
    } else {
      paragraphs = nil
    }
    self.model =
      model
      ?? {
        var model = weights.model
        model.lengths.mean =
          PairProfile.of(sourceLanguage, targetLanguage).meanLength
          ?? Self.meanLength(source.texts, target.texts)
        return model
      }()
  }

  /// The mean length ratio of an unknown pair of languages, as a logarithm. It is estimated from
  /// the two texts: a Chinese text has a third of the scalars of its English translation.
  private static func meanLength(_ source: [String], _ target: [String]) -> Double {
    func size(_ texts: [String]) -> Double {
      Double(max(1, texts.reduce(0) { $0 + $1.unicodeScalars.count }))
    }
    return log(size(target) / size(source))
  }

  /// How many sentences each segment holds; one each if there is no sentence counter for the
  /// language.
  private static func sentenceCounts(_ texts: [String], language: LanguageTag) -> [Int] {
    guard var counter = SentenceCounter(language: language) else { return texts.map { _ in 1 } }
    return texts.map { counter.count(in: $0) }
  }
}
