/// What a line of plain text shows of the way in which the text is broken into lines.
struct WrappedLine {
  /// UTF-8 byte offsets of its text, without white space at the ends; empty for a blank line.
  let range: Range<Int>
  /// The column at which its text begins. A tab reaches to the next multiple of eight.
  private(set) var indent = 0
  /// The column behind its last character, in scalars.
  private(set) var width = 0
  /// The number of its words.
  private(set) var words = 0
  /// The number of places inside it where a sentence ends and another begins.
  private(set) var innerEnds = 0
  /// The length of its first word, in scalars.
  private(set) var firstWord = 0
  /// Whether it ends like a sentence.
  private(set) var endsSentence = false
  /// Whether it ends in a colon or a semicolon, as lines before lists do.
  private(set) var endsInColon = false
  /// Whether it begins with a small letter.
  private(set) var startsSmall = false
  /// Whether it is an item of a list: it begins with a bullet or a number.
  private(set) var isItem = false
  /// Whether it is a row of a table: it has a tab or at least four blanks inside.
  private(set) var isRow = false
  /// Whether it is nothing but a number, perhaps between dashes or brackets, as page numbers are.
  private(set) var isNumber = false

  /// Whether it has no text.
  var isBlank: Bool { range.isEmpty }
  /// Whether a paragraph may go on after it.
  var isUnfinished: Bool { !isBlank && !endsSentence && !endsInColon }

  /// A line of more UTF-8 bytes is wider than any hard-wrapped text, and is not read further.
  private static let limit = 512
  /// The greatest length of a page number, in UTF-8 bytes.
  private static let longestNumber = 12

  /// Reads a line.
  ///
  /// - Parameter line: UTF-8 byte offsets, without the line's end.
  /// - Complexity: O(n) for n bytes of white space, and else O(1).
  init(_ line: Range<Int>, in text: Span<UInt8>) {
    range = text.trimmed(line)
    guard !range.isEmpty else { return }
    for offset in line.lowerBound..<range.lowerBound {
      indent = text[offset] == 0x09 ? (indent / 8 + 1) * 8 : indent + 1
    }
    let (first, length) = text.scalar(at: range.lowerBound)
    startsSmall = first.isLowercase
    let end = range.prefix(Self.limit).first { Self.isBlank(text[$0]) } ?? range.upperBound
    firstWord = (range.lowerBound..<end).count { text[$0] & 0xC0 != 0x80 }
    endsSentence = LineMarks.endsInTerminal(range, in: text)
    endsInColon = [UInt8(ascii: ":"), UInt8(ascii: ";")].contains(text[range.upperBound - 1])
    isItem =
      LineMarks.isNumbered(range, in: text)
      || (LineMarks.isBullet(first)
        && (range.count == length || Self.isBlank(text[range.lowerBound + length])))
    guard range.count <= Self.limit else {
      (width, words) = (indent + Self.limit, end < range.upperBound ? 2 : 1)
      return
    }
    let scan = LineScan(range, in: text)
    (width, words, innerEnds) = (indent + scan.length, scan.words, scan.innerEnds)
    isRow = Self.hasGap(range, in: text)
    isNumber = range.count <= Self.longestNumber && Self.isNumber(range, in: text)
  }

  /// Whether a byte parts words.
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a range has a tab or four blanks in a row.
  private static func hasGap(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    var blanks = 0
    for offset in range {
      blanks = text[offset] == 0x20 ? blanks + 1 : 0
      if blanks == 4 || text[offset] == 0x09 { return true }
    }
    return false
  }

  /// Whether a range has digits, and beside them only blanks, dashes, slashes and brackets.
  private static func isNumber(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    var hasDigit = false
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (scalar, length) = text.scalar(at: offset)
      if scalar.isDigit {
        hasDigit = true
      } else if !scalar.isWhitespace, !"-–—/()[]".unicodeScalars.contains(scalar) {
        return false
      }
      offset += length
    }
    return hasDigit
  }
}

extension Span where Element == UInt8 {
  /// The end of the line that begins at an offset, and the start of the next: a line ends in LF, CR
  /// or CR LF.
  func lineEnd(from start: Int) -> (line: Int, next: Int) {
    let end = firstOffset(of: 0x0A, 0x0D, 0x0D, from: start)
    guard end < count else { return (end, end) }
    return (end, hasPrefix("\r\n", at: end) ? end + 2 : end + 1)
  }
}
