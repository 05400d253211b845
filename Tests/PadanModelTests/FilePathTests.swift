import PadanModel
import Testing

struct FilePathTests {
  /// Names that the system can give a file: any bytes but NUL.
  private static let names: [[UInt8]] = [
    [], Array("berita.id.txt".utf8), Array("kafé ⏐ 日本.txt".utf8), [0x6D, 0xFF],
    [0xC3], [0xE2, 0x82], [0xF4, 0x8F, 0xBA], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
    [0xF4, 0x90, 0x80, 0x80], Array("\u{10FE80}".utf8), [0x80] + Array("\u{10FEFF}".utf8),
    Array(1...255),
  ]

  @Test(arguments: names)
  func `a path keeps its bytes`(_ name: [UInt8]) {
    let path = String(path: name)
    #expect(path.unterminatedPathBytes == name)
    #expect(path.pathBytes.map { UInt8(bitPattern: $0) } == name + [0])
    #expect(String(path: path.pathBytes) == path)
    #expect(String(path: (path + "-wal").unterminatedPathBytes) == path + "-wal")
  }

  @Test func `no two paths have one text`() {
    let texts = Self.names + (0x80...0xFF).map { [$0] } + [Array("\u{FFFD}".utf8)]
    #expect(Set(texts.map { String(path: $0) }).count == Set(texts).count)
  }

  @Test func `a path of UTF-8 is the text that it is`() {
    for text in ["", "a/b.txt", "kafé", "e\u{301}", "\u{10FFFF}"] {
      #expect(Array(String(path: Array(text.utf8)).unicodeScalars) == Array(text.unicodeScalars))
      #expect(text.shownPath == text)
    }
  }

  @Test func `bytes that are no UTF-8 are shown`() {
    #expect(String(path: Array("m".utf8) + [0xFF, 0x2E, 0xC3]).shownPath == "m\\xFF.\\xC3")
  }
}
