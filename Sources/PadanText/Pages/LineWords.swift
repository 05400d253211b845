import PadanLanguage
import PadanModel

/// The words of a line of a page, with what the language knows of them.
///
/// Of a long line only the words at its start and its end are read, so that a line costs a bounded
/// time. What is known of the words at its start are sets, with one bit for each word: so a line is
/// asked about all its words at once.
struct LineWords {
  /// A set of the words at the start of a line, by their positions.
  typealias Positions = UInt64

  /// The number of words that were read from the start of the line, at most `limit`.
  private(set) var count = 0
  /// The words that begin with a letter.
  private(set) var lettered: Positions = 0
  /// Those that begin with a capital.
  private(set) var capitalized: Positions = 0
  /// Those that have at least two letters, all of them capitals.
  private(set) var upper: Positions = 0
  /// Those that have digits, and beside them only full stops and colons.
  private(set) var numbers: Positions = 0
  /// Those that have a full stop inside.
  private(set) var stopped: Positions = 0
  /// Those of more than three scalars.
  private(set) var long: Positions = 0
  /// Those with which phrases begin.
  private(set) var starts: Positions = 0
  /// The words of each class, by the bit of the class.
  private var wordsOfClass = Array(repeating: Positions(0), count: 16)
  /// Those that the lists of the language know.
  private var known: Positions = 0
  /// The number of each known word in these lists.
  private var listNumbers = Array(repeating: 0, count: LineWords.limit)
  /// The UTF-8 byte offsets of each word with a full stop inside.
  private var ranges = Array(repeating: 0..<0, count: LineWords.limit)
  /// The marks, digits and sentence ends at the start of the line, which are read in the same pass.
  private(set) var scan = LineScan(partsOf: 0..<0)
  /// What the last words of the line may be, at most `lastLimit`.
  private(set) var lastClasses = PageSigns.WordClasses.none
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

  /// The words of some classes.
  @inline(__always)
  func words(of classes: PageSigns.WordClasses) -> Positions {
    var words: Positions = 0
    for bit in SetBits(UInt64(classes.rawValue)) { words |= wordsOfClass[bit] }
    return words
  }

  /// The first words, at most `count`.
  @inline(__always)
  func first(_ count: Int) -> Positions {
    let count = min(count, self.count)
    return (1 << Positions(count)) - 1
  }

  /// The number of a word with which phrases begin in the lists of the language.
  @inline(__always)
  func listNumber(_ position: Int) -> Int { listNumbers[position] }

  /// Whether a word is the name of a web site.
  func isDomain(_ position: Int, in text: Span<UInt8>) -> Bool {
    stopped >> Positions(position) & 1 == 1 && LineMarks.isDomain(ranges[position], in: text)
  }

  /// Whether a phrase stands at a position.
  @inline(__always)
  func has(_ phrase: PageSigns.Phrase, at position: Int, of signs: PageSigns) -> Bool {
    guard position + phrase.words.count <= count else { return false }
    for index in 0..<phrase.words.count {
      guard known >> Positions(position + index) & 1 == 1,
        signs.phraseWords[phrase.words.lowerBound + index] == listNumbers[position + index]
      else { return false }
    }
    return true
  }

  /// Reads the words of a line, in place of those read before.
  mutating func read(_ line: Range<Int>, in text: Span<UInt8>, by signs: PageSigns) {
    count = 0
    (lettered, capitalized, upper, numbers, stopped, long) = (0, 0, 0, 0, 0, 0)
    (known, starts) = (0, 0)
    for index in wordsOfClass.indices { wordsOfClass[index] = 0 }
    lastClasses = .none
    scan = LineScan(partsOf: line.prefix(LineShape.lengthLimit))
    var scanned = line.lowerBound
    var offset = line.lowerBound
    while count < Self.limit, let word = readWord(from: &offset, to: line.upperBound, text, signs) {
      add(word, by: signs)
      guard word.range.upperBound <= scan.range.upperBound else { continue }
      scan.readGap(scanned..<word.range.lowerBound, in: text)
      if word.isPlain {
        scan.readLetters(word.range, in: text)
      } else {
        scan.read(word.range, in: text)
      }
      scanned = word.range.upperBound
    }
    if scanned < scan.range.upperBound { scan.read(scanned..<scan.range.upperBound, in: text) }
    if offset >= line.upperBound {
      for position in max(0, count - Self.lastLimit)..<count
      where known >> Positions(position) & 1 == 1 {
        lastClasses = lastClasses.union(signs.classes[listNumbers[position]])
      }
      return
    }
    offset = max(offset, line.upperBound - Self.lastReach)
    var last: [PageSigns.WordClasses] = []
    while let word = readWord(from: &offset, to: line.upperBound, text, signs) {
      last.append(word.listNumber < 0 ? .none : signs.classes[word.listNumber])
    }
    for classes in last.suffix(Self.lastLimit) { lastClasses = lastClasses.union(classes) }
  }

