/// The text of a Markdown paragraph, and where the file has it.
///
/// Positions and ranges are UTF-8 bytes.
struct MarkdownText {
  /// The lines, without the white space around them, with a space between two.
  private(set) var text = ""
  /// Whether it stands in a block of HTML, where nothing but tags is a mark.
  var isHTML = false
  /// The places of the text's bytes in the file.
  private var map = SourceMap()

  /// The number of bytes.
  var count: Int { text.utf8.count }
  /// The number of stretches that the file has together: lines and what is between them.
  var stretchCount: Int { map.stretchCount }

  /// Appends a line.
  ///
  /// - Parameter place: The line's bytes in the file.
  mutating func append(_ line: Substring, at place: Range<Int>) {
    if let before = map.source {
      text += " "
      map.append(count: 1, for: before.upperBound..<place.lowerBound)
    }
    text += line
    map.append(place)
  }

  /// The character at a position, and its range; a space if the position is `end`.
  func character(at position: Int, before end: Int) -> (value: Character, range: Range<Int>) {
    guard position < end else { return (" ", position..<position) }
    let index = index(position)
    return (text[index], position..<offset(text.index(after: index)))
  }

  /// The text of a range.
  subscript(range: Range<Int>) -> Substring {
    text[index(range.lowerBound)..<index(range.upperBound)]
  }

  /// The position of an index of `text`.
  func offset(_ index: String.Index) -> Int {
    text.utf8.distance(from: text.startIndex, to: index)
  }

  /// The place of a range in the file, and whether the file has the same bytes there. The range
  /// must not be empty.
  func place(of range: Range<Int>) -> (source: Range<Int>, isVerbatim: Bool) {
    map.place(of: range)
  }

  private func index(_ position: Int) -> String.Index {
    text.utf8.index(text.startIndex, offsetBy: position)
  }
}
