public import PadanAlign
public import PadanFormats
public import PadanMemory
import PadanModel

extension LexiconLearner {
  /// Adds the pairs of a memory, except rejected ones.
  ///
  /// Each unit counts once, with the highest weight of its occurrences. The weight of an occurrence
  /// is the aligner's confidence, or 1 if a reviewer approved it or the confidence is not known.
  ///
  /// - Throws: `MemoryError`.
  public mutating func add(_ memory: Memory) throws {
    var last: (source: String, target: String, weight: Double)?
    func addLast(_ learner: inout LexiconLearner) {
      if let last { learner.add(last.source, last.target, weight: last.weight) }
    }
    try memory.forEachPair(from: source, to: target) { pair, _ in
      guard pair.review != .rejected else { return }
      let weight = pair.review == .approved ? 1 : pair.provenance.confidence ?? 1
      // `forEachPair` emits the occurrences of a unit one after the other.
      if let known = last, known.source == pair.source.text, known.target == pair.target.text {
        last!.weight = max(known.weight, weight)
      } else {
        addLast(&self)
        last = (pair.source.text, pair.target.text, weight)
      }
    }
    addLast(&self)
  }

  /// Adds the pairs of a file, each with weight 1.
  ///
  /// - Returns: What was skipped or tolerated.
  /// - Throws: As `ExchangeInput.read`.
  public mutating func add(_ input: ExchangeInput) throws -> ReadingReport {
    try input.read(from: source, to: target) { unit, _ in
      for pair in unit.pairs(from: source, to: target, limit: Limits.mostPairs) {
        add(pair.source.text, pair.target.text)
      }
    }
  }
}
