import PadanModel

/// Scores every possible bead in a corridor.
struct BeadScorer {
  private let evidence: DocumentEvidence
  private let corridor: Corridor
  private let shapes: [BeadShape]
  private let model: BeadModel
  private let forward: LexicalScores
  private let backward: LexicalScores

  /// - Parameter shapes: The shapes of the beads.
  init(_ evidence: DocumentEvidence, in corridor: Corridor, shapes: [BeadShape], model: BeadModel) {
    self.evidence = evidence
    self.corridor = corridor
    self.shapes = shapes
    self.model = model
    forward = LexicalScores(
      evidence.forward, causes: corridor.source, effects: corridor.target, band: corridor.band,
      longest: shapes.reduce(1) { max($0, $1.source) }, chances: model.targetChances)
    backward = LexicalScores(
      evidence.backward, causes: corridor.target, effects: corridor.source,
      band: corridor.band.transposed(width: corridor.target.count + 1),
      longest: shapes.reduce(1) { max($0, $1.target) }, chances: model.sourceChances)
  }

  /// The scores of all beads of the corridor.
  ///
  /// - Complexity: O(places · shapes).
  func table() -> BeadTable {
    var table = BeadTable(corridor, shapes: shapes)
    for (index, shape) in shapes.enumerated() {
      if shape.isPaired {
        fill(&table, shape, at: index)
      } else {
        fillUnpaired(&table, shape, at: index)
      }
    }
    return table
  }

  /// Writes the score of all unpaired segments.
  private func fillUnpaired(_ table: inout BeadTable, _ shape: BeadShape, at index: Int) {
    let score = Float(model.priors.unpaired)
    for row in corridor.band.columns.indices {
      for column in table.ends(of: shape, in: row) { table[row, column, index] = score }
    }
  }

  /// Writes the scores of all beads of a shape that pairs segments.
  private func fill(_ table: inout BeadTable, _ shape: BeadShape, at index: Int) {
    let sources = evidence.sourceRuns.runs(of: shape.source, in: corridor.source)
    let targets = evidence.targetRuns.runs(of: shape.target, in: corridor.target)
    for (row, sourceRun) in sources.enumerated() where sourceRun.isWhole {
      let end = row + shape.source
      for targetEnd in table.ends(of: shape, in: end) {
        let column = targetEnd - shape.target
        let targetRun = targets[targets.startIndex + column]
        guard targetRun.isWhole else { continue }
        table[end, targetEnd, index] = Float(
          score(shape, row, sourceRun, column, targetRun))
      }
    }
  }

  /// The score of a bead that pairs segments, in nats.
  private func score(
    _ shape: BeadShape, _ row: Int, _ sourceRun: SegmentRun, _ column: Int, _ targetRun: SegmentRun
  ) -> Double {
    let prior = model.priors.score(
      shape, source: sourceRun.sentences, target: targetRun.sentences,
      canBeCut: sourceRun.canBeCut(with: targetRun))
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
    let mismatch = sourceRun.part == targetRun.part ? 0 : evidence.weights.kindMismatch
    let paragraphs =
      evidence.paragraphs?.score(sourceRun.startsParagraph, targetRun.startsParagraph) ?? 0
    let cosine =
      evidence.cosines?.score(
        corridor.source.lowerBound + row, shape.source, corridor.target.lowerBound + column,
        shape.target) ?? 0
    return prior + length + evidence.weights.lexicalWeight * lexical / 2 + paragraphs + cosine
      - mismatch
  }

  /// The least posterior of a bead whose words are counted.
  private static let leastPosterior = 0.05

  /// What the possible beads of the corridor show of the text, if a model is right.
  func counts() -> BeadModel.Counts {
    var counts = BeadModel.Counts()
    BeadSearch(table()).forEachBead { sources, targets, posterior in
      if sources.isEmpty || targets.isEmpty {
        counts.addUnpaired(posterior)
      } else {
        counts.addPair(
          evidence.sourceRuns[sources], evidence.targetRuns[targets],
          shape: BeadShape(sources.count, targets.count), posterior: posterior, in: model)
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
