import PadanLanguage
public import PadanModel
import PadanText

/// Finds which segments of two texts translate each other.
///
///     let aligner = Aligner(source: indonesian, target: english, lexicon: nil, weights: weights)
///     let alignment = aligner.align(["Harga beras naik."], ["Rice prices rose."])
///     alignment.beads[0].kind  // "1-1"
///
/// Every bead has one score on one scale, a log-likelihood ratio in nats. It adds the prior of the
/// bead's shape, the evidence of its lengths, and that of its words, half from each direction. What
/// differs from text to text, `BeadModel`, is learnt from the texts themselves.
/// Exact dynamic programming finds the sequence that is right for the most segments to be expected.
/// The confidence of a bead is its posterior, calibrated by how far the texts are translations.
///
/// An aligner is a value; several tasks may share it.
public struct Aligner: Sendable {
  /// The language of the source texts.
  public let source: LanguageTag
  /// The language of the target texts.
  public let target: LanguageTag
  /// The lexicon in use; `nil` if there is none.
  public private(set) var lexicon: Lexicon?
  /// The same lexicon from the target's language to the source's.
  private(set) var reversedLexicon: Lexicon?
  private let weights: AlignmentWeights
  /// The model adapted to a run of documents; `nil` if there is none yet.
  private var model: BeadModel?

  /// The largest number of segments of a run that an encoder needs a vector of. A longer run has the
  /// mean of its segments' vectors.
  package static let longestEncodedRun = 3

  /// - Parameters:
  ///   - source: The language of the source texts.
  ///   - target: The language of the target texts.
  ///   - lexicon: A lexicon from the source's language to the target's. Without one, only numbers,
  ///     names and similar spellings link words.
  ///   - weights: The numbers that steer the alignment.
  package init(
    source: LanguageTag, target: LanguageTag, lexicon: Lexicon?, weights: AlignmentWeights
  ) {
    self.source = source
    self.target = target
    self.lexicon = lexicon
    reversedLexicon = lexicon?.reversed()
    self.weights = weights
  }

  /// The same aligner with a model that is adapted to what beads show of the documents of a run.
  func adapted(to counts: BeadModel.Counts) -> Aligner {
    guard let mean = PairProfile.of(source, target).meanLength ?? counts.meanLength else {
      return self
    }
    var model = weights.model
    model.lengths.mean = mean
    var aligner = self
    aligner.model = model.adapted(to: counts, weights.modelStrengths)
    return aligner
  }

  /// The same aligner with words added that count as a dictionary's. Each direction is made by
  /// itself, so that texts that swap sides are aligned alike.
  func adding(_ words: Lexicon) -> Aligner {
    func merged(_ words: Lexicon, _ known: Lexicon?) -> Lexicon {
      var merged = words
      merged.markAsDictionary()
      if let known { merged.add(known) }
      return merged
    }
    var aligner = self
    aligner.lexicon = merged(words, lexicon)
    aligner.reversedLexicon = merged(words.reversed(), reversedLexicon)
    return aligner
  }

  /// Aligns two segmented texts. Either may be empty. Every segment is in exactly one bead.
  ///
  /// If blocks are known, bylines, credits, insets, sign-offs and copies of the headline stay unpaired,
  /// and headlines and captions hardly pair with anything else. Otherwise only blank segments stay
  /// unpaired. Fixed beads may pair any segment.
  ///
  /// - Parameters:
  ///   - fixed: Known beads, from a review for example. They are returned as they are, and what
  ///     stands before one pairs only with what stands before it. If they cross each other, those
  ///     out of order are marked as crossing.
  ///   - vectors: A sentence encoder's vectors of the segments and of runs of them.
  /// - Precondition: The fixed beads hold segments of the texts, each at most once.
  /// - Complexity: O(n · m) time and space for n source and m target segments up to 400; above that
  ///   linear, if rare words anchor the texts to each other.
  public func align(
    _ source: SegmentedText, _ target: SegmentedText, fixed: [Bead] = [],
    vectors: SentenceVectors? = nil
  ) -> AlignedDocuments {
    aligned(source, target, fixed: fixed, vectors: vectors, learning: false).documents
  }

