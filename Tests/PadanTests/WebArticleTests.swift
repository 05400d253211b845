import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// The article of a saved web page.
struct WebArticleTests {
  private func segments(_ name: String) throws -> [Segment] {
    let language = name.split(separator: ".").dropLast().last.map(String.init) ?? ""
    let path = Repository.corpus("pages/\(name)")
    let document = try DocumentReader().read(path: path).document
    return try Segmenter(language: try #require(LanguageTag(language))).segments(of: document)
  }

  @Test(arguments: [
    "h-wp-right-sidebar.id.html", "h-amp-kriminal.id.html", "h-tabel-tua-br.id.html",
    "h-next-hashed.id.html", "h-university-drupal.en.html", "h-local-paper-nav.en.html",
    "h-kilas-pendek.id.html", "h-recipe-blog.en.html",
  ])
  func `the text of a page's article is found, and little else`(_ name: String) throws {
    let gold = String(
      decoding: try contents(of: Repository.corpus("pages/\(name).gold")), as: UTF8.self)
    let text = ["body", "dateline-sentence", "list", "subheading", "standfirst"]
    let wanted = gold.split(separator: "\n").filter { line in
      text.contains(line.prefix { $0 != "\t" }.filter { $0 != "+" })
    }.flatMap { $0.drop { $0 != "\t" }.split { !$0.isLetter } }
    let found = try segments(name).filter { text.contains($0.kind.name) }
      .flatMap { $0.text.split { !$0.isLetter } }
    let both = Set(found).intersection(Set(wanted))
    #expect(both.count * 100 >= Set(wanted).count * 90)
    #expect(both.count * 100 >= Set(found).count * 85)
  }

  @Test(arguments: ["h-beranda-portal.id.html", "h-login-wall.en.html"])
  func `a page without an article is said to have none`(_ name: String) throws {
    let articles = ArticlePipeline(try Segmenter(language: .indonesian))
    let path = Repository.corpus("pages/\(name)")
    let error = #expect(throws: InputError.self) { try articles.text(of: path) }
    #expect(error?.code == "page.no-article" && error?.kind == .notFound)
  }

  @Test func `a table of results is part of its article`() throws {
    let page =
      "<html><body><div><a href=/>Kabar Muara</a> <a href=/d>Daerah</a></div><div><h1>Tim Muara Juara</h1>"
      + "<p>Tim Muara menjuarai lomba dayung antarkampung yang digelar di Sungai Lematang, Minggu sore.</p>"
      + "<table><tr><th>Tim</th><th>Waktu</th></tr><tr><td>Muara</td><td>4.12</td></tr>"
      + "<tr><td>Seberang</td><td>4.15</td></tr><tr><td>Hulu</td><td>4.31</td></tr></table>"
      + "<p>Lomba berikutnya akan digelar pada bulan Agustus, kata panitia kepada para wartawan.</p></div>"
      + "<div><a href=/1>Perahu Baru untuk Nelayan Hulu</a></div></body></html>"
    let document = try DocumentReader(format: HTMLFormat()).read(Array(page.utf8), name: "a.html")
      .document
    let segments = try Segmenter(language: .indonesian).segments(of: document)
    let article = segments.filter { $0.kind == .body || $0.kind == .list }.map(\.text)
    #expect(article.count == 10 && article.contains("Seberang") && article.contains("4.31"))
    #expect(article.first?.hasPrefix("Tim Muara") == true)
    #expect(article.last?.hasPrefix("Lomba") == true)
  }

  private func segments(ofPage page: String) throws -> [Segment] {
    let document = try DocumentReader(format: HTMLFormat()).read(Array(page.utf8), name: "a.html")
      .document
    return try Segmenter(language: .indonesian).segments(of: document)
  }

  @Test func `what stands in a menu is never the article`() throws {
    let found = try segments(
      ofPage:
        "<header><nav><ul><li><a href=/>Beranda</a></li><li><a href=/e>Kontak</a></li></ul></nav></header>"
        + "<main><article><h1>Listrik Padam di Palu</h1><p class=byline>Oleh Budi S., 13 Maret 2026</p>"
        + "<p>PALU — Listrik di sebagian besar Kota Palu padam selama enam jam pada Kamis malam akibat "
        + "gardu induk terbakar.</p><p>Sekitar 87.000 pelanggan terdampak.</p></article></main>")
    #expect(found.first?.text == "Listrik Padam di Palu")
  }

  @Test func `a paragraph at the end of the article is kept with the mark of a note`() throws {
    let found = try segments(
      ofPage: "<nav><a href=/>Beranda</a></nav><article><h1>Warga Kendal Panen Garam</h1>"
        + "<p class=byline>Oleh Dewi Lestari, 3 Maret 2025</p><p>KENDAL — Petani garam di Kendal mulai "
        + "panen raya pada akhir pekan lalu. Mereka menjual garam seharga Rp 2.500 per kilogram.</p>"
        + "<ul><li>Panen berlangsung hingga akhir Maret.</li></ul><p>Kepala Dinas Perikanan mengatakan "
        + "stok garam cukup untuk enam bulan.<sup><a href='#fn1'>1</a></sup></p></article>"
        + "<footer>Hak cipta 2025 Kabar Kendal</footer>")
    #expect(found.last?.text.hasSuffix("untuk enam bulan.") == true)
    #expect(found.last?.kind == .body)
  }

  @Test(arguments: [
    "body class=\"nav-no-loaded pg-article\"", "body class=\"single right-sidebar\"",
    "body class=\"page has-cookie-banner\"", "body id=\"menu\"",
  ])
  func `an unlucky class of what holds the article drops nothing`(_ body: String) throws {
    let page =
      "<html><\(body)><div class=\"share container\"><h1>Tiga jembatan di Solo diperbaiki</h1><p>SOLO - "
      + "Pemerintah kota memperbaiki tiga jembatan tua pada pekan ini.</p></div></body></html>"
    let document = try DocumentReader(format: HTMLFormat()).read(Array(page.utf8), name: "a.html")
      .document
    let kinds = try Segmenter(language: .indonesian).segments(of: document).map(\.kind)
    #expect(kinds == [.headline, .datelineSentence])
  }
}
