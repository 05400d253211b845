import Foundation
import PadanFormats
import PadanTestSupport
import Testing

/// What is written here, Foundation's own parser must read.
struct JSONWriterTests {
  private func parsed(_ json: JSONWriter) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(json.bytes), options: .fragmentsAllowed)
  }

  private func written(_ json: JSONWriter) -> String { String(decoding: json.bytes, as: UTF8.self) }

  @Test(arguments: [
    "", "Selamat pagi", "\"", "\\", "\\\"", "/", "\u{0}", "\u{1}\u{1F}", "\n\r\t\u{8}\u{C}",
    "\u{7F}",
    "\u{85}\u{2028}\u{2029}", "é", "e\u{301}", "😀", "\u{10FFFF}", "a\u{FEFF}b", "\u{FFFD}",
    "</script>",
    "{\"a\":[1]}", "a\\u0041", "👨‍👩‍👧", "\u{FFFF}",
  ])
  func `a hostile string comes back as it was`(_ text: String) throws {
    var json = JSONWriter()
    json.array {
      $0.string(text)
      $0.object { $0.member(named: text, text) }
    }
    let values = try #require(try parsed(json) as? [Any])
    let string = try #require(values[0] as? String)
    #expect(string.unicodeScalars.elementsEqual(text.unicodeScalars))
    let object = try #require(values[1] as? [String: String])
    #expect(object[text]?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `any scalars come back as they were`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var view = String.UnicodeScalarView()
    while view.count < 80 {
      let limit: UInt32 = generator.next() % 2 == 0 ? 0x80 : 0x11_0000
      if let scalar = Unicode.Scalar(UInt32(generator.next() % UInt64(limit))) {
        view.append(scalar)
      }
    }
    var json = JSONWriter()
    json.string(String(view))
    let string = try #require(try parsed(json) as? String)
    #expect(string.unicodeScalars.elementsEqual(view))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `ill-formed bytes are written as U+FFFD`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [
      0x22, 0x41, 0x5C, 0x80, 0x9F, 0xC3, 0xA9, 0xE2, 0x82, 0xF0, 0xFF, 0x0A,
    ]
    let bytes = generator.elements(40, of: alphabet)
    var json = JSONWriter()
    json.object { $0.member("text", utf8: bytes.span, isWellFormed: false) }
    let object = try #require(try parsed(json) as? [String: String])
    #expect(object["text"] == String(decoding: bytes, as: UTF8.self))
  }

  @Test func `members and elements are parted by commas, and nothing else is`() throws {
    var json = JSONWriter()
    json.object {
      $0.member("text", "Satu")
      $0.member("absent", ifPresent: nil as String?)
      $0.member("count", 3)
      $0.member("half", ifPresent: 0.5)
      $0.member("flag", true)
      $0.member("empty", array: { _ in })
      $0.member(
        "list",
        array: {
          $0.number(1)
          $0.array { $0.null() }
          $0.object { _ in }
          $0.string("x")
        })
      $0.member("inner", object: { $0.member("a", false) })
      $0.member("last", -1)
    }
    #expect(
      written(json)
        == #"{"text":"Satu","count":3,"half":0.5,"flag":true,"empty":[],"list":[1,[null],{},"x"],"#
        + #""inner":{"a":false},"last":-1}"#)
    #expect(try parsed(json) is [String: Any])
  }

  @Test func `lines follow each other without a comma`() {
    var json = JSONWriter()
    json.object { $0.member("a", 1) }
    json.endLine()
    json.object { _ in }
    json.endLine()
    #expect(written(json) == "{\"a\":1}\n{}\n")
    json.removeAll()
    json.string("x")
    #expect(written(json) == "\"x\"")
  }

  @Test(arguments: [
    0, -0.0, 1, 0.1, 1e-9, 1e300, -2.5, 5e-324, Double.greatestFiniteMagnitude, 123456789.125,
  ])
  func `a finite number comes back as it was`(_ number: Double) throws {
    var json = JSONWriter()
    json.number(number)
    #expect(try #require(try parsed(json) as? Double) == number)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that JSON lacks is null`(_ number: Double) {
    var json = JSONWriter()
    json.number(number)
    #expect(written(json) == "null")
  }
}
