import PadanFormats
import PadanModel
import Testing

struct MarkdownReaderTests {
  private func paragraphs(_ markdown: String) throws -> [String] {
    let document = try DocumentReader(format: MarkdownFormat()).read(
      Array(markdown.utf8), name: "test.md"
    ).document
    return try #require(document.paragraphs).map { paragraph in
      let text = String(decoding: document.text[paragraph.range], as: UTF8.self)
      return (paragraph.structure.map { "\($0.rawValue): " } ?? "") + text
    }
  }

  @Test func `headings, paragraphs and list items are told apart`() throws {
    let markdown = """
      ---
      title: Bukan isi
      ---
      # Harga beras naik #

      Satu.
      Dua.

      Sebab
      -----
      * Pupuk mahal.
      2) Hujan.

      > Kutipan
      > kedua baris.

      ```swift
      let bukan = "isi"
      ```
      | Sel satu | Sel dua |
      |----------|---------|
      ***
      Tiga.
      """
    #expect(
      try paragraphs(markdown) == [
        "heading: Harga beras naik", "Satu. Dua.", "heading: Sebab", "list-item: * Pupuk mahal.",
        "list-item: 2) Hujan.", "Kutipan kedua baris.", "cell: Sel satu", "cell: Sel dua", "Tiga.",
      ])
  }

  @Test(arguments: [
    ("Kata **tebal** dan *miring*.", "Kata tebal dan miring."), ("`kode` saja", "kode saja"),
    ("[tautan](http://a.b/c) di sini", "tautan di sini"),
    ("![gambar](a.png) petani", "gambar petani"),
    ("[dua [dalam](x)](y)", "dua dalam"), ("nama_file_ini", "nama_file_ini"),
    ("_miring_", "miring"),
    ("2 * 3 * 4", "2 * 3 * 4"), ("\\*bintang\\*", "*bintang*"), ("<https://a.b>", "https://a.b"),
    ("a<br>b", "ab"), ("2 < 3", "2 < 3"),
    ("<img src=\"https://x.id/a.png\" class=\"foto\"> Kami senang.", "Kami senang."),
    ("<a href=\"mailto:a@b.id\"\nclass=\"surat\">Kirim surat</a>", "Kirim surat"),
    ("<img alt=\"\(String(repeating: "foto ", count: 90))\"> Kami senang.", "Kami senang."),
    ("[bukan tautan] saja", "[bukan tautan] saja"),
    ("[terbuka](tanpa akhir", "[terbuka](tanpa akhir"), ("Café 😀", "Café 😀"),
    ("Awas![1] Ya", "Awas![1] Ya"), ("[a\\]b](x) c", "a]b c"), ("[a\\[b](x) c", "a[b c"),
    ("[a](x\\)y) b", "a b"), ("[a](x(y)z) b", "a b"), ("([a](x)) b", "(a) b"),
    ("[a [b](c](d) e) f", "a [b](c e) f"), ("[![gambar](a.png)](b) c", "gambar c"),
    ("[ a ](x)b", "ab"), ("[](x) a", "a"), ("a **\n b", "a * b"),
  ])
  func `inline marks are left out and their words kept`(_ markdown: String, _ text: String) throws {
    #expect(try paragraphs(markdown) == [text])
  }

  @Test(arguments: ["", "\n\n", "---\n", "***", "# ", "```\nx", ">", "===", "|--|"])
  func `marks alone are no text`(_ markdown: String) throws {
    let found = try paragraphs(markdown)
    #expect(found == [])
  }

  @Test(arguments: ["\r\n", "\r"])
  func `every kind of line end parts lines`(_ lineEnd: String) throws {
    let markdown = ["# Judul", "", "Satu", "dua.", "", "- Butir"].joined(separator: lineEnd)
    #expect(try paragraphs(markdown) == ["heading: Judul", "Satu dua.", "list-item: - Butir"])
  }

  @Test(arguments: [
    "[", "![", "<", "*", "_", "\\", "`", ">", "[a](", "#", "[a](b) ", "<a>x", "*a*<b></b>", "x</b>",
    "|",
  ])
  func `a line of ten thousand marks ends`(_ mark: String) throws {
    let marks = String(repeating: mark, count: 10_000)
    #expect(try paragraphs(marks).count <= 1)
    #expect(try paragraphs("a" + marks).count == 1)
  }

  @Test func `links in links are read at any depth`() throws {
    let markdown =
      String(repeating: "[", count: 200) + "a" + String(repeating: "](x)", count: 200) + " b"
    #expect(try paragraphs(markdown) == ["a b"])
  }

  @Test func `a file that is larger than is read at once is refused`() {
    let error = #expect(throws: InputError.self) {
      _ = try paragraphs(String(repeating: " ", count: Limits.largestMarkup + 1))
    }
    #expect(error?.code == "input.large-file")
  }

  @Test(arguments: ["[](a)", "a\n"])
  func `a file of more parts than are read at once is refused`(_ part: String) {
    let file = String(repeating: part, count: Limits.mostMarkupParts + 1)
    let error = #expect(throws: InputError.self) { _ = try paragraphs(file) }
    #expect(error?.code == "markdown.too-many-parts")
  }
}
