/// The possible shapes of a bead: how many segments of the source and of the target.
///
/// The order of the shapes breaks ties: of two equal scores the search keeps the first.
enum BeadShape {
  static let all: [(source: Int, target: Int)] = [
    (1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1),
  ]

  /// The largest number of segments that a bead holds on one side.
  static let longestRun = all.reduce(0) { max($0, $1.source, $1.target) }
}

/// The score of every possible bead of a rectangle, in nats; −∞ for beads that are not allowed.
struct BeadTable {
  /// The source segments of the rectangle.
  let source: Range<Int>
  /// The target segments of the rectangle.
  let target: Range<Int>
  /// For each pair of ends, source by source, the score of each shape that ends there.
  private(set) var scores: [Float]

  /// A table in which no bead is allowed yet.
  init(source: Range<Int>, target: Range<Int>) {
    self.source = source
    self.target = target
    scores = Array(
      repeating: -.infinity,
      count: (source.count + 1) * (target.count + 1) * BeadShape.all.count)
  }

  /// The score of a bead, in nats.
  ///
  /// - Parameters:
  ///   - sourceEnd: The end of its source segments, counted from the start of the rectangle.
  ///   - targetEnd: The end of its target segments.
  ///   - shape: The position of its shape in `BeadShape.all`.
  subscript(sourceEnd: Int, targetEnd: Int, shape: Int) -> Float {
    get { scores[(sourceEnd * (target.count + 1) + targetEnd) * BeadShape.all.count + shape] }
    set {
      scores[(sourceEnd * (target.count + 1) + targetEnd) * BeadShape.all.count + shape] = newValue
    }
  }
}
