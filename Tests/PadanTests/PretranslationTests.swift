import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct PretranslationTests {
  private static let aligner = Aligner(source: .indonesian, target: .english)
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func draft(
    _ name: String, _ text: String, bytes: [UInt8]? = nil, knowing pairs: [(String, String)]
  ) throws -> Draft {
    let memory = try Memory.inMemory()
    try memory.add(
      pairs.map {
        TranslationPair(
          source: Variant(language: .indonesian, text: $0.0),
          target: Variant(language: .english, text: $0.1))
      }, origin: "test")
    let lookup = LookupPipeline(
      MemoryShelf([.init(memory)]), options: LookupOptions(source: .indonesian, target: .english))
    return try PretranslationPipeline(
      lookup, articles: ArticlePipeline(try Segmenter(language: .indonesian)),
      aligner: { Self.aligner }
    ).draft(of: folder.write(name, bytes ?? Array(text.utf8)))
  }

  private func text(_ draft: Draft, marked: Bool = false) throws -> String {
    String(decoding: try draft.document(marked: marked).bytes, as: UTF8.self)
  }

  private static let news = [
    ("Harga Beras Naik", "Rice Prices Rise"),
    (
      "Harga beras naik lagi di Jakarta pekan ini, kata Menteri Siti.",
      "Rice prices rose again in Jakarta this week, Minister Siti said."
    ),
  ]

  @Test func `matches stand in the place of their segments, and all else stays`() throws {
    let draft = try draft(
      "a.txt",
      "Harga Beras Naik\n\nSiti Aminah | Senin, 14/07/2025\n\n"
        + "Harga beras naik lagi di Jakarta pekan ini, kata Menteri Siti. Pedagang pasar mengeluh "
        + "karena pembeli makin sepi.\n", knowing: Self.news)
    #expect(
      try text(draft)
        == "Rice Prices Rise\n\nSiti Aminah | Senin, 14/07/2025\n\n"
        + "Rice prices rose again in Jakarta this week, Minister Siti said. Pedagang pasar mengeluh "
        + "karena pembeli makin sepi.\n")
    #expect(draft.leverage[.exact].segments == 2)
    #expect(draft.leverage[.none].words >= 7)
  }

  @Test(arguments: ["a.md", "a.txt"])
  func `items of lists keep their markers`(_ name: String) throws {
    let draft = try draft(
      name, "1. Harga gula tetap.\n2. Harga beras turun.\n- Harga gula tetap.\n",
      knowing: [
        ("Harga gula tetap.", "Sugar prices are stable."),
        (name == "a.md" ? "Harga beras turun." : "2. Harga beras turun.", "2. Rice prices fell."),
      ])
    #expect(draft.leverage[.exact].segments == 3)
    #expect(
      try text(draft)
        == "1. Sugar prices are stable.\n2. Rice prices fell.\n- Sugar prices are stable.\n")
  }

  @Test func `what a person has to look at is marked`() throws {
    let draft = try draft(
      "a.md",
      "# Harga Beras Naik\n\nHarga beras naik lagi di *Jakarta* pekan lalu, kata Menteri Siti. "
        + "Pedagang pasar **mengeluh**.\n", knowing: Self.news)
    let marked = try text(draft, marked: true)
    #expect(marked.hasPrefix("# Rice Prices Rise\n"))
    #expect(
      marked.hasSuffix(
        "⟦93 Rice prices rose again in *Jakarta* this week, Minister Siti said.⟧ "
          + "⟦– Pedagang pasar **mengeluh**.⟧\n"), "\(marked)")
  }

  @Test func `codes stand around the words that translate theirs`() throws {
    let body =
      "<p>Harga <b>beras</b> naik lagi di <a href=\"/jkt\">Jakarta</a> pekan ini, kata "
      + "<i>Menteri Siti</i>.</p>"
    let page = "<html><body><article><h1>Harga Beras Naik</h1>\(body)</article></body></html>"
    let found = try text(draft("a.html", page, knowing: Self.news))
    #expect(
      found.contains(
        "<p><b>Rice</b> prices rose again in <a href=\"/jkt\">Jakarta</a> this week, "
          + "<i>Minister Siti</i> said.</p>"), "\(found)")
  }

  @Test
  func `an invisible letter behind a word does not cost its codes, and many codes take little`()
    throws
  {
    let page =
      "<html><body><article><h1>Harga Beras Naik</h1><p>Harga <b>beras</b>&#8203; naik lagi di Jakarta "
      + "pekan ini, kata Menteri Siti.</p></article></body></html>"
    #expect(try text(draft("a.html", page, knowing: Self.news)).contains("<p><b>Rice</b> prices"))
    let many = String(repeating: "**a** ", count: 20_000)
    #expect(try text(draft("b.md", many + "\n", knowing: Self.news)) == many + "\n")
  }

  private static func xliff(_ sources: String...) -> String {
    "<xliff version=\"1.2\"><file original=\"a\" source-language=\"id\" target-language=\"en\" "
      + "datatype=\"html\"><body>"
      + sources.enumerated().map {
        "<trans-unit id=\"\($0)\"><source>\($1)</source></trans-unit>"
      }.joined() + "</body></file></xliff>"
  }

  @Test func `codes that the memory does not have cost a point, and have their blanks`() throws {
    let draft = try draft(
      "a.xlf", Self.xliff("Halaman <x id=\"1\"/> dari <x id=\"2\"/>"),
      knowing: [("Halaman dari", "Page of")])
    #expect(draft.items[0].match?.printedScore ?? 0 < 100)
    let text = try text(draft)
    #expect(text.contains(">Page <x id=\"1\"/> of <x id=\"2\"/></target>"), "\(text)")
    #expect(text.contains("needs-review-translation"))
  }

  @Test func `a text with other codes is no repetition`() throws {
    let draft = try draft(
      "a.xlf",
      Self.xliff("Harga Beras Naik", "Harga <g id=\"1\">Beras</g> Naik"), knowing: Self.news)
    #expect(draft.items.map(\.isRepetition) == [false, false])
    #expect(draft.items.map { $0.match?.score.net } == [100, 99])
    #expect(try text(draft).contains("<g id=\"1\">Rice</g> Prices Rise"))
  }

  @Test func `codes of a unit are written where the text has them written`() throws {
    let memory = try Memory.inMemory()
    func variant(_ language: LanguageTag, _ text: String, _ offsets: Int...) -> Variant {
      Variant(
        language: language, text: text,
        codes: offsets.map { InlineCode(element: "ph", offset: $0, content: "%d") })
    }
    try memory.add(
      [
        TranslationPair(
          source: variant(.indonesian, "Halaman  dari ", 8, 14),
          target: variant(.english, "Page  of ", 5, 9))
      ], origin: "test")
    let options = LookupOptions(source: .indonesian, target: .english)
    let match = try memory.matches(for: "Halaman %d dari %d", options: options)[0]
    #expect(match.kind == .exact && match.suggestion == "Page %d of %d")
    let other = try memory.matches(for: "Halaman %s dari %s", options: options)[0]
    #expect(other.kind == .fuzzy && other.suggestion == "Page  of ")
  }

  @Test func `a file in another encoding is written in UTF-8`() throws {
    let path = try folder.write(
      "a.txt", Array("Harga Beras Naik\n\nKaf".utf8) + [0xE9] + Array(" dibuka.\n".utf8))
    let bytes = try contents(of: path)
    let written = try draft("b.txt", "", bytes: bytes, knowing: Self.news).document(marked: false)
    #expect(written.isReencoded)
    #expect(String(decoding: written.bytes, as: UTF8.self).contains("Kafé dibuka."))
  }

  @Test func `a repeated text without a match is counted as a repetition, as analyses count it`()
    throws
  {
    let draft = try draft(
      "a.txt",
      "Pedagang pasar mengeluh karena pembeli makin sepi. Petani pun ikut cemas.\n\n"
        + "Pedagang pasar mengeluh karena pembeli makin sepi. Udara di Jakarta panas sekali.\n",
      knowing: Self.news)
    #expect(draft.leverage[.repetition].segments == 1)
    #expect(draft.leverage[.none].segments == 3)
  }

  @Test func `a repeated text follows its first place`() throws {
    let draft = try draft(
      "a.txt", "Harga Beras Naik\n\nPedagang mengeluh.\n\nHarga Beras Naik\n",
      knowing: Self.news + [("Harga Beras Naik", "The Price of Rice Goes Up")])
    let targets = draft.items.filter { $0.segment.text == "Harga Beras Naik" }
      .map { $0.match?.target.text }
    #expect(targets.count == 2 && targets[0] == targets[1] && targets[0] != nil)
    #expect(draft.items.map(\.isRepetition).filter(\.self).count == 1)
  }

  // MARK: Files of segments

  @Test(arguments: [XLIFFWriter.Version.v12, .v21])
  func `an article that a translator finished as XLIFF is translated exactly afterwards`(
    _ version: XLIFFWriter.Version
  ) throws {
    let page =
      "<html><body><article><h1>Harga Beras Naik</h1><p>Harga <b>beras</b> naik lagi di <i>Jakarta"
      + "</i>. Pedagang <a href=\"/x\">pasar</a> mengeluh karena pembeli sepi &amp; takut.</p>"
      + "</article></body></html>"
    let draft = try draft("a.html", page, knowing: [("Harga Beras Naik", "Rice Prices Rise")])
    let file = try draft.xliff(version, from: .indonesian, to: .english)
    // The translator turns each open source into a translation with its codes.
    var text = String(decoding: file, as: UTF8.self)
    text = text.replacing(
      #/<source( [^>]*)?>(.*)<\/source>(\s*)(<\/trans-unit>|<\/segment>)/#
    ) { match in
      "<source\(match.1 ?? "")>\(match.2)</source><target>Done: \(match.2)</target>"
        + "\(match.3)\(match.4)"
    }
    let path = try folder.write("done.xlf", text)
    let memory = try Memory.inMemory()
    let options = ImportOptions(source: .indonesian, target: .english)
    let first = try memory.importPairs(ExchangeInput(.xliff, path), options: options)
    #expect(first.receipt.read == draft.items.count)
    #expect(
      try memory.importPairs(ExchangeInput(.xliff, path), options: options).receipt.addedOccurrences
        == 0)
    let lookup = LookupPipeline(
      MemoryShelf([.init(memory)]), options: LookupOptions(source: .indonesian, target: .english))
    let again = try PretranslationPipeline(
      lookup, articles: ArticlePipeline(try Segmenter(language: .indonesian)),
      aligner: { Self.aligner }
    ).draft(of: folder.path(of: "a.html"))
    #expect(again.leverage[.exact].segments == draft.items.count)
    #expect(
      try self.text(again).contains(
        "<p>Done: Harga <b>beras</b> naik lagi di <i>Jakarta</i>. Done: Pedagang "
          + "<a href=\"/x\">pasar</a> mengeluh karena pembeli sepi &amp; takut.</p>"))
  }

  @Test func `a memory that was made of a PO file restores it`() throws {
    let text = """
      msgid ""
      msgstr ""
      "Language: en\\n"

      msgctxt "toolbar"
      msgid "Simpan"
      msgstr "Save"

      msgctxt "goal"
      msgid "Simpan"
      msgstr "Saving"

      msgid "%d berkas"
      msgid_plural "%d berkas"
      msgstr[0] "%d file"
      msgstr[1] "%d files"

      """
    let memory = try Memory.inMemory()
    let options = ImportOptions(source: .indonesian, target: .english)
    try memory.importPairs(ExchangeInput(.po, folder.write("a.po", text)), options: options)
    let empty = text.replacing(#/(msgstr\S* )"[%\w].*"/#) { "\($0.1)\"\"" }
    let lookup = LookupPipeline(
      MemoryShelf([.init(memory)]), options: LookupOptions(source: .indonesian, target: .english))
    let draft = try PretranslationPipeline(
      lookup, articles: ArticlePipeline(try Segmenter(language: .indonesian)),
      aligner: { Self.aligner }
    ).draft(of: folder.write("b.po", empty))
    #expect(draft.items.map(\.kind) == ["context", "context", "context", "context"])
    #expect(try self.text(draft) == text)
  }

  @Test func `a fuzzy draft is not imported until a person has finished it`() throws {
    let file = try draft(
      "a.xlf",
      "<xliff version=\"1.2\"><file source-language=\"id\" target-language=\"en\"><body>"
        + "<trans-unit id=\"1\"><source>Harga Beras Naik Lagi</source></trans-unit>"
        + "</body></file></xliff>",
      knowing: Self.news)
    #expect(file.items.map(\.kind) == ["fuzzy"])
    let bytes = try file.document(marked: false).bytes
    let memory = try Memory.inMemory()
    let options = ImportOptions(source: .indonesian, target: .english)
    let open = try folder.write("b.xlf", bytes)
    let left = try memory.importPairs(ExchangeInput(.xliff, open), options: options)
    #expect(left.receipt.read == 0 && left.report.skipped.count == 1)
    let done = String(decoding: bytes, as: UTF8.self).replacing(
      "needs-review-translation", with: "translated")
    let path = try folder.write("c.xlf", done)
    #expect(
      try memory.importPairs(ExchangeInput(.xliff, path), options: options).receipt.addedUnits == 1)
  }
}
