/// Which source tokens occur in a pair with which target tokens. The cells of a sparse table, in
/// rows by source token, the target tokens of a row ascending (compressed sparse rows).
struct TranslationTable: Sendable {
  /// The cells of source token `s` are those from `starts[s]` to `starts[s + 1]`.
  private(set) var starts = [0]
  /// For each cell, its target token.
  private(set) var targets: [Int32] = []

  /// The largest number of cells. At 20 bytes a cell, with probabilities and counts in both
  /// directions, that is 640 MB. A million pairs of news sentences stay below it once cells of
  /// chance meetings are dropped.
  static let mostCells = 32_000_000

  /// Collects the cells of tokens that are in `leastCount` pairs or more.
  ///
  /// If there are more than `mostCells`, the cells of tokens that meet in the fewest pairs are
  /// dropped.
  ///
  /// - Complexity: O(Σ |S| · |T|) over the pairs, one row at a time, for each threshold of meetings
  ///   tried.
  init(_ pairs: TokenPairs, leastCount: Int, mostCells: Int = Self.mostCells) {
    var leastMeetings: Int32 = 1
    while true {
      let (starts, targets) = Self.cells(
        pairs, leastCount: leastCount, leastMeetings: leastMeetings, mostCells: mostCells)
      if targets.count <= mostCells {
        self.starts = starts
        self.targets = targets
        return
      }
      leastMeetings += 1
    }
  }

  /// The cells of a source token.
  func cells(of token: Int) -> Range<Int> { starts[token]..<starts[token + 1] }

  /// A table of cells that are in order, each once.
  ///
  /// - Parameters:
  ///   - count: The number of source tokens.
  ///   - cells: The source and the target token of each cell.
  init(sources count: Int, cells: [(source: Int32, target: Int32)]) {
    starts.reserveCapacity(count + 1)
    targets = cells.map(\.target)
    var next = 0
    for source in 0..<count {
      while next < cells.count, cells[next].source == source { next += 1 }
      starts.append(next)
    }
  }

  /// The cells of tokens that meet in `leastMeetings` pairs or more. If there are more than
  /// `mostCells`, it stops early with more than that.
  private static func cells(
    _ pairs: TokenPairs, leastCount: Int, leastMeetings: Int32, mostCells: Int
  ) -> (starts: [Int], targets: [Int32]) {
    var starts = [0]
    var targets: [Int32] = []
    forEachRow(of: pairs) { token, met, meetings in
      if pairs.source.holders[token] >= leastCount {
        targets += met.lazy.filter {
          meetings[Int($0)] >= leastMeetings && pairs.target.holders[Int($0)] >= leastCount
        }
      }
      starts.append(targets.count)
      return targets.count <= mostCells
    }
    return (starts, targets)
  }

  /// Counts in how many pairs each source token meets each target token.
  ///
  /// - Parameter body: Receives each source token, the target tokens that it meets, ascending, and for
  ///   every target token the number of meetings. Returns whether to go on.
  static func forEachRow(
    of pairs: TokenPairs,
    _ body: (_ token: Int, _ met: [Int32], _ meetings: [Int32]) throws -> Bool
  ) rethrows {
    let places = pairs.source.inverted()
    var meetings = [Int32](repeating: 0, count: pairs.target.tokenLimit)
    var met: [Int32] = []
    for token in 0..<pairs.source.tokenLimit {
      for segment in places.segments[places.holders(of: token)] {
        for index in pairs.target.tokens(of: Int(segment)) {
          let target = pairs.target.tokens[index]
          if meetings[Int(target)] == 0 { met.append(target) }
          meetings[Int(target)] += 1
        }
      }
      met.sort()
      guard try body(token, met, meetings) else { return }
      for target in met { meetings[Int(target)] = 0 }
      met.removeAll(keepingCapacity: true)
    }
  }
}
