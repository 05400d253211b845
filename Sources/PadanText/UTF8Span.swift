import PadanModel

/// Reads Unicode scalars from UTF-8 bytes in place. Segmentation looks at a few characters around
/// each mark, and to make a `String` for each look would cost more than ICU itself.
extension Span where Element == UInt8 {
  /// Decodes the scalar that begins at a byte offset.
  ///
  /// Ill-formed bytes are read as U+FFFD, one for each maximal subpart (Unicode Standard, section
  /// 3.9), as ICU and `String(decoding:as:)` do.
  ///
  /// - Parameter offset: A UTF-8 byte offset below `count`.
  /// - Returns: The scalar and its length in bytes.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = self[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let replacement = Unicode.Scalar(0xFFFD as UInt16)!
    guard first >= 0xC2, first < 0xF5 else { return (replacement, 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for next in 1..<length {
      guard offset + next < count, Self.mayFollow(self[offset + next], first: first, at: next)
      else {
        return (replacement, next)
      }
      value = value << 6 | UInt32(self[offset + next] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? replacement, length)
  }

  /// Whether a byte may stand at a position of a multi-byte sequence (Unicode Standard, table 3-7).
  ///
  /// The range of the second byte depends on the first: it excludes overlong forms, surrogates and
  /// values above U+10FFFF.
  ///
  /// - Parameter position: 1 for the second byte of the sequence.
  private static func mayFollow(_ byte: UInt8, first: UInt8, at position: Int) -> Bool {
    switch (position, first) {
    case (1, 0xE0): (0xA0...0xBF).contains(byte)
    case (1, 0xED): (0x80...0x9F).contains(byte)
    case (1, 0xF0): (0x90...0xBF).contains(byte)
    case (1, 0xF4): (0x80...0x8F).contains(byte)
    default: (0x80...0xBF).contains(byte)
    }
  }

  /// Decodes the scalar that ends before a byte offset.
  ///
  /// - Parameter offset: A UTF-8 byte offset above 0.
  /// - Returns: The scalar and its length in bytes; U+FFFD and 1 for ill-formed bytes.
  func scalar(before offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    var start = offset - 1
    while start > 0, start > offset - 4, self[start] & 0xC0 == 0x80 { start -= 1 }
    let found = scalar(at: start)
    return start + found.length == offset ? found : (Unicode.Scalar(0xFFFD)!, 1)
  }

  /// The offset, from `offset` on, of the first byte that is one of three given bytes; `count` if
  /// there is none.
  ///
  /// Eight bytes are tested at once: a byte of `x` is zero if the borrow of `x - 1` reaches its top
  /// bit (Lamport, “Multiple byte processing with full-word instructions”, CACM 1975).
  ///
  /// - Parameters:
  ///   - a: The first byte to look for. To look for fewer than three, repeat one.
  ///   - orNonASCII: Whether all bytes above 0x7F are found, too.
  /// - Complexity: O(n) for n bytes up to the result.
  @inline(__always)
  func firstOffset(
    of a: UInt8, _ b: UInt8, _ c: UInt8, orNonASCII: Bool = false, from offset: Int
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var offset = offset
    while offset + 8 <= count {
      let word = eightBytes(at: offset)
      let x = word ^ (ones &* UInt64(a))
      let y = word ^ (ones &* UInt64(b))
      let z = word ^ (ones &* UInt64(c))
      var hits = ((x &- ones) & ~x) | ((y &- ones) & ~y) | ((z &- ones) & ~z)
      if orNonASCII { hits |= word }
      hits &= tops
      if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count {
      let byte = self[offset]
      if byte == a || byte == b || byte == c || (orNonASCII && byte >= 0x80) { return offset }
      offset += 1
    }
    return count
  }

  /// The offset of the first scalar from `offset` on that is not white space; `count` if there is
  /// none.
  func skippingWhitespace(from offset: Int) -> Int {
    var offset = offset
    while offset < count {
      let byte = self[offset]
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        offset += 1
      } else if byte < 0x80 {
        break
      } else {
        let (scalar, length) = scalar(at: offset)
        guard scalar.isWhitespace else { break }
        offset += length
      }
    }
    return offset
  }

  /// The offset of the first scalar from `offset` on that is white space; `count` if there is none.
  func skippingWord(from offset: Int) -> Int {
    var offset = offset
    while offset < count {
      let (scalar, length) = scalar(at: offset)
      if scalar.isWhitespace { break }
      offset += length
    }
    return offset
  }

  /// Moves an offset back over the white space directly before it, at most to `lower`.
  func skippingWhitespace(before offset: Int, downTo lower: Int) -> Int {
    var offset = offset
    while offset > lower {
      let (scalar, length) = scalar(before: offset)
      guard scalar.isWhitespace, offset - length >= lower else { break }
      offset -= length
    }
    return offset
  }

  /// The range without the white space at its ends; empty if there is only white space.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    let end = skippingWhitespace(before: range.upperBound, downTo: range.lowerBound)
    // In a blank range, the forward search would run on to the next text, which makes many blank
    // lines quadratic.
    guard end > range.lowerBound else { return end..<end }
    return Swift.min(skippingWhitespace(from: range.lowerBound), end)..<end
  }

  /// Whether a byte occurs in a range.
  func hasByte(_ byte: UInt8, in range: Range<Int>) -> Bool {
    extracting(range).firstOffset(of: byte, byte, byte, from: 0) < range.count
  }

  /// Whether the bytes from an offset on begin with a text.
  func hasPrefix(_ prefix: StaticString, at offset: Int) -> Bool {
    guard offset + prefix.utf8CodeUnitCount <= count else { return false }
    return prefix.withUTF8Buffer { bytes in
      for index in bytes.indices where self[offset + index] != bytes[index] { return false }
      return true
    }
  }
}

extension Unicode.Scalar {
  /// Whether Unicode's PropList has it as White_Space, or it is U+FEFF, the byte order mark, which
  /// belongs to no segment.
  package var isWhitespace: Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// Whether it is one of the typographic quotation marks, dashes and the ellipsis (U+2010 to
  /// U+205F).
  ///
  /// In Indonesian text most scalars outside ASCII are of this range. None of them is a letter or a
  /// digit, so the slower Unicode tables need not be asked.
  private var isGeneralPunctuation: Bool { value >= 0x2010 && value <= 0x205F }

