extension DocumentEvidence {
  /// How often the model is adapted to its own beads. It hardly changes after that.
  private static let rounds = 3
  /// The most rectangles that the model is learnt from: some hundred segments tell enough.
  private static let mostRectangles = 2
  /// The most cells of a rectangle that the model is learnt from.
  private static let mostCells = 200_000

  /// The model of beads, adapted to the first corridors of the document, and what the beads there
  /// show.
  func learntModel(in corridors: [Corridor]) -> (model: BeadModel, counts: BeadModel.Counts) {
    let sample = corridors.prefix(Self.mostRectangles).filter {
      $0.source.count * $0.target.count <= Self.mostCells
    }
    var learnt = (model: model, counts: BeadModel.Counts())
    for round in 1...Self.rounds {
      // The large beads are few: it is enough to count them once.
      let shapes = round < Self.rounds ? BeadShape.few : BeadShape.all
      learnt.counts = BeadModel.Counts()
      for corridor in sample {
        learnt.counts += BeadScorer(self, in: corridor, shapes: shapes, model: learnt.model)
          .counts()
      }
      learnt.model = model.adapted(to: learnt.counts, weights.modelStrengths)
    }
    return learnt
  }
}
