import PadanModel

/// The score of every possible bead within a rectangle of a document.
struct BeadScorer {
  private let evidence: DocumentEvidence
  private let forward: LexicalScores
  private let backward: LexicalScores
  private let lengths: LengthModel
  private let weights: AlignmentWeights

  /// - Parameters:
  ///   - source: The source segments whose beads are scored.
  ///   - target: The target segments.
  init(_ evidence: DocumentEvidence, source: Range<Int>, target: Range<Int>) {
    self.evidence = evidence
    weights = evidence.weights
    lengths = LengthModel(weights: weights, mean: weights.lengthMean)
    forward = LexicalScores(evidence.forward, causes: source, effects: target)
    backward = LexicalScores(evidence.backward, causes: target, effects: source)
  }

  /// The score of the bead of a shape that ends before a source and a target position, in nats; −∞
  /// where it would span a segment that is left out, or join parts of an article that no translation
  /// joins.
  func score(sourceEnd: Int, targetEnd: Int, shape: (source: Int, target: Int)) -> Double {
    let source = sourceEnd - shape.source..<sourceEnd
    let target = targetEnd - shape.target..<targetEnd
    guard !source.isEmpty, !target.isEmpty else { return weights.priorUnpaired }
    guard !source.dropFirst().contains(where: { evidence.source.followsGap[$0] }),
      !target.dropFirst().contains(where: { evidence.target.followsGap[$0] })
    else { return -.infinity }
    guard let mismatch = mismatch(source, target) else { return -.infinity }
    var lexical = 0.0
    for segment in target {
      lexical += forward.score(from: source.lowerBound, length: source.count, to: segment)
    }
    for segment in source {
      lexical += backward.score(from: target.lowerBound, length: target.count, to: segment)
    }
    let length = lengths.score(
      source: source.reduce(0) { $0 + evidence.sourceLengths[$1] } + source.count - 1,
      target: target.reduce(0) { $0 + evidence.targetLengths[$1] } + target.count - 1)
    let cosine = evidence.cosines?.score(source, target) ?? 0
    return prior(shape) + length + weights.lexicalWeight * lexical / 2 + cosine - mismatch
  }

  private func prior(_ shape: (source: Int, target: Int)) -> Double {
    switch (max(shape.source, shape.target), min(shape.source, shape.target)) {
    case (1, 1): weights.priorOneToOne
    case (2, 1): weights.priorTwoToOne
    case (2, 2): weights.priorTwoToTwo
    default: weights.priorThreeToOne
    }
  }

  /// What it costs that two segments stand in different parts of their articles; `nil` where a bead
  /// would join different parts of one article, as no translation does.
  private func mismatch(_ source: Range<Int>, _ target: Range<Int>) -> Double? {
    guard let sourceKinds = evidence.source.kinds, let targetKinds = evidence.target.kinds else {
      return 0
    }
    let sourcePart = sourceKinds[source.lowerBound].part
    let targetPart = targetKinds[target.lowerBound].part
    guard source.allSatisfy({ sourceKinds[$0].part == sourcePart }),
      target.allSatisfy({ targetKinds[$0].part == targetPart })
    else { return nil }
    return sourcePart == targetPart ? 0 : weights.kindMismatch
  }
}

extension SegmentKind {
  /// The part of an article whose segments pair among themselves.
  fileprivate var part: Int {
    switch self {
    case .kicker: 0
    case .headline: 1
    case .caption: 2
    case .byline, .credit, .datelineSentence, .body, .list, .inset, .signoff: 3
    }
  }
}
