/// Answers questions about the words on both sides of a mark.
///
/// Each answer reads a bounded number of bytes. A line of a hundred megabytes of full stops is
/// therefore split in linear time.
enum Surroundings {
  /// The greatest length of a word that is read, in UTF-8 bytes.
  static let reach = 64

  /// The word that ends at an offset. It begins after white space, an opening mark, a slash or a
  /// dash.
  ///
  /// Full stops inside belong to the word: before the last mark of `M.Hum.` it is `M.Hum`.
  static func word(before end: Int, in text: Span<UInt8>) -> Range<Int> {
    var start = end
    while start > 0, end - start < reach {
      // Fast path for ASCII letters, which need no decoding.
      if (text[start - 1] | 0x20) &- 0x61 < 26 {
        start -= 1
        continue
      }
      let (scalar, length) = text.scalar(before: start)
      if scalar.isWhitespace || scalar == "/" || scalar == "—" || scalar == "–" { break }
      if scalar.isOpener, scalar != "'", scalar != "‘" { break }
      if scalar.isPlainCloser, scalar != "’" { break }
      start -= length
    }
    while start < end, text[start] == UInt8(ascii: "'") { start += 1 }
    return start..<end
  }

  /// A word together with the marks after it.
  static func markedWord(at marks: Range<Int>, in text: Span<UInt8>) -> String {
    String(text, word(before: marks.lowerBound, in: text).lowerBound..<marks.upperBound)
  }

  /// The word that begins at an offset: letters, digits, apostrophes, hyphens and full stops
  /// inside.
  static func word(after start: Int, in text: Span<UInt8>) -> Range<Int> {
    var end = start
    while end < text.count, end - start < reach {
      if (text[end] | 0x20) &- 0x61 < 26 {
        end += 1
        continue
      }
      let (scalar, length) = text.scalar(at: end)
      if scalar.isLetter || scalar.isDigit {
        end += length
      } else if scalar == "'" || scalar == "’" || scalar == "-" || scalar == ".",
        end > start, end + length < text.count,
        text.scalar(at: end + length).scalar.isLetter
      {
        end += length
      } else {
        break
      }
    }
    return start..<end
  }

  /// Whether a word before a full stop is the marker of a list item: `1`, `1.2`, `IV` or `a` at the
  /// start of a block, or a number of one or two digits after a colon or semicolon.
  static func isListMarker(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard (1...6).contains(word.count) else { return false }
    let end = text.skippingWhitespace(before: word.lowerBound, downTo: 0)
    if end == 0 {
      return (word.count == 1 && text.scalar(at: word.lowerBound).scalar.isLetter)
        || isOutlineNumber(word, in: text) || isRomanNumeral(word, in: text)
    }
    guard word.count < 3, isNumber(word, in: text) else { return false }
    return text[end - 1] == UInt8(ascii: ":") || text[end - 1] == UInt8(ascii: ";")
  }

  /// Whether a word is a number of one to three digits, or several with full stops between them:
  /// `3`, `1.2`.
  private static func isOutlineNumber(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    var digits = 0
    for offset in word {
      let byte = text[offset]
      if byte == UInt8(ascii: "."), digits > 0 {
        digits = 0
      } else if byte >= 0x30, byte <= 0x39, digits < 3 {
        digits += 1
      } else {
        return false
      }
    }
    return digits > 0
  }

