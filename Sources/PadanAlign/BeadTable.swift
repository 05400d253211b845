/// The score of every possible bead of a corridor, in nats; −∞ for beads that are not allowed.
struct BeadTable {
  let corridor: Corridor
  /// The shapes of the beads.
  let shapes: [BeadShape]
  /// For each place of the corridor, the score of each shape that ends there.
  private(set) var scores: [Float]

  /// A table in which no bead is allowed yet.
  init(_ corridor: Corridor, shapes: [BeadShape]) {
    self.corridor = corridor
    self.shapes = shapes
    scores = Array(repeating: -.infinity, count: corridor.band.count * shapes.count)
  }

  /// The score of a bead, in nats.
  ///
  /// - Parameters:
  ///   - sourceEnd: The end of its source segments, counted from the start of the rectangle.
  ///   - targetEnd: The end of its target segments.
  ///   - shape: The position of its shape in `shapes`.
  /// - Precondition: The corridor holds the place where the bead ends.
  subscript(sourceEnd: Int, targetEnd: Int, shape: Int) -> Float {
    get { scores[corridor.band.index(sourceEnd, targetEnd) * shapes.count + shape] }
    set { scores[corridor.band.index(sourceEnd, targetEnd) * shapes.count + shape] = newValue }
  }

  /// The columns of a row where beads of a shape end that begin in the corridor.
  func ends(of shape: BeadShape, in row: Int) -> Range<Int> {
    corridor.band.columns(of: row, steppingBy: -shape.source, -shape.target)
  }
}
