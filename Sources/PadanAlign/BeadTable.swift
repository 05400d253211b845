/// The shapes a bead may have: how many segments of the source and of the target.
///
/// Their order breaks ties: the search keeps the first of two equal scores.
enum BeadShape {
  static let all: [(source: Int, target: Int)] = [
    (1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1),
  ]

  /// The most segments that a bead holds on one side.
  static let longestRun = all.reduce(0) { max($0, $1.source, $1.target) }
}

/// The score of every possible bead of a rectangle, in nats: −∞ where there can be none.
struct BeadTable {
  /// The segments whose beads these are.
  let source: Range<Int>
  let target: Range<Int>
  /// For each pair of ends, source by source, the score of each shape that ends there.
  private(set) var scores: [Float]

  /// A table of beads that no one allows yet.
  init(source: Range<Int>, target: Range<Int>) {
    self.source = source
    self.target = target
    scores = Array(
      repeating: -.infinity,
      count: (source.count + 1) * (target.count + 1) * BeadShape.all.count)
  }

  /// The score of the bead of a shape, by its position in `BeadShape.all`, that ends before a source
  /// and a target segment of the rectangle, counted from 0.
  subscript(sourceEnd: Int, targetEnd: Int, shape: Int) -> Float {
    get { scores[(sourceEnd * (target.count + 1) + targetEnd) * BeadShape.all.count + shape] }
    set {
      scores[(sourceEnd * (target.count + 1) + targetEnd) * BeadShape.all.count + shape] = newValue
    }
  }
}
