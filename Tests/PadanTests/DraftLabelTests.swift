import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// The texts that a page has outside its paragraphs: its title, its description and what attributes say.
struct DraftLabelTests {
  private let fixture: DraftFixture

  init() throws { fixture = try DraftFixture() }

  private static let pairs = [
    ("Harga beras naik", "Rice prices rise"),
    ("Warga mengeluh. Pemerintah diam.", "x"),
    ("Warga mengeluh.", "Residents \"complain\"."),
    ("Pemerintah diam.", "The government's silent."),
    ("Pasar beras", "A rice market"), ("Cari berita", "Search & find"), ("Beranda", "Home"),
    ("Warga membeli beras di pasar.", "Residents buy rice at the market."),
  ]

  private func drafted(_ page: String) throws -> String {
    try fixture.drafted("a.html", page, knowing: fixture.memory(Self.pairs))
  }

  @Test(arguments: [
    ("<title> Harga beras naik </title>", "<title> Rice prices rise </title>"),
    (
      "<meta name=description content='Warga mengeluh.  Pemerintah diam.'>",
      "<meta name=description content='Residents \"complain\".  The government&#39;s silent.'>"
    ),
    (
      "<meta content=\"Warga mengeluh.\" property=\"og:description\">",
      "<meta content=\"Residents &quot;complain&quot;.\" property=\"og:description\">"
    ),
    (
      "<meta property=\"og:title\" content=\"Harga beras naik\"/>",
      "<meta property=\"og:title\" content=\"Rice prices rise\"/>"
    ),
    (
      "<meta name=\"keywords\" content=\"Harga beras naik\">",
      "<meta name=\"keywords\" content=\"Harga beras naik\">"
    ),
  ])
  func `the head of a page is drafted`(_ source: String, _ target: String) throws {
    let rest = "<body><p>Warga membeli beras di pasar.</p></body></html>"
    let draft = try drafted("<html><head>\(source)</head>\(rest)")
    #expect(draft.contains("<head>\(target)</head>"), "\(draft)")
  }