  /// What Unicode's tables say of a scalar.
  private enum TableClass {
    case capital, small, otherLetter, digit, currencySign, mathSign, other
  }

  /// The class of a scalar outside ASCII.
  ///
  /// This is never inlined. The categories of the standard library have a size that is known only when
  /// the program runs, so a function that holds one is slow from its first instruction on, for ASCII
  /// too.
  @inline(never)
  private var tableClass: TableClass {
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: .capital
    case .lowercaseLetter: .small
    case .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark: .otherLetter
    case .decimalNumber: .digit
    case .currencySymbol: .currencySign
    case .mathSymbol: .mathSign
    default: .other
    }
  }

  /// Whether it is a capital or a title-case letter.
  var isUppercase: Bool {
    if value < 0x80 { return value >= 0x41 && value <= 0x5A }
    return !isGeneralPunctuation && tableClass == .capital
  }

  /// Whether it is a small letter.
  var isLowercase: Bool {
    if value < 0x80 { return value >= 0x61 && value <= 0x7A }
    return !isGeneralPunctuation && tableClass == .small
  }

  /// Whether it is a letter or a combining mark.
  package var isLetter: Bool {
    if value < 0x80 { return (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A }
    if isGeneralPunctuation { return false }
    if ScalarClass.isPlainLetter(value) { return true }
    switch tableClass {
    case .capital, .small, .otherLetter: return true
    case .digit, .currencySign, .mathSign, .other: return false
    }
  }

  /// Whether it is a decimal digit of any script.
  var isDigit: Bool {
    if value < 0x80 { return value >= 0x30 && value <= 0x39 }
    return !isGeneralPunctuation && tableClass == .digit
  }

  /// Whether it is a quotation mark or bracket that can open. Straight quotation marks can open and
  /// close.
  var isOpener: Bool {
    switch self {
    case "(", "[", "{", "\"", "'", "“", "‘", "«", "‹", "„", "‚", "`": true
    case "「", "『", "（", "【", "〈", "《", "〔", "［", "｛", "｢": true
    default: false
    }
  }

  /// Whether it is a quotation mark or bracket that can close.
  ///
  /// `“`, `‘`, `«` and `‹` are included: they close in some languages, and some writers put them
  /// where `”` and `’` belong.
  var isCloser: Bool { isPlainCloser || self == "\"" || self == "'" || self == "`" || opensWords }

  /// Whether it is a quotation mark that can open and close, and opens if a letter follows it.
  var opensWords: Bool {
    switch self {
    case "“", "‘", "«", "‹": true
    default: false
    }
  }

  /// Whether it is a quotation mark or bracket that closes. Of these, the quotation marks `”`, `’`,
  /// `»` and `›` open in some languages.
  var isPlainCloser: Bool {
    switch self {
    case ")", "]", "}", "”", "’", "»", "›": true
    case "」", "』", "）", "】", "〉", "》", "〕", "］", "｝", "｣": true
    default: false
    }
  }

  /// Whether it is a Han character or kana, which are written without blanks.
  package var isHanOrKana: Bool {
    switch value {
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  /// Whether it is a currency sign, such as `$`, `£` or `€`, which stands before a number.
  var isCurrencySign: Bool {
    if value < 0x80 { return self == "$" }
    return !isGeneralPunctuation && tableClass == .currencySign
  }

  /// Whether it is a sign of mathematics outside ASCII.
  var isMathSign: Bool { tableClass == .mathSign }

  /// Whether it is a mark that can end a sentence.
  package var isTerminal: Bool {
    switch self {
    case ".", "!", "?", "…", "‽", "。", "｡", "！", "？": true
    default: false
    }
  }
}
