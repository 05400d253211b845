/// A part of a document that is searched: a rectangle of segments, and the places of it that a
/// sequence of beads may pass.
package struct Corridor: Sendable {
  /// The source segments of the rectangle.
  let source: Range<Int>
  /// The target segments of the rectangle.
  let target: Range<Int>
  /// The places where beads begin and end.
  let band: Band

  init(_ rectangle: Anchors.Rectangle, band: Band) {
    source = rectangle.source
    target = rectangle.target
    self.band = band
  }

  /// All of a rectangle.
  init(_ rectangle: Anchors.Rectangle) {
    self.init(
      rectangle,
      band: Band(rows: rectangle.source.count + 1, columns: rectangle.target.count + 1))
  }
}

extension DocumentEvidence {
  /// How improbable a place of a corridor may be, in nats.
  private static let corridorDepth = 12.0

  /// The places of a rectangle near its best sequences of beads.
  ///
  /// Translators seldom join more than two segments, and where they do, a bead of two and unpaired
  /// segments pass the same places. So only the fewest shapes of beads are searched in the whole
  /// rectangle, and all shapes in the corridor: the places that are passed with a posterior of
  /// exp(−12) or more before anything is learnt from the document, and those between two of them in
  /// a row. The result is the best of all sequences that keep to these places.
  func corridor(of rectangle: Anchors.Rectangle) -> Corridor {
    let scorer = BeadScorer(
      self, in: Corridor(rectangle), shapes: BeadShape.fewest, model: model)
    let band = BeadSearch(scorer.table()).band(depth: Self.corridorDepth)
    return Corridor(rectangle, band: band)
  }

  /// Searches a corridor for beads of all shapes.
  func search(in corridor: Corridor, _ model: BeadModel) -> BeadSearch {
    BeadSearch(BeadScorer(self, in: corridor, shapes: BeadShape.all, model: model).table())
  }
}
