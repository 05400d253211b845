import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// Read, write, read again: nothing is lost.
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

  /// Scalars of every plane, and all that XML would change if it stood as it is.
  private static let scalars: [Unicode.Scalar] =
    [
      "a", " ", "\t", "\n", "\r", "<", ">", "\"", "'", "\u{7F}", "\u{85}", "\u{A0}", "é", "\u{301}",
      "\u{2028}", "\u{FEFF}", "\u{FFFD}", "\u{E000}",
    ] + (1...16).map { Unicode.Scalar(UInt32($0) << 16 | 0x1234)! }

  private static func text(_ generator: inout SeededGenerator, least: Int = 0) -> String {
    var view = String.UnicodeScalarView()
    if least > 0 { view.append("x") }
    view.append(
      contentsOf: generator.elements(Int.random(in: 0...12, using: &generator), of: scalars))
    return String(view)
  }

  private static func variant(
    _ language: LanguageTag, _ generator: inout SeededGenerator
  ) -> Variant {
    var variant = Variant(language: language, text: "&" + text(&generator, least: 1))
    let count = variant.text.unicodeScalars.count
    for offset in [0, count / 2, count / 2, count].prefix(Int(generator.next() % 5)) {
      variant.codes.append(
        InlineCode(
          element: ["bpt", "ept", "ph", "it", "ut"].randomElement(using: &generator)!,
          offset: offset,
          attributes: [
            .init(name: "i", value: "1"), .init(name: "type", value: text(&generator)),
            .init(name: "xml:lang", value: "de"),
          ], content: text(&generator)))
    }
    return variant
  }

  private static func pair(_ generator: inout SeededGenerator) -> TranslationPair {
    var provenance = Provenance()
    func maybe<Value>(_ value: Value) -> Value? { generator.next() % 3 == 0 ? nil : value }
    provenance.document = maybe("berita/a & b.txt")
    provenance.paragraph = maybe(3)
    provenance.sentence = maybe(0)
    provenance.previousSource = maybe(text(&generator, least: 1))
    provenance.nextSource = maybe("Sesudah & sebelum.")
    provenance.beadKind = maybe("1-2")
    provenance.confidence = maybe(Double(generator.next() % 1000) / 999)
    provenance.isCrossing = generator.next() % 2 == 0
    provenance.createdAt = maybe(
      Date(timeIntervalSince1970: Double(generator.next() % 4_000_000_000)))
    provenance.createdBy = maybe(text(&generator, least: 1))
    provenance.creationTool = maybe("Padan")
    provenance.changedAt = maybe(Date(timeIntervalSince1970: 951_868_799))
    provenance.changedBy = maybe("ani \"b\"")
    provenance.properties = [
      .init(type: "note", value: text(&generator)), .init(type: "x-any", value: text(&generator)),
      .init(type: "note", value: "kedua"), .init(type: "", value: ""),
    ]
    return TranslationPair(
      source: variant(.indonesian, &generator), target: variant(.english, &generator),
      provenance: provenance, review: ReviewState.allCases.randomElement(using: &generator)!,
      usageCount: Int(generator.next() % 3))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `what is written is read back, and written again as the same bytes`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pairs = (0..<5).map { index in
      (pair: Self.pair(&generator), name: index % 2 == 0 ? "n\(index)" : nil)
    }
    let bytes = written(pairs)
    let again = try readBack(bytes)
    #expect(again.map(\.pair) == pairs.map(\.pair))
    #expect(again.map(\.name) == pairs.map(\.name))
    #expect(written(again) == bytes)
  }

  @Test(arguments: ["a&b", "&", "&amp;", "&#38;", "x & y & z"])
  func `an ampersand in an attribute comes back as it was`(_ value: String) throws {
    var pair = pair("Satu", "One")
    pair.provenance.createdBy = value
    pair.provenance.properties = [.init(type: value, value: "x")]
    pair.source.codes = [
      InlineCode(element: "ph", offset: 0, attributes: [.init(name: "x", value: value)])
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
    #expect(writer.droppedCharacters == 6)
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
}
