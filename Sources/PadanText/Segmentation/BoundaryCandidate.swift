/// A run of marks that may end a sentence, and what follows it directly. Offsets are UTF-8 bytes.
struct BoundaryCandidate {
  /// The marks, such as `.`, `?!` or `...`.
  let marks: Range<Int>
  /// Whether closing quotation marks or brackets follow the marks.
  let hasClosers: Bool
  /// Whether note marks follow, such as `[2]`, `¹` or `*`.
  let hasNotes: Bool
  /// Where the marks, closing marks and note marks end.
  let end: Int
  /// Where the next sentence would begin: after the white space.
  let next: Int

  /// Whether white space follows.
  var hasBlank: Bool { next > end }

  /// Finds the next run of marks from an offset on, with what belongs to it; `nil` if there is none.
  init?(in text: Span<UInt8>, from start: Int) {
    guard let marks = Self.marks(in: text, from: start) else { return nil }
    self.marks = marks
    let closersEnd = Self.closersEnd(from: marks.upperBound, in: text)
    hasClosers = closersEnd > marks.upperBound
    let notesEnd = NoteMarks.end(from: closersEnd, after: marks, in: text)
    hasNotes = notesEnd > closersEnd
    end = hasNotes ? Self.closersEnd(from: notesEnd, in: text) : closersEnd
    next = text.skippingWhitespace(from: end)
  }

  /// The last offset at which a break of ICU's belongs to the candidate.
  ///
  /// If no blank follows the marks, ICU takes the opening quotation mark of the next sentence for a
  /// closing one, and breaks after it.
  func openersEnd(in text: Span<UInt8>) -> Int {
    var end = next
    guard !hasBlank else { return end }
    while end < text.count, case (let scalar, let length) = text.scalar(at: end), scalar.isOpener {
      end += length
    }
    return end
  }

  /// Whether the marks are a single full stop.
  func isFullStop(in text: Span<UInt8>) -> Bool {
    marks.count == 1 && text[marks.lowerBound] == UInt8(ascii: ".")
  }

  /// Whether the last mark is one that no blank follows in Chinese and Japanese text: `。`.
  func isFullWidth(in text: Span<UInt8>) -> Bool {
    switch text.scalar(before: marks.upperBound).scalar {
    case "。", "｡", "！", "？": true
    default: false
    }
  }

  /// The next run of sentence marks; `nil` if there is none.
  private static func marks(in text: Span<UInt8>, from start: Int) -> Range<Int>? {
    var offset = start
    while true {
      offset = text.firstOffset(
        of: UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), orNonASCII: true, from: offset)
      guard offset < text.count else { return nil }
      let length = markLength(at: offset, in: text)
      if length > 0 {
        let first = offset
        offset += length
        while offset < text.count, case let more = markLength(at: offset, in: text), more > 0 {
          offset += more
        }
        return first..<offset
      }
      offset += 1
    }
  }

  /// The length of the sentence mark at an offset, in UTF-8 bytes; 0 if there is none.
  @inline(__always)
  private static func markLength(at offset: Int, in text: Span<UInt8>) -> Int {
    switch text[offset] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return 1
    case 0xE2, 0xE3, 0xEF:
      let (scalar, length) = text.scalar(at: offset)
      return scalar.isTerminal ? length : 0
    default: return 0
    }
  }

  /// The end of the closing marks from an offset on. White space may stand before a mark that
  /// closes, unless a letter or digit follows it directly: in `. ”Nu` the mark opens.
  private static func closersEnd(from start: Int, in text: Span<UInt8>) -> Int {
    var end = start
    while end < text.count {
      let (scalar, length) = text.scalar(at: end)
      if scalar.isCloser {
        // In `pergi.“Kami` the mark opens the next sentence.
        if scalar.opensWords, isWord(at: end + length, in: text) { break }
        end += length
      } else {
        let next = text.skippingWhitespace(from: end)
        guard next > end, next < text.count, case (let mark, let length) = text.scalar(at: next),
          mark.isPlainCloser, !isWord(at: next + length, in: text)
        else { break }
        end = next
      }
    }
    return end
  }

  /// Whether a letter or digit stands at an offset.
  private static func isWord(at offset: Int, in text: Span<UInt8>) -> Bool {
    guard offset < text.count else { return false }
    let scalar = text.scalar(at: offset).scalar
    return scalar.isLetter || scalar.isDigit
  }
}
