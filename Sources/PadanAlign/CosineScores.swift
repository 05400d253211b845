import PadanModel

/// The score that a sentence encoder gives to beads.
///
/// A cosine alone says little: some encoders give any two texts 0.8. So it is compared with the
/// cosines of unrelated texts, as in Thompson and Koehn, “Vecalign” (EMNLP 2019,
/// https://aclanthology.org/D19-1136), and in margin scores (Artetxe and Schwenk 2019,
/// https://aclanthology.org/P19-1309):
///
///     margin = (cosine − unrelated) / (1 − unrelated)
///
/// The margin is 0 for unrelated texts and 1 for equal vectors, with any encoder. The score is
/// linear in it.
struct CosineScores {
  /// `source[k][i]`: the run of k + 1 source segments from i on; `nil` if it has no vector.
  private let source: [[Run?]]
  /// The same for target segments.
  private let target: [[Run?]]
  private let weights: AlignmentWeights

  /// A run of segments as the encoder sees it.
  private struct Run {
    var vector: SentenceVector
    /// The mean cosine with segments of the other side that do not translate it.
    var unrelated: Double
  }

  /// The largest sample of the other side's segments that stand for unrelated texts.
  private static let unrelatedCount = 100
  /// The upper limit of the mean cosine with unrelated texts. It leaves room for a margin.
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

  /// The vectors of all runs of one side, by length less one and start. A run without a vector of
  /// its own has the mean of its segments' vectors.
  private static func runs(
    of texts: [String], _ vectors: [String: SentenceVector]
  ) -> [[SentenceVector?]] {
    let singles = texts.map { vectors[$0] }
    return (1...BeadShape.longestRun).map { length in
      guard length > 1 else { return singles }
      return texts.indices.dropLast(length - 1).map { start in
        let run = start..<start + length
        if length <= Aligner.longestEncodedRun,
          let vector = vectors[texts[run].joined(separator: " ")]
        {
          return vector
        }
        let parts = singles[run].compactMap(\.self)
        return parts.count == length ? SentenceVector.mean(of: parts) : nil
      }
    }
  }

  /// Adds to each vector its mean cosine with unrelated segments of the other side.
  private static func compared(
    _ runs: [[SentenceVector?]], with others: [SentenceVector?]
  ) -> [[Run?]] {
    let step = max(1, (others.count + unrelatedCount - 1) / unrelatedCount)
    let sample = stride(from: 0, to: others.count, by: step).compactMap { others[$0] }
    return runs.map { vectors in
      vectors.map { vector in
        vector.flatMap { vector in
          unrelated(of: vector, among: sample).map { Run(vector: vector, unrelated: $0) }
        }
      }
    }
  }

  /// The mean cosine of a vector with a sample, without the highest, which may be that of the
  /// translation; `nil` if the sample has fewer than two vectors.
  private static func unrelated(
    of vector: SentenceVector, among sample: [SentenceVector]
  ) -> Double? {
    guard sample.count > 1 else { return nil }
    let cosines = sample.map { vector.cosine(with: $0) }
    let mean = (cosines.reduce(0, +) - cosines.max()!) / Double(cosines.count - 1)
    return min(mean, mostAlike)
  }

  /// The score of a bead, in nats; 0 if a vector is missing.
  ///
  /// - Parameters:
  ///   - sourceStart: Its first source segment.
  ///   - sourceCount: The number of its source segments.
  ///   - targetStart: Its first target segment.
  ///   - targetCount: The number of its target segments.
  func score(
    _ sourceStart: Int, _ sourceCount: Int, _ targetStart: Int, _ targetCount: Int
  ) -> Double {
    guard let a = source[sourceCount - 1][sourceStart], let b = target[targetCount - 1][targetStart]
    else { return 0 }
    let unrelated = (a.unrelated + b.unrelated) / 2
    let margin = (a.vector.cosine(with: b.vector) - unrelated) / (1 - unrelated)
    let growth = 1 + weights.cosineGrowth * (Double(sourceCount + targetCount) / 2 - 1)
    return growth * weights.cosineWeight * (margin - weights.cosineBias)
  }
}
