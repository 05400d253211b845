extension Surroundings {
  /// The text after a mark, without the opening marks it begins with.
  struct Following {
    /// Where the first character after the opening marks stands, in UTF-8 bytes.
    let start: Int
    /// The first character; `nil` at the end of the text.
    let first: Unicode.Scalar?
    /// Whether the text begins with a round bracket.
    let isBracketed: Bool

    /// Reads the text from an offset on, past at most eight opening marks and currency signs. A mark
    /// that could close stands there only if it opens.
    init(at offset: Int, in text: Span<UInt8>) {
      var offset = offset
      var openers = 0
      var scalar: Unicode.Scalar?
      isBracketed = offset < text.count && text[offset] == UInt8(ascii: "(")
      while offset < text.count {
        let (next, length) = text.scalar(at: offset)
        scalar = next
        guard openers < 8, next.isOpener || next.isCloser || next.isCurrencySign else { break }
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
    /// Whether the first character is a Han character or kana.
    var isHanOrKana: Bool { first?.isHanOrKana ?? false }
    /// Whether the first character is a digit.
    var isDigit: Bool { first?.isDigit ?? false }

    /// The first word; an empty range if no word begins here.
    func word(in text: Span<UInt8>) -> Range<Int> {
      Surroundings.word(after: start, in: text)
    }

    /// Whether the text begins with what an abbreviation such as `No.` numbers: a number, a phone
    /// number such as `+62`, a Roman numeral, a single capital, or a code.
    func isNumberOrCode(in text: Span<UInt8>) -> Bool {
      if isDigit { return true }
      if first == "+" { return start + 1 < text.count && text[start + 1] &- 0x30 < 10 }
      let word = word(in: text)
      return Surroundings.isRomanNumeral(word, in: text)
        || isCapital && (word.count == 1 || isCode(in: text))
    }

    /// Whether the text begins with a code: a token with a digit in it, such as `A5` or `LP/B/12`, or
    /// up to four capitals before a digit, such as `BCA 12`.
    private func isCode(in text: Span<UInt8>) -> Bool {
      var end = start
      var isAcronym = true
      while end < text.count, end - start < Surroundings.reach, text[end] > 0x20 {
        if text[end] &- 0x30 < 10 { return true }
        isAcronym = isAcronym && text[end] &- 0x41 < 26
        end += 1
      }
      return isAcronym && end - start <= 4 && end + 1 < text.count && text[end + 1] &- 0x30 < 10
    }

    /// Whether the text begins with the marker of a list item, a small letter with a full stop, and
    /// a capital follows it: `b. Panaskan`.
    func isLetterMarker(in text: Span<UInt8>) -> Bool {
      guard isLowercase, start + 1 < text.count, text[start + 1] == UInt8(ascii: ".") else {
        return false
      }
      let next = text.skippingWhitespace(from: start + 2)
      return next > start + 2 && next < text.count && text.scalar(at: next).scalar.isUppercase
    }

    /// Whether the first word is a name that keeps its small first letter at the start of a
    /// sentence: `eWarung`, `iPhone`.
    func isMixedCase(in text: Span<UInt8>) -> Bool {
      let word = word(in: text)
      return word.count > 2 && isLowercase && text.scalar(at: start + 1).scalar.isUppercase
    }

    /// Whether a quotation begins that looks like a sentence: a mark that opens, a capital, and a
    /// word in small letters after the first word: `“May people …`
    func opensSentence(in text: Span<UInt8>) -> Bool {
      guard isCapital, text.scalar(before: start).scalar.isOpener else { return false }
      let end = word(in: text).upperBound
      let next = text.skippingWhitespace(from: end)
      return next > end && next < text.count && text.scalar(at: next).scalar.isLowercase
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
