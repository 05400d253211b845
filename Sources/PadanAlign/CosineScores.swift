import PadanModel

/// What a sentence encoder says of beads.
///
/// A cosine alone says little: some encoders put any two texts at 0.8. It is measured against the
/// cosines with strangers, as in Thompson and Koehn, “Vecalign” (EMNLP 2019,
/// https://aclanthology.org/D19-1136), and in margin scores (Artetxe and Schwenk 2019,
/// https://aclanthology.org/P19-1309):
///
///     margin = (cosine − strangers) / (1 − strangers)
///
/// is 0 for two strangers and 1 for the same point, whatever the encoder. The score is linear in it.
struct CosineScores {
  /// `runs[k][i]`: the k + 1 segments from i on.
  private let source: [[Run?]]
  private let target: [[Run?]]
  private let weights: AlignmentWeights

  private struct Run {
    var vector: SentenceVector
    /// The mean cosine with segments of the other side that are no translation.
    var strangers: Double
  }

  /// The most segments of the other side that stand for all strangers.
  private static let strangerCount = 100
  /// The highest mean cosine that leaves room for a margin.
  private static let mostAlike = 0.95

  init(
    _ vectors: SentenceVectors, source: AlignmentSide, target: AlignmentSide,
    weights: AlignmentWeights
  ) {
    self.weights = weights
    let sourceVectors = Self.runs(of: source.texts, vectors.source)
    let targetVectors = Self.runs(of: target.texts, vectors.target)
    self.source = Self.compared(sourceVectors, with: targetVectors[0])
    self.target = Self.compared(targetVectors, with: sourceVectors[0])
  }

  private static func runs(
    of texts: [String], _ vectors: [String: SentenceVector]
  ) -> [[SentenceVector?]] {
    let singles = texts.map { vectors[$0] }
    return (1...BeadShape.longestRun).map { length in
      guard length > 1 else { return singles }
      return texts.indices.dropLast(length - 1).map { start in
        let run = start..<start + length
        if let vector = vectors[texts[run].joined(separator: " ")] { return vector }
        let parts = singles[run].compactMap(\.self)
        return parts.count == length ? SentenceVector.mean(of: parts) : nil
      }
    }
  }

  private static func compared(
    _ runs: [[SentenceVector?]], with others: [SentenceVector?]
  ) -> [[Run?]] {
    let step = max(1, (others.count + strangerCount - 1) / strangerCount)
    let sample = stride(from: 0, to: others.count, by: step).compactMap { others[$0] }
    return runs.map { vectors in
      vectors.map { vector in
        vector.flatMap { vector in
          strangers(of: vector, among: sample).map { Run(vector: vector, strangers: $0) }
        }
      }
    }
  }

  /// The mean cosine with all but the closest, which may be the translation; `nil` where there is no
  /// other.
  private static func strangers(
    of vector: SentenceVector, among sample: [SentenceVector]
  ) -> Double? {
    guard sample.count > 1 else { return nil }
    let cosines = sample.map { vector.cosine(with: $0) }
    let mean = (cosines.reduce(0, +) - cosines.max()!) / Double(cosines.count - 1)
    return min(mean, mostAlike)
  }

  /// The score of the bead of a number of segments from a source and a target position on, in nats; 0
  /// where a vector is missing.
  func score(
    _ sourceStart: Int, _ sourceCount: Int, _ targetStart: Int, _ targetCount: Int
  ) -> Double {
    guard let a = source[sourceCount - 1][sourceStart], let b = target[targetCount - 1][targetStart]
    else { return 0 }
    let strangers = (a.strangers + b.strangers) / 2
    let margin = (a.vector.cosine(with: b.vector) - strangers) / (1 - strangers)
    let growth = 1 + weights.cosineGrowth * (Double(sourceCount + targetCount) / 2 - 1)
    return growth * weights.cosineWeight * (margin - weights.cosineBias)
  }
}
