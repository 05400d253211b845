import PadanModel
import PadanTestSupport
import Testing

struct EightBytesTests {
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `eight bytes at once are read as one by one`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // Letters, their neighbours, and the same with the top bit.
    let pieces = Array("azAZmM@[`{ 09.-'".utf8) + [0x00, 0x7F, 0x80, 0xC1, 0xE1, 0xFF]
    let text = generator.elements(40, of: pieces)
    let span = text.span
    for start in text.indices {
      let bytes = text[start...].prefix(8)
      let word = span.eightBytes(at: start)
      #expect(
        (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
          == Array(bytes) + Array(repeating: 0, count: 8 - bytes.count))
      for limit in 1...8 {
        let letters = LeadingLetters(of: word, atMost: limit)
        let expected = bytes.prefix(limit).prefix(while: Self.isLetter)
        #expect(letters.count == expected.count)
        #expect(letters.hasSmall == expected.contains { $0 & 0x20 != 0 })
      }
      for end in start...text.count {
        #expect(
          span.skippingLetters(from: start, to: end)
            == start + text[start..<end].prefix(while: Self.isLetter).count)
      }
    }
  }
}
