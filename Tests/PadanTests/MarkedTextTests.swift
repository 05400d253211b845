import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct MarkedTextTests {
  private static let aligner = Aligner(source: .indonesian, target: .english)
  private let lookup: LookupPipeline

  init() throws {
    let memory = try Memory.inMemory()
    try memory.add(
      [
        ("Toko A & B tutup.", "Shop A & B is closed."), ("Nilai 5 < 6.", "The value 5 < 6."),
        ("Harga gula tetap.", "Sugar prices are stable."),
      ].map {
        TranslationPair(
          source: Variant(language: .indonesian, text: $0.0),
          target: Variant(language: .english, text: $0.1))
      }, origin: "test")
    lookup = LookupPipeline(
      MemoryShelf([.init(memory)]), options: LookupOptions(source: .indonesian, target: .english))
  }

  private func translated(_ markup: String) throws -> String? {
    try MarkedText(markup).translated(
      aligner: { Self.aligner },
      match: { text in
        try lookup.answer(LookupQuery(text)).matches.first.flatMap {
          $0.score.net == 100 ? $0 : nil
        }
      })
  }

  @Test(arguments: [
    ("Toko A &amp; B tutup.", "Shop A &amp; B is closed."),
    ("Toko A & B tutup.", "Shop A &amp; B is closed."),
    ("Nilai 5 &lt; 6.", "The value 5 &lt; 6."),
    (
      "<p>Harga gula tetap.</p> <p>Nilai 5 &#60; 6.</p>",
      "<p>Sugar prices are stable.</p> <p>The value 5 &lt; 6.</p>"
    ),
    ("Harga <b>gula</b> tetap.", "<b>Sugar</b> prices are stable."),
    ("Harga gula tetap.<x id=\"2\"/>", "Sugar prices are stable.<x id=\"2\"/>"),
  ])
  func `words are translated between the tags, and escaped`(
    _ markup: String, _ expected: String
  ) throws {
    #expect(try translated(markup) == expected)
  }

  @Test(arguments: ["", "<br/>", "Tidak ada.", "<p>Harga gula tetap.</p><p>Tidak ada.</p>"])
  func `what is not known whole has no translation`(_ markup: String) throws {
    #expect(try translated(markup) == nil)
  }
}
