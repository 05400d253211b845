package import PadanModel

/// Teaches an aligner from its own alignments: the priors and lengths of beads, and the words that
/// translate each other in its surest beads.
///
///     var training = SelfTraining(aligner)
///     for document in documents { training.add(aligner.study(document.source, document.target)) }
///     let trained = training.trainedAligner()  // align once more
///
/// A few sentences teach only their own mistakes, so from a few articles no words are learnt.
package struct SelfTraining: Sendable {
  /// The least confidence of a bead to learn from, 0...1.
  private static let leastConfidence = 0.7
  /// The least number of beads to learn from.
  private static let fewestBeads = 500
  /// The least number of documents: one alone repeats more mistakes than it corrects.
  private static let fewestDocuments = 2

  private let aligner: Aligner
  private var learner: LexiconLearner
  private var documentCount = 0
  private var counts = BeadModel.Counts()

  /// - Parameter aligner: The aligner whose alignments are added.
  package init(_ aligner: Aligner) {
    self.aligner = aligner
    var options = LexiconLearner.Options()
    // A limit on the translations of source words would treat the two sides differently.
    options.mostTranslations = .max
    learner = LexiconLearner(source: aligner.source, target: aligner.target, options: options)
  }

  /// Adds the sure beads of one document.
  package mutating func add(_ studied: StudiedDocuments) {
    documentCount += 1
    counts += studied.counts
    let documents = studied.documents
    for bead in documents.alignment.beads
    where bead.isPaired && bead.confidence >= Self.leastConfidence {
      learner.add(
        documents.sourceText(of: bead), documents.targetText(of: bead), weight: bead.confidence)
    }
  }

  /// The aligner with the learned priors and, if there was enough to learn from, with the learned
  /// words added to its lexicon.
  ///
  /// - Complexity: That of `LexiconLearner.entries()`.
  package func trainedAligner() -> Aligner {
    let aligner = aligner.adapted(to: counts)
    guard documentCount >= Self.fewestDocuments, learner.pairCount >= Self.fewestBeads else {
      return aligner
    }
    var lexicon = learner.lexicon(named: "this run")
    if let known = aligner.lexicon { lexicon.add(known) }
    return aligner.with(lexicon)
  }
}

/// An alignment with what its possible beads show of the texts.
package struct StudiedDocuments: Sendable {
  /// The alignment.
  package let documents: AlignedDocuments
  let counts: BeadModel.Counts
}
