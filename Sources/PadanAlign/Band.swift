/// The places of a rectangle that a sequence of beads may pass, as a range of columns for each row.
///
/// Row i and column j stand for the place after i source segments and j target segments, so that a
/// rectangle of n and m segments has n + 1 rows and m + 1 columns.
struct Band: Sendable {
  /// For each row, its columns; empty for a row that no sequence passes.
  let columns: [Range<Int>]
  /// For each row, the index of its first place.
  private let starts: [Int]
  /// The number of places.
  let count: Int

  init(columns: [Range<Int>]) {
    self.columns = columns
    var starts: [Int] = []
    var count = 0
    for row in columns {
      starts.append(count)
      count += row.count
    }
    self.starts = starts
    self.count = count
  }

  /// All places of a rectangle.
  init(rows: Int, columns: Int) {
    self.init(columns: Array(repeating: 0..<columns, count: rows))
  }

  /// The index of a place that the band holds, row by row.
  func index(_ row: Int, _ column: Int) -> Int {
    starts[row] + column - columns[row].lowerBound
  }

  /// The columns of a row from which a step leads to a place of the band.
  ///
  /// - Parameters:
  ///   - rows: How many rows the step goes on; below 0 it goes back.
  ///   - shift: How many columns it goes on.
  func columns(of row: Int, steppingBy rows: Int, _ shift: Int) -> Range<Int> {
    guard columns.indices.contains(row + rows) else { return 0..<0 }
    let ends = columns[row + rows]
    return columns[row].clamped(to: ends.lowerBound - shift..<ends.upperBound - shift)
  }

  /// The segments between the first column of a row and the last of a later one; none if one of
  /// them is not passed.
  func segments(fromRow row: Int, toRow end: Int) -> Range<Int> {
    let (first, last) = (columns[row], columns[end])
    guard !first.isEmpty, !last.isEmpty, first.lowerBound < last.upperBound - 1 else {
      return 0..<0
    }
    return first.lowerBound..<last.upperBound - 1
  }

  /// The columns that some rows have together, with those between them; rows beyond the last do not
  /// count.
  func hull(ofRows rows: ClosedRange<Int>) -> Range<Int> {
    var hull: Range<Int>?
    for row in rows where row < columns.count && !columns[row].isEmpty {
      let range = columns[row]
      hull =
        hull.map {
          min($0.lowerBound, range.lowerBound)..<max($0.upperBound, range.upperBound)
        } ?? range
    }
    return hull ?? 0..<0
  }

  /// The band with rows and columns exchanged. It holds the places of this one, and those between
  /// them.
  ///
  /// - Parameter width: The number of columns of the rectangle.
  func transposed(width: Int) -> Band {
    var rows = Array(repeating: 0..<0, count: width)
    for (row, range) in columns.enumerated() {
      for column in range {
        rows[column] = (rows[column].isEmpty ? row : rows[column].lowerBound)..<row + 1
      }
    }
    return Band(columns: rows)
  }
}
