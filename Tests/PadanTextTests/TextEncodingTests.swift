import PadanTestSupport
import PadanText
import Testing

struct TextEncodingTests {
  private static let text = "Harga Rp1.000, “café” ramai.\n"

  private static func windows1252(_ text: String) -> [UInt8] {
    let high: [Unicode.Scalar: UInt8] = ["“": 0x93, "”": 0x94, "é": 0xE9]
    return text.unicodeScalars.map { high[$0] ?? UInt8($0.value) }
  }

  @Test(arguments: [
    ("UTF-8", Array(text.utf8), false), ("UTF-16LE", utf16Bytes(of: text), false),
    ("UTF-16BE", utf16Bytes(of: text, isLittleEndian: false), false),
    ("UTF-16LE", utf16Bytes(of: text, hasMark: false), true),
    ("UTF-16BE", utf16Bytes(of: text, isLittleEndian: false, hasMark: false), true),
    ("windows-1252", windows1252(text), true),
  ])
  func `every encoding gives the same text`(
    _ example: (encoding: String, bytes: [UInt8], isGuessed: Bool)
  ) throws {
    let decoded = try TextEncoding.decode(example.bytes)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == Self.text)
    #expect(decoded.encoding == example.encoding)
    #expect(decoded.isGuessed == example.isGuessed)
    #expect(decoded.repairCount == 0)
  }

  @Test func `UTF-8 stays as it is, byte order mark included`() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("é".utf8)
    let decoded = try TextEncoding.decode(bytes)
    #expect(decoded.bytes == bytes)
    #expect(decoded.encoding == "UTF-8")
    #expect(try TextEncoding.decode([]).bytes == [])
  }

  @Test func `Latin-1 bytes are read as windows-1252, which holds them`() throws {
    let decoded = try TextEncoding.decode(Array("caf".utf8) + [0xE9, 0x20, 0xFC])
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "café ü")
    #expect(decoded.isGuessed)
  }

  @Test(arguments: [
    ("a lone byte among good UTF-8", Array("é ".utf8) + [0xFF] + Array(" ok".utf8), 1),
    ("two of them", Array("é ".utf8) + [0xFF, 0x20, 0xC0] + Array(" ok".utf8), 2),
    ("bytes that no Windows text holds", Array("a ".utf8) + [0x81, 0x9D], 2),
  ])
  func `ill-formed UTF-8 stays as it is and is counted`(
    _ example: (name: String, bytes: [UInt8], count: Int)
  ) throws {
    let decoded = try TextEncoding.decode(example.bytes)
    #expect(decoded.bytes == example.bytes)
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.repairCount == example.count)
  }

  @Test(arguments: [
    ("windows-1251", "Город открыл новую библиотеку у реки"),
    ("KOI8-R", "Город открыл новую библиотеку у реки"),
    ("windows-1256", "افتتحت المدينة مكتبة جديدة على ضفة النهر"),
    ("GB18030", "该市在河边开设了一座新图书馆。市长说，图书馆每天开放。"),
  ])
  func `a text of another encoding is not read as U+FFFD`(_ encoding: String, _ text: String) throws
  {
    let bytes = try #require(
      TextEncoding.encode(Array(text.utf8), as: encoding, escapesForXML: false))
    #expect(throws: TextEncodingError.otherEncoding) { try TextEncoding.decode(bytes) }
    #expect(throws: TextEncodingError.otherEncoding) {
      try TextEncoding.decode(bytes, declared: "utf-8")
    }
    #expect(
      String(decoding: try TextEncoding.decode(bytes, as: encoding).bytes, as: UTF8.self) == text)
    #expect(try TextEncoding.decode(bytes, as: "UTF-8").repairCount > 0)
  }

  @Test func `repairs are counted as they are read: a cut-off sequence is one U+FFFD`() throws {
    let bytes = Array("é ".utf8) + [0xE2, 0x82] + Array(" ok".utf8)
    let decoded = try TextEncoding.decode(bytes)
    let read = String(decoding: decoded.bytes, as: UTF8.self).unicodeScalars.count {
      $0 == "\u{FFFD}"
    }
    #expect(decoded.repairCount == read)
    #expect(decoded.firstRepairLine == 1)
  }

  @Test(
    arguments: [
      [0x00], [0x41, 0x00, 0x42, 0x43], Array("teks".utf8) + [0] + Array("lagi".utf8),
      [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 0, 0, 0, 1, 0], [0xFF, 0xFE, 0x41, 0x00, 0x00, 0x00],
    ] as [[UInt8]])
  func `what holds NUL bytes is binary`(_ bytes: [UInt8]) {
    #expect(throws: TextEncodingError.binary) { try TextEncoding.decode(bytes) }
  }

  @Test func `a declared encoding is believed where the bytes allow it`() throws {
    let cyrillic: [UInt8] = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2]
    let decoded = try TextEncoding.decode(cyrillic, declared: "windows-1251")
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "Привет")
    #expect(!decoded.isGuessed)
    let good = try TextEncoding.decode(Array("é".utf8), declared: "windows-1251")
    #expect(String(decoding: good.bytes, as: UTF8.self) == "é")
  }

  @Test func `an encoding that nobody knows is an error`() {
    #expect(throws: TextEncodingError.unknownEncoding("klingon-8")) {
      try TextEncoding.decode([0x41, 0xFF], declared: "klingon-8")
    }
  }

  @Test func `a text longer than the first guess of its size is decoded whole`() throws {
    // Three bytes of UTF-8 for each of windows-1252.
    let decoded = try TextEncoding.decode(
      [UInt8](repeating: 0x93, count: 5000), as: "windows-1252")
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == String(repeating: "“", count: 5000))
  }
}
