import Glibc

/// Exact dynamic programming over all sequences of beads: finds the best sequence and the posterior
/// of each of its beads.
///
/// - Complexity: O(n · m) time and space for n source and m target segments.
struct BeadSearch {
  private let table: BeadTable
  private let rows: Int
  private let columns: Int
  private let shapes: [Shape]

  /// A bead of the best sequence.
  struct Step {
    var source: Range<Int>
    var target: Range<Int>
    /// The score of the bead, in nats.
    var score: Double
    /// The posterior, 0...1. For an unpaired segment it is that of being unpaired at any place in
    /// the other text.
    var confidence: Double
  }

  /// A shape, and the distance from the start of a bead to its end, in cells of the grid.
  private struct Shape {
    var source: Int
    var target: Int
    var distance: Int
  }

  init(_ table: BeadTable) {
    self.table = table
    rows = table.source.count + 1
    let columns = table.target.count + 1
    self.columns = columns
    shapes = BeadShape.all.map {
      Shape(source: $0.source, target: $0.target, distance: $0.source * columns + $0.target)
    }
  }

  /// The best sequence of beads, in order, each with its posterior: the share of all sequences,
  /// weighted by their scores, that hold it (the forward-backward algorithm).
  func bestPath() -> [Step] {
    let (choices, forward) = searchForward()
    let backward = sumBackward()
    let total = forward[forward.count - 1]
    var steps: [Step] = []
    var row = rows - 1
    var column = columns - 1
    while row + column > 0 {
      let cell = row * columns + column
      let index = Int(choices[cell])
      let shape = shapes[index]
      let start = (row: row - shape.source, column: column - shape.target)
      // An unpaired segment may stand at any place that its neighbours leave it, so all these
      // places count.
      let places =
        shape.target == 0
        ? Array(stride(from: row * columns, to: (row + 1) * columns, by: 1))
        : shape.source == 0
          ? Array(stride(from: column, to: rows * columns, by: columns)) : [cell]
      let posterior = places.reduce(0.0) { sum, place in
        sum
          + exp(
            forward[place - shape.distance] + Double(table.scores[place * shapes.count + index])
              + backward[place] - total)
      }
      steps.append(
        Step(
          source: table.source.lowerBound + start.row..<table.source.lowerBound + row,
          target: table.target.lowerBound + start.column..<table.target.lowerBound + column,
          score: Double(table.scores[cell * shapes.count + index]),
          confidence: min(1, max(0, posterior))))
      (row, column) = start
    }
    return steps.reversed()
  }

  /// Calls `body` with every bead whose posterior is not negligible, and with the posterior.
  func forEachBead(
    _ body: (_ source: Range<Int>, _ target: Range<Int>, _ posterior: Double) -> Void
  ) {
    let forward = searchForward().sums
    let backward = sumBackward()
    let total = forward[forward.count - 1]
    for row in 0..<rows {
      for column in 0..<columns where row + column > 0 {
        let cell = row * columns + column
        for (index, shape) in shapes.enumerated()
        where row >= shape.source && column >= shape.target {
          let weight =
            forward[cell - shape.distance] + Double(table.scores[cell * shapes.count + index])
            + backward[cell] - total
          guard weight > Self.negligible else { continue }
          let sourceEnd = table.source.lowerBound + row
          let targetEnd = table.target.lowerBound + column
          body(
            sourceEnd - shape.source..<sourceEnd, targetEnd - shape.target..<targetEnd,
            exp(weight))
        }
      }
    }
  }

  /// The logarithm of the least posterior that counts.
  private static let negligible = -7.0

  /// For every cell, the shape that ends the best sequence up to it, and the log of the summed
  /// weights of all sequences up to it.
  private func searchForward() -> (choices: [Int8], sums: [Double]) {
    var choices = [Int8](repeating: -1, count: rows * columns)
    var sums = [Double](repeating: -.infinity, count: rows * columns)
    var best = sums
    best[0] = 0
    sums[0] = 0
    for row in 0..<rows {
      for column in 0..<columns where row + column > 0 {
        let cell = row * columns + column
        var sum = LogSum()
        for (index, shape) in shapes.enumerated()
        where row >= shape.source && column >= shape.target {
          let score = Double(table.scores[cell * shapes.count + index])
          let start = cell - shape.distance
          if best[start] + score > best[cell] {
            best[cell] = best[start] + score
            choices[cell] = Int8(index)
          }
          sum.add(sums[start] + score)
        }
        sums[cell] = sum.value
      }
    }
    return (choices, sums)
  }

  /// For every cell, the log of the summed weights of all sequences from it to the end.
  private func sumBackward() -> [Double] {
    var sums = [Double](repeating: -.infinity, count: rows * columns)
    sums[sums.count - 1] = 0
    for row in stride(from: rows - 1, through: 0, by: -1) {
      for column in stride(from: columns - 1, through: 0, by: -1)
      where row + column < rows + columns - 2 {
        let cell = row * columns + column
        var sum = LogSum()
        for (index, shape) in shapes.enumerated()
        where row + shape.source < rows && column + shape.target < columns {
          let end = cell + shape.distance
          sum.add(sums[end] + Double(table.scores[end * shapes.count + index]))
        }
        sums[cell] = sum.value
      }
    }
    return sums
  }
}

/// log Σ exp(x) of a few numbers, without overflow.
private struct LogSum {
  private var most = -Double.infinity
  private var sum = 0.0
  /// A term this far below the largest adds nothing that a `Double` can hold.
  private static let negligible = -40.0

  mutating func add(_ term: Double) {
    if term <= most {
      if term - most > Self.negligible { sum += exp(term - most) }
    } else {
      sum = most - term > Self.negligible ? sum * exp(most - term) + 1 : 1
      most = term
    }
  }

  var value: Double { sum > 0 ? most + log(sum) : -.infinity }
}
