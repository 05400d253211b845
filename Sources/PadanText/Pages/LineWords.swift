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

    /// Notes what the lists of the language tell of it.
    @inline(__always)
    fileprivate mutating func know(_ known: PageSigns.Word?) {
      guard let known else { return }
      id = known.id
      classes = known.classes
      phrases = known.phrases
    }
  }

  /// The words from the start of the line, at most `limit`.
  private(set) var first: [Word] = []
  /// The positions of those with which phrases begin.
  private(set) var starts: [Int] = []
  /// What the last words of the line may be, at most `lastLimit`.
  private(set) var lastClasses = PageSigns.WordClasses.none
  /// The word that was read last.
  private var word = Word(range: 0..<0)
  /// The letters of a word outside ASCII that is being read, in small letters.
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
    lastClasses = .none
    var offset = line.lowerBound
    while first.count < Self.limit, readWord(from: &offset, to: line.upperBound, text, signs) {
      if !word.phrases.isEmpty { starts.append(first.count) }
      first.append(word)
    }
    if offset >= line.upperBound {
      for index in max(0, first.count - Self.lastLimit)..<first.count {
        lastClasses = lastClasses.union(first[index].classes)
      }
      return
    }
    offset = max(offset, line.upperBound - Self.lastReach)
    var last: [PageSigns.WordClasses] = []
    while readWord(from: &offset, to: line.upperBound, text, signs) { last.append(word.classes) }
    for classes in last.suffix(Self.lastLimit) { lastClasses = lastClasses.union(classes) }
  }

  /// Reads the next word from an offset on, which moves behind it, into `word`.
  ///
  /// A word is letters and digits, and between them apostrophes, hyphens and full stops. It is read,
  /// folded to small letters and measured in one pass.
  ///
  /// - Returns: Whether there is a word.
  private mutating func readWord(
    from offset: inout Int, to end: Int, _ text: Span<UInt8>, _ signs: PageSigns
  ) -> Bool {
    while offset < end, !Self.isInner(offset, in: text) {
      offset += text[offset] < 0x80 ? 1 : text.scalar(at: offset).length
    }
    guard offset < end else { return false }
    word = Word(range: offset..<offset)
    if !readASCIIWord(from: &offset, to: end, text, signs) {
      readWideWord(from: &offset, to: end, text, signs)
    }
    return true
  }

  /// Reads the word of ASCII from an offset on, which moves behind it. Most words are of ASCII, and
  /// these are read without a copy.
  ///
  /// - Returns: `false` if the word has other characters.
  @inline(__always)
  private mutating func readASCIIWord(
    from offset: inout Int, to end: Int, _ text: Span<UInt8>, _ signs: PageSigns
  ) -> Bool {
    let start = offset
    let limit = min(end, start + Surroundings.reach)
    var letters = 0
    var hasSmall = false
    var position = start
    while position < limit {
      let run = LeadingLetters(of: text.eightBytes(at: position), atMost: limit - position)
      letters += run.count
      hasSmall = hasSmall || run.hasSmall
      position += run.count
      if run.count == 8 { continue }
      guard position < limit else { break }
      let byte = text[position]
      if byte &- 0x30 >= 10 {
        if byte >= 0x80 {
          guard !Self.isWide(position, in: text) else { return false }
          break
        }
        guard Self.isJoint(byte), position + 1 < end else { break }
        if text[position + 1] >= 0x80, Self.isWide(position + 1, in: text) { return false }
        guard Self.isLetter(position + 1, in: text) else { break }
        if byte == UInt8(ascii: ".") { word.hasStop = true }
      }
      position += 1
    }
    word.range = start..<position
    word.length = position - start
    word.isLettered = (text[start] | 0x20) &- 0x61 < 26
    word.isCapitalized = text[start] &- 0x41 < 26
    word.isUpper = letters > 1 && !hasSmall
    word.isNumber = letters == 0
    word.know(signs.asciiWord(at: word.range, in: text))
    offset = position
    return true
  }

  /// Whether a character outside ASCII belongs to words: a letter, a digit, or `’`.
  private static func isWide(_ offset: Int, in text: Span<UInt8>) -> Bool {
    let scalar = text.scalar(at: offset).scalar
    return scalar == "’" || scalar.isLetter || scalar.isDigit
  }

  /// Reads the word from an offset on, which moves behind it, whatever its script.
  @inline(never)
  private mutating func readWideWord(
    from offset: inout Int, to end: Int, _ text: Span<UInt8>, _ signs: PageSigns
  ) {
    word = Word(range: offset..<offset)
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
    word.know(signs.word(folded.span.extracting(0..<foldedCount)))
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
    for byte in Self.small(scalar).utf8 { append(byte) }
    return length
  }

  /// A scalar in small letters.
  @inline(never)
  private static func small(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.lowercaseMapping
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
