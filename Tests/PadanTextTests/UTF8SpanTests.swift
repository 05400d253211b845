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

    var forward: [Unicode.Scalar] = []
    var offset = 0
    while offset < text.count {
      let (scalar, length) = text.scalar(at: offset)
      forward.append(scalar)
      offset += length
    }
    #expect(forward == expected)

    var backward: [Unicode.Scalar] = []
    while offset > 0 {
      let (scalar, length) = text.scalar(before: offset)
      backward.append(scalar)
      offset -= length
    }
    #expect(backward == expected.reversed())
  }

  @Test(arguments: [
    [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE2, 0x82],
    [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0xFF], [0xF0, 0x9F, 0x98],
  ] as [[UInt8]])
  func `an ill-formed byte is U+FFFD of length one`(_ bytes: [UInt8]) {
    let (scalar, length) = bytes.span.scalar(at: 0)
    #expect(scalar == "\u{FFFD}")
    #expect(length == 1)
    #expect(String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{FFFD}"))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `both walks take steps that stay inside any bytes`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = generator.elements(40, of: [0x41, 0x80, 0xBF, 0xC3, 0xE2, 0xED, 0xF0, 0xFF] as [UInt8])
    let text = bytes.span
    for offset in bytes.indices {
      let forward = text.scalar(at: offset).length
      #expect((1...4).contains(forward) && offset + forward <= bytes.count)
      let backward = text.scalar(before: offset + 1).length
      #expect((1...4).contains(backward) && offset + 1 - backward >= 0)
    }
  }

  @Test(arguments: [
    ("  a b \n", 2..<5), ("", 0..<0), (" \t ", 3..<3), ("\u{FEFF}a\u{3000}", 3..<4), ("a", 0..<1),
  ])
  func `trimming leaves what is not white space`(_ text: String, _ range: Range<Int>) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.trimmed(0..<bytes.count) == range)
  }
}
