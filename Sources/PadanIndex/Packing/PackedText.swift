/// The encoding of a stored text: one byte for each scalar if Windows-1252 has all of them, else
/// two or four.
///
/// Windows-1252 holds nearly all Indonesian and English text, with typographic quotation marks and
/// dashes. The kernels use such a byte as a table index, without decoding.
package enum PackedText {
  /// Appends scalars to a buffer.
  ///
  /// - Returns: The width: how many bytes each scalar takes, 1, 2 or 4.
  package static func append(_ scalars: [UInt32], to bytes: inout [UInt8]) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: scalars.count))
    for (index, scalar) in scalars.enumerated() {
      guard let byte = code(of: scalar) else {
        bytes.removeSubrange(start...)
        return appendWide(scalars, to: &bytes)
      }
      bytes[start + index] = byte
    }
    return 1
  }

  /// Appends scalars as two or four bytes each, little-endian.
  private static func appendWide(_ scalars: [UInt32], to bytes: inout [UInt8]) -> Int {
    let width = scalars.allSatisfy { $0 <= 0xFFFF } ? 2 : 4
    for scalar in scalars {
      for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: scalar >> UInt32(8 * byte))) }
    }
    return width
  }

  /// Reads packed scalars into `scalars`, which is emptied first. A value that is not a Unicode
  /// scalar becomes U+FFFD.
  package static func read(
    _ bytes: UnsafeRawBufferPointer, width: Int, into scalars: inout [UInt32]
  ) {
    scalars.removeAll(keepingCapacity: true)
    if width == 1 {
      for byte in bytes { scalars.append(scalar(of: byte)) }
      return
    }
    for start in stride(from: 0, to: bytes.count - width + 1, by: width) {
      var scalar: UInt32 = 0
      for byte in 0..<width { scalar |= UInt32(bytes[start + byte]) << UInt32(8 * byte) }
      scalars.append(Unicode.Scalar(scalar) == nil ? 0xFFFD : scalar)
    }
  }

  /// The Windows-1252 byte of a scalar; `nil` if it has none.
  @inline(__always)
  package static func code(of scalar: UInt32) -> UInt8? {
    if scalar < 0x80 || (0xA0...0xFF).contains(scalar) { return UInt8(scalar) }
    return typographicCode(of: scalar)
  }

  /// The scalar of a Windows-1252 byte.
  @inline(__always)
  package static func scalar(of byte: UInt8) -> UInt32 {
    (0x80..<0xA0).contains(byte) ? typographic[Int(byte) - 0x80] : UInt32(byte)
  }

  private static func typographicCode(of scalar: UInt32) -> UInt8? {
    typographic.firstIndex(of: scalar).map { UInt8($0 + 0x80) }
  }

  /// The scalars of 0x80...0x9F in Windows-1252. The five bytes that it leaves free stand for the
  /// C1 controls of the same numbers (https://encoding.spec.whatwg.org/index-windows-1252.txt).
  private static let typographic: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
