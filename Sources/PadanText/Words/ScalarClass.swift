/// The classes of Unicode scalars that decide where tokens begin and end.
///
/// An index asks for the class of each scalar of each text. ASCII is therefore answered inline, and
/// the letters of many scripts by their ranges; all other scalars are looked up in the Unicode
/// tables.
@usableFromInline
package enum ScalarClass {
  /// Whether a scalar is white space. A match key replaces each run of it by one blank.
  @inlinable @inline(__always)
  package static func isBlank(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x20 || scalar &- 0x09 < 5 }
    return isRareBlank(scalar)
  }

  /// Whether a scalar belongs to words and numbers: a letter, a combining mark, a digit or `_`.
  @inlinable @inline(__always)
  package static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return (scalar | 0x20) &- 0x61 < 26 || scalar &- 0x30 < 10 || scalar == 0x5F
    }
    return isRareWord(scalar)
  }

  /// Whether a scalar is a decimal digit of any script.
  @inlinable @inline(__always)
  package static func isDigit(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar &- 0x30 < 10 }
    return isRareDigit(scalar)
  }

  /// Whether a scalar is punctuation, or a symbol that says as little: all but letters, digits and other
  /// numbers, white space, and the signs of currencies and of mathematics. Letters that stand for apostrophes and
  /// quotation marks are punctuation, and so is the minus sign, which stands for a dash.
  @inlinable @inline(__always)
  package static func isPunctuation(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return scalar > 0x20 && !isWord(scalar)
        && !(scalar == 0x24 || scalar == 0x2B || scalar &- 0x3C < 3)
    }
    return isRarePunctuation(scalar)
  }

  /// Whether a scalar belongs to a number where it stands between two digits.
  @inlinable @inline(__always)
  package static func isNumberMark(_ scalar: UInt32) -> Bool {
    scalar == 0x2C || scalar == 0x2E || scalar == 0x3A
  }

  /// Whether a scalar stands in one of some ranges that hold only letters which NFC leaves as they
  /// are, whatever stands before them. `false` says nothing: the scalar may still be a letter.
  @inlinable
  package static func isPlainLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xD7, 0xF7: false
    case 0xC0...0x24F, 0x1E00...0x1EFF: true  // Latin
    case 0x3A3...0x3F5, 0x400...0x481, 0x48A...0x52F: true  // Greek, Cyrillic
    case 0x5D0...0x5EA, 0x620...0x64A, 0xE01...0xE30: true  // Hebrew, Arabic, Thai
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF: true  // Kana, Han
    case 0xAC00...0xD7A3: true  // Hangul
    default: false
    }
  }

  /// `isBlank` for scalars outside ASCII.
  @usableFromInline
  static func isRareBlank(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.isWhitespace ?? false
  }

  /// `isWord` for scalars outside ASCII.
  @usableFromInline
  static func isRareWord(_ scalar: UInt32) -> Bool {
    if isPlainLetter(scalar) { return true }
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    return scalar.isLetter || scalar.isDigit
  }

  /// `isPunctuation` for scalars outside ASCII.
  @usableFromInline
  static func isRarePunctuation(_ value: UInt32) -> Bool {
    guard !isPlainLetter(value), let scalar = Unicode.Scalar(value), !scalar.isWhitespace,
      !scalar.isDigit
    else { return false }
    // U+02B9...U+02BF and U+02C8...U+02CB are letters to Unicode, and apostrophes to those who
    // type them.
    switch value {
    case 0x2B9...0x2BF, 0x2C8...0x2CB, 0x2EE, 0x2010...0x2043, 0x2212, 0xA78C: return true
    default: break
    }
    // An area in m² is none in m³, and ½ is not ¼.
    let numbers: [Unicode.GeneralCategory] = [.otherNumber, .letterNumber]
    return !scalar.isLetter && !scalar.isCurrencySign && !scalar.isMathSign
      && !numbers.contains(scalar.properties.generalCategory)
  }

  /// `isDigit` for scalars outside ASCII.
  @usableFromInline
  static func isRareDigit(_ scalar: UInt32) -> Bool {
    !isPlainLetter(scalar) && Unicode.Scalar(scalar)?.isDigit ?? false
  }
}
