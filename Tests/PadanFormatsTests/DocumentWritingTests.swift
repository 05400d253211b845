import PadanFormats
import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// What is written back into the file that it was read from.
struct DocumentWritingTests {
  struct Made: Sendable, CustomTestStringConvertible {
    var format: any DocumentFormat
    var text: String
    var testDescription: String { "\(format.name): \(text.prefix(40))" }
  }

  static let made: [Made] =
    MadeDocuments.pages.map { Made(format: HTMLFormat(), text: $0) }
    + MadeDocuments.texts.map { Made(format: MarkdownFormat(), text: $0) }

  private func read(_ text: String, as format: any DocumentFormat) throws -> ReadDocument {
    try format.read(Array(text.utf8), name: "a", encoding: nil, isStrict: false)
  }

  private func segments(of document: Document) throws -> [Segment] {
    try Segmenter(language: .indonesian).segments(of: document)
  }

  /// The text with the letters of ASCII as capitals, so that offsets stay.
  private func capitals(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          "a"..."z" ~= $0 ? Unicode.Scalar($0.value - 32)! : $0
        }))
  }

  private func translation(_ segment: Segment, of document: Document) -> SegmentTranslation {
    SegmentTranslation(
      range: segment.range, text: capitals(segment.text), codes: document.codes(in: segment.range))
  }

  private func text(_ document: Document) -> String {
    String(decoding: document.text, as: UTF8.self)
  }

  @Test(arguments: made)
  func `what is not translated is written as it was`(_ made: Made) throws {
    let found = try read(made.text, as: made.format)
    #expect(try made.format.write([], into: found.skeleton).bytes == Array(made.text.utf8))
  }

  @Test(arguments: made)
  func `a translation of everything is read back, between the same marks`(_ made: Made) throws {
    let found = try read(made.text, as: made.format)
    let document = found.document
    let segments = try segments(of: document)
    let written = try made.format.write(
      segments.map { translation($0, of: document) }, into: found.skeleton)
    #expect(written.untranslated.isEmpty)
    let again = try read(String(decoding: written.bytes, as: UTF8.self), as: made.format).document
    #expect(text(again) == capitals(text(document)))
    #expect(again.paragraphs?.map(\.structure) == document.paragraphs?.map(\.structure))
    #expect(
      again.paragraphs?.flatMap(\.codes).map(\.content)
        == document.paragraphs?.flatMap(\.codes).map(\.content))
  }

  @Test(arguments: made, 0..<4 as Range<UInt64>)
  func `what is translated changes no other segment`(_ made: Made, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let found = try read(made.text, as: made.format)
    let document = found.document
    let segments = try segments(of: document)
    let chosen = segments.filter { _ in Bool.random(using: &generator) }
    let written = try made.format.write(
      chosen.map { translation($0, of: document) }, into: found.skeleton)
    let again = try read(String(decoding: written.bytes, as: UTF8.self), as: made.format).document
    var expected = document.text
    for segment in chosen {
      expected.replaceSubrange(segment.range, with: capitals(segment.text).utf8)
    }
    #expect(text(again) == String(decoding: expected, as: UTF8.self), "seed \(seed)")
  }

  @Test(arguments: made)
  func `one translated segment changes one stretch of the file`(_ made: Made) throws {
    let found = try read(made.text, as: made.format)
    let original = Array(made.text.utf8)
    for segment in try segments(of: found.document) {
      let one = SegmentTranslation(
        range: segment.range, text: "\u{1F441}", codes: found.document.codes(in: segment.range))
      let written = try made.format.write([one], into: found.skeleton).bytes
      // Before the segment and behind it stand the file's own bytes: its words are all that is gone.
      let before = zip(original, written).prefix { $0 == $1 }.count
      let behind = zip(original.reversed(), written.reversed()).prefix { $0 == $1 }.count
      let gone = original.count - before - behind
      let words = Array(segment.text.utf8).count
      let marks = one.codes.reduce(0) { $0 + $1.content.utf8.count }
      #expect(gone <= 3 * words + marks + 40, "\(segment.text)")
    }
  }

  @Test(arguments: [
    ("<p>Harga <b>naik</b> &amp; turun.</p>", "<p>Prices <b>rise</b> &amp; fall &lt;5%.</p>")
  ])
  func `codes stand where the translation has them`(_ page: String, _ expected: String) throws {
    let found = try read(page, as: HTMLFormat())
    let range = 0..<found.document.text.count
    var codes = found.document.codes(in: range)
    #expect(codes.map(\.element) == ["bpt", "ept"])
    #expect(codes.map(\.content) == ["<b>", "</b>"])
    #expect(codes.map(\.offset) == [6, 10])
    codes[0].offset = 7
    codes[1].offset = 11
    let translation = SegmentTranslation(
      range: range, text: "Prices rise & fall <5%.", codes: codes)
    let written = try HTMLFormat().write([translation], into: found.skeleton)
    #expect(String(decoding: written.bytes, as: UTF8.self) == expected)
  }

  static let kept: [(format: any DocumentFormat, text: String, expected: String)] = [
    (
      MarkdownFormat(),
      "1. satu.\n- [ ] dua.\n    1. tiga.[^1]\n\n[^1]: empat.\n\n![](a.png) lima. ![](b.png)\n",
      "1. SATU.\n- [ ] DUA.\n    1. TIGA.[^1]\n\n[^1]: EMPAT.\n\n![](a.png) LIMA. ![](b.png)\n"
    ),
    (
      MarkdownFormat(), "satu.\\\ndua.  \n[tiga][r] [r]\n\n[r]: x.id 'y'\n",
      "SATU.\\\nDUA.  \n[TIGA][r] [R][r]\n\n[r]: x.id 'y'\n"
    ),
    (
      MarkdownFormat(), "<details><summary>satu</summary>\n\n|`a`\\| b|c|\n|-|-|\n</details>\n",
      "<details><summary>SATU</summary>\n\n|`A`\\| B|C|\n|-|-|\n</details>\n"
    ),
    (
      MarkdownFormat(), "1. satu.\n\n   dua.\n2. tiga.\n\nempat | lima\n--|--\n\n    kode\n",
      "1. SATU.\n\n   DUA.\n2. TIGA.\n\nEMPAT | LIMA\n--|--\n\n    kode\n"
    ),
    (
      MarkdownFormat(), "<div>\n<p>satu.*</p>\n<p>dua [1].</p>\n</div>\n",
      "<div>\n<p>SATU.*</p>\n<p>DUA [1].</p>\n</div>\n"
    ),
    (
      HTMLFormat(),
      "<p>satu.<sup id=a><a href=\"#1\">1</a></sup> dua<a href='#2'><sup>[2]</sup></a>, tiga.</p>",
      "<p>SATU.<sup id=a><a href=\"#1\">1</a></sup> DUA<a href='#2'><sup>[2]</sup></a>, TIGA.</p>"
    ),
    (
      HTMLFormat(),
      "<p>satu <i hidden>x</i>dua.<sup><a href='x.html#3'>3</a></sup></p><p>empat.</p>",
      "<p>SATU <i hidden>x</i>DUA.<sup><a href='x.html#3'>3</a></sup></p><p>EMPAT.</p>"
    ),
    (
      HTMLFormat(), "<p><img src=a> satu. <img src=b> dua. <img src=c></p>",
      "<p><img src=a> SATU. <img src=b> DUA. <img src=c></p>"
    ),
    (
      HTMLFormat(), "<p><i translate=no>a</i> b <b class='x notranslate'>c <u>d</u></b> e.</p>",
      "<p><i translate=no>A</i> B <b class='x notranslate'>C <u>D</u></b> E.</p>"
    ),
    (
      HTMLFormat(),
      "<p translate='no'>satu <b>x</b>.</p><ul class=notranslate><li>a</ul><p>dua.</p>",
      "<p translate='no'>satu <b>x</b>.</p><ul class=notranslate><li>a</ul><p>DUA.</p>"
    ),
    (
      HTMLFormat(), "<html translate=no><body class=notranslate><p>satu.</p></body></html>",
      "<html translate=no><body class=notranslate><p>SATU.</p></body></html>"
    ),
  ]

  @Test(arguments: kept.indices)
  func `what is no text stays beside the translation`(_ number: Int) throws {
    let (format, text, expected) = Self.kept[number]
    let found = try read(text, as: format)
    let written = try format.write(
      try segments(of: found.document).map { translation($0, of: found.document) },
      into: found.skeleton)
    #expect(String(decoding: written.bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    // Half of a pair whose other half is in the next segment.
    ("<p><a href=x>Satu. Dua.</a></p>", "<p>One.<a href=x> Dua.</a></p>"),
    ("<p>Satu <i>dua</i>. Dua.</p>", "<p>One. Dua.</p>"),
    ("<p>Satu <img src=a> x. Dua.</p>", "<p>One.<img src=a>  Dua.</p>"),
    ("<p>Satu<!-- x --> x. Dua.</p>", "<p>One.<!-- x --> Dua.</p>"),
    (
      "<p>Satu<sup><a href=#1>1</a></sup> x. Dua.</p>",
      "<p>One.<sup><a href=#1>1</a></sup> Dua.</p>"
    ),
  ])
  func `what a translation must not lose is put back`(_ page: String, _ expected: String) throws {
    let found = try read(page, as: HTMLFormat())
    let first = try #require(try segments(of: found.document).first)
    let written = try HTMLFormat().write(
      [SegmentTranslation(range: first.range, text: "One.")], into: found.skeleton)
    #expect(String(decoding: written.bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    (
      "Satu.\n", "2 * 3 *x* _y_ a_b [z] <b> `c` \\.",
      "2 * 3 \\*x\\* \\_y\\_ a_b \\[z] \\<b> \\`c\\` \\\\.\n"
    ),
    ("Satu.\n", "# Satu", "\\# Satu\n"), ("Satu.\n", "1. Satu", "1\\. Satu\n"),
    ("Satu.\n", "- Satu", "\\- Satu\n"), ("# Satu\n", "1. Satu", "# 1. Satu\n"),
    ("- Satu\n", "- One", "- \\- One\n"), ("- [x] Satu\n", "One", "- [x] One\n"),
    ("Satu.\n", "Satu\nDua", "Satu Dua\n"),
  ])
  func `words that look like marks are words in Markdown too`(
    _ source: String, _ text: String, _ expected: String
  ) throws {
    let found = try read(source, as: MarkdownFormat())
    let whole = SegmentTranslation(range: 0..<found.document.text.count, text: text)
    let written = try MarkdownFormat().write([whole], into: found.skeleton)
    #expect(String(decoding: written.bytes, as: UTF8.self) == expected)
    let again = try read(expected, as: MarkdownFormat()).document
    #expect(self.text(again) == text.replacing("\n", with: " "))
  }

  @Test func `in a block of HTML in Markdown nothing but what begins a tag is escaped`() throws {
    let found = try read("<p>Satu.</p>\n", as: MarkdownFormat())
    let whole = SegmentTranslation(
      range: 0..<found.document.text.count, text: "5 *x* [1] `a` a<b < c")
    let written = try MarkdownFormat().write([whole], into: found.skeleton)
    #expect(
      String(decoding: written.bytes, as: UTF8.self) == "<p>5 *x* [1] `a` a&lt;b < c</p>\n")
  }

  // MARK: Encodings

  @Test(arguments: [
    ("<meta charset=\"windows-1252\"><p>Caf", "<meta charset=\"utf-8\"><p>Caf"),
    (
      "<meta content='text/html; charset=ISO-8859-1'><p>Caf",
      "<meta content='text/html; charset=utf-8'><p>Caf"
    ),
    ("<p>Caf", "\u{FEFF}<p>Caf"),
  ])
  func `a page in another encoding is written in UTF-8, and says so`(
    _ start: String, _ expected: String
  ) throws {
    let bytes = Array(start.utf8) + [0xE9] + Array(".</p><p>Dua.</p>".utf8)
    let found = try HTMLFormat().read(bytes, name: "a", isStrict: false)
    #expect(text(found.document) == "Café.\nDua.")
    #expect(try HTMLFormat().write([], into: found.skeleton).bytes == bytes)
    let two = SegmentTranslation(range: 7..<11, text: "Zwei.")
    let written = try HTMLFormat().write([two], into: found.skeleton).bytes
    #expect(written == Array("\(expected)é.</p><p>Zwei.</p>".utf8))
    #expect(
      text(try HTMLFormat().read(written, name: "a", isStrict: false).document) == "Café.\nZwei.")
  }

  @Test func `a byte order mark and the line ends stay`() throws {
    let page = "\u{FEFF}<p>Satu.</p>\r\n<p>Dua.</p>\r\n"
    let found = try read(page, as: HTMLFormat())
    let written = try HTMLFormat().write(
      [SegmentTranslation(range: 0..<5, text: "One.")], into: found.skeleton)
    #expect(written.bytes == Array("\u{FEFF}<p>One.</p>\r\n<p>Dua.</p>\r\n".utf8))
  }

  // MARK: Plain text

  @Test(arguments: ["bencana-banjir.id", "bencana-banjir.en", "daftar-tips.id", "daftar-tips.en"])
  func `an article of the corpus is written back around its segments`(_ name: String) throws {
    let path = Repository.corpus("articles/\(name).txt")
    let bytes = try InputFile.read(path)
    let format = PlainTextFormat()
    let found = try format.read(bytes, name: path, encoding: nil, isStrict: true)
    #expect(try format.write([], into: found.skeleton).bytes == bytes)
    let segments = try segments(of: found.document)
    let written = try format.write(
      segments.map { translation($0, of: found.document) }, into: found.skeleton)
    #expect(
      String(decoding: written.bytes, as: UTF8.self)
        == capitals(String(decoding: bytes, as: UTF8.self)))
  }

  // MARK: Faults

  @Test(arguments: [[0..<40], [0..<4, 2..<5], [3..<8], [0..<0]])
  func `what is no segment of the document is refused`(_ ranges: [Range<Int>]) throws {
    let found = try read("<p>Satu.</p><p>Dua.</p>", as: HTMLFormat())
    let translations = ranges.map { SegmentTranslation(range: $0, text: "x") }
    #expect(throws: DocumentWritingError.self) {
      try HTMLFormat().write(translations, into: found.skeleton)
    }
  }

  @Test func `another format's skeleton is refused`() throws {
    let found = try read("Satu.", as: MarkdownFormat())
    #expect(throws: DocumentWritingError.otherFormat("markdown")) {
      try HTMLFormat().write([], into: found.skeleton)
    }
  }
}
