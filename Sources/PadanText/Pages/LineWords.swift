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
    var classes: PageSigns.WordClasses = []
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
    /// The number of its scalars.
    var length = 0
  }

  /// The words from the start of the line, at most `limit`.
  private(set) var first: [Word] = []
  /// The last words of the line, at most `lastLimit`; the same as the first where the line is short.
  private(set) var last: [Word] = []
  /// The letters of the word that is being read, in small letters.
  private var folded: [UInt8] = []

  /// The greatest number of words that are read from the start.
  static let limit = 40
  /// The greatest number of words that are read from the end.
  private static let lastLimit = 8
  /// From how far before the end of the line the last words are read, in UTF-8 bytes.
  private static let lastReach = 96

  /// Reads the words of a line, in place of those read before.
  mutating func read(_ line: Range<Int>, in text: Span<UInt8>, by signs: PageSigns) {
    first.removeAll(keepingCapacity: true)
    var offset = line.lowerBound
    while first.count < Self.limit, let word = next(from: &offset, to: line.upperBound, text, signs)
    {
      first.append(word)
    }
    if offset >= line.upperBound {
      last = Array(first.suffix(Self.lastLimit))
      return
    }
    last.removeAll(keepingCapacity: true)
    offset = max(offset, line.upperBound - Self.lastReach)
    while let word = next(from: &offset, to: line.upperBound, text, signs) { last.append(word) }
    last.removeFirst(max(0, last.count - Self.lastLimit))
  }

  /// The next word from an offset on, which moves behind it; `nil` if there is none.
  private mutating func next(
    from offset: inout Int, to end: Int, _ text: Span<UInt8>, _ signs: PageSigns
  ) -> Word? {
    while offset < end {
      let range = Surroundings.word(after: offset, in: text)
      if range.isEmpty || range.upperBound > end {
        offset += text.scalar(at: offset).length
        continue
      }
      offset = range.upperBound
      return word(at: range, in: text, by: signs)
    }
    return nil
  }

  /// The word at a range.
  private mutating func word(
    at range: Range<Int>, in text: Span<UInt8>, by signs: PageSigns
  ) -> Word {
    var word = Word(range: range)
    var capitals = 0
    var letters = 0
    var digits = 0
    folded.removeAll(keepingCapacity: true)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = text[offset]
      if byte < 0x80 {
        let isCapital = byte &- 0x41 < 26
        folded.append(isCapital ? byte | 0x20 : byte)
        if isCapital { capitals += 1 }
        if (byte | 0x20) &- 0x61 < 26 { letters += 1 } else if byte &- 0x30 < 10 { digits += 1 }
        offset += 1
      } else {
        let (scalar, length) = text.scalar(at: offset)
        if scalar == "’" {
          folded.append(UInt8(ascii: "'"))
        } else {
          if scalar.isLetter { letters += 1 } else if scalar.isDigit { digits += 1 }
          if scalar.isUppercase { capitals += 1 }
          folded += scalar.properties.lowercaseMapping.utf8
        }
        offset += length
      }
      if word.length == 0 {
        word.isLettered = letters > 0
        word.isCapitalized = capitals > 0
      }
      word.length += 1
    }
    word.isUpper = letters > 1 && capitals == letters
    word.isNumber = digits > 0 && letters == 0
    if let known = signs.word(folded) {
      word.id = known.id
      word.classes = known.classes
      word.phrases = known.phrases
    }
    return word
  }
}
