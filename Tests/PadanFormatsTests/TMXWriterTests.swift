import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct TMXWriterTests {
  private func written(_ pairs: [(pair: TranslationPair, name: String?)]) -> [UInt8] {
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    for (pair, name) in pairs { writer.write(pair, name: name) }
    writer.end()
    return writer.takeBytes()
  }

  private func readBack(_ bytes: [UInt8]) throws -> [(pair: TranslationPair, name: String?)] {
    try TMXFile(bytes).read().units.flatMap { unit in
      unit.pairs(from: .indonesian, to: .english).map { ($0, unit.id) }
    }
  }

  private func pair(_ source: String, _ target: String) -> TranslationPair {
    TranslationPair(
      source: Variant(language: .indonesian, text: source),
      target: Variant(language: .english, text: target))
  }

  @Test(arguments: ["a&b", "&", "&amp;", "&#38;", "x & y & z"])
  func `an ampersand in an attribute comes back as it was`(_ value: String) throws {
    var pair = pair("Satu", "One")
    pair.provenance.createdBy = value
    pair.provenance.properties = [.init(type: value, value: "x")]
    pair.source.codes = [
      InlineCode(element: "ph", offset: 0, attributes: [.init(name: "type", value: value)])
    ]
    let again = try readBack(written([(pair, value)]))
    #expect(again.map(\.pair) == [pair])
    #expect(again.map(\.name) == [value])
  }

  @Test func `the file is TMX 1.4 with the source first`() {
    let text = String(decoding: written([(pair("Satu", "One"), nil)]), as: UTF8.self)
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE tmx SYSTEM "tmx14.dtd">
        <tmx version="1.4">
          <header creationtool="Padan" creationtoolversion="0" segtype="sentence" o-tmf="padan" \
        adminlang="en" srclang="id" datatype="plaintext"/>
          <body>
            <tu>
              <tuv xml:lang="id"><seg>Satu</seg></tuv>
              <tuv xml:lang="en"><seg>One</seg></tuv>
            </tu>
          </body>
        </tmx>

        """)
  }

  @Test func `a file without units is TMX as well`() throws {
    #expect(try TMXFile(written([])).read().units.isEmpty)
  }

  @Test func `characters that XML forbids are left out and counted`() throws {
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    writer.write(pair("a\u{0}b\u{1}c\u{1F}", "x\u{FFFE}y\u{FFFF}z\u{8}"))
    writer.end()
    #expect(writer.losses.characters == 6)
    #expect(try TMXFile(writer.takeBytes()).texts() == ["abc", "xyz"])
  }

  @Test(arguments: [-5, 0, 2, 99])
  func `a code whose place is outside its text stands at the nearest end`(_ offset: Int) throws {
    var pair = pair("Satu", "One")
    pair.source.codes = [InlineCode(element: "ph", offset: offset)]
    let variant = try #require(try readBack(written([(pair, nil)])).first?.pair.source)
    #expect(variant.text == "Satu")
    #expect(variant.codes.map(\.offset) == [min(max(offset, 0), 4)])
  }

  @Test func `bytes are taken once and in order`() {
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    var pieces = writer.takeBytes()
    #expect(writer.pendingCount == 0)
    writer.write(pair("Satu", "One"), name: "n")
    pieces += writer.takeBytes()
    writer.end()
    pieces += writer.takeBytes()
    #expect(pieces == written([(pair("Satu", "One"), "n")]))
  }

  @Test func `what TMX does not have as attributes is written as properties and comes back`() throws
  {
    var pair = pair("Satu", "One")
    pair.provenance.properties = [
      .init(type: "datatype", value: "html", kind: .attribute),
      .init(type: "segtype", value: "line", kind: .attribute),
      .init(type: "custom:a", value: "b", kind: .attribute, place: .target),
    ]
    let bytes = written([(pair, nil)])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("<tu datatype=\"html\">"))
    #expect(text.contains("<prop type=\"x-attribute-segtype\">line</prop>"))
    #expect(try readBack(bytes).map(\.pair) == [pair])
  }

  @Test func `level 1 is text alone`() throws {
    var pair = pair("Satu dua", "One two")
    pair.source.codes = [
      InlineCode(element: "hi", offset: 0, form: .opening),
      InlineCode(element: "ph", offset: 4, content: "<br>"),
      InlineCode(element: "hi", offset: 8, form: .closing),
    ]
    var writer = TMXWriter(source: .indonesian, toolVersion: "0", level: .text)
    writer.write(pair)
    writer.end()
    let bytes = writer.takeBytes()
    #expect(String(decoding: bytes, as: UTF8.self).contains("<seg>Satu dua</seg>"))
    #expect(try TMXFile(bytes).texts() == ["Satu dua", "One two"])
  }
}
