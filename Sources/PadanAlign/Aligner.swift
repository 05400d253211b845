public import PadanModel
import PadanText

/// Finds which segments of two texts translate each other.
///
///     let aligner = Aligner(source: indonesian, target: english, lexicon: nil, weights: weights)
///     let alignment = aligner.align(["Harga beras naik."], ["Rice prices rose."])
///     alignment.beads[0].kind  // "1-1"
///
/// Every bead has one score on one scale, a log-likelihood ratio in nats: the prior of its shape, its
/// lengths, and its words, half from each direction. The best sequence of beads is found by exact
/// dynamic programming, and each bead's posterior is its confidence. A value that several tasks may
/// share.
public struct Aligner: Sendable {
  public let source: LanguageTag
  public let target: LanguageTag
  /// The lexicon in use, or `nil`.
  public let lexicon: Lexicon?
  private let reversedLexicon: Lexicon?
  private let weights: AlignmentWeights

  /// The most segments that a bead holds on one side: an encoder is asked for runs of up to so many.
  package static var longestRun: Int { BeadShape.longestRun }

  public init(
    source: LanguageTag, target: LanguageTag, lexicon: Lexicon?, weights: AlignmentWeights
  ) {
    self.source = source
    self.target = target
    self.lexicon = lexicon
    reversedLexicon = lexicon?.reversed()
    self.weights = weights
  }

  /// The same aligner with another lexicon.
  func with(_ lexicon: Lexicon) -> Aligner {
    Aligner(source: source, target: target, lexicon: lexicon, weights: weights)
  }

  /// Aligns two segmented texts. Either may be empty; every segment is in exactly one bead, a blank one
  /// unpaired.
  ///
  /// - Parameters:
  ///   - fixed: Beads that are known, as from a review: they come out as they are, and what stands
  ///     before one pairs with what stands before it. Where they cross each other, those that are out
  ///     of order come out as crossing.
  ///   - vectors: What a sentence encoder makes of the segments, and of runs of them.
  /// - Precondition: The fixed beads hold segments of the texts, none twice.
  /// - Complexity: O(n · m) time and space for n source and m target segments up to 400; above that,
  ///   where rare words anchor the texts to each other, linear.
  public func align(
    _ source: [String], _ target: [String], fixed: [Bead] = [], vectors: SentenceVectors? = nil
  ) -> Alignment {
    let fixed = FixedBeads(fixed)
    return alignment(
      AlignmentSide(source, without: fixed.source), source,
      AlignmentSide(target, without: fixed.target), target, fixed: fixed, vectors: vectors)
  }

  /// Aligns two articles: bylines, credits, insets, sign-offs and copies of the headline stay
  /// unpaired, and a headline or caption hardly pairs with anything else.
  /// Fixed beads may pair any of them.
  public func align(
    _ source: [Segment], _ target: [Segment], fixed: [Bead] = [], vectors: SentenceVectors? = nil
  ) -> Alignment {
    let fixed = FixedBeads(fixed)
    func side(_ segments: [Segment], without taken: Set<Int>) -> AlignmentSide {
      let places = segments.indices.filter {
        segments[$0].isTranslatable && !taken.contains($0)
      }
      return AlignmentSide(
        segments.map(\.text), places: places, kinds: places.map { segments[$0].kind },
        startsParagraph: places.map { $0 == 0 || segments[$0].block != segments[$0 - 1].block })
    }
    return alignment(
      side(source, without: fixed.source), source.map(\.text),
      side(target, without: fixed.target), target.map(\.text), fixed: fixed, vectors: vectors)
  }

  /// What the words of two texts say about being translations of each other.
  func verdict(_ source: [String], _ target: [String]) -> TranslationJudge.Verdict {
    let evidence = evidence(AlignmentSide(source), AlignmentSide(target))
    return TranslationJudge(evidence).verdict(of: beads(of: evidence))
  }

  private func alignment(
    _ source: AlignmentSide, _ sourceTexts: [String], _ target: AlignmentSide,
    _ targetTexts: [String], fixed: FixedBeads, vectors: SentenceVectors?
  ) -> Alignment {
    let evidence = evidence(source, target, vectors: vectors)
    var beads = beads(of: evidence, fixed: fixed)
    // Texts that a person has paired in part are translations.
    let isDenied =
      !fixed.hasPairs && TranslationJudge(evidence).verdict(of: beads).isDenial
    if isDenied { beads = beads.map(\.amongStrangers) }
    return Alignment(
      source: sourceTexts, target: targetTexts,
      beads: BeadPlacement.beads(beads, fixed: fixed.beads, source: source, target: target),
      isTranslation: !isDenied)
  }

  /// What two texts give an alignment to go by.
  func evidence(
    _ source: AlignmentSide, _ target: AlignmentSide, vectors: SentenceVectors? = nil
  ) -> DocumentEvidence {
    DocumentEvidence(
      source: source, target: target, sourceLanguage: self.source, targetLanguage: self.target,
      lexicon: lexicon, reversedLexicon: reversedLexicon, vectors: vectors,
      weights: weights)
  }

  /// The beads of the segments that take part, at their positions in the evidence.
  private func beads(
    of evidence: DocumentEvidence, fixed: FixedBeads = FixedBeads([])
  ) -> [Bead] {
    var beads: [Bead] = []
    for rectangle in fixed.rectangles(of: evidence) {
      let scorer = BeadScorer(evidence, source: rectangle.source, target: rectangle.target)
      beads += BeadSearch(scorer.table()).bestPath().map {
        Bead(source: $0.source, target: $0.target, confidence: $0.confidence)
      }
    }
    return CrossingSearch(evidence: evidence).beads(after: beads)
  }
}

extension Bead {
  /// The bead with its confidence where the two texts are most likely strangers: a posterior takes it
  /// for granted that they are not.
  fileprivate var amongStrangers: Bead {
    // At most one in ten texts that the judge denies is a translation after all.
    let share = 0.1
    var bead = self
    bead.confidence = isPaired ? share * confidence : 1 - share * (1 - confidence)
    return bead
  }
}

/// One side of what is aligned: the segments that take part, at their places among all.
struct AlignmentSide {
  /// How many segments there are, those left out included.
  let totalCount: Int
  /// For each segment that takes part its place among all, ascending.
  let places: [Int]
  let texts: [String]
  /// The part each segment has in its article; `nil` where only sentences are known.
  let kinds: [SegmentKind]?
  /// For each segment whether it begins a paragraph; `nil` where only sentences are known.
  let startsParagraph: [Bool]?
  /// For each segment whether the one before it among all is left out, so that no bead may hold both
  /// it and its predecessor here.
  let followsGap: [Bool]

  /// The segments of a text that are not blank.
  init(_ all: [String], without taken: Set<Int> = []) {
    self.init(
      all,
      places: all.indices.filter { !taken.contains($0) && !all[$0].allSatisfy(\.isWhitespace) })
  }

  init(
    _ all: [String], places: [Int], kinds: [SegmentKind]? = nil, startsParagraph: [Bool]? = nil
  ) {
    self.startsParagraph = startsParagraph
    totalCount = all.count
    self.places = places
    texts = places.map { all[$0] }
    self.kinds = kinds
    followsGap = places.indices.map { $0 > 0 && places[$0] != places[$0 - 1] + 1 }
  }
}
