/// The classes of Unicode scalars that decide where tokens begin and end.
///
/// An index asks for the class of each scalar of each text. ASCII is therefore answered inline; all
/// other scalars are looked up in the Unicode tables.
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

  /// Whether a scalar is punctuation, or a symbol that says as little: all but letters, digits, white
  /// space, and the signs of currencies and of mathematics. Letters that stand for apostrophes and
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

  /// `isBlank` for scalars outside ASCII.
  @usableFromInline
  static func isRareBlank(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.isWhitespace ?? false
  }

  /// `isWord` for scalars outside ASCII.
  @usableFromInline
  static func isRareWord(_ scalar: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    return scalar.isLetter || scalar.isDigit
  }

  /// `isPunctuation` for scalars outside ASCII.
  @usableFromInline
  static func isRarePunctuation(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value), !scalar.isWhitespace, !scalar.isDigit else {
      return false
    }
    // U+02B9...U+02BF and U+02C8...U+02CB are letters to Unicode, and apostrophes to those who
    // type them.
    switch value {
    case 0x2B9...0x2BF, 0x2C8...0x2CB, 0x2EE, 0x2010...0x2043, 0x2212, 0xA78C: return true
    default: break
    }
    guard !scalar.isLetter else { return false }
    switch scalar.properties.generalCategory {
    case .currencySymbol, .mathSymbol: return false
    default: return true
    }
  }

  /// `isDigit` for scalars outside ASCII.
  @usableFromInline
  static func isRareDigit(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.isDigit ?? false
  }
}
