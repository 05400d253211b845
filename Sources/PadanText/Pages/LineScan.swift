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

  /// What is scanned.
  let range: Range<Int>
  /// Whether no white space stands before the next byte.
  private var isInWord = false
  /// Whether a sentence has ended before the white space that was read last.
  private var hasEnded = false

  /// Scans a range of a text.
  init(_ range: Range<Int>, in text: Span<UInt8>) {
    self.init(partsOf: range)
    read(range, in: text)
  }

  /// The scan of a range whose parts will be read one after the other.
  init(partsOf range: Range<Int>) { self.range = range }

  /// Reads the next part: letters of ASCII, at least one.
  @inline(__always)
  mutating func readLetters(_ part: Range<Int>, in text: Span<UInt8>) {
    if !isInWord { words += 1 }
    isInWord = true
    length += part.count
    if hasEnded {
      if text[part.lowerBound] &- 0x41 < 26 { innerEnds += 1 }
      hasEnded = false
    }
  }

  /// Reads the next part, of any bytes; most are single blanks behind a letter.
  @inline(__always)
  mutating func readGap(_ part: Range<Int>, in text: Span<UInt8>) {
    if part.count == 1, text[part.lowerBound] == 0x20, part.lowerBound > range.lowerBound,
      (text[part.lowerBound - 1] | 0x20) &- 0x61 < 26
    {
      length += 1
      isInWord = false
    } else if !part.isEmpty {
      read(part, in: text)
    }
  }

  /// Reads the next part.
  mutating func read(_ part: Range<Int>, in text: Span<UInt8>) {
    var offset = part.lowerBound
    while offset < part.upperBound {
      let byte = text[offset]
      if (byte | 0x20) &- 0x61 < 26, isInWord {
        let start = offset
        offset = text.skippingLetters(from: offset, to: part.upperBound)
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
    // The numbers of digits between the marks, of which the first three count.
    var first = 0
    var second = 0
    var third = 0
    var mark: UInt8 = 0
    var offset = start
    for part in 0..<3 {
      let digits = offset
      while offset < end, text[offset] &- 0x30 < 10 { offset += 1 }
      guard offset > digits else { break }
      switch part {
      case 0: first = offset - digits
      case 1: second = offset - digits
      default: third = offset - digits
      }
      guard offset < end, Self.joinsNumbers(text[offset]), part == 0 || text[offset] == mark else {
        break
      }
      mark = text[offset]
      offset += 1
    }
    if first == 4, text.hasPrefix("19", at: start) || text.hasPrefix("20", at: start) {
      hasYear = true
    }
    guard second > 0 else { return }
    if third > 0, mark != UInt8(ascii: ":"), first == 4 || third == 4 || third == 2, second <= 2 {
      hasDate = true
      hasYear = hasYear || third == 4
    } else if first <= 2, second == 2, mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".") {
      hasClock = true
    }
  }

  /// Whether a byte stands between the numbers of a date or a time.
  private static func joinsNumbers(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"): true
    default: false
    }
  }
}
