// Texts are read eight bytes at a time where most bytes are letters of ASCII: a loop over single
// bytes takes five times as long.

extension Span<UInt8> {
  /// The eight bytes from an offset on, the first as the lowest; zeros stand for bytes behind the end.
  @inlinable @inline(__always)
  package func eightBytes(at offset: Int) -> UInt64 {
    if offset + 8 <= count {
      return UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var word: UInt64 = 0
    for place in offset..<Swift.max(offset, count) {
      word |= UInt64(self[place]) << UInt64(8 * (place - offset))
    }
    return word
  }
}

/// The letters of ASCII with which eight bytes begin.
@usableFromInline
package struct LeadingLetters {
  /// Their number, 0...8.
  @usableFromInline package let count: Int
  /// Whether one of them is a small letter.
  @usableFromInline package let hasSmall: Bool

  /// The letters with which eight bytes begin, the lowest byte first.
  ///
  /// The sum of seven bits and 0x1F has the top bit from `a` on, that of seven bits and 0x05 behind
  /// `z`. No sum is carried into the next byte.
  ///
  /// - Parameter limit: How many of the bytes count, at least 1; the others are read as no letters.
  @inlinable @inline(__always)
  package init(of word: UInt64, atMost limit: Int = 8) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones &* 0x80
    let word = limit >= 8 ? word : word & ((1 &<< UInt64(truncatingIfNeeded: 8 &* limit)) &- 1)
    let small = (word | ones &* 0x20) & ~tops
    let letters = (small &+ ones &* 0x1F) & ~(small &+ ones &* 0x05) & ~word & tops
    let others = ~letters & tops
    count = others == 0 ? 8 : others.trailingZeroBitCount &>> 3
    // The bits below the lowest one of `others`, and of them those of letters with the bit 0x20.
    hasSmall = ((others & (0 &- others)) &- 1) & letters & (word &<< 2) != 0
  }
}

extension Span<UInt8> {
  /// The offset, from `offset` on, of the first byte that is no letter of ASCII, at most `end`.
  @inlinable @inline(__always)
  package func skippingLetters(from offset: Int, to end: Int) -> Int {
    var offset = offset
    while offset < end {
      let count = LeadingLetters(of: eightBytes(at: offset)).count
      offset += count
      if count < 8 { break }
    }
    return Swift.min(offset, end)
  }
}
