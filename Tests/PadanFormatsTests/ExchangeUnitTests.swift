import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct ExchangeUnitTests {
  private func variant(_ language: String, _ text: String) throws -> Variant {
    Variant(language: try #require(LanguageTag(language)), text: text)
  }

  @Test func `a unit gives every pair of the two languages in its order`() throws {
    let unit = ExchangeUnit(
      variants: [
        try variant("en-GB", "Colour"), try variant("id", "Warna"), try variant("en-US", "Color"),
        try variant("de", "Farbe"),
      ], review: .approved, usageCount: 3)
    let pairs = unit.pairs(from: .indonesian, to: .english)
    #expect(pairs.map(\.target.text) == ["Colour", "Color"])
    #expect(pairs.allSatisfy { $0.source.text == "Warna" && $0.review == .approved })
    #expect(pairs.allSatisfy { $0.usageCount == 3 })
    let american = try #require(LanguageTag("en-US"))
    #expect(unit.pairs(from: american, to: .indonesian).map(\.source.text) == ["Color"])
    #expect(unit.pairs(from: .indonesian, to: try #require(LanguageTag("fr"))).isEmpty)
  }

  @Test func `bylines, credits, insets, sign-offs and copies wait for no counterpart`() {
    let translatable = SegmentKind.allCases.filter(\.isTranslatable)
    #expect(
      Set(translatable) == [
        .kicker, .headline, .standfirst, .subheading, .caption, .datelineSentence, .body, .list,
      ])
    let copy = Segment(text: "Judul", range: 0..<5, block: 0, kind: .headline, isCopy: true)
    #expect(!copy.isTranslatable)
  }

  @Test func `a location names its line where one is known`() {
    #expect(SourceLocation(file: "padan.tmx", line: 12).description == "padan.tmx:12")
    #expect(SourceLocation(file: "padan.tmx").description == "padan.tmx")
  }
}
