import PadanModel

/// Scores every possible bead in a rectangle of a document.
struct BeadScorer {
  private let evidence: DocumentEvidence
  private let source: Range<Int>
  private let target: Range<Int>
  private let model: BeadModel
  private let forward: LexicalScores
  private let backward: LexicalScores

  /// - Parameters:
  ///   - source: The source segments of the rectangle.
  ///   - target: The target segments of the rectangle.
  init(
    _ evidence: DocumentEvidence, source: Range<Int>, target: Range<Int>, model: BeadModel
  ) {
    self.model = model
    self.evidence = evidence
    self.source = source
    self.target = target
    forward = LexicalScores(
      evidence.forward, causes: source, effects: target, chances: model.targetChances)
    backward = LexicalScores(
      evidence.backward, causes: target, effects: source, chances: model.sourceChances)
  }

  /// The scores of all beads of the rectangle.
  ///
  /// - Complexity: O(n · m) for n source and m target segments.
  func table() -> BeadTable {
    var table = BeadTable(source: source, target: target)
    for (index, shape) in BeadShape.all.enumerated() {
      if shape.source == 0 || shape.target == 0 {
        fillUnpaired(&table, shape, at: index)
      } else {
        fill(&table, shape, at: index)
      }
    }
    return table
  }

  /// Writes the score of all unpaired segments.
  private func fillUnpaired(
    _ table: inout BeadTable, _ shape: (source: Int, target: Int), at index: Int
  ) {
    let score = Float(model.priors.unpaired)
    for row in shape.source..<max(shape.source, source.count + 1) {
      for column in shape.target..<max(shape.target, target.count + 1) {
        table[row, column, index] = score
      }
    }
  }

  /// Writes the scores of all beads of a shape that pairs segments.
  private func fill(
    _ table: inout BeadTable, _ shape: (source: Int, target: Int), at index: Int
  ) {
    let sources = evidence.sourceRuns.runs(of: shape.source, in: source)
    let targets = evidence.targetRuns.runs(of: shape.target, in: target)
    for (row, sourceRun) in sources.enumerated() where sourceRun.isWhole {
      for (column, targetRun) in targets.enumerated() where targetRun.isWhole {
        let prior = model.priors.score(
          shape: shape, source: sourceRun.sentences, target: targetRun.sentences,
          isLevel: sourceRun.firstSentences == targetRun.firstSentences)
        let length = model.lengths.score(
          source: sourceRun.length, target: targetRun.length,
          isEven: sourceRun.sentences == targetRun.sentences)
        var lexical = 0.0
        for offset in 0..<shape.target {
          lexical += forward.score(from: row, length: shape.source, to: column + offset)
        }
        for offset in 0..<shape.source {
          lexical += backward.score(from: column, length: shape.target, to: row + offset)
        }
        let mismatch =
          sourceRun.part == targetRun.part ? 0 : evidence.weights.kindMismatch
        let paragraphs =
          evidence.paragraphs?.score(sourceRun.startsParagraph, targetRun.startsParagraph) ?? 0
        let cosine =
          evidence.cosines?.score(
            source.lowerBound + row, shape.source, target.lowerBound + column, shape.target) ?? 0
        table[row + shape.source, column + shape.target, index] = Float(
          prior + length + evidence.weights.lexicalWeight * lexical / 2 + paragraphs + cosine
            - mismatch)
      }
    }
  }

  /// The least posterior of a bead whose words are counted.
  private static let leastPosterior = 0.05

  /// What the possible beads of the rectangle show of the text, if a model is right.
  func counts() -> BeadModel.Counts {
    var counts = BeadModel.Counts()
    BeadSearch(table()).forEachBead { sources, targets, posterior in
      if sources.isEmpty || targets.isEmpty {
        counts.addUnpaired(posterior)
      } else {
        counts.addPair(
          evidence.sourceRuns[sources], evidence.targetRuns[targets], posterior: posterior,
          in: model)
        guard posterior > Self.leastPosterior else { return }
        evidence.forward.count(
          sources, targets, posterior: posterior, model.targetChances, into: &counts.targetWords)
        evidence.backward.count(
          targets, sources, posterior: posterior, model.sourceChances, into: &counts.sourceWords)
      }
    }
    return counts
  }
}