  /// Aligns two segmented texts once more, where a first alignment of them has searched.
  ///
  /// The parameters are those of `align`; the fixed beads are those of the first alignment.
  ///
  /// - Parameter corridors: What the first alignment searched (`StudiedDocuments.corridors`).
  /// - Complexity: O(p) for p places of the corridors.
  package func align(
    _ source: SegmentedText, _ target: SegmentedText, fixed: [Bead] = [],
    vectors: SentenceVectors? = nil, in corridors: [Corridor]
  ) -> AlignedDocuments {
    aligned(
      source, target, fixed: fixed, vectors: vectors, corridors: corridors, learning: false
    ).documents
  }

  /// Aligns two segmented texts so that `SelfTraining` can learn from them.
  ///
  /// The parameters and the complexity are those of `align`.
  package func study(
    _ source: SegmentedText, _ target: SegmentedText, fixed: [Bead] = [],
    vectors: SentenceVectors? = nil
  ) -> StudiedDocuments {
    aligned(source, target, fixed: fixed, vectors: vectors, learning: true)
  }

  /// Aligns two lists of segments of which only the texts are known.
  ///
  /// The parameters and the complexity are those of the first `align`.
  public func align(
    _ source: [String], _ target: [String], fixed: [Bead] = [], vectors: SentenceVectors? = nil
  ) -> Alignment {
    align(
      SegmentedText(texts: source), SegmentedText(texts: target), fixed: fixed, vectors: vectors
    ).alignment
  }

  /// Aligns the segments of two articles.
  ///
  /// The parameters and the complexity are those of the first `align`.
  public func align(
    _ source: [Segment], _ target: [Segment], fixed: [Bead] = [], vectors: SentenceVectors? = nil
  ) -> Alignment {
    align(
      SegmentedText(segments: source), SegmentedText(segments: target), fixed: fixed,
      vectors: vectors
    ).alignment
  }

  /// Judges, by their words, whether two texts are translations of each other.
  func verdict(_ source: [String], _ target: [String]) -> TranslationJudge.Verdict {
    let evidence = evidence(AlignmentSide(source), AlignmentSide(target))
    let found = search(evidence)
    return TranslationJudge(evidence, found.model).verdict(of: found.beads)
  }

  /// Aligns the segments that take part and puts the rest back as unpaired beads.
  ///
  /// - Parameters:
  ///   - corridors: The places to search; `nil` if they are not known yet.
  ///   - learning: Whether all likely beads are wanted too.
  private func aligned(
    _ sourceText: SegmentedText, _ targetText: SegmentedText, fixed: [Bead],
    vectors: SentenceVectors?, corridors: [Corridor]? = nil, learning: Bool
  ) -> StudiedDocuments {
    let fixed = FixedBeads(fixed)
    let source = AlignmentSide(sourceText, without: fixed.source)
    let target = AlignmentSide(targetText, without: fixed.target)
    let evidence = evidence(source, target, vectors: vectors)
    let found = search(evidence, fixed: fixed, in: corridors, learning: learning)
    let calibration = Calibration(of: found.beads)
    var beads = found.beads.map { bead in
      var bead = bead
      bead.confidence = calibration.confidence(of: bead.confidence)
      return bead
    }
    // If a reviewer has paired parts of these texts, they are translations.
    let isDenied =
      !fixed.hasPairs && TranslationJudge(evidence, found.model).verdict(of: beads).isDenial
    if isDenied { beads = beads.map(\.ofUnrelatedTexts) }
    let alignment = Alignment(
      beads: BeadPlacement.beads(beads, fixed: fixed.beads, source: source, target: target),
      isTranslation: !isDenied)
    return StudiedDocuments(
      documents: AlignedDocuments(source: sourceText, target: targetText, alignment: alignment),
      counts: found.counts,
      likely: isDenied
        ? []
        : fixed.beads.filter(\.isPaired)
          + found.likely.map { BeadPlacement.placed($0, source: source, target: target) },
      corridors: found.corridors)
  }

  /// All that the alignment of two texts depends on.
  func evidence(
    _ source: AlignmentSide, _ target: AlignmentSide, vectors: SentenceVectors? = nil
  ) -> DocumentEvidence {
    DocumentEvidence(
      source: source, target: target, sourceLanguage: self.source, targetLanguage: self.target,
      words: words(source.texts, target.texts), vectors: vectors, weights: weights, model: model)
  }

