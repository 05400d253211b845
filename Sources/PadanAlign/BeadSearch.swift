import Glibc

/// Exact dynamic programming over all sequences of the beads of a table: finds the best sequence and
/// the posterior of each of its beads.
///
/// - Complexity: O(places · shapes) time and space.
struct BeadSearch {
  private let table: BeadTable
  private let band: Band
  private let shapeCount: Int
  /// For every place, the shape that ends the best sequence up to it.
  private let choices: [Int8]
  /// For every place, the log of the summed weights of all sequences up to it.
  private let forward: [Double]
  /// For every place, the log of the summed weights of all sequences from it to the end.
  private let backward: [Double]
  /// The log of the summed weights of all sequences.
  private let total: Double

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

  init(_ table: BeadTable) {
    self.table = table
    band = table.corridor.band
    shapeCount = table.shapes.count
    (choices, forward) = table.searchForward()
    backward = table.sumBackward()
    total = forward[forward.count - 1]
  }

  /// The best sequence of beads, in order, each with its posterior: the share of all sequences,
  /// weighted by their scores, that hold it (the forward-backward algorithm).
  func bestPath() -> [Step] {
    var steps: [Step] = []
    var row = table.corridor.source.count
    var column = table.corridor.target.count
    while row + column > 0 {
      let place = band.index(row, column)
      let index = Int(choices[place])
      let shape = table.shapes[index]
      let start = (row: row - shape.source, column: column - shape.target)
      let posterior = ends(of: shape, row, column).reduce(0.0) { sum, end in
        sum
          + exp(
            forward[band.index(end.row - shape.source, end.column - shape.target)]
              + Double(table[end.row, end.column, index])
              + backward[band.index(end.row, end.column)]
              - total)
      }
      steps.append(
        Step(
          source: table.corridor.source.lowerBound + start.row..<table.corridor.source.lowerBound
            + row,
          target: table.corridor.target.lowerBound + start.column..<table.corridor.target.lowerBound
            + column,
          score: Double(table.scores[place * shapeCount + index]),
          confidence: min(1, max(0, posterior))))
      (row, column) = start
    }
    return steps.reversed()
  }

  /// The places where the same bead ends. An unpaired segment may stand at any place that its
  /// neighbours leave it, so all these places count.
  private func ends(
    of shape: BeadShape, _ row: Int, _ column: Int
  ) -> [(row: Int, column: Int)] {
    if shape.target == 0 { return table.ends(of: shape, in: row).map { (row, $0) } }
    guard shape.source == 0 else { return [(row, column)] }
    return band.columns.indices.filter { table.ends(of: shape, in: $0).contains(column) }
      .map { ($0, column) }
  }

  /// Calls `body` with every bead whose posterior is not negligible, and with the posterior.
  func forEachBead(
    _ body: (_ source: Range<Int>, _ target: Range<Int>, _ posterior: Double) -> Void
  ) {
    for row in band.columns.indices {
      for (index, reach) in table.reaches(endingIn: row).enumerated() {
        let shape = table.shapes[index]
        for column in reach.columns {
          let place = band.index(row, column)
          let weight =
            forward[column + reach.offset] + Double(table.scores[place * shapeCount + index])
            + backward[place] - total
          guard weight > Self.negligible else { continue }
          let sourceEnd = table.corridor.source.lowerBound + row
          let targetEnd = table.corridor.target.lowerBound + column
          body(
            sourceEnd - shape.source..<sourceEnd, targetEnd - shape.target..<targetEnd,
            exp(weight))
        }
      }
    }
  }

  /// The logarithm of the least posterior that counts.
  private static let negligible = -7.0

  /// The places that hold all but a negligible share of the sequences, weighted by their scores.
  ///
  /// - Parameter depth: The places that are passed with a posterior below exp(−depth) are left out,
  ///   where they are not between others of their row.
  func band(depth: Double) -> Band {
    let least = total - depth
    return Band(
      columns: band.columns.indices.map { row in
        let passed = band.columns[row].filter {
          let place = band.index(row, $0)
          return forward[place] + backward[place] >= least
        }
        guard let first = passed.first, let last = passed.last else { return 0..<0 }
        return first..<last + 1
      })
  }
}

extension BeadTable {
  /// The beads of one shape that begin or end in one row.
  fileprivate struct Reach {
    /// The columns where they do.
    var columns: Range<Int>
    /// What the index of the place at their other end is ahead of the column.
    var offset: Int
  }

  /// For each shape, the beads that end in a row.
  fileprivate func reaches(endingIn row: Int) -> [Reach] {
    shapes.map { shape in
      let columns = ends(of: shape, in: row)
      guard let first = columns.first else { return Reach(columns: columns, offset: 0) }
      return Reach(
        columns: columns,
        offset: corridor.band.index(row - shape.source, first - shape.target) - first)
    }
  }

  /// For each shape, the beads that begin in a row.
  fileprivate func reaches(beginningIn row: Int) -> [Reach] {
    shapes.map { shape in
      let columns = corridor.band.columns(of: row, steppingBy: shape.source, shape.target)
      guard let first = columns.first else { return Reach(columns: columns, offset: 0) }
      return Reach(
        columns: columns,
        offset: corridor.band.index(row + shape.source, first + shape.target) - first)
    }
  }

  /// For every place, the shape that ends the best sequence up to it, and the log of the summed
  /// weights of all sequences up to it.
  fileprivate func searchForward() -> (choices: [Int8], sums: [Double]) {
    var choices = [Int8](repeating: -1, count: corridor.band.count)
    var sums = [Double](repeating: -.infinity, count: corridor.band.count)
    var best = sums
    best[0] = 0
    sums[0] = 0
    for row in corridor.band.columns.indices {
      let reaches = reaches(endingIn: row)
      for column in corridor.band.columns[row] where row + column > 0 {
        let place = corridor.band.index(row, column)
        var sum = LogSum()
        for index in 0..<shapes.count where reaches[index].columns.contains(column) {
          let score = Double(scores[place * shapes.count + index])
          let start = column + reaches[index].offset
          if best[start] + score > best[place] {
            best[place] = best[start] + score
            choices[place] = Int8(index)
          }
          sum.add(sums[start] + score)
        }
        sums[place] = sum.value
      }
    }
    return (choices, sums)
  }

  /// For every place, the log of the summed weights of all sequences from it to the end.
  fileprivate func sumBackward() -> [Double] {
    var sums = [Double](repeating: -.infinity, count: corridor.band.count)
    sums[sums.count - 1] = 0
    for row in corridor.band.columns.indices.reversed() {
      let reaches = reaches(beginningIn: row)
      for column in corridor.band.columns[row].reversed()
      where row + column < corridor.source.count + corridor.target.count {
        var sum = LogSum()
        for index in 0..<shapes.count where reaches[index].columns.contains(column) {
          let end = column + reaches[index].offset
          sum.add(sums[end] + Double(scores[end * shapes.count + index]))
        }
        sums[corridor.band.index(row, column)] = sum.value
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
