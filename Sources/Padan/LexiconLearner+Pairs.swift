public import PadanAlign
public import PadanFormats
public import PadanMemory
import PadanModel

extension LexiconLearner {
  /// Adds the pairs of a memory: each unit once, by its best confidence, those a person rejected left
  /// out.
  ///
  /// - Throws: `MemoryError`.
  public mutating func add(_ memory: Memory) throws {
    var last: (source: String, target: String, weight: Double)?
    func handOn(_ learner: inout LexiconLearner) {
      if let last { learner.add(last.source, last.target, weight: last.weight) }
    }
    try memory.forEachPair(from: source, to: target) { pair, _ in
      guard pair.review != .rejected else { return }
      let weight = pair.review == .approved ? 1 : pair.provenance.confidence ?? 1
      // The occurrences of a unit come one after the other.
      if let known = last, known.source == pair.source.text, known.target == pair.target.text {
        last!.weight = max(known.weight, weight)
      } else {
        handOn(&self)
        last = (pair.source.text, pair.target.text, weight)
      }
    }
    handOn(&self)
  }

  /// Adds the pairs of a file and returns what was left out.
  ///
  /// - Throws: As `ExchangeInput.read`.
  public mutating func add(_ input: ExchangeInput) throws -> Findings {
    try input.read(from: source, to: target) { unit, _ in
      for pair in unit.pairs(from: source, to: target) { add(pair.source.text, pair.target.text) }
    }.skipped
  }
}
