import PadanText

/// What has to change in a stored source to make the query of it.
enum Change {
  /// One value stands in the place of another with the same fields.
  case value(WrittenValue, WrittenValue)
  /// Some items stand in the place of others.
  case words(stored: Range<Int>, query: Range<Int>)
}

/// Finds what differs between a stored source and a query.
enum Changes {
  /// The largest table, in pairs of items. Texts that differ in more are not repaired.
  private static let mostCells = 40_000
  /// The worth of two items that are the same, of two marks, and of two values with the same fields.
  private static let (same, sameMark, sameFields) = (Int32(4), Int32(2), Int32(3))

  /// The changes, in the order of the texts; `nil` if there are too many, or if one text has all that the
  /// other has and more.
  ///
  /// The alignment of both texts that keeps the most is found by the plain table, as in `Differences`.
  ///
  /// - Complexity: O(n · m) for n and m items between the common start and the common end.
  static func between(_ query: RepairText, _ stored: RepairText) -> [Change]? {
    let (mine, theirs) = (query.items, stored.items)
    let shorter = min(mine.count, theirs.count)
    var start = 0
    while start < shorter, mine[start].key == theirs[start].key { start += 1 }
    var tail = 0
    while tail < shorter - start,
      mine[mine.count - 1 - tail].key == theirs[theirs.count - 1 - tail].key
    {
      tail += 1
    }
    let (rows, columns) = (start..<mine.count - tail, start..<theirs.count - tail)
    guard rows.isEmpty == columns.isEmpty, rows.count * columns.count <= mostCells else {
      return nil
    }
    return changes(query, rows, stored, columns)
  }

  private static func changes(
    _ query: RepairText, _ rows: Range<Int>, _ stored: RepairText, _ columns: Range<Int>
  ) -> [Change] {
    let width = columns.count + 1
    var best = [Int32](repeating: 0, count: (rows.count + 1) * width)
    func worth(_ i: Int, _ j: Int) -> Int32 {
      let (mine, theirs) = (query.items[i], stored.items[j])
      if mine.key == theirs.key {
        return mine.value == nil && query.pieces[mine.pieces.lowerBound].kind == .mark
          ? sameMark : same
      }
      guard let mine = mine.value, let theirs = theirs.value else { return 0 }
      return mine.fields == theirs.fields ? sameFields : 0
    }
    for i in rows.reversed() {
      for j in columns.reversed() {
        let cell = (i - rows.lowerBound) * width + j - columns.lowerBound
        let worth = worth(i, j)
        best[cell] = max(
          best[cell + width], best[cell + 1], worth > 0 ? best[cell + width + 1] + worth : 0)
      }
    }
    var changes: [Change] = []
    var (i, j) = (rows.lowerBound, columns.lowerBound)
    var (fromRow, fromColumn) = (i, j)
    func endRun() {
      if fromRow < i || fromColumn < j {
        changes.append(.words(stored: fromColumn..<j, query: fromRow..<i))
      }
    }
    while i < rows.upperBound, j < columns.upperBound {
      let cell = (i - rows.lowerBound) * width + j - columns.lowerBound
      let worth = worth(i, j)
      if worth > 0, best[cell] == best[cell + width + 1] + worth {
        endRun()
        if query.items[i].key != stored.items[j].key, let new = query.items[i].value,
          let old = stored.items[j].value
        {
          changes.append(.value(old, new))
        }
        (i, j) = (i + 1, j + 1)
        (fromRow, fromColumn) = (i, j)
      } else if best[cell] == best[cell + width] {
        i += 1
      } else {
        j += 1
      }
    }
    (i, j) = (rows.upperBound, columns.upperBound)
    endRun()
    return changes
  }
}
