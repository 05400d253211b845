package import PadanModel
import PadanText

/// Teaches an aligner from its own alignments: the priors and lengths of beads, and the words that
/// translate each other.
///
///     var training = SelfTraining(aligner)
///     for document in documents { training.add(aligner.study(document.source, document.target)) }
///     let trained = training.trainedAligner()  // align once more
///
/// All likely beads teach words, each by its posterior, so that of two alignments that are nearly
/// as good the one is strengthened whose words recur. Two words that meet only in beads of one
/// segment teach nothing: they would repeat what the first alignment took them for. For the same
/// reason beads of the same words, and documents that come twice, teach once.
///
/// Inflected forms are words of their own for the learner, and recur too seldom in a short text. Where
/// Padan knows no affixes of a language, a second learner takes words that begin alike for one.
package struct SelfTraining: Sendable {
  /// The rounds of expectation maximization: more than with sure pairs, of which each is one.
  private static let iterations = 8
  /// The least strength of a pair of words, 0...1: what a few likely beads show is often chance. Both
  /// numbers are the best of a few on the development sets of all pairs.
  private static let leastStrength: Float = 0.15
  /// How many characters words of one root begin with, in any language (Fraser and Marcu, “ISI's
  /// Participation in the Romanian-English Alignment Task”, 2005, https://aclanthology.org/W05-0814).
  private static let rootLength = 4

  private let aligner: Aligner
  private var learner: LexiconLearner
  /// Learns from words that begin alike; `nil` if the affixes of both languages are known.
  private var rootLearner: LexiconLearner?
  private var documentCount = 0
  private var counts = BeadModel.Counts()
  /// The texts of the documents.
  private var texts: Set<[[String]]> = []

  /// - Parameter aligner: The aligner whose alignments are added.
  package init(_ aligner: Aligner) {
    self.aligner = aligner
    var options = LexiconLearner.Options()
    // A limit on the translations of source words would treat the two sides differently.
    options.mostTranslations = .max
    options.iterations = Self.iterations
    options.leastStrength = Self.leastStrength
    options.mustRecur = true
    learner = LexiconLearner(source: aligner.source, target: aligner.target, options: options)
    if [aligner.source, aligner.target].contains(where: { !Stemmer(language: $0).hasAffixes }) {
      options.beginning = Self.rootLength
      rootLearner = LexiconLearner(
        source: aligner.source, target: aligner.target, options: options)
    }
  }

  /// Adds the likely beads of one document. One that is added already teaches nothing.
  package mutating func add(_ studied: StudiedDocuments) {
    let sides = [studied.documents.source, studied.documents.target]
    guard texts.insert(sides.map { $0.segments.map(\.text) }).inserted else { return }
    documentCount += 1
    counts += studied.counts
    learner.add(studied.likely, of: studied.documents)
    rootLearner?.add(studied.likely, of: studied.documents)
  }

  /// The aligner with the learned words added to its lexicon, and with the priors of several
  /// documents. A document alone teaches its priors when it is aligned.
  ///
  /// - Complexity: That of `LexiconLearner.entries()`.
  package func trainedAligner() -> Aligner {
    let aligner = documentCount > 1 ? aligner.adapted(to: counts) : aligner
    var words = learner.lexicon(named: "this run")
    for entry in rootLearner?.entries() ?? [] {
      words.add(entry.source, [Lexicon.Translation(entry.target, strength: entry.strength)])
    }
    return words.count > 0 ? aligner.adding(words) : aligner
  }
}

/// An alignment with what its possible beads show of the texts.
package struct StudiedDocuments: Sendable {
  /// The alignment.
  package let documents: AlignedDocuments
  let counts: BeadModel.Counts
  /// The likely beads that pair segments, each with its posterior. They may overlap.
  let likely: [Bead]
  /// The places that were searched.
  package let corridors: [Corridor]
}
