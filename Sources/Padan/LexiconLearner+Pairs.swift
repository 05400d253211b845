public import PadanAlign
public import PadanFormats
public import PadanMemory
public import PadanModel

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

  /// Adds the pairs of a TMX file and returns the units that were left out.
  ///
  /// - Throws: `InputError` or `TMXError`.
  public mutating func addTMX(_ path: String) throws -> [SkippedUnit] {
    try TMXReader.read(path) { unit, _ in
      for pair in unit.pairs(from: source, to: target) { add(pair.source.text, pair.target.text) }
    }
  }

  /// Adds tab-separated pairs and returns the lines that were left out.
  ///
  /// - Throws: `InputError`.
  public mutating func addTSV(_ path: String) throws -> [SkippedUnit] {
    try TSV.read(path) { sourceText, targetText, _ in add(sourceText, targetText) }
  }
}
