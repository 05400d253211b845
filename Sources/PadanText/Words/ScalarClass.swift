/// The classes of Unicode scalars that tokens and match keys are made of.
///
/// ASCII is answered in place, since an index asks for each scalar of each text; the rest is looked up.
@usableFromInline
package enum ScalarClass {
  /// White space, which a match key collapses.
  @inlinable @inline(__always)
  package static func isBlank(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x20 || scalar &- 0x09 < 5 }
    return isRareBlank(scalar)
  }

  /// A letter, mark or digit, or `_`: what words and numbers are made of.
  @inlinable @inline(__always)
  package static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return (scalar | 0x20) &- 0x61 < 26 || scalar &- 0x30 < 10 || scalar == 0x5F
    }
    return isRareWord(scalar)
  }

  /// A decimal digit of any script.
  @inlinable @inline(__always)
  package static func isDigit(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar &- 0x30 < 10 }
    return isRareDigit(scalar)
  }

  @usableFromInline
  static func isRareBlank(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.isWhitespace ?? false
  }

  @usableFromInline
  static func isRareWord(_ scalar: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    return scalar.isLetter || scalar.isDigit
  }

  @usableFromInline
  static func isRareDigit(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.isDigit ?? false
  }
}
