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

  @Test func `what stands behind a hundred markers is text`() throws {
    let found = try paragraphs(String(repeating: "> ", count: 101) + "Satu.")
    #expect(found == ["> Satu."])
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
        "heading: Harga beras naik", "Satu. Dua.", "heading: Sebab", "list-item: Pupuk mahal.",
        "list-item: Hujan.", "Kutipan kedua baris.", "cell: Sel satu", "cell: Sel dua", "Tiga.",
      ])
  }

  @Test(arguments: [
    ("Kata **tebal** dan *miring*.", "Kata tebal dan miring."), ("`kode` saja", "kode saja"),
    ("[tautan](http://a.b/c) di sini", "tautan di sini"),
    ("![gambar](a.png) petani", "gambar petani"),
    ("[dua [dalam](x)](y)", "dua dalam"), ("nama_file_ini", "nama_file_ini"),
    ("_miring_", "miring"),
    ("2 * 3 * 4", "2 * 3 * 4"), ("\\*bintang\\*", "*bintang*"), ("<https://a.b>", "https://a.b"),
    ("2 < 3", "2 < 3"), ("`a*b*c` \\`d`", "a*b*c `d`"), ("`[a](b)` ``c`d``", "[a](b) c`d"),
    ("Satu.[^1] Dua[^catatan].", "Satu. Dua."), ("[^ bukan] x", "[^ bukan] x"),
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

  @Test(arguments: [
    (
      "- [ ] Satu\n    1. Dua\n+ [x] Tiga",
      ["list-item: Satu", "list-item: Dua", "list-item: Tiga"]
    ),
    ("> - Satu\n>   lanjut\n\n[^1]: Dua", ["list-item: Satu lanjut", "Dua"]),
    (
      "Pada tahun\n2020. Ia pergi\n1. Satu\n2. Dua",
      [
        "Pada tahun 2020. Ia pergi", "list-item: Satu", "list-item: Dua",
      ]
    ),
    ("-5 derajat\n\n12.000 warga\n\n* * *\n- - -", ["-5 derajat", "12.000 warga"]),
    ("Satu.\\\nDua.  \nTiga.<br>Empat\nlima.", ["Satu.", "Dua.", "Tiga.", "Empat lima."]),
    ("Satu \\\\\ndua.\\", ["Satu \\ dua."]),
    ("[ref]: http://a.id \"Judul\"\n[b]: <c d>\n  'Judul'\n> [!NOTE]\n> Satu.", ["Satu."]),
    ("<details><summary>Judul <b>x</b></summary>\nSatu\n</details>", ["Judul x", "Satu"]),
    ("`<p>` dan <p@a.id>", ["<p> dan p@a.id"]),
    (
      "| A \\| B | `c|d` |\n|:-|-:|\n| `e\\|f` | g`h |",
      [
        "cell: A | B", "cell: c|d", "cell: e|f", "cell: g`h",
      ]
    ),
  ])
  func `what marks a block, and what ends a line, is no text`(
    _ markdown: String, _ expected: [String]
  ) throws {
    #expect(try paragraphs(markdown) == expected)
  }

  @Test(arguments: [
    (
      "Daftar:\nNama | Kerja\n-----|:--:\nBudi | Petani\nSiti\n\nAkhir.",
      [
        "Daftar:", "cell: Nama", "cell: Kerja", "cell: Budi", "cell: Petani", "cell: Siti",
        "Akhir.",
      ]
    ),
    ("> A | `b|c`\n> -|-\n> d |", ["cell: A", "cell: b|c", "cell: d"]),
    ("A | B\n--|--|--\nc | d", ["A | B --|--|-- c | d"]),
    ("| A |\n|---|\nb\n- c", ["cell: A", "cell: b", "list-item: c"]),
  ])
  func `a table needs no outer bars, but a border below its header`(
    _ markdown: String, _ expected: [String]
  ) throws {
    #expect(try paragraphs(markdown) == expected)
  }

  @Test(arguments: [
    (
      "1. Satu\n\n   Lagi.\n2. Dua\n3. Tiga",
      ["list-item: Satu", "Lagi.", "list-item: Dua", "list-item: Tiga"]
    ),
    ("- Satu\n\n\tLagi\n2. Dua", ["list-item: Satu", "Lagi", "list-item: Dua"]),
    (
      "1. Satu\n\n   Pada tahun\n   2020. Ia pergi",
      ["list-item: Satu", "Pada tahun 2020. Ia pergi"]
    ),
    (
      "1. Satu\n\nPada tahun\n2020. Ia pergi",
      ["list-item: Satu", "Pada tahun 2020. Ia pergi"]
    ),
  ])
  func `a list goes on behind a second paragraph of its item`(
    _ markdown: String, _ expected: [String]
  ) throws {
    #expect(try paragraphs(markdown) == expected)
  }

  @Test(arguments: [
    ("+++\ntitle = \"x\"\n+++\nSatu.", ["Satu."]), ("+++\nSatu.", ["+++ Satu."]),
    ("---\ntitle: x\n...\nSatu.", ["Satu."]), ("---\nx: y\n+++\nSatu.", ["x: y +++ Satu."]),
  ])
  func `front matter of YAML or TOML ends with a line of its own`(
    _ markdown: String, _ expected: [String]
  ) throws {
    #expect(try paragraphs(markdown) == expected)
  }

  @Test(arguments: [
    ("Contoh:\n\n    kode\n\n\tlagi\n\nAkhir.", ["Contoh:", "Akhir."]),
    ("Satu\n    dua", ["Satu dua"]),
    ("- Satu\n\n    Dua\n\n      kode\n", ["list-item: Satu", "Dua"]),
    ("1. Satu\n\n    Dua\n\n    Tiga", ["list-item: Satu", "Dua", "Tiga"]),
    ("[^1]: Satu\n\n    Dua", ["Satu", "Dua"]),
    ("> Satu\n>\n>     kode\n> Dua", ["Satu", "Dua"]),
    ("- Satu\n\nDua\n\n    kode", ["list-item: Satu", "Dua"]),
  ])
  func `an indented line is code where it continues nothing`(
    _ markdown: String, _ expected: [String]
  ) throws {
    #expect(try paragraphs(markdown) == expected)
  }

  @Test(arguments: [
    (
      "Satu\n<div>\n*dua* [2] \\* `a\n- tiga\n</div>\n\n*Empat*",
      ["Satu", "*dua* [2] \\* `a - tiga", "Empat"]
    ),
    ("<span class=x>\n*a*\n</span>\n\n*b*", ["*a*", "b"]),
    ("- <p>*a*</p>\n- *b*", ["list-item: *a*", "list-item: b"]),
    ("> <div>\n> *a*\n\n*b*", ["*a*", "b"]),
    ("<!-- satu\n\ndua -->\n*Tiga*", ["Tiga"]), ("<!-- x --> *Satu*", ["Satu"]),
    ("<script>\n\nvar x = 1\n</script>\n*Satu*", ["Satu"]),
  ])
  func `a block of HTML has tags, and no marks of Markdown`(
    _ markdown: String, _ expected: [String]
  ) throws {
    #expect(try paragraphs(markdown) == expected)
  }

  @Test func `a link may have its address elsewhere`() throws {
    let found = try DocumentReader(format: MarkdownFormat()).read(
      Array("[satu][X y], [x  Y], [Z][] dan [w].\n\n[x Y]: a\n[z]: b".utf8), name: "test.md"
    ).document
    #expect(String(decoding: found.text, as: UTF8.self) == "satu, x  Y, Z dan [w].")
    // Beside a translation, the words between the brackets are no label.
    #expect(
      found.paragraphs?.first?.codes.map(\.content)
        == ["[", "][X y]", "[", "][x  Y]", "[", "][Z]"])
  }

  @Test(arguments: [
    "> ```\n> kode\n> ```", "> ```\n> kode", "````md\n```\nkode\n```\n````",
    "```\nkode\n```swift\nkode\n```",
    "- > ~~~\n  > kode\n  > ~~~", "~~~\n> kode\n```\n~~~~", "```\nkode\n  ```  ",
  ])
  func `a block of code ends where it does, and no later`(_ code: String) throws {
    #expect(try paragraphs("Awal.\n\n\(code)\n\nAkhir.") == ["Awal.", "Akhir."])
  }

  @Test func `a code span of three backticks may begin a paragraph`() throws {
    #expect(try paragraphs("```x``` adalah kode.\n\nAkhir.") == ["x adalah kode.", "Akhir."])
  }

  @Test(arguments: ["", "\n\n", "---\n", "***", "# ", "```\nx", ">", "===", "|--|"])
  func `marks alone are no text`(_ markdown: String) throws {
    let found = try paragraphs(markdown)
    #expect(found == [])
  }

  @Test(arguments: ["\r\n", "\r"])
  func `every kind of line end parts lines`(_ lineEnd: String) throws {
    let markdown = ["# Judul", "", "Satu", "dua.", "", "- Butir"].joined(separator: lineEnd)
    #expect(try paragraphs(markdown) == ["heading: Judul", "Satu dua.", "list-item: Butir"])
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
