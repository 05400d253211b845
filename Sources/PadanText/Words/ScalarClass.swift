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

  /// `isDigit` for scalars outside ASCII.
  @usableFromInline
  static func isRareDigit(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.isDigit ?? false
  }
}
