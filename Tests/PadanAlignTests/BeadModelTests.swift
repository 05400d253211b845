import PadanModel
import Testing

@testable import PadanAlign

struct BeadModelTests {
  private let model: BeadModel
  private let strengths: BeadModel.Strengths

  init() throws {
    let weights = try bundledWeights()
    model = weights.model
    strengths = weights.modelStrengths
  }

  /// What `count` sure 1-1 beads show, each with a source and a target of these lengths.
  private func pairs(_ count: Int, _ source: Int, _ target: Int) -> BeadModel.Counts {
    func run(_ scalars: Int) -> SegmentRun {
      SegmentRun(
        length: LengthModel.Length(scalars: scalars), sentences: 1, cuts: 0, part: 0,
        startsParagraph: false, isWhole: true)
    }
    var counts = BeadModel.Counts()
    for _ in 0..<count {
      counts.addPair(
        run(source), run(target), shape: BeadShape(1, 1), posterior: 1, in: model)
    }
    return counts
  }

  @Test func `without beads nothing is learnt`() {
    let adapted = model.adapted(to: BeadModel.Counts(), strengths)
    #expect(adapted.priors.shares.unpaired == model.priors.shares.unpaired)
    #expect(adapted.priors.shares.drift == model.priors.shares.drift)
    #expect(adapted.lengths.mean == model.lengths.mean)
    #expect(adapted.lengths.spread == model.lengths.spread)
    #expect(adapted.targetChances[.name] == model.targetChances[.name])
  }

  @Test func `many pairs make unpaired segments rare, many unpaired ones make them frequent`() {
    let faithful = model.adapted(to: pairs(1000, 100, 100), strengths).priors.shares.unpaired
    #expect(faithful < 0.01)
    var counts = BeadModel.Counts()
    for _ in 0..<1000 { counts.addUnpaired(1) }
    #expect(model.adapted(to: counts, strengths).priors.shares.unpaired > 0.9)
  }

  @Test func `a short text changes little`() {
    let share = model.adapted(to: pairs(3, 100, 100), strengths).priors.shares.unpaired
    #expect(share > 0.7 * model.priors.shares.unpaired)
  }

  @Test func `the lengths of the pairs are learnt`() {
    let lengths = model.adapted(to: pairs(1000, 100, 200), strengths).lengths
    #expect(abs(lengths.mean - 0.69) < 0.05)
    #expect(lengths.spread < 0.5)
  }

  @Test func `words that are never found are soon expected to be missing`() {
    var counts = FoundChances.Counts()
    for _ in 0..<1000 { counts.add(.name, found: 0, weight: 1) }
    let adapted = model.targetChances.adapted(to: counts, strength: 20)
    #expect(adapted[.name] < 0.02)
    #expect(adapted[.known] == model.targetChances[.known])
  }
}
