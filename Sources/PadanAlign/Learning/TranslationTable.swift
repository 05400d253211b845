/// Which source tokens stand in a pair with which target tokens: the cells of a sparse table in rows by
/// source token, the target tokens of a row ascending (compressed sparse rows).
struct TranslationTable: Sendable {
  /// The cells of source token `s` are those from `starts[s]` to `starts[s + 1]`.
  private(set) var starts = [0]
  private(set) var targets: [Int32] = []

  /// The most cells a table may have: at 20 bytes a cell, with its probabilities and counts in both
  /// directions, 640 MB. A million pairs of news sentences stay below it when chance meetings go.
  static let mostCells = 32_000_000

  /// Collects the cells of tokens that stand in `leastCount` pairs or more.
  ///
  /// Where there are more than `mostCells`, tokens that met the fewest times do not make a cell.
  ///
  /// - Complexity: O(Σ |S| · |T|) over the pairs, a row at a time.
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

  /// The cells of tokens that met often enough; one more than `mostCells` where there are too many.
  private static func cells(
    _ pairs: TokenPairs, leastCount: Int, leastMeetings: Int32, mostCells: Int
  ) -> (starts: [Int], targets: [Int32]) {
    let places = pairs.source.inverted()
    let targetCounts = pairs.target.segmentCounts()
    var meetings = [Int32](repeating: 0, count: pairs.target.tokenLimit)
    var met: [Int32] = []
    var starts = [0]
    var targets: [Int32] = []
    for token in 0..<pairs.source.tokenLimit {
      let segments = places.segments[places.starts[token]..<places.starts[token + 1]]
      if segments.count >= leastCount {
        for segment in segments {
          for index in pairs.target.starts[Int(segment)]..<pairs.target.starts[Int(segment) + 1] {
            let target = pairs.target.tokens[index]
            if meetings[Int(target)] == 0 { met.append(target) }
            meetings[Int(target)] += 1
          }
        }
        met.sort()
        for target in met {
          if meetings[Int(target)] >= leastMeetings, targetCounts[Int(target)] >= leastCount {
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