  /// A word.
  private struct Word {
    /// Its UTF-8 byte offsets in the text.
    var range: Range<Int>
    /// Its number in the lists of the language; −1 if they do not know it.
    var listNumber = -1
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
    /// Whether it has nothing but letters of ASCII.
    var isPlain = false
    /// The number of its scalars.
    var length = 0
  }

  /// Adds a word at the start of the line.
  @inline(__always)
  private mutating func add(_ word: Word, by signs: PageSigns) {
    let bit: Positions = 1 << Positions(count)
    if word.isLettered { lettered |= bit }
    if word.isCapitalized { capitalized |= bit }
    if word.isUpper { upper |= bit }
    if word.isNumber { numbers |= bit }
    if word.hasStop {
      stopped |= bit
      ranges[count] = word.range
    }
    if word.length > 3 { long |= bit }
    if word.listNumber >= 0 {
      known |= bit
      listNumbers[count] = word.listNumber
      for index in SetBits(UInt64(signs.classes[word.listNumber].rawValue)) {
        wordsOfClass[index] |= bit
      }
      if !signs.phrasesOfWord[word.listNumber].isEmpty { starts |= bit }
    }
    count += 1
  }

  /// Reads the next word from an offset on, which moves behind it.
  ///
  /// A word is letters and digits, and between them apostrophes, hyphens and full stops. It is read,
  /// folded to small letters and measured in one pass.
  ///
  /// - Returns: The word; `nil` if there is none.
  @inline(__always)
  private mutating func readWord(
    from offset: inout Int, to end: Int, _ text: Span<UInt8>, _ signs: PageSigns
  ) -> Word? {
    while offset < end, !Self.isInner(offset, in: text) {
      offset += text[offset] < 0x80 ? 1 : text.scalar(at: offset).length
    }
    guard offset < end else { return nil }
    if let word = readASCIIWord(from: &offset, to: end, text, signs) { return word }
    return readWideWord(from: &offset, to: end, text, signs)
  }

  /// Reads the word of ASCII from an offset on, which moves behind it. Most words are of ASCII, and
  /// these are read without a copy.
  ///
  /// - Returns: `nil` if the word has other characters.
  @inline(__always)
  private func readASCIIWord(
    from offset: inout Int, to end: Int, _ text: Span<UInt8>, _ signs: PageSigns
  ) -> Word? {
    let start = offset
    let limit = min(end, start + Surroundings.reach)
    var letters = 0
    var hasSmall = false
    var hasStop = false
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
          guard !Self.isWide(position, in: text) else { return nil }
          break
        }
        guard Self.isJoint(byte), position + 1 < end else { break }
        if text[position + 1] >= 0x80, Self.isWide(position + 1, in: text) { return nil }
        guard Self.isLetter(position + 1, in: text) else { break }
        if byte == UInt8(ascii: ".") { hasStop = true }
      }
      position += 1
    }
    offset = position
    return Word(
      range: start..<position,
      listNumber: signs.number(ofASCIIWord: start..<position, in: text) ?? -1,
      isLettered: (text[start] | 0x20) &- 0x61 < 26, isCapitalized: text[start] &- 0x41 < 26,
      isUpper: letters > 1 && !hasSmall, isNumber: letters == 0, hasStop: hasStop,
      isPlain: letters == position - start, length: position - start)
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
  ) -> Word {
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
    word.listNumber = signs.number(of: folded.span.extracting(0..<foldedCount)) ?? -1
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
