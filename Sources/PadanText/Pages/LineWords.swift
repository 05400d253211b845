import PadanLanguage
import PadanModel

/// The words of a line of a page, with what the language knows of them.
///
/// Of a long line only the words at its start and its end are read, so that a line costs a bounded
/// time.
struct LineWords {
  /// A word.
  struct Word {
    /// Its UTF-8 byte offsets in the text.
    var range: Range<Int>
    /// Its number in the lists of the language; −1 if they do not know it.
    var id = -1
    /// What it may be.
    var classes = PageSigns.WordClasses.none
    /// The phrases that begin with it, as positions in `PageSigns.phrases`.
    var phrases: Range<Int> = 0..<0
    /// Whether it begins with a letter.
    var isLettered = false
    /// Whether it begins with a capital.
    var isCapitalized = false
    /// Whether it has at least two letters, and all are capitals.
    var isUpper = false
    /// Whether it has digits, and beside them only full stops and colons.
    var isNumber = false
    /// Whether it has a full stop inside.
    var hasStop = false
    /// The number of its scalars.
    var length = 0
  }

  /// The words from the start of the line, at most `limit`.
  private(set) var first: [Word] = []
  /// The positions of those with which phrases begin.
  private(set) var starts: [Int] = []
  /// What the last words of the line may be, at most `lastLimit`.
  private(set) var lastClasses = PageSigns.WordClasses.none
  /// The letters of the word that is being read, in small letters.
  private var folded = InlineArray<128, UInt8>(repeating: 0)
  /// The number of these bytes.
  private var foldedCount = 0

  /// The greatest number of words that are read from the start.
  static let limit = 40
  /// The greatest number of words that are read from the end.
  private static let lastLimit = 8
  /// From how far before the end of the line the last words are read, in UTF-8 bytes.
  private static let lastReach = 96

  /// Reads the words of a line, in place of those read before.
  mutating func read(_ line: Range<Int>, in text: Span<UInt8>, by signs: PageSigns) {
    first.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    var offset = line.lowerBound
    while first.count < Self.limit, let word = next(from: &offset, to: line.upperBound, text, signs)
    {
      if !word.phrases.isEmpty { starts.append(first.count) }
      first.append(word)
    }
    var last: ArraySlice<Word>
    if offset >= line.upperBound {
      last = first.suffix(Self.lastLimit)
    } else {
      last = []
      offset = max(offset, line.upperBound - Self.lastReach)
      while let word = next(from: &offset, to: line.upperBound, text, signs) { last.append(word) }
      last = last.suffix(Self.lastLimit)
    }
    lastClasses = .none
    for word in last { lastClasses = lastClasses.union(word.classes) }
  }

  /// The next word from an offset on, which moves behind it; `nil` if there is none.
  ///
  /// A word is letters and digits, and between them apostrophes, hyphens and full stops. It is read,
  /// folded to small letters and measured in one pass.
  private mutating func next(
    from offset: inout Int, to end: Int, _ text: Span<UInt8>, _ signs: PageSigns
  ) -> Word? {
    while offset < end, !Self.isInner(offset, in: text) {
      offset += text[offset] < 0x80 ? 1 : text.scalar(at: offset).length
    }
    guard offset < end else { return nil }
    var word = Word(range: offset..<offset)
    var counts = Counts()
    foldedCount = 0
    let start = offset
    while offset < end, offset - start < Surroundings.reach {
      let byte = text[offset]
      var length = 1
      if (byte | 0x20) &- 0x61 < 26 {
        append(byte | 0x20)
        counts.letters += 1
        counts.capitals += Int(byte >> 5 & 1) ^ 1
      } else if byte &- 0x30 < 10 {
        append(byte)
        counts.digits += 1
      } else if byte < 0x80 {
        guard Self.isJoint(byte), offset + 1 < end, Self.isLetter(offset + 1, in: text) else {
          break
        }
        append(byte)
        if byte == UInt8(ascii: ".") { word.hasStop = true }
      } else if let bytes = appendScalar(at: offset, to: end, of: text, &counts) {
        length = bytes
      } else {
        break
      }
      if offset == start {
        word.isLettered = counts.letters > 0
        word.isCapitalized = counts.capitals > 0
      }
      word.length += 1
      offset += length
    }
    word.range = start..<offset
    word.isUpper = counts.letters > 1 && counts.capitals == counts.letters
    word.isNumber = counts.digits > 0 && counts.letters == 0
    if let known = signs.word(folded.span.extracting(0..<foldedCount)) {
      word.id = known.id
      word.classes = known.classes
      word.phrases = known.phrases
    }
    return word
  }

  /// Appends a byte to the word that is being read. No word of a list is as long as the limit.
  private mutating func append(_ byte: UInt8) {
    guard foldedCount < folded.count else { return }
    folded[foldedCount] = byte
    foldedCount += 1
  }

  /// The letters, capitals and digits of a word.
  private struct Counts {
    var letters = 0
    var capitals = 0
    var digits = 0
  }

  /// Appends a scalar outside ASCII to the word that is being read.
  ///
  /// - Returns: Its length in bytes; `nil` if it is not part of the word.
  private mutating func appendScalar(
    at offset: Int, to end: Int, of text: Span<UInt8>, _ counts: inout Counts
  ) -> Int? {
    let (scalar, length) = text.scalar(at: offset)
    if scalar == "’" {
      guard offset + length < end, Self.isLetter(offset + length, in: text) else { return nil }
      append(UInt8(ascii: "'"))
      return length
    }
    if scalar.isLetter {
      counts.letters += 1
      if scalar.isUppercase { counts.capitals += 1 }
    } else if scalar.isDigit {
      counts.digits += 1
    } else {
      return nil
    }
    for byte in scalar.properties.lowercaseMapping.utf8 { append(byte) }
    return length
  }

  /// Whether a byte may stand between the letters of a word.
  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// Whether a letter stands at an offset.
  private static func isLetter(_ offset: Int, in text: Span<UInt8>) -> Bool {
    let byte = text[offset]
    return byte < 0x80 ? (byte | 0x20) &- 0x61 < 26 : text.scalar(at: offset).scalar.isLetter
  }

  /// Whether a letter or a digit stands at an offset.
  private static func isInner(_ offset: Int, in text: Span<UInt8>) -> Bool {
    let byte = text[offset]
    if byte < 0x80 { return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
    let scalar = text.scalar(at: offset).scalar
    return scalar.isLetter || scalar.isDigit
  }
}
