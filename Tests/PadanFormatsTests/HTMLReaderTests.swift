import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct HTMLReaderTests {
  private func paragraphs(_ html: [UInt8]) throws -> [String] {
    let document = try DocumentReader(format: HTMLFormat()).read(html, name: "test.html").document
    return try #require(document.paragraphs).map { paragraph in
      let text = String(decoding: document.text[paragraph.range], as: UTF8.self)
      return (paragraph.structure.map { "\($0.rawValue): " } ?? "") + text
    }
  }

  private func paragraphs(_ html: String) throws -> [String] { try paragraphs(Array(html.utf8)) }

  @Test func `headings, paragraphs, list items and captions are told apart`() throws {
    let html = """
      <!DOCTYPE html><html><head><title>Judul jendela</title></head><body>
      <h1>Harga <em>beras</em> naik</h1><p>Satu.
        Dua.</p><h3>Sebab</h3><ul><li>Pupuk mahal.</li><li>Hujan.</li></ul>
      <figure><img src="a.jpg" alt="x"><figcaption>Petani di sawah.</figcaption></figure>
      <table><tr><td>Sel satu</td><td>Sel dua</td></tr></table><div>Tiga<br>Empat</div>
      </body></html>
      """
    #expect(
      try paragraphs(html) == [
        "heading: Harga beras naik", "Satu. Dua.", "heading: Sebab", "list-item: Pupuk mahal.",
        "list-item: Hujan.", "caption: Petani di sawah.", "cell: Sel satu", "cell: Sel dua", "Tiga",
        "Empat",
      ])
  }

  @Test(arguments: [
    "<nav>Beranda Berita</nav>", "<script>var a = '<p>x</p>';</script>", "<style>p { }</style>",
    "<aside>Iklan</aside>", "<footer>Hak cipta</footer>", "<form><input>Cari</form>",
    "<noscript>Nyalakan</noscript>", "<div class=\"sidebar kiri\">Terpopuler</div>",
    "<div id=\"share\">Bagikan</div>", "<p hidden>Rahasia</p>", "<!-- komentar -->",
    "<div role=\"navigation\"><p>Menu</p></div>", "<button>Tutup</button>",
    "<ul><li><a href=\"/x\">Berita lain di sini</a></li></ul>", "<svg><text>x</text></svg>",
    "<template><p>x</p></template>", "<iframe>x</iframe>", "<select><option>x</select>",
  ])
  func `what is not the article is left out`(_ markup: String) throws {
    #expect(
      try paragraphs("<p>Isi satu.</p>\(markup)<p>Isi dua.</p>") == ["Isi satu.", "Isi dua."])
  }

  @Test func `an article element parts the text from the rest of the page`() throws {
    let html = """
      <div>Terpopuler hari ini</div><article><p>Isi berita yang panjang sekali.</p></article>
      <div>Lihat semua</div>
      """
    #expect(try paragraphs(html) == ["Isi berita yang panjang sekali."])
  }

  @Test(arguments: [
    ("<p>A &amp; B &lt;C&gt; &quot;D&quot;</p>", "A & B <C> \"D\""),
    ("<p>Caf&eacute; &#233; &#xe9;</p>", "Café é é"), ("<p>&ldquo;Ya&rdquo;&hellip;</p>", "“Ya”…"),
    ("<p>Rp&nbsp;5</p>", "Rp\u{A0}5"), ("<p>a &nosuch; b</p>", "a &nosuch; b"),
    ("<p>A & B</p>", "A & B"),
    ("<p>te<b>ba</b>l</p>", "tebal"), ("<p>a<!-- x -->b</p>", "ab"), ("<p>😀 &#128512;</p>", "😀 😀"),
  ])
  func `entities are text`(_ html: String, _ text: String) throws {
    #expect(try paragraphs(html) == [text])
  }

  @Test(arguments: [
    ("<p>Satu.<sup><a href='#fn1'>1</a></sup></p>", "Satu."),
    ("<p>Satu<a href='#n'><sup>1</sup></a> dua.</p>", "Satu dua."),
    ("<p>Satu <a role=doc-noteref href='#n'>*</a></p>", "Satu"),
    ("<p>Satu<sup>[<a href='x#n'>1</a>]</sup>.</p>", "Satu[]."),
    (
      "<p>5 m<sup>2</sup>, <a href='#a'>m<sup>2</sup></a>, 1<sup><a href=x>a</a></sup></p>",
      "5 m2, m2, 1a"
    ),
  ])
  func `the mark of a note is no text, another raised text is`(
    _ html: String, _ text: String
  ) throws {
    #expect(try paragraphs(html) == [text])
  }

  @Test(arguments: [
    "<p>Satu<p>Dua", "<p>Satu</div><p>Dua", "<p><b>Satu<p>Dua</b>", "Satu<p>Dua</p></p>",
  ])
  func `careless markup is read as browsers read it`(_ html: String) throws {
    #expect(try paragraphs(html) == ["Satu", "Dua"])
  }

  @Test(arguments: ["", "</div></div>"])
  func `five thousand nested elements are as good as one`(_ end: String) throws {
    let html =
      "<html><body>" + String(repeating: "<div>", count: 5000) + "<p>Satu.</p>"
      + String(repeating: "</div>", count: end.isEmpty ? 0 : 5000) + "</body></html>"
    #expect(try paragraphs(html) == ["Satu."])
  }

  @Test(arguments: ["<ul><li>", "<table><tr><td>", "<div><br>", "<noscript></noscript><b>"])
  func `elements that are never closed take no longer than closed ones`(_ open: String) throws {
    let html = "<html><body>" + String(repeating: open, count: 20_000) + "Satu."
    #expect(try paragraphs(html).count == 1)
  }

  @Test func `a page whose end tags end none of very many elements is refused`() {
    let html = String(repeating: "<b>", count: 40_000) + String(repeating: "</i>", count: 40_000)
    let error = #expect(throws: InputError.self) { _ = try paragraphs("<p>a" + html) }
    #expect(error?.code == "html.too-deep")
  }

  @Test func `a page that is larger than is read at once is refused`() {
    let error = #expect(throws: InputError.self) {
      _ = try paragraphs(String(repeating: " ", count: Limits.largestMarkup + 1))
    }
    #expect(error?.code == "input.large-file")
  }

  @Test(arguments: ["<b>", "</b>", "<!-- -->"])
  func `a page of more parts than are read at once is refused`(_ part: String) {
    let html = String(repeating: part, count: Limits.mostMarkupParts / 2 + 1)
    let error = #expect(throws: InputError.self) { _ = try paragraphs(html) }
    #expect(error?.code == "html.too-many-parts")
  }

  @Test(arguments: ["", " ", "<", "<p", "<html>", "</p>", "&", "<!--", "<p></p>", "<script>"])
  func `a page without text has no paragraphs, or that text alone`(_ html: String) throws {
    #expect(try paragraphs(html).allSatisfy { $0 == html })
  }

  @Test func `a page longer than one piece of reading is read whole`() throws {
    let html = (0..<3000).map { "<p>Paragraf é ke-\($0) 😀 berita.</p>" }.joined()
    #expect(try paragraphs(html) == (0..<3000).map { "Paragraf é ke-\($0) 😀 berita." })
  }

  @Test(arguments: ["utf-8", "UTF-8"])
  func `a page declares UTF-8`(_ name: String) throws {
    #expect(
      try paragraphs("<html><head><meta charset=\"\(name)\"></head><p>Café “ramai”.</p></html>")
        == ["Café “ramai”."])
  }

  @Test(arguments: [
    "<meta charset=\"windows-1252\">", "<meta charset=iso-8859-1>",
    "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\">",
  ])
  func `a declared encoding is read`(_ meta: String) throws {
    let html =
      Array("<html><head>\(meta)</head><body><p>Caf".utf8) + [0xE9, 0x20, 0x93]
      + Array("ramai".utf8) + [0x94] + Array(".</p></body></html>".utf8)
    #expect(try paragraphs(html) == ["Café “ramai”."])
  }

  @Test(arguments: ["windows-1252", "iso-8859-1", "utf-16"])
  func `good UTF-8 is believed before what the page declares`(_ name: String) throws {
    let html =
      "<html><head><meta charset=\"\(name)\"></head><body><p>Café “ramai”.</p></body></html>"
    #expect(try paragraphs(html) == ["Café “ramai”."])
  }
}
