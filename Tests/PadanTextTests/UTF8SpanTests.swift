import PadanTestSupport
import Testing

@testable import PadanText

struct UTF8SpanTests {
  private static let scalars: [Unicode.Scalar] = [
    "a", "\u{7F}", "\u{80}", "é", "\u{7FF}", "\u{800}", "字", "\u{D7FF}", "\u{E000}", "\u{FFFD}",
    "\u{FFFF}", "\u{10000}", "😀", "\u{10FFFF}",
  ]

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a walk in either direction meets every scalar`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let expected = generator.elements(30, of: Self.scalars)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: expected)
    let bytes = Array(String(view).utf8)
    let text = bytes.span

    #expect(walk(bytes) == expected)

    var backward: [Unicode.Scalar] = []
    var offset = text.count
    while offset > 0 {
      let (scalar, length) = text.scalar(before: offset)
      backward.append(scalar)
      offset -= length
    }
    #expect(backward == expected.reversed())
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xFF], [0xF0, 0x9F, 0x98], [0xE2, 0x82, 0x41], [0xF0, 0x9F, 0x41],
      [0xE1, 0x80, 0xE2, 0xF0, 0x91],
    ] as [[UInt8]])
  func `ill-formed bytes are read as Swift reads them`(_ bytes: [UInt8]) {
    #expect(walk(bytes) == Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `any bytes are read as Swift reads them`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [
      0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF1, 0xF4,
      0xFF,
    ]
    let bytes = generator.elements(40, of: alphabet)
    #expect(walk(bytes) == Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
    for offset in bytes.indices {
      let backward = bytes.span.scalar(before: offset + 1).length
      #expect((1...4).contains(backward) && offset + 1 - backward >= 0)
    }
  }

  private func walk(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    let text = bytes.span
    var scalars: [Unicode.Scalar] = []
    var offset = 0
    while offset < text.count {
      let (scalar, length) = text.scalar(at: offset)
      scalars.append(scalar)
      offset += length
    }
    return scalars
  }

  @Test(arguments: [
    ("  a b \n", 2..<5), ("", 0..<0), (" \t ", 0..<0), ("\u{FEFF}a\u{3000}", 3..<4), ("a", 0..<1),
  ])
  func `trimming leaves what is not white space`(_ text: String, _ range: Range<Int>) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.trimmed(0..<bytes.count) == range)
  }
}
