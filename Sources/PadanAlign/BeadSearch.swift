import Glibc

/// Exact dynamic programming over all sequences of the beads of a table: finds the posterior of each
/// bead, and the sequence that is right for the most segments to be expected.
///
/// The likeliest sequence of all may hold beads that are less likely than not, where what speaks
/// against them is spread over many other sequences. So the sequence is chosen by the posteriors of
/// its beads, as Holmes and Durbin do for sequences of letters (“Dynamic Programming Alignment
/// Accuracy”, 1998, https://doi.org/10.1089/cmb.1998.5.493).
///
/// - Complexity: O(places · shapes) time and space.
struct BeadSearch {
  private let table: BeadTable
  private let band: Band
  private let shapeCount: Int
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

    /// How much likelier than chance it is that the segments pair, in nats; 0 if they do not.
    func gain(_ model: BeadModel) -> Double {
      source.isEmpty || target.isEmpty ? 0 : score - model.priors.oneToOne
    }
  }

  init(_ table: BeadTable) {
    self.table = table
    band = table.corridor.band
    shapeCount = table.shapes.count
    forward = table.sumForward()
    backward = table.sumBackward()
    total = forward[forward.count - 1]
  }

  /// As how much of a paired segment an unpaired one counts that is right. Strict F1 does not count
  /// unpaired segments; 0.6 is the best of six values on the development sets.
  static let unpairedShare = 0.6

  /// The sequence of beads with the most segments in right beads to be expected, each bead with its
  /// posterior: the share of all sequences, weighted by their scores, that hold it (the
  /// forward-backward algorithm).
  func bestPath() -> [Step] {
    let (sources, targets) = unpairedPosteriors()
    let choices = choices(sources, targets)
    var steps: [Step] = []
    var row = table.corridor.source.count
    var column = table.corridor.target.count
    while row + column > 0 {
      let place = band.index(row, column)
      let index = Int(choices[place])
      let shape = table.shapes[index]
      let start = (row: row - shape.source, column: column - shape.target)
      let posterior =
        if shape.target == 0 {
          sources[start.row]
        } else if shape.source == 0 {
          targets[start.column]
        } else {
          exp(weight(of: index, from: band.index(start.row, start.column), to: place))
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

  /// The logarithm of the posterior of a bead between two places.
  private func weight(of shape: Int, from start: Int, to place: Int) -> Double {
    forward[start] + Double(table.scores[place * shapeCount + shape]) + backward[place] - total
  }

  /// For each segment of both sides, the posterior of being unpaired, at any place in the other text.
  private func unpairedPosteriors() -> (source: [Double], target: [Double]) {
    var sources = [Double](repeating: 0, count: table.corridor.source.count)
    var targets = [Double](repeating: 0, count: table.corridor.target.count)
    for row in band.columns.indices {
      for (index, reach) in table.reaches(endingIn: row).enumerated()
      where !table.shapes[index].isPaired {
        for column in reach.columns {
          let posterior = exp(
            weight(of: index, from: column + reach.offset, to: band.index(row, column)))
          if table.shapes[index].target == 0 {
            sources[row - 1] += posterior
          } else {
            targets[column - 1] += posterior
          }
        }
      }
    }
    return (sources, targets)
  }

  /// For every place, the shape that ends the sequence up to it with the most segments in right
  /// beads to be expected.
  ///
  /// - Parameters:
  ///   - sources: For each source segment, the posterior of being unpaired.
  ///   - targets: The same for each target segment.
  private func choices(_ sources: [Double], _ targets: [Double]) -> [Int8] {
    var choices = [Int8](repeating: -1, count: band.count)
    var best = [Double](repeating: -.infinity, count: band.count)
    best[0] = 0
    for row in band.columns.indices {
      let reaches = table.reaches(endingIn: row)
      for column in band.columns[row] where row + column > 0 {
        let place = band.index(row, column)
        for index in 0..<shapeCount where reaches[index].columns.contains(column) {
          let shape = table.shapes[index]
          let start = column + reaches[index].offset
          var value = best[start]
          if shape.target == 0 {
            value += Self.unpairedShare * sources[row - 1]
          } else if shape.source == 0 {
            value += Self.unpairedShare * targets[column - 1]
          } else {
            let weight = weight(of: index, from: start, to: place)
            if weight == -.infinity { continue }
            if weight > Self.negligible {
              value += Double(shape.source + shape.target) * exp(weight)
            }
          }
          if value > best[place] {
            best[place] = value
            choices[place] = Int8(index)
          }
        }
      }
    }
    return choices
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
          let weight = weight(of: index, from: column + reach.offset, to: place)
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

  /// For every place, the log of the summed weights of all sequences up to it.
  fileprivate func sumForward() -> [Double] {
    var sums = [Double](repeating: -.infinity, count: corridor.band.count)
    sums[0] = 0
    for row in corridor.band.columns.indices {
      let reaches = reaches(endingIn: row)
      for column in corridor.band.columns[row] where row + column > 0 {
        let place = corridor.band.index(row, column)
        var sum = LogSum()
        for index in 0..<shapes.count where reaches[index].columns.contains(column) {
          sum.add(
            sums[column + reaches[index].offset] + Double(scores[place * shapes.count + index]))
        }
        sums[place] = sum.value
      }
    }
    return sums
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
