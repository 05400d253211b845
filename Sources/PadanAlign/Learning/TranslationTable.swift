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

  /// The cells of tokens that meet in `leastMeetings` pairs or more. If there are more than
  /// `mostCells`, it stops early with more than that.
  private static func cells(
    _ pairs: TokenPairs, leastCount: Int, leastMeetings: Int32, mostCells: Int
  ) -> (starts: [Int], targets: [Int32]) {
    let places = pairs.source.inverted()
    var meetings = [Int32](repeating: 0, count: pairs.target.tokenLimit)
    var met: [Int32] = []
    var starts = [0]
    var targets: [Int32] = []
    for token in 0..<pairs.source.tokenLimit {
      let segments = places.segments[places.holders(of: token)]
      if pairs.source.holders[token] >= leastCount {
        for segment in segments {
          for index in pairs.target.tokens(of: Int(segment)) {
            let target = pairs.target.tokens[index]
            if meetings[Int(target)] == 0 { met.append(target) }
            meetings[Int(target)] += 1
          }
        }
        met.sort()
        for target in met {
          if meetings[Int(target)] >= leastMeetings, pairs.target.holders[Int(target)] >= leastCount
          {
            targets.append(target)
          }
          meetings[Int(target)] = 0
        }
        met.removeAll(keepingCapacity: true)
        if targets.count > mostCells { return (starts, targets) }
      }
      starts.append(targets.count)
    }
    return (starts, targets)
  }
}
