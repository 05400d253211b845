/// Finds the rows of a table in plain text: lines one below the other with as many columns each, which tabs or runs of
/// blanks part. They have too few words for a model, to which a row with a time or a price looks like a byline.
struct TableRows {
  /// The number of columns of the last lines.
  private var columns = 0
  /// The number of the last lines that have so many.
  private var count = 0

  /// The fewest rows of two columns, and of more. Two lines may have two columns by chance.
  private static let (leastOfTwo, least) = (3, 2)

  /// Takes the next line, which is whole.
  ///
  /// - Returns: How many of the lines up to this are rows of one table.
  mutating func add(_ line: PageLine, in text: Span<UInt8>) -> Int {
    let found =
      line.shape.isProse || line.shape.hasCue || line.allowed != nil
      ? 1 : Self.columns(of: line.shape.range, in: text)
    if found != columns || line.gap > 0 { (columns, count) = (found, 0) }
    count += 1
    return columns > 1 && count >= (columns == 2 ? Self.leastOfTwo : Self.least) ? count : 0
  }

  /// Notes that the next line is no row.
  ///
  /// - Returns: 0, the number of rows.
  mutating func end() -> Int {
    (columns, count) = (0, 0)
    return 0
  }

  /// Whether a line has so many columns that it is a row even if it stands alone.
  static func isRow(_ line: Range<Int>, in text: Span<UInt8>) -> Bool {
    columns(of: line, in: text) > 2
  }

  /// The number of columns of a line.
  private static func columns(of line: Range<Int>, in text: Span<UInt8>) -> Int {
    var columns = 1
    var (blanks, hasTab) = (0, false)
    for offset in line {
      let isTab = text[offset] == 0x09
      if isTab || text[offset] == 0x20 {
        blanks += 1
        hasTab = hasTab || isTab
      } else {
        if blanks > 1 || hasTab { columns += 1 }
        (blanks, hasTab) = (0, false)
      }
    }
    return columns
  }
}