  @Test(arguments: [
    ("<img alt=\"Pasar beras\" src=x>", "<img alt=\"A rice market\" src=x>"),
    ("<img src=x alt='Pasar&#32;beras'>", "<img src=x alt='A rice market'>"),
    ("<input placeholder=\"Cari berita\">", "<input placeholder=\"Search &amp; find\">"),
    (
      "<a title=Beranda aria-label=\"Pasar beras\"> </a>",
      "<a title=Home aria-label=\"A rice market\"> </a>"
    ),
    (
      "<textarea placeholder='Cari berita'>Beranda</textarea>",
      "<textarea placeholder='Search &amp; find'>Beranda</textarea>"
    ),
    ("<img translate=no alt=\"Pasar beras\">", "<img translate=no alt=\"Pasar beras\">"),
    (
      "<div translate=no><img alt=\"Pasar beras\"></div>",
      "<div translate=no><img alt=\"Pasar beras\"></div>"
    ),
    (
      "<img alt=\"\"><!-- <img alt=\"Beranda\"> -->", "<img alt=\"\"><!-- <img alt=\"Beranda\"> -->"
    ),
    ("<script>\"<img alt='Beranda'>\"</script>", "<script>\"<img alt='Beranda'>\"</script>"),
  ])
  func `what attributes say is drafted, escaped for where it stands`(
    _ source: String, _ target: String
  ) throws {
    let draft = try drafted(
      "<html><body><p>Warga membeli beras di pasar.</p>\(source)</body></html>")
    #expect(
      draft == "<html><body><p>Residents buy rice at the market.</p>\(target)</body></html>")
  }

  @Test func `a value without quotation marks has none that would end it`() throws {
    let memory = try fixture.memory([("Beranda", "The home's \"=\" page")])
    let draft = try fixture.drafted(
      "a.html", "<p>Teks.</p><a title=Beranda href=x>Teks.</a>", knowing: memory)
    #expect(
      draft
        == "<p>Teks.</p><a title=The&#32;home&#39;s&#32;&#34;&#61;&#34;&#32;page href=x>Teks.</a>")
  }

  @Test func `the attributes of a code are drafted with its segment or without`() throws {
    let page =
      "<p>Warga <img alt=\"Pasar beras\">membeli <b title=\"Beranda\">beras</b> di pasar.</p>"
    #expect(
      try drafted(page)
        == "<p>Residents <img alt=\"A rice market\">buy <b title=\"Home\">rice</b> at the market.</p>"
    )
    let memory = try fixture.memory([("Pasar beras", "A rice market"), ("Beranda", "Home")])
    #expect(
      try fixture.drafted("b.html", page, knowing: memory)
        == "<p>Warga <img alt=\"A rice market\">membeli <b title=\"Home\">beras</b> di pasar.</p>")
  }

  @Test func `labels are counted and listed behind the text, each of its kind`() throws {
    let draft = try fixture.draft(
      "a.html",
      "<title>Harga beras naik</title><meta name=description content=\"Warga mengeluh.\"><p>Warga membeli beras di pasar. <img alt=\"Pasar beras\"></p>",
      knowing: fixture.memory(Self.pairs))
    #expect(
      draft.items.map { "\($0.segment.kind.name): \($0.segment.text)" } == [
        "body: Warga membeli beras di pasar.", "headline: Harga beras naik",
        "standfirst: Warga mengeluh.", "caption: Pasar beras",
      ])
    #expect(draft.leverage.total.words == 12)
    let marked = String(decoding: try draft.document(marked: true).bytes, as: UTF8.self)
    #expect(!marked.contains("⟦"))
  }

  @Test func `of a page of news, the labels of the article are drafted and not those of its menu`()
    throws
  {
    let prose = "Warga membeli beras di pasar karena harganya turun lagi pada hari Senin kemarin."
    let page = """
      <body><nav><a href=1>Satu</a> <a href=2>Dua</a> <img alt="Beranda"></nav><p><a href=3>Tiga</a></p>
      <article><h1>Harga beras naik</h1><img alt="Pasar beras"><p>\(prose)</p><p>\(prose) Ya.</p><p>\(prose) Tidak.</p><p>\(prose) Benar.</p><p>\(prose) Salah.</p></article>
      <p><a href=4>Empat</a></p><footer><a href=5>Lima</a><img alt="Beranda"></footer></body>
      """
    let draft = try drafted(page)
    #expect(draft.contains("<img alt=\"A rice market\">"), "\(draft)")
    #expect(draft.split(separator: "<img alt=\"Beranda\">").count == 3, "\(draft)")
  }

  @Test func `a finished page is saved with its labels`() throws {
    let source =
      "<title>Harga beras naik</title><h1>Harga beras</h1><p>Warga membeli beras di pasar.</p><img alt=\"Pasar beras\"><img alt=\"Logo\">"
    let target =
      "<title>Rice prices rise</title><h1>Rice prices</h1><p>Residents buy rice at the market.</p><img alt=\"A rice market\"><img alt=\"Logo\">"
    let aligner = Aligner(source: .indonesian, target: .english)
    let pipeline = AlignmentPipeline(aligner)
    func text(_ page: String, _ language: LanguageTag) throws -> SegmentedText {
      try ArticlePipeline(Segmenter(language: language)).text(in: Array(page.utf8), name: "a.html")
    }
    let pair = DocumentPair(
      source: try text(source, .indonesian), target: try text(target, .english))
    #expect(pair.source.segments.count == 2)
    let memory = try Memory.inMemory()
    for title in ["Rice prices rise", "Rice prices are rising"] {
      let corrected = DocumentPair(
        source: pair.source,
        target: try text(target.replacing("Rice prices rise", with: title), .english))
      _ = try pipeline.save(into: memory, origin: "test") { try $0(pipeline.align(corrected)) }
      let draft = try fixture.drafted("a.html", source, knowing: memory)
      #expect(draft == target.replacing("Rice prices rise", with: title))
    }
    #expect(try memory.statistics().units == 4)
  }

  @Test func `labels of elements are paired by their tags, or else by their order`() throws {
    func text(_ labels: [(name: String, tag: String, text: String)]) -> SegmentedText {
      var text = SegmentedText(texts: ["A"])
      text.labels = labels.map {
        SegmentedLabel(
          name: $0.name, place: "\($0.name) \($0.tag)",
          segments: SegmentedText(texts: [$0.text]).segments)
      }
      return text
    }
    func paired(
      _ source: [(String, String, String)], _ target: [(String, String, String)]
    ) -> [String] {
      let documents = AlignedDocuments(
        source: text(source), target: text(target),
        alignment: Alignment(beads: [Bead(source: 0..<1, target: 0..<1)])
      ).withLabels()
      return documents.alignment.beads.dropFirst().map {
        documents.sourceText(of: $0) + documents.targetText(of: $0)
      }
    }
    let own = [("img alt", "<a>", "A"), ("img alt", "<b>", "B"), ("a title", "<c>", "C")]
    #expect(
      paired(own, [own[1], own[2], own[0]].map { ($0.0, $0.1, $0.2 + "1") }) == [
        "AA1", "BB1", "CC1",
      ])
    #expect(paired(own, [("img alt", "<b>", "D")]) == ["BD"])
    #expect(
      paired(own, [("img alt", "<x>", "D"), ("img alt", "<b>", "E"), ("a title", "<y>", "F")])
        == ["AD", "BE", "CF"])
    #expect(paired(own, [("img alt", "<x>", "D"), ("img alt", "<y>", "E")]) == [])
    #expect(paired(own, own) == [])
  }
}
