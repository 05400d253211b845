/// Reading scalars out of UTF-8 bytes in place: segmentation looks at a few characters around each
/// mark, and a `String` for every look would cost more than ICU itself.
extension Span where Element == UInt8 {
  /// The scalar that begins at a byte offset and its length in bytes.
  ///
  /// Ill-formed bytes are U+FFFD, one for each maximal subpart (Unicode Standard, section 3.9), as
  /// ICU and `String(decoding:as:)` count them.
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

  /// Whether a byte may stand at a position of a sequence (Unicode Standard, table 3-7): the second
  /// one rules out overlong forms, surrogates and what lies behind U+10FFFF.
  private static func mayFollow(_ byte: UInt8, first: UInt8, at position: Int) -> Bool {
    switch (position, first) {
    case (1, 0xE0): (0xA0...0xBF).contains(byte)
    case (1, 0xED): (0x80...0x9F).contains(byte)
    case (1, 0xF0): (0x90...0xBF).contains(byte)
    case (1, 0xF4): (0x80...0x8F).contains(byte)
    default: (0x80...0xBF).contains(byte)
    }
  }

  /// The scalar that ends before a byte offset, which is above 0, and its length in bytes.
  func scalar(before offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    var start = offset - 1
    while start > 0, start > offset - 4, self[start] & 0xC0 == 0x80 { start -= 1 }
    let found = scalar(at: start)
    return start + found.length == offset ? found : (Unicode.Scalar(0xFFFD)!, 1)
  }

  /// The first offset from `offset` on of one of three ASCII bytes or, where that is asked, of a byte
  /// above 0x7F; the count where there is none.
  ///
  /// Eight bytes are looked at together: a byte of `x` is zero where the borrow of `x - 1` reaches its
  /// top bit (Lamport, “Multiple byte processing with full-word instructions”, CACM 1975).
  @inline(__always)
  func firstOffset(
    of a: UInt8, _ b: UInt8, _ c: UInt8, orNonASCII: Bool = false, from offset: Int
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var offset = offset
    while offset + 8 <= count {
      let word = UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
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

  /// The first offset from `offset` on that is not white space.
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

  /// The last offset, not below `lower`, that has no white space directly before it.
  func skippingWhitespace(before offset: Int, downTo lower: Int) -> Int {
    var offset = offset
    while offset > lower {
      let (scalar, length) = scalar(before: offset)
      guard scalar.isWhitespace, offset - length >= lower else { break }
      offset -= length
    }
    return offset
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    let end = skippingWhitespace(before: range.upperBound, downTo: range.lowerBound)
    // Looking on past a blank line would make many of them quadratic.
    guard end > range.lowerBound else { return end..<end }
    return Swift.min(skippingWhitespace(from: range.lowerBound), end)..<end
  }

  /// Whether a byte stands somewhere in a range.
  func hasByte(_ byte: UInt8, in range: Range<Int>) -> Bool {
    extracting(range).firstOffset(of: byte, byte, byte, from: 0) < range.count
  }

  /// Whether the bytes at an offset are those of a text.
  func hasPrefix(_ prefix: StaticString, at offset: Int) -> Bool {
    guard offset + prefix.utf8CodeUnitCount <= count else { return false }
    return prefix.withUTF8Buffer { bytes in
      for index in bytes.indices where self[offset + index] != bytes[index] { return false }
      return true
    }
  }
}

extension Unicode.Scalar {
  /// White_Space (Unicode's PropList), and the byte order mark, which belongs to no segment.
  var isWhitespace: Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// Typographic quotation marks, dashes and the ellipsis: most of what is not ASCII in Indonesian,
  /// and no letter, so that the Unicode tables need not be asked.
  private var isGeneralPunctuation: Bool { value >= 0x2010 && value <= 0x205F }

  /// A capital or title-case letter.
  var isUppercase: Bool {
    if value < 0x80 { return value >= 0x41 && value <= 0x5A }
    if isGeneralPunctuation { return false }
    let category = properties.generalCategory
    return category == .uppercaseLetter || category == .titlecaseLetter
  }

  var isLowercase: Bool {
    if value < 0x80 { return value >= 0x61 && value <= 0x7A }
    return !isGeneralPunctuation && properties.generalCategory == .lowercaseLetter
  }

  /// A letter or a mark that combines with one.
  var isLetter: Bool {
    if value < 0x80 { return (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A }
    if isGeneralPunctuation { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark:
      return true
    default: return false
    }
  }

  var isDigit: Bool {
    if value < 0x80 { return value >= 0x30 && value <= 0x39 }
    return !isGeneralPunctuation && properties.generalCategory == .decimalNumber
  }

  /// A quotation mark or bracket that opens; the straight marks may do either.
  var isOpener: Bool {
    switch self {
    case "(", "[", "{", "\"", "'", "“", "‘", "«", "‹", "„", "‚", "`": true
    default: false
    }
  }

  /// A quotation mark or bracket that closes; `“` and `‘` close where a writer or keyboard put
  /// them after a mark.
  var isCloser: Bool {
    switch self {
    case ")", "]", "}", "\"", "'", "”", "’", "»", "›", "“", "‘", "`": true
    default: false
    }
  }

  /// A mark that only ever closes.
  var isPlainCloser: Bool {
    switch self {
    case ")", "]", "}", "”", "’", "»", "›": true
    default: false
    }
  }

  /// `$`, `£`, `€` and the like, which stand before a number.
  var isCurrencySign: Bool {
    if value < 0x80 { return self == "$" }
    return !isGeneralPunctuation && properties.generalCategory == .currencySymbol
  }

  /// A mark that can end a sentence.
  var isTerminal: Bool {
    switch self {
    case ".", "!", "?", "…", "‽", "。", "！", "？": true
    default: false
    }
  }
}
