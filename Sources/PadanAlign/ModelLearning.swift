extension DocumentEvidence {
  /// How often the model is adapted to its own beads. It hardly changes after that.
  private static let rounds = 3
  /// The most rectangles that the model is learnt from: some hundred segments tell enough.
  private static let mostRectangles = 2
  /// The most cells of a rectangle that the model is learnt from.
  private static let mostCells = 200_000

  /// The model of beads, adapted to the first rectangles of the document, and what the beads there
  /// show.
  func learntModel(
    in rectangles: [Anchors.Rectangle]
  ) -> (model: BeadModel, counts: BeadModel.Counts) {
    let sample = rectangles.prefix(Self.mostRectangles).filter {
      $0.source.count * $0.target.count <= Self.mostCells
    }
    var learnt = (model: model, counts: BeadModel.Counts())
    for _ in 0..<Self.rounds {
      learnt.counts = BeadModel.Counts()
      for rectangle in sample {
        learnt.counts += BeadScorer(
          self, source: rectangle.source, target: rectangle.target, model: learnt.model
        ).counts()
      }
      learnt.model = model.adapted(to: learnt.counts, weights.modelStrengths)
    }
    return learnt
  }
}
