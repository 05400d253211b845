import Glibc
import PadanModel

/// Judges whether two aligned texts are translations of each other at all.
///
/// The aligner assumes that they are: for two unrelated texts it still finds the best of all bad
/// pairings. The judge compares each bead with the others. In a translation, the words on one side
/// of a bead are linked to the words on its other side far more often than the words of other beads
/// are. In unrelated texts they are not. Every distinct word of a bead adds, found or missed,
///
///     found: log(p / q)     missed: log((1 − p) / (1 − q))
///
/// where q is the share of the other beads with words that are linked to it, and p = λ + (1 − λ) q
/// the chance of finding it in a translation, with λ as in `LexicalScores`. Words that everything
/// is linked to, such as *yang* and *the*, add nothing.
///
/// Reports of two events on one topic share most of their words too. What tells them apart are the facts,
/// numbers and names, that contradict each other (`FactAgreement`).
///
/// - Complexity: O(w · l) for w words with l links each.
struct TranslationJudge {
  private let evidence: DocumentEvidence

  private let model: BeadModel

  init(_ evidence: DocumentEvidence, _ model: BeadModel) {
    self.evidence = evidence
    self.model = model
  }

  /// The evidence of the words of all beads.
  struct Verdict {
    /// The log-likelihood ratio of “translations” against “unrelated texts”, in nats.
    fileprivate(set) var evidence = 0.0
    /// What the evidence would be on average if they were translations, in nats.
    fileprivate(set) var expected = 0.0
    /// Whether a lexicon has many words of at least one side.
    fileprivate(set) var hasLexicon = false
    /// Whether both texts have enough words for a judgement.
    fileprivate(set) var isTelling = false

    /// The evidence as a share of what a translation would give: about 1 or more for translations,
    /// about 0 or less for unrelated texts.
    ///
    /// If less than half of the shorter text pairs, the pairs were picked because they fit, so
    /// their evidence counts for less.
    var support: Double {
      guard expected > 0 else { return 0 }
      return evidence / expected * (evidence > 0 ? min(1, 2 * share) : 1)
    }

    /// The share of the shorter text's segments that pair, 0...1.
    fileprivate(set) var share = 0.0

    /// How far the facts of the beads agree, in nats.
    fileprivate(set) var facts = 0.0

    /// The log odds of one event against two, in nats, by the facts and by the support.
    ///
    /// Reports of two events have a support of .4 to 1.1, texts and their translations mostly of 1.1 to 1.3. Both
    /// numbers, and the least odds, were set on 20 reports of other events, on 20 translations and adaptations on
    /// the same topics (`corpora/events/fit.jsonl`), and on the development sets: of the reports 17 are told, and of the
    /// others and of 2,392 documents of the development sets none is denied.
    private var eventOdds: Double { facts + 15 * (support - 0.75) }

    /// The least log odds of one event.
    private static let leastEventOdds = -9.0

    /// The support that separates translations from unrelated texts.
    ///
    /// It was measured with the bundled lexicon on 241 noisy documents of news and stories, whole
    /// and cut to 3, 5 and 8 segments. Of 964 texts with their own translation, 1 is judged not a
    /// translation. Of 723 texts of 5 segments or more with another text's translation, 6 pass as
    /// translations; of 241 of 3 segments, which are too short to tell, 49 do. Without a lexicon
    /// hardly any text is judged not a translation.
    private var leastSupport: Double { hasLexicon ? 0.4 : -0.6 }

    /// How certain it is that they are translations, 0...1: one half at the least support, and at the least odds of
    /// one event.
    var certainty: Double {
      let bySupport = Self.steepness * (support - leastSupport)
      return 1 / (1 + exp(-min(bySupport, eventOdds - Self.leastEventOdds)))
    }

    /// Whether the texts are judged not a translation of each other.
    var isDenial: Bool {
      isTelling && (support < leastSupport || eventOdds < Self.leastEventOdds)
    }

    /// Gives a support of 1, the usual one, a certainty of 0.98.
    private static let steepness = 8.0
  }

  /// Judges two texts by their beads, which are in positions of the evidence.
  func verdict(of beads: [Bead]) -> Verdict {
    let paired = beads.filter(\.isPaired)
    var verdict = Verdict()
    weigh(
      paired.map { ($0.source, $0.target) }, by: evidence.forward, model.targetChances,
      into: &verdict)
    weigh(
      paired.map { ($0.target, $0.source) }, by: evidence.backward, model.sourceChances,
      into: &verdict)
    verdict.hasLexicon = [evidence.forward, evidence.backward].contains {
      unknownShare(of: $0) < Self.mostUnknown
    }
    let words = [evidence.forward.causes, evidence.forward.effects].map {
      $0.counts.reduce(0, +)
    }
    let covered = [
      (paired.reduce(0) { $0 + $1.source.count }, evidence.source.texts.count),
      (paired.reduce(0) { $0 + $1.target.count }, evidence.target.texts.count),
    ].min { $0.1 < $1.1 }!
    verdict.share = Double(covered.0) / Double(max(1, covered.1))
    verdict.isTelling = words.min()! >= Self.leastWords
    verdict.facts = FactAgreement(of: paired, evidence.forward, evidence.backward).evidence
    return verdict
  }

  /// The largest share of words that a lexicon may lack and still count as one: about 0.4 are
  /// unknown with the bundled lexicon, 0.9 without any.
  private static let mostUnknown = 0.65
  /// The least number of words of a text that can be judged not a translation: two or three
  /// sentences.
  private static let leastWords = 45
  /// Added to the number of other beads that are linked to a word.
  private static let smoothing = 0.05

  /// The share of the distinct words of a text that no lexicon has, 0...1.
  private func unknownShare(of words: WordEvidence) -> Double {
    let count = words.effects.entries.count
    guard count > 0 else { return 1 }
    let unknown = (0..<count).count {
      words.isUnknown($0)
    }
    return Double(unknown) / Double(count)
  }

  /// Adds the evidence of one direction.
  private func weigh(
    _ beads: [(causes: Range<Int>, effects: Range<Int>)], by words: WordEvidence,
    _ chances: FoundChances, into verdict: inout Verdict
  ) {
    // For each word of the effects, how many beads are linked to it, and the last of these.
    var callers = Array(repeating: 0, count: words.effects.entries.count)
    var lastCaller = Array(repeating: -1, count: callers.count)
    func forEachLink(of bead: Int, _ body: (_ word: Int) -> Void) {
      for segment in beads[bead].causes {
        for word in words.causes.segments[segment] {
          for link in words.links[word] { body(link.target) }
        }
      }
    }
    for bead in beads.indices {
      forEachLink(of: bead) { word in
        if lastCaller[word] != bead { callers[word] += 1 }
        lastCaller[word] = bead
      }
    }
    for (index, bead) in beads.enumerated() {
      forEachLink(of: index) { lastCaller[$0] = index }
      // Sorted, since a sum of floating-point numbers depends on their order.
      for word in Set(bead.effects.flatMap { words.effects.segments[$0] }).sorted() {
        let isFound = lastCaller[word] == index
        let others = callers[word] - (isFound ? 1 : 0)
        let chance = (Double(others) + Self.smoothing) / Double(beads.count)
        let partner = words.partnerChance(of: word, chances)
        let probability = partner + (1 - partner) * chance
        let found = log(probability / chance)
        let missed = log((1 - probability) / (1 - chance))
        verdict.evidence += isFound ? found : missed
        verdict.expected += probability * found + (1 - probability) * missed
      }
    }
  }
}
