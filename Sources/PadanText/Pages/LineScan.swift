import PadanModel

/// The marks, digits and sentence ends at the start of a line, in one pass over its bytes.
struct LineScan {
  /// The number of scalars.
  private(set) var length = 0
  /// The number of words between white space.
  private(set) var words = 0
  /// The number of ASCII digits.
  private(set) var digits = 0
  /// The number of places where a sentence ends and another seems to begin.
  private(set) var innerEnds = 0
  /// The marks.
  private(set) var marks: Marks = []
  /// Whether it has a web address.
  private(set) var hasAddress = false
  /// Whether it has a time of day: `10:15`, `10.15`.
  private(set) var hasClock = false
  /// Whether it has a year from 1900 to 2099.
  private(set) var hasYear = false
  /// Whether it has a date in digits: `14/07/2025`, `2025-07-14`.
  private(set) var hasDate = false
  /// Whether a colon near the start follows a few words, and whether nothing follows it; `nil`
  /// without such a colon.
  private(set) var label: Bool?

  /// The marks of a line, as a set.
  struct Marks: OptionSet {
    /// One bit for each mark.
    let rawValue: Int
    /// The marks of these bits.
    init(rawValue: Int) { self.rawValue = rawValue }
    /// One mark.
    init(_ mark: LineSign.Mark) { rawValue = 1 << mark.rawValue }
  }

  /// Scans a range of a text.
  init(_ range: Range<Int>, in text: Span<UInt8>) {
    var isInWord = false
    var hasEnded = false
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = text[offset]
      if (byte | 0x20) &- 0x61 < 26, isInWord {
        // Most bytes are letters inside a word.
        let start = offset
        while true {
          offset = text.skippingLetters(from: offset, to: range.upperBound)
          // Most words have one blank between them. After a letter no sentence ends there.
          guard offset + 1 < range.upperBound, text[offset] == 0x20,
            (text[offset + 1] | 0x20) &- 0x61 < 26
          else { break }
          words += 1
          offset += 1
        }
        length += offset - start
      } else if byte < 0x80 {
        length += 1
        let isBlank = byte == 0x20 || byte &- 0x09 < 5
        if !isBlank, !isInWord { words += 1 }
        // A sentence begins after a stop, perhaps closing marks, and a blank.
        if isBlank {
          hasEnded = hasEnded || Self.endsSentence(before: offset, from: range.lowerBound, in: text)
        } else if hasEnded {
          if byte &- 0x41 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "\"") { innerEnds += 1 }
          hasEnded = false
        }
        isInWord = !isBlank
        if byte &- 0x30 < 10 {
          digits += 1
          if offset == range.lowerBound || text[offset - 1] &- 0x30 >= 10 {
            readNumber(at: offset, to: range.upperBound, in: text)
          }
        } else {
          add(byte, at: offset, in: range, of: text)
        }
        offset += 1
      } else {
        let (scalar, count) = text.scalar(at: offset)
        length += 1
        if scalar.isWhitespace {
          hasEnded = hasEnded || Self.endsSentence(before: offset, from: range.lowerBound, in: text)
          isInWord = false
        } else {
          if !isInWord { words += 1 }
          isInWord = true
          if hasEnded {
            if scalar.isOpener || scalar.isUppercase { innerEnds += 1 }
            hasEnded = false
          }
          add(scalar)
        }
        offset += count
      }
    }
  }

  /// Whether the text before a blank ends a sentence.
  private static func endsSentence(before offset: Int, from start: Int, in text: Span<UInt8>)
    -> Bool
  {
    guard offset > start else { return false }
    // Most words end in a letter.
    let byte = text[offset - 1]
    if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ",") { return false }
    return LineMarks.endsInTerminal(start..<offset, in: text)
  }

  /// Notes an ASCII mark.
  private mutating func add(
    _ byte: UInt8, at offset: Int, in range: Range<Int>, of text: Span<UInt8>
  ) {
    switch byte {
    case UInt8(ascii: "|"): marks.insert(.init(.bar))
    case UInt8(ascii: "/"):
      marks.insert(.init(.slash))
      if text.hasPrefix("//", at: offset), offset > range.lowerBound,
        text[offset - 1] == UInt8(ascii: ":")
      {
        hasAddress = true
      }
    case UInt8(ascii: ">"): marks.insert(.init(.angle))
    case UInt8(ascii: "@"): marks.insert(.init(.at))
    case UInt8(ascii: "#"): marks.insert(.init(.hash))
    case UInt8(ascii: "\""): marks.insert(.init(.quote))
    case UInt8(ascii: "-"):
      if offset > range.lowerBound, text[offset - 1] == 0x20 { marks.insert(.init(.dash)) }
    case UInt8(ascii: ":"):
      if text.hasPrefix("::", at: offset) { marks.insert(.init(.colons)) }
      if label == nil, words <= 4, (2...32).contains(length) {
        label = text.skippingWhitespace(from: offset + 1) >= range.upperBound
      }
    default: break
    }
  }

  /// Notes a mark outside ASCII.
  private mutating func add(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "•", "·", "●", "▪": marks.insert(.init(.dot))
    case "»", "›", "→": marks.insert(.init(.angle))
    case "©": marks.insert(.init(.copyright))
    case "–", "—": marks.insert(.init(.dash))
    case "“", "”", "„", "«": marks.insert(.init(.quote))
    default: break
    }
  }

  /// Reads a number: a year, a time or a date.
  private mutating func readNumber(at start: Int, to end: Int, in text: Span<UInt8>) {
    var counts: [Int] = []
    var offset = start
    var mark: UInt8?
    while counts.count < 3 {
      let first = offset
      while offset < end, text[offset] &- 0x30 < 10 { offset += 1 }
      guard offset > first else { break }
      counts.append(offset - first)
      guard offset < end, mark == nil || text[offset] == mark, "/.-:".utf8.contains(text[offset])
      else { break }
      mark = text[offset]
      offset += 1
    }
    if counts.first == 4, text.hasPrefix("19", at: start) || text.hasPrefix("20", at: start) {
      hasYear = true
    }
    guard counts.count > 1, let mark else { return }
    if counts.count == 3, mark != UInt8(ascii: ":"),
      counts[0] == 4 || counts[2] == 4 || counts[2] == 2,
      counts[1] <= 2
    {
      hasDate = true
      hasYear = hasYear || counts[2] == 4
    } else if counts[0] <= 2, counts[1] == 2, mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".")
    {
      hasClock = true
    }
  }
}