  /// The words of the segments of two texts, linked in both directions.
  func words(_ source: [String], _ target: [String]) -> BilingualWords {
    BilingualWords(
      source: source, target: target, sourceLanguage: self.source, targetLanguage: self.target,
      lexicon: lexicon, reversedLexicon: reversedLexicon, weights: weights)
  }

  /// The model before anything is learnt from the texts of a document.
  var startingModel: BeadModel { model ?? weights.model }

  /// What a search finds, in positions of the evidence.
  private struct Found {
    /// The best beads.
    let beads: [Bead]
    /// The model that found them.
    let model: BeadModel
    /// What all possible beads show.
    let counts: BeadModel.Counts
    /// The likely beads that pair segments. They may overlap.
    let likely: [Bead]
    /// The places that were searched in order.
    let corridors: [Corridor]
  }

  /// The least posterior of a bead that something is learnt from.
  private static let leastLikelihood = 0.05

  /// The beads of the segments that take part.
  ///
  /// - Parameters:
  ///   - corridors: The places to search; `nil` if they are not known yet.
  ///   - learning: Whether the likely beads are wanted too.
  private func search(
    _ evidence: DocumentEvidence, fixed: FixedBeads = FixedBeads([]),
    in corridors: [Corridor]? = nil, learning: Bool = false
  ) -> Found {
    let corridors =
      corridors ?? fixed.rectangles(of: evidence).map { evidence.corridor(of: $0) }
    let (model, counts) = evidence.learntModel(in: corridors)
    var beads: [Bead] = []
    var gains: [Double] = []
    var likely: [Bead] = []
    for corridor in corridors {
      let search = evidence.search(in: corridor, model)
      for step in search.bestPath() {
        beads.append(Bead(source: step.source, target: step.target, confidence: step.confidence))
        gains.append(step.gain(model))
      }
      guard learning else { continue }
      search.forEachBead { source, target, posterior in
        let bead = Bead(source: source, target: target, confidence: posterior)
        if bead.isPaired, posterior >= Self.leastLikelihood { likely.append(bead) }
      }
    }
    beads = CrossingSearch(evidence: evidence, model: model).beads(after: beads, gains: gains)
    if learning { likely += beads.filter(\.isCrossing) }
    return Found(
      beads: beads, model: model, counts: counts, likely: likely, corridors: corridors)
  }
}

extension Bead {
  /// The bead with its confidence for two texts that are judged not a translation. The posterior
  /// assumes that they are one.
  fileprivate var ofUnrelatedTexts: Bead {
    // Of the texts that are judged not a translation, at most one in ten is one after all.
    let share = 0.1
    var bead = self
    bead.confidence = isPaired ? share * confidence : 1 - share * (1 - confidence)
    return bead
  }
}

/// One side of an alignment: the segments that take part, and their places among all segments.
struct AlignmentSide {
  /// The number of all segments, those left out included.
  let totalCount: Int
  /// For each segment that takes part, its position among all segments, ascending.
  let places: [Int]
  /// The texts of the segments that take part.
  let texts: [String]
  /// For each segment, its kind in an article; `nil` for texts without article structure.
  let kinds: [SegmentKind]?
  /// For each segment, whether it begins a paragraph; `nil` for texts without paragraphs.
  let startsParagraph: [Bool]?
  /// For each segment, whether a segment directly before it is left out. Then no bead may hold both
  /// it and its predecessor in `texts`.
  let followsGap: [Bool]

  /// Segments of which only the texts are known, without blank ones.
  init(_ texts: [String]) { self.init(SegmentedText(texts: texts)) }

  /// The segments of a text that may have a counterpart, without those that are taken already.
  init(_ text: SegmentedText, without taken: Set<Int> = []) {
    let segments = text.segments
    let places = segments.indices.filter {
      !taken.contains($0)
        && (text.hasBlocks
          ? segments[$0].isTranslatable : !TextForm.isBlank(segments[$0].text))
    }
    totalCount = segments.count
    self.places = places
    texts = places.map { segments[$0].text }
    kinds = text.hasBlocks ? places.map { segments[$0].kind } : nil
    startsParagraph =
      text.hasBlocks
      ? places.map { $0 == 0 || segments[$0].block != segments[$0 - 1].block } : nil
    followsGap = places.indices.map { $0 > 0 && places[$0] != places[$0 - 1] + 1 }
  }
}
