import Glibc

/// The shapes a bead may have: how many segments of the source and of the target.
///
/// Their order breaks ties: the search keeps the first of two equal scores.
enum BeadShape {
  static let all: [(source: Int, target: Int)] = [
    (1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1),
  ]
}

/// Exact dynamic programming over all sequences of beads: the best one, and how probable each of its
/// beads is.
///
/// - Complexity: O(n · m) time and space for n source and m target segments.
struct BeadSearch {
  let source: Range<Int>
  let target: Range<Int>
  /// The score of the bead of a shape that ends before a source and a target position, in nats.
  let score: (_ sourceEnd: Int, _ targetEnd: Int, _ shape: (source: Int, target: Int)) -> Double

  struct Step {
    var source: Range<Int>
    var target: Range<Int>
    /// Its score, in nats.
    var score: Double
    /// The posterior, 0...1.
    var confidence: Double
  }

  /// The best sequence of beads, in order, each with its posterior: the share of all sequences, by
  /// their scores, that hold it (the forward-backward algorithm).
  func bestPath() -> [Step] {
    let shapes = BeadShape.all
    let sourceCount = source.count
    let targetCount = target.count
    let rows = sourceCount + 1
    let columns = targetCount + 1
    // Every shape's score at every end, so that it is computed once for the three passes.
    var scores = [Float](repeating: -.infinity, count: rows * columns * shapes.count)
    var best = Grid<Double>(rows: rows, columns: columns, filledWith: -.infinity)
    var forward = best
    var choice = [Int8](repeating: -1, count: rows * columns)
    best[0, 0] = 0
    forward[0, 0] = 0
    var terms: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns where row + column > 0 {
        terms.removeAll(keepingCapacity: true)
        let cell = (row * columns + column) * shapes.count
        for (index, shape) in shapes.enumerated()
        where row >= shape.source && column >= shape.target {
          let score = score(source.lowerBound + row, target.lowerBound + column, shape)
          scores[cell + index] = Float(score)
          let total = best[row - shape.source, column - shape.target] + score
          if total > best[row, column] {
            best[row, column] = total
            choice[row * columns + column] = Int8(index)
          }
          terms.append(forward[row - shape.source, column - shape.target] + score)
        }
        forward[row, column] = logSum(terms)
      }
    }

    var backward = Grid<Double>(rows: rows, columns: columns, filledWith: -.infinity)
    backward[sourceCount, targetCount] = 0
    for row in stride(from: sourceCount, through: 0, by: -1) {
      for column in stride(from: targetCount, through: 0, by: -1)
      where row + column < sourceCount + targetCount {
        terms.removeAll(keepingCapacity: true)
        for (index, shape) in shapes.enumerated()
        where row + shape.source <= sourceCount && column + shape.target <= targetCount {
          let end = (row + shape.source) * columns + column + shape.target
          terms.append(
            backward[row + shape.source, column + shape.target]
              + Double(scores[end * shapes.count + index]))
        }
        backward[row, column] = logSum(terms)
      }
    }

    let total = forward[sourceCount, targetCount]
    var steps: [Step] = []
    var row = sourceCount
    var column = targetCount
    while row + column > 0 {
      let index = Int(choice[row * columns + column])
      let shape = shapes[index]
      let start = (row: row - shape.source, column: column - shape.target)
      let score = Double(scores[(row * columns + column) * shapes.count + index])
      let posterior = exp(
        forward[start.row, start.column] + score + backward[row, column] - total)
      steps.append(
        Step(
          source: source.lowerBound + start.row..<source.lowerBound + row,
          target: target.lowerBound + start.column..<target.lowerBound + column, score: score,
          confidence: min(1, max(0, posterior))))
      (row, column) = start
    }
    return steps.reversed()
  }

  private func logSum(_ terms: [Double]) -> Double {
    guard let most = terms.max(), most > -.infinity else { return -.infinity }
    return most + log(terms.reduce(0) { $0 + exp($1 - most) })
  }
}
