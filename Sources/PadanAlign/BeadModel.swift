/// The priors of beads and the lengths of translations. They differ from text to text, so they are
/// learnt from the texts that are aligned.
///
/// It is expectation maximization (Dempster, Laird and Rubin 1977,
/// https://doi.org/10.1111/j.2517-6161.1977.tb01600.x): all possible beads count, each by its
/// posterior, and the model that makes them likeliest gives the next posteriors. What the weights
/// say counts as much as a few dozen beads, so that a short text changes little.
struct BeadModel: Sendable {
  private(set) var priors: BeadPrior
  var lengths: LengthModel
  /// The chances that words of the target are found.
  private(set) var targetChances: FoundChances
  /// The chances that words of the source are found.
  private(set) var sourceChances: FoundChances

  init(priors: BeadPrior, lengths: LengthModel, chances: FoundChances) {
    self.priors = priors
    self.lengths = lengths
    targetChances = chances
    sourceChances = chances
  }

  /// What possible beads show, each by its posterior.
  struct Counts: Sendable {
    /// The number of beads.
    fileprivate var beads = 0.0
    /// How many of them are unpaired segments.
    fileprivate var unpaired = 0.0
    /// How many of them could be several beads.
    fileprivate var cuttable = 0.0
    /// How many of them hold several segments of a side.
    fileprivate var joined = 0.0
    /// The segments of these beyond the fewest that such a bead holds.
    fileprivate var further = 0.0
    /// The sentences of the longer sides of pairs.
    fileprivate var sentences = 0.0
    /// By how many sentences the sides of pairs differ.
    fileprivate var drift = 0.0
    /// The log ratios of the lengths of pairs, times their precisions.
    fileprivate var ratios = 0.0
    /// The precisions of these ratios.
    fileprivate var precision = 0.0
    /// The squares of these ratios, times their precisions.
    fileprivate var squares = 0.0
    /// The words of the target that were found.
    var targetWords = FoundChances.Counts()
    /// The words of the source that were found.
    var sourceWords = FoundChances.Counts()

    mutating func addUnpaired(_ posterior: Double) {
      beads += posterior
      unpaired += posterior
    }

    mutating func addPair(
      _ source: SegmentRun, _ target: SegmentRun, shape: BeadShape,
      posterior: Double, in model: BeadModel
    ) {
      beads += posterior
      if shape.isJoined {
        joined += posterior
        further += posterior * Double(shape.further)
        if source.canBeCut(with: target) { cuttable += posterior }
      }
      sentences += posterior * Double(max(source.sentences, target.sentences))
      drift += posterior * Double(abs(source.sentences - target.sentences))
      let (ratio, precision) = model.lengths.observation(
        source: source.length, target: target.length)
      ratios += posterior * ratio * precision
      squares += posterior * ratio * ratio * precision
      self.precision += posterior * precision
    }

    /// The mean log ratio of the lengths; `nil` if there are no pairs.
    var meanLength: Double? { precision > 0 ? ratios / precision : nil }

    static func += (counts: inout Counts, other: Counts) {
      counts.beads += other.beads
      counts.unpaired += other.unpaired
      counts.cuttable += other.cuttable
      counts.joined += other.joined
      counts.further += other.further
      counts.sentences += other.sentences
      counts.drift += other.drift
      counts.ratios += other.ratios
      counts.precision += other.precision
      counts.squares += other.squares
      counts.targetWords += other.targetWords
      counts.sourceWords += other.sourceWords
    }
  }

  /// As how much evidence a model counts when it is adapted to texts.
  struct Strengths {
    /// The share of unpaired segments, in beads.
    let unpaired: Double
    /// The share of beads that could be several, in beads.
    let cuttable: Double
    /// The chance of a further segment, in beads of several segments.
    let further: Double
    /// The drift, in sentences.
    let drift: Double
    /// The spread of the lengths, in pairs.
    let spread: Double
    /// The mean of the lengths, as a precision.
    let mean: Double
    /// The chances that words are found, in words of each class.
    let found: Double
  }

  /// The model adapted to what beads show.
  func adapted(to counts: Counts, _ strengths: Strengths) -> BeadModel {
    func mean(_ usual: Double, _ strength: Double, _ sum: Double, _ count: Double) -> Double {
      (strength * usual + sum) / (strength + count)
    }
    var model = self
    let shares = priors.shares
    model.priors = priors.with(
      BeadPrior.Shares(
        unpaired: mean(shares.unpaired, strengths.unpaired, counts.unpaired, counts.beads),
        cuttable: mean(shares.cuttable, strengths.cuttable, counts.cuttable, counts.beads),
        further: mean(
          shares.further, strengths.further, counts.further, counts.further + counts.joined),
        drift: mean(shares.drift, strengths.drift, counts.drift, counts.sentences)))
    model.lengths.mean = mean(lengths.mean, strengths.mean, counts.ratios, counts.precision)
    let m = model.lengths.mean
    model.lengths.spread = mean(
      lengths.spread, strengths.spread,
      counts.squares - 2 * m * counts.ratios + m * m * counts.precision,
      counts.beads - counts.unpaired)
    model.targetChances = targetChances.adapted(
      to: counts.targetWords, strength: strengths.found)
    model.sourceChances = sourceChances.adapted(
      to: counts.sourceWords, strength: strengths.found)
    return model
  }
}
