import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// The codes of articles that are aligned.
struct AlignedCodesTests {
  private let fixture: DraftFixture

  init() throws { fixture = try DraftFixture() }

  private func text(_ page: String, _ language: LanguageTag) throws -> SegmentedText {
    try ArticlePipeline(Segmenter(language: language)).text(in: Array(page.utf8), name: "a.html")
  }

  /// A memory of two pages of a sentence each, and of pairs that it had before.
  private func memory(
    _ source: String, _ target: String, after pairs: [(String, String)] = []
  ) throws -> Memory {
    let memory = try fixture.memory(pairs)
    let pipeline = AlignmentPipeline(Aligner(source: .indonesian, target: .english))
    let pair = DocumentPair(
      source: try text("<p>\(source)</p>", .indonesian),
      target: try text("<p>\(target)</p>", .english))
    _ = try pipeline.save(into: memory, origin: "test") { try $0(pipeline.align(pair)) }
    return memory
  }

  @Test(arguments: [
    (
      "Warga <b>membeli</b> beras <a href=\"x\">di pasar</a>.",
      "At the <a href=\"x\">market</a>, residents <b>have</b> bought rice."
    ),
    (
      "Warga <i>muda</i><img src=\"x\"> membeli <i>beras</i>.",
      "Young <img src=\"x\"><i>residents</i> are buying <i>some rice</i>."
    ),
    (
      "<strong>Warga membeli beras. Mereka senang.</strong>",
      "<strong>Residents bought rice. They are happy.</strong>"
    ),
  ])
  func `a formatted sentence is exact the next day, with the codes where the translator put them`(
    _ source: String, _ target: String
  ) throws {
    let memory = try memory(source, target)
    let draft = try fixture.draft("b.html", "<p>\(source)</p>", knowing: memory)
    #expect(draft.items.allSatisfy { $0.match?.score.net == 100 })
    let bytes = try draft.document(marked: false).bytes
    #expect(String(decoding: bytes, as: UTF8.self) == "<p>\(target)</p>")
    let other = source.replacing("\"x\"", with: "\"y\"")
    #expect(
      try fixture.drafted("c.html", "<p>\(other)</p>", knowing: memory)
        == "<p>\(target.replacing("\"x\"", with: "\"y\""))</p>")
  }

  @Test func `a unit with the codes of the segment comes before one without`() throws {
    let (source, target) = ("Harga <b>beras</b> naik.", "The price of <b>rice</b> rises.")
    let memory = try memory(source, target, after: [("Harga beras naik.", "Rice gets dearer.")])
    let drafted = try fixture.drafted("b.html", "<p>\(source)</p>", knowing: memory)
    #expect(drafted == "<p>\(target)</p>")
  }

  @Test func `codes of one side alone are not saved`() throws {
    let memory = try memory("Warga <b>membeli</b> beras.", "Residents bought rice.")
    let draft = try fixture.draft("b.html", "<p>Warga <b>membeli</b> beras.</p>", knowing: memory)
    #expect(draft.items.map { $0.match?.score.net } == [99])
    #expect(draft.items.map { $0.match?.source.codes } == [[]])
  }

  @Test func `segments of a bead have their codes as one text`() throws {
    var one = try text("<p>Satu <b>dua. Tiga</b> empat.</p><p><i>Lima</i> enam.</p>", .indonesian)
    for index in one.segments.indices { one.segments[index].kind = .body }
    #expect(one.text(of: 0..<3) == "Satu dua. Tiga empat. Lima enam.")
    #expect(
      one.codes(of: 0..<3).map { "\($0.element)\($0["i"] ?? "")\($0.content)\($0.offset)" } == [
        "bpt1<b>5", "ept1</b>14", "bpt2<i>22", "ept2</i>26",
      ])
    #expect(one.codes(of: 1..<2).map { "\($0.element)\($0["x"] ?? "")" } == ["it1"])
  }

  @Test func `TMX has the codes of aligned pages`() throws {
    let (source, target) = ("Harga <b>beras</b> naik.", "The price of <b>rice</b> rises.")
    let pipeline = ExportPipeline(
      try memory(source, target), ExportSelection(source: .indonesian, target: .english),
      format: .tmx)
    var bytes: [UInt8] = []
    _ = try pipeline.export { bytes += $0.bytes }
    let tmx = String(decoding: bytes, as: UTF8.self)
    for word in ["beras", "rice"] {
      #expect(
        tmx.contains(
          "<bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>\(word)<ept i=\"1\">&lt;/b&gt;</ept>"), "\(tmx)")
    }
  }
}
