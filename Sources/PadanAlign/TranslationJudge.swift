import Glibc
import PadanModel

/// Tells whether two aligned texts are translations of each other at all.
///
/// The aligner takes that for granted: given two strangers it still finds the best of all bad pairings.
/// The judge compares each bead with the others. In a translation, the words of a bead's one side call
/// for the words of its other side far more often than the words of other beads do; between strangers,
/// no more often. Every distinct word of a bead says, found or missed,
///
///     found: log(p / q)     missed: log((1 − p) / (1 − q))
///
/// where q is the share of the other beads whose words call for it, and p = λ + (1 − λ) q the chance of
/// finding it in a translation, with λ as in `LexicalScores`. Words that everything calls for, as *yang*
/// and *the* do, say nothing.
///
/// - Complexity: O(words · links of a word).
struct TranslationJudge {
  private let evidence: DocumentEvidence

  init(_ evidence: DocumentEvidence) {
    self.evidence = evidence
  }

  /// What the words of beads say.
  struct Verdict {
    /// The log-likelihood ratio of “translations” against “strangers”, in nats.
    fileprivate(set) var evidence = 0.0
    /// What it would be on average if they were translations, in nats.
    fileprivate(set) var expected = 0.0
    /// Whether a lexicon knows many words of at least one side.
    fileprivate(set) var hasLexicon = false
    /// Whether both texts hold enough words to tell.
    fileprivate(set) var isTelling = false

    /// The evidence as a share of what a translation would give: about 1 or more for translations,
    /// about 0 or less for strangers.
    ///
    /// Where less than half of the shorter text pairs, what pairs was picked to fit, and counts for less.
    var support: Double {
      guard expected > 0 else { return 0 }
      return evidence / expected * (evidence > 0 ? min(1, 2 * share) : 1)
    }

    /// The share of the shorter text's segments that pair, 0...1.
    fileprivate(set) var share = 0.0

    /// The support that parts translations from strangers. Measured with the bundled lexicon on 241
    /// noisy documents of news and stories, cut to 3, 5 and 8 segments and whole: of 964 with their own
    /// translation 1 is denied; of 723 with another's, of 5 segments and more, 6 are not, and of those
    /// with 3, too short to tell, 49 of 241. Without a lexicon hardly any text is denied.
    private var leastSupport: Double { hasLexicon ? 0.4 : -0.6 }

    /// How sure it is that they are translations, 0...1: one half at the least support.
    var certainty: Double {
      1 / (1 + exp(-Self.steepness * (support - leastSupport)))
    }

    /// Whether there is enough to say that they are strangers.
    var isDenial: Bool { isTelling && support < leastSupport }

    /// Puts a support of 1, the usual one, at a certainty of 0.98.
    private static let steepness = 8.0
  }

  /// What the words inside some beads say, positions being those of the evidence.
  func verdict(of beads: [Bead]) -> Verdict {
    let paired = beads.filter(\.isPaired)
    var verdict = Verdict()
    weigh(
      paired.map { ($0.source, $0.target) }, by: evidence.forward, into: &verdict)
    weigh(
      paired.map { ($0.target, $0.source) }, by: evidence.backward, into: &verdict)
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
    return verdict
  }

  /// The share of words a lexicon may not know and still count as there: with the bundled one about
  /// 0.4 are unknown, without any 0.9.
  private static let mostUnknown = 0.65
  /// The fewest words a text must hold to deny anything: two or three sentences.
  private static let leastWords = 45
  /// Added to the count of other beads that call for a word.
  private static let smoothing = 0.05

  /// The share of the distinct words of a text, 0...1, that no lexicon knows.
  private func unknownShare(of words: WordEvidence) -> Double {
    let count = words.effects.entries.count
    guard count > 0 else { return 1 }
    let unknown = (0..<count).count {
      words.partnerChance(of: $0) <= evidence.weights.foundUnknown
    }
    return Double(unknown) / Double(count)
  }

  /// Adds what one direction says.
  private func weigh(
    _ beads: [(causes: Range<Int>, effects: Range<Int>)], by words: WordEvidence,
    into verdict: inout Verdict
  ) {
    var callers: [Int: Int] = [:]
    let calls = beads.map { bead in
      let called = Set(
        bead.causes.flatMap { words.causes.segments[$0] }
          .flatMap { words.links[$0].lazy.map(\.target) })
      for word in called { callers[word, default: 0] += 1 }
      return called
    }
    for (bead, called) in zip(beads, calls) {
      // In a written order: a sum of fractions depends on it.
      for word in Set(bead.effects.flatMap { words.effects.segments[$0] }).sorted() {
        let isFound = called.contains(word)
        let others = (callers[word] ?? 0) - (isFound ? 1 : 0)
        let chance = (Double(others) + Self.smoothing) / Double(beads.count)
        let partner = words.partnerChance(of: word)
        let probability = partner + (1 - partner) * chance
        let found = log(probability / chance)
        let missed = log((1 - probability) / (1 - chance))
        verdict.evidence += isFound ? found : missed
        verdict.expected += probability * found + (1 - probability) * missed
      }
    }
  }
}
