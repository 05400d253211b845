import PadanFormats
import PadanModel
import Testing

/// Files that hold no article are said for what they are.
struct OtherInputTests {
  private func error(_ text: String, name: String = "a") -> InputError? {
    error(Array(text.utf8), name: name)
  }

  private func error(_ bytes: [UInt8], name: String = "a") -> InputError? {
    do throws(InputError) {
      _ = try DocumentReader().read(bytes, name: name)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("<rss version=\"2.0\"><channel/></rss>", "page.feed"),
    ("\u{FEFF}\n<?xml version=\"1.0\"?>\n<!-- a > b -->\n<rss version=\"2.0\">", "page.feed"),
    ("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">", "page.feed"),
    ("<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", "page.feed"),
    ("<?xml version=\"1.0\"?>\n<urlset><url/></urlset>", "page.xml"),
    ("<tmx version=\"1.4\"><header/></tmx>", "page.units"),
    ("<?xml version=\"1.0\"?><!DOCTYPE xliff><xliff version=\"1.2\">", "page.units"),
    ("{\"id\": 1}", "page.json"), ("[\n  {\"id\": 1}\n]", "page.json"),
    ("[\"satu\", \"dua\"]", "page.json"), ("{\"a\\\"b\":1}\n{\"a\":2}\n", "page.json"),
    ("{}", "page.json"), ("%PDF-1.7\n", "input.other-kind"), ("PK\u{3}\u{4}", "input.other-kind"),
    ("GIF89a", "input.other-kind"),
  ])
  func `other formats are recognized by their first bytes`(text: String, code: String) {
    for name in ["a", "a.txt", "a.html"] {
      #expect(error(text, name: name)?.code.rawValue == code)
      #expect(error(text, name: name)?.kind == .badInput)
    }
  }

  @Test(arguments: [
    "[Foto: Antara] Pasar dibuka.", "{Pasar} dibuka.", "\"Kami senang,\" kata dia.",
    "[\"Kami senang,\" kata dia.]", "<b>Pasar</b> dibuka.", "<3 Solo", "[1] Pasar dibuka.", "",
    "<html><body><p>Pasar dibuka.</p></body></html>", "<!DOCTYPE html>\n<p>Pasar dibuka.</p>",
    "<?xml version=\"1.0\"?><html><body><p>Pasar dibuka.</p></body></html>",
  ])
  func `texts and pages are not taken for other formats`(text: String) {
    #expect(error(text) == nil)
  }

  @Test func `bytes full of control characters are no text`() {
    #expect(error((0..<64).map { UInt8($0 * 4 + 1) })?.code == "input.other-kind")
    #expect(error(Array("\u{1B}[1mPasar\u{1B}[0m dibuka pagi ini.\n".utf8)) == nil)
  }

  @Test func `a format that is named is read as it is`() throws {
    let reader = DocumentReader(format: PlainTextFormat())
    #expect(try reader.read(Array("{\"id\": 1}".utf8), name: "a").document.text.count == 9)
  }

  // MARK: Web pages

  @Test(arguments: [
    ("<frameset cols=\"1,2\"><frame src=\"a\"></frameset>", "page.frameset"),
    (
      "<frameset><frame src=\"a\"><noframes><body>Pakai peramban lain.</body></noframes></frameset>",
      "page.frameset"
    ),
    (
      "<body><h1>Masuk</h1><form><input type=\"Password\"><p>Dengan masuk, Anda menyetujui semua "
        + "ketentuan layanan dan kebijakan privasi di situs ini.</p></form></body>", "page.login"
    ),
    ("<body><div id=\"root\"></div><script src=\"a.js\"></script></body>", "page.script"),
    (
      "<body><noscript>Please enable JavaScript.</noscript><p>Memuat…</p><script></script></body>",
      "page.script"
    ),
    ("<body></body>", "page.empty"), ("<body>  <!-- kosong --></body>", "page.empty"),
  ])
  func `a page without an article says why`(body: String, code: String) throws {
    let page = Array("<html><head><title>Kabar</title></head>\(body)</html>".utf8)
    let absence = try DocumentReader().read(page, name: "a").absence
    #expect(absence?.code.rawValue == code)
    #expect(absence?.isNothingFound == true && absence?.remedy != nil)
  }

  @Test func `an article beside a login form and scripts is read`() throws {
    let prose =
      "<p>Pemerintah kota memperbaiki tiga jembatan tua pada pekan ini dengan biaya dua miliar.</p>"
    for other in [
      "<form><input type=\"password\"></form>", "<script>x</script>",
      "<noscript>JavaScript</noscript>",
    ] {
      let page = Array("<html><body>\(other)<h1>Jembatan</h1>\(prose)</body></html>".utf8)
      #expect(try DocumentReader().read(page, name: "a").absence == nil)
    }
  }
}
