import PadanModel

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
    let limit = min(text.count, start + reach)
    while end < limit {
      end = text.skippingLetters(from: end, to: limit)
      guard end < limit else { break }
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

  /// Whether a word before a full stop is the marker of a list item at the start of a block: `1`,
  /// `1.2`, `IV` or `a`.
  static func isListMarker(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    text.skippingWhitespace(before: word.lowerBound, downTo: 0) == 0
      && (word.count == 1 && text.scalar(at: word.lowerBound).scalar.isLetter
        || isOutlineNumber(word, in: text) || isRomanNumeral(word, in: text))
  }

  /// Whether a word is a small ASCII letter or a small Roman numeral up to four letters.
  static func isSmallMarker(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard word.count <= 4, text[word.lowerBound] &- 0x61 < 26 else { return false }
    return word.count == 1 || isRomanNumeral(word, in: text)
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

  /// The value of a word of at most two ASCII digits.
  static func value(of word: Range<Int>, in text: Span<UInt8>) -> Int {
    var value = 0
    for offset in word { value = value * 10 + Int(text[offset] & 0x0F) }
    return value
  }

  /// Whether a word is an ordinal number: one or two digits, or up to three with two small letters
  /// as in `23rd`.
  static func isOrdinalNumber(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    if isNumber(word, in: text) { return word.count <= 2 }
    let end = word.upperBound - 2
    return end > word.lowerBound && isNumber(word.lowerBound..<end, in: text)
      && text[end] &- 0x61 < 26 && text[end + 1] &- 0x61 < 26
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

  /// Whether a sentence may end after a word although a digit follows its full stop: the word does
  /// not look like an abbreviation. It is an ordinary word, an acronym in capitals or a domain, or has
  /// a digit or sign in it. A closing mark may stand in its place.
  static func mayEndBeforeDigit(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard !word.isEmpty else {
      return word.lowerBound > 0 && text.scalar(before: word.lowerBound).scalar.isCloser
    }
    var letters = 0
    var capitals = 0
    var part = 0
    var shortestPart = Int.max
    var offset = word.lowerBound
    while offset < word.upperBound {
      let (scalar, length) = text.scalar(at: offset)
      offset += length
      if scalar.isLetter {
        letters += 1
        part += 1
        capitals += scalar.isUppercase ? 1 : 0
      } else if scalar == "." {
        shortestPart = min(shortestPart, part)
        part = 0
      } else if scalar != "-", scalar != "'", scalar != "’" {
        return true
      }
    }
    guard shortestPart == Int.max else { return min(shortestPart, part) >= 2 }
    return letters >= 2 && letters == capitals || isOrdinaryWord(word, in: text)
  }

  /// Whether a word follows a figure: a word that ends in a digit or `°`, or a digit and a slash as
  /// in `15.000/kg`.
  static func isAfterFigure(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    let isShare = word.lowerBound > 0 && text[word.lowerBound - 1] == UInt8(ascii: "/")
    let end =
      isShare
      ? word.lowerBound - 1
      : text.skippingWhitespace(before: word.lowerBound, downTo: 0)
    guard end > 0, end < word.lowerBound else { return false }
    let last = text.scalar(before: end).scalar
    return last.isDigit || last == "°"
  }

  /// Whether a single letter counts as a unit or a part of a number: it follows a figure or a Roman
  /// numeral, but not a year from 1900 to 2099, which initials follow too.
  static func isNumberedLetter(_ letter: Range<Int>, in text: Span<UInt8>) -> Bool {
    let end = text.skippingWhitespace(before: letter.lowerBound, downTo: 0)
    guard end > 0, end < letter.lowerBound else { return false }
    let figure = word(before: end, in: text)
    guard isAfterFigure(letter, in: text) else {
      return isRomanNumeral(figure, in: text) && text[figure.lowerBound] < 0x60
    }
    guard figure.count == 4, isNumber(figure, in: text),
      text.hasPrefix("19", at: figure.lowerBound) || text.hasPrefix("20", at: figure.lowerBound)
    else { return true }
    return figure.lowerBound > 0 && text[figure.lowerBound - 1] == UInt8(ascii: "/")
  }

  /// Whether a word is a figure of at least three characters, such as `2024`, `50%` or `2-1`.
  static func isLongFigure(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard word.count >= 3, text[word.lowerBound] &- 0x30 < 10 else { return false }
    for offset in word where (text[offset] | 0x20) &- 0x61 < 26 { return false }
    return true
  }

  /// Whether a mark stands inside round or square brackets that are open: at most
  /// `SentenceSplitter.lookbehind` bytes are read.
  static func isInBrackets(_ mark: Int, in text: Span<UInt8>) -> Bool {
    var closed = 0
    var offset = mark
    let lower = max(0, mark - SentenceSplitter.lookbehind)
    while offset > lower {
      offset -= 1
      switch text[offset] {
      case UInt8(ascii: ")"), UInt8(ascii: "]"): closed += 1
      case UInt8(ascii: "("), UInt8(ascii: "["):
        guard closed > 0 else { return true }
        closed -= 1
      default: continue
      }
    }
    return false
  }

  /// Whether a word is the last part of the path of a web address: `example.org/a.b`.
  static func isInPath(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard word.lowerBound > 0, text[word.lowerBound - 1] == UInt8(ascii: "/") else { return false }
    var offset = word.lowerBound - 1
    while offset > 0, word.lowerBound - offset < reach, text[offset - 1] > 0x20 {
      offset -= 1
      let isInside = text[offset + 1] != UInt8(ascii: "/")
      if text[offset] == UInt8(ascii: ".") && isInside || text[offset] == UInt8(ascii: ":") {
        return true
      }
    }
    return false
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
}
