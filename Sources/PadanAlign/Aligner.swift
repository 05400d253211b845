public import PadanModel
import PadanText

/// Finds which segments of two texts translate each other.
///
///     let aligner = Aligner(source: .indonesian, target: .english, lexicon: nil, weights: weights)
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

  public init(
    source: LanguageTag, target: LanguageTag, lexicon: Lexicon?, weights: AlignmentWeights
  ) {
    self.source = source
    self.target = target
    self.lexicon = lexicon
    reversedLexicon = lexicon?.reversed()
    self.weights = weights
  }

  /// Aligns two segmented texts. Either may be empty; every segment is in exactly one bead, a blank one
  /// unpaired.
  ///
  /// - Parameter fixed: Beads that are known, as from a review: they come out as they are, and what
  ///   stands before one pairs with what stands before it. Where they cross each other, those that
  ///   are out of order come out as crossing.
  /// - Parameter vectors: What a sentence encoder makes of the segments, and of runs of them.
  /// - Precondition: The fixed beads hold segments of the texts, none twice.
  /// - Complexity: O(n · m) time and space for n source and m target segments up to 400; above that,
  ///   where rare words anchor the texts to each other, linear.
  public func align(
    _ source: [String], _ target: [String], fixed: [Bead] = [], vectors: SentenceVectors? = nil
  ) -> Alignment {
    let fixed = FixedBeads(fixed)
    func places(in texts: [String], without taken: Set<Int>) -> [Int] {
      texts.indices.filter { !taken.contains($0) && !texts[$0].allSatisfy(\.isWhitespace) }
    }
    return Alignment(
      source: source, target: target,
      beads: beads(
        AlignmentSide(source, places: places(in: source, without: fixed.source)),
        AlignmentSide(target, places: places(in: target, without: fixed.target)), fixed: fixed,
        vectors: vectors))
  }

  /// Aligns two articles: bylines, credits, insets, sign-offs and copies of the headline stay
  /// unpaired, and a headline or caption hardly pairs with anything else. Fixed beads may pair any.
  public func align(
    _ source: [Segment], _ target: [Segment], fixed: [Bead] = [], vectors: SentenceVectors? = nil
  ) -> Alignment {
    let fixed = FixedBeads(fixed)
    func side(_ segments: [Segment], without taken: Set<Int>) -> AlignmentSide {
      let places = segments.indices.filter {
        segments[$0].isTranslatable && !taken.contains($0)
      }
      return AlignmentSide(
        segments.map(\.text), places: places, kinds: places.map { segments[$0].kind })
    }
    return Alignment(
      source: source.map(\.text), target: target.map(\.text),
      beads: beads(
        side(source, without: fixed.source), side(target, without: fixed.target), fixed: fixed,
        vectors: vectors))
  }

  private func beads(
    _ source: AlignmentSide, _ target: AlignmentSide, fixed: FixedBeads, vectors: SentenceVectors?
  ) -> [Bead] {
    let evidence = DocumentEvidence(
      source: source, target: target, sourceLanguage: self.source, targetLanguage: self.target,
      lexicon: lexicon, reversedLexicon: reversedLexicon, vectors: vectors,
      weights: weights)
    var beads: [Bead] = []
    for rectangle in fixed.rectangles(of: evidence) {
      let scorer = BeadScorer(evidence, source: rectangle.source, target: rectangle.target)
      let search = BeadSearch(
        source: rectangle.source, target: rectangle.target, score: scorer.score)
      beads += search.bestPath().map {
        Bead(source: $0.source, target: $0.target, confidence: $0.confidence)
      }
    }
    return BeadPlacement.beads(
      CrossingSearch(evidence: evidence).beads(after: beads), fixed: fixed.beads, source: source,
      target: target)
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
  /// For each segment whether the one before it among all is left out, so that no bead may hold both
  /// it and its predecessor here.
  let followsGap: [Bool]

  init(_ all: [String], places: [Int], kinds: [SegmentKind]? = nil) {
    totalCount = all.count
    self.places = places
    texts = places.map { all[$0] }
    self.kinds = kinds
    followsGap = places.indices.map { $0 > 0 && places[$0] != places[$0 - 1] + 1 }
  }
}
