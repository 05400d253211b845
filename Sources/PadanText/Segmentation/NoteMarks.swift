/// Finds the marks of footnotes and sources that stand directly after a sentence and belong to it:
/// `[2]`, `[12]:45`, `[rujukan?]`, `(1)`, `¹`, `*`, `†`, or figures as in `tenggelam.12 Warga`.
enum NoteMarks {
  /// The greatest length of a note in square brackets, in UTF-8 bytes.
  private static let bracketLimit = 32

  /// The end of the note marks from an offset on; the offset itself if there are none.
  ///
  /// White space, a capital letter, a closing mark or the end of the text must follow them. After
  /// figures it must be white space and a capital letter.
  ///
  /// - Parameter marks: The sentence marks before the notes.
  static func end(from start: Int, after marks: Range<Int>, in text: Span<UInt8>) -> Int {
    guard start < text.count, text[start] > 0x20 else { return start }
    var end = start
    while end < text.count, case let length = length(at: end, in: text), length > 0 {
      end += length
    }
    guard end > start else { return figureEnd(from: start, after: marks, in: text) }
    guard end < text.count else { return end }
    let next = text.scalar(at: end).scalar
    return next.isWhitespace || next.isUppercase || next.isPlainCloser ? end : start
  }

  /// The length of one note mark, in UTF-8 bytes; 0 if there is none.
  private static func length(at offset: Int, in text: Span<UInt8>) -> Int {
    switch text[offset] {
    case UInt8(ascii: "["): return bracketLength(at: offset, in: text)
    case UInt8(ascii: "("):
      let digits = digits(from: offset + 1, in: text)
      let end = digits.upperBound
      guard (1...3).contains(digits.count), end < text.count, text[end] == UInt8(ascii: ")") else {
        return 0
      }
      return digits.count + 2
    case UInt8(ascii: "*"): return 1
    case 0xC2, 0xE2:
      let (scalar, length) = text.scalar(at: offset)
      return isRaised(scalar) ? length : 0
    default: return 0
    }
  }

  /// Whether a scalar is a raised figure, or a dagger.
  private static func isRaised(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "¹", "²", "³", "⁰", "⁴"..."⁹", "⁻", "†", "‡": true
    default: false
    }
  }

  /// The length of a short note in square brackets, with the page that may follow it: `[2]:15`. 0 if
  /// there is none.
  private static func bracketLength(at start: Int, in text: Span<UInt8>) -> Int {
    var end = start + 1
    while end < text.count, end - start < bracketLimit, text[end] != UInt8(ascii: "]") {
      switch text[end] {
      case UInt8(ascii: "["), UInt8(ascii: "."), UInt8(ascii: "!"), 0x0A, 0x0D: return 0
      default: end += 1
      }
    }
    guard end < text.count, text[end] == UInt8(ascii: "]"), end > start + 1 else { return 0 }
    end += 1
    guard end < text.count, text[end] == UInt8(ascii: ":") else { return end - start }
    let page = digits(from: end + 1, in: text)
    return page.isEmpty ? end - start : page.upperBound - start
  }

  /// The end of figures such as `12` or `1,2` after an ordinary word in small letters and its mark,
  /// if a blank and a capital follow: `tenggelam.12 Warga`. Else the offset itself.
  private static func figureEnd(
    from start: Int, after marks: Range<Int>, in text: Span<UInt8>
  ) -> Int {
    var end = start
    while case let figures = digits(from: end, in: text), (1...3).contains(figures.count) {
      end = figures.upperBound
      guard end < text.count, text[end] == UInt8(ascii: ",") || text[end] == UInt8(ascii: "-")
      else { break }
      end += 1
    }
    let next = text.skippingWhitespace(from: end)
    guard marks.lowerBound > 0, end > start, text[end - 1] &- 0x30 < 10, next > end,
      next < text.count,
      text.scalar(at: next).scalar.isUppercase,
      text.scalar(before: marks.lowerBound).scalar.isLowercase,
      Surroundings.isOrdinaryWord(
        Surroundings.word(before: marks.lowerBound, in: text), in: text)
    else { return start }
    return end
  }

  /// The ASCII digits from an offset on, at most four.
  private static func digits(from start: Int, in text: Span<UInt8>) -> Range<Int> {
    var end = start
    while end < text.count, end - start < 4, text[end] &- 0x30 < 10 { end += 1 }
    return start..<end
  }
}
