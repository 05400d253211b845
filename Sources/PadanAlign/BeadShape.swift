/// The shape of a bead: how many segments of the source and of the target it holds.
struct BeadShape: Equatable {
  let source: Int
  let target: Int

  init(_ source: Int, _ target: Int) {
    (self.source, self.target) = (source, target)
  }

  /// The shapes that are searched everywhere.
  static let fewest = [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1)].map(Self.init)

  /// The shapes that nearly all beads have.
  static let few = fewest + [(2, 2), (1, 3), (3, 1)].map(Self.init)

  /// All shapes: up to 1-8, 8-1 and 4-4. Their order breaks ties: of two equal scores the search
  /// keeps the first.
  static let all =
    few
    + [
      (1, 4), (4, 1), (1, 5), (5, 1), (1, 6), (6, 1), (1, 7), (7, 1), (1, 8), (8, 1),
      (2, 3), (3, 2), (3, 3), (2, 4), (4, 2), (3, 4), (4, 3), (4, 4),
    ].map(Self.init)

  /// The largest number of segments that a bead holds on one side.
  static let longestRun = all.reduce(0) { max($0, $1.source, $1.target) }

  /// Whether a bead of the shape pairs segments.
  var isPaired: Bool { source > 0 && target > 0 }

  /// Whether a bead of the shape holds several segments of a side.
  var isJoined: Bool { max(source, target) > 1 }

  /// How many segments it holds beyond the fewest of a bead with several segments of one side, or
  /// of both.
  var further: Int { source + target - (min(source, target) > 1 ? 4 : 3) }
}
