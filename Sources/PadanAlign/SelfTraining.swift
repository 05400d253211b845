public import PadanModel

/// What an aligner learns from the texts of one run: the words that translate each other in its own
/// surest beads.
///
///     var training = SelfTraining(aligner)
///     for document in documents { training.add(aligner.align(document.source, document.target)) }
///     let trained = training.trainedAligner()  // align once more
///
/// A few sentences teach nothing but their own mistakes, so one short article is left alone.
public struct SelfTraining: Sendable {
  /// The least confidence of a bead that is learnt from.
  private static let leastConfidence = 0.9
  /// The fewest beads worth learning from.
  private static let fewestBeads = 300
  /// The fewest documents: one alone repeats its mistakes more than it mends them.
  private static let fewestDocuments = 2

  private let aligner: Aligner
  private var learner: LexiconLearner
  private var documentCount = 0

  /// - Parameter aligner: The one whose alignments are learnt from.
  public init(_ aligner: Aligner) {
    self.aligner = aligner
    var options = LexiconLearner.Options()
    // A limit for the words of one side alone would tell the two sides apart.
    options.mostTranslations = .max
    learner = LexiconLearner(source: aligner.source, target: aligner.target, options: options)
  }

  /// Adds the sure beads of one document.
  public mutating func add(_ alignment: Alignment) {
    documentCount += 1
    for bead in alignment.beads where bead.isPaired && bead.confidence >= Self.leastConfidence {
      learner.add(
        alignment.sourceText(of: bead), alignment.targetText(of: bead), weight: bead.confidence)
    }
  }

  /// The aligner with what was learnt beside its own lexicon; `nil` where there was too little to learn
  /// from.
  public func trainedAligner() -> Aligner? {
    guard documentCount >= Self.fewestDocuments, learner.pairCount >= Self.fewestBeads else {
      return nil
    }
    var lexicon = learner.lexicon(named: "this run")
    if let known = aligner.lexicon { lexicon.add(known) }
    return aligner.with(lexicon)
  }
}