  /// Whether a word is one to eight of the letters I V X L C D M, all capital or all small.
  static func isRomanNumeral(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard (1...8).contains(word.count) else { return false }
    let isSmall = text[word.lowerBound] & 0x20 != 0
    for offset in word {
      guard (text[offset] & 0x20 != 0) == isSmall else { return false }
      switch text[offset] | 0x20 {
      case UInt8(ascii: "i"), UInt8(ascii: "v"), UInt8(ascii: "x"), UInt8(ascii: "l"),
        UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "m"):
        continue
      default: return false
      }
    }
    return true
  }

  /// Whether a word is one capital letter, or several letters with full stops between them: `J.K`,
  /// `a.S`.
  static func isInitial(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard !word.isEmpty else { return false }
    var offset = word.lowerBound
    while true {
      let (scalar, length) = text.scalar(at: offset)
      guard scalar.isLetter else { return false }
      offset += length
      if offset == word.upperBound { return scalar.isUppercase || word.count > length }
      guard text[offset] == UInt8(ascii: "."), offset + 1 < word.upperBound else { return false }
      offset += 1
    }
  }

  /// Whether a word is all ASCII digits.
  static func isNumber(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard !word.isEmpty else { return false }
    for offset in word where text[offset] < 0x30 || text[offset] > 0x39 { return false }
    return true
  }

  /// Whether a word looks like an ordinary word of the language, not like an abbreviation: at least
  /// three letters, hyphens or apostrophes, nothing else, and a vowel or a letter outside ASCII.
  static func isOrdinaryWord(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    var letters = 0
    var hasVowel = false
    var offset = word.lowerBound
    while offset < word.upperBound {
      let (scalar, length) = text.scalar(at: offset)
      offset += length
      guard scalar.isLetter || scalar == "-" || scalar == "'" || scalar == "’" else { return false }
      letters += 1
      switch scalar {
      case "a", "e", "i", "o", "u", "y", "A", "E", "I", "O", "U": hasVowel = true
      default: hasVowel = hasVowel || scalar.value > 0x7F
      }
    }
    return letters >= 3 && hasVowel
  }

  /// Whether a mark is part of a web address, an e-mail address or a path: the characters before
  /// it, back to white space, contain `/`, `@` or `_`, or begin with `www.`.
  static func isInAddress(_ mark: Int, in text: Span<UInt8>) -> Bool {
    var start = mark
    while start > 0, mark - start < reach, text[start - 1] > 0x20 {
      start -= 1
      let byte = text[start]
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "_") {
        return true
      }
    }
    return text.hasPrefix("www.", at: start)
  }

  /// Whether a capitalised word follows directly after a word, as in the name of a person.
  static func isName(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    let next = text.skippingWhitespace(from: word.upperBound)
    return next > word.upperBound && next < text.count && text.scalar(at: next).scalar.isUppercase
  }

  /// The text after a mark, without the opening marks it begins with.
  struct Following {
    /// Where the first character after the opening marks stands, in UTF-8 bytes.
    let start: Int
    /// The first character; `nil` at the end of the text.
    let first: Unicode.Scalar?
    /// Whether the text begins with a round bracket.
    let isBracketed: Bool

    /// Reads the text from an offset on, past at most eight opening marks and currency signs.
    init(at offset: Int, in text: Span<UInt8>) {
      var offset = offset
      var openers = 0
      var scalar: Unicode.Scalar?
      isBracketed = offset < text.count && text[offset] == UInt8(ascii: "(")
      while offset < text.count {
        let (next, length) = text.scalar(at: offset)
        scalar = next
        guard openers < 8, next.isOpener || next.isCurrencySign else { break }
        offset += length
        openers += 1
        scalar = nil
      }
      start = offset
      first = scalar
    }

    /// Whether the first character is a capital letter.
    var isCapital: Bool { first?.isUppercase ?? false }
    /// Whether the first character is a small letter.
    var isLowercase: Bool { first?.isLowercase ?? false }
    /// Whether the first character is a digit.
    var isDigit: Bool { first?.isDigit ?? false }

    /// The first word; an empty range if no word begins here.
    func word(in text: Span<UInt8>) -> Range<Int> {
      Surroundings.word(after: start, in: text)
    }

    /// Whether the text begins with a digit or a Roman numeral.
    func isNumber(in text: Span<UInt8>) -> Bool {
      isDigit || Surroundings.isRomanNumeral(word(in: text), in: text)
    }

    /// Whether the first word is a name that keeps its small first letter at the start of a
    /// sentence: `eWarung`, `iPhone`.
    func isMixedCase(in text: Span<UInt8>) -> Bool {
      let word = word(in: text)
      return word.count > 2 && isLowercase && text.scalar(at: start + 1).scalar.isUppercase
    }

    /// Whether the first word is a capital and small letters, and white space or a comma follows
    /// it. An acronym, a domain or a file name is not.
    func isSimpleWord(in text: Span<UInt8>) -> Bool {
      let word = word(in: text)
      guard word.count >= 2 else { return false }
      var offset = word.lowerBound
      while offset < word.upperBound {
        let (scalar, length) = text.scalar(at: offset)
        let isFirst = offset == word.lowerBound
        guard isFirst ? scalar.isUppercase : scalar.isLowercase || scalar == "-" else {
          return false
        }
        offset += length
      }
      guard offset < text.count else { return false }
      let next = text.scalar(at: offset).scalar
      return next.isWhitespace || next == ","
    }
  }
}
