/// A text as UTF-16, with a byte order mark or without.
public func utf16Bytes(
  of text: String, isLittleEndian: Bool = true, hasMark: Bool = true
) -> [UInt8] {
  var bytes: [UInt8] = []
  for unit in ((hasMark ? "\u{FEFF}" : "") + text).utf16 {
    let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    bytes += isLittleEndian ? pair : pair.reversed()
  }
  return bytes
}
