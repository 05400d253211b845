import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// XLIFF, PO and line files as other programs write them.
struct BilingualReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ input: ExchangeInput, _ tolerance: Tolerance = .deviations
  ) throws -> (units: [ExchangeUnit], report: ReadingReport) {
    var units: [ExchangeUnit] = []
    let report = try input.read(from: .indonesian, to: .english, tolerance: tolerance) { unit, _ in
      units.append(unit)
    }
    return (units, report)
  }

  private func texts(_ units: [ExchangeUnit]) -> [String] {
    units.map { $0.variants.map(\.text).joined(separator: "|") }
  }

  // MARK: XLIFF

  private static let xliff12 = """
    <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
    <file original="a.html" source-language="id-ID" target-language="en-US"><body><group>
    <trans-unit id="1" approved="yes"><source>Satu <g id="1">dua</g><x id="2"/></source>
    <target>One <g id="1">two</g><x id="2"/></target><note>Periksa</note>
    <alt-trans><source>Lain</source><target>Other</target></alt-trans></trans-unit>
    <trans-unit id="2"><source>Kosong</source></trans-unit>
    <trans-unit id="3"><source>Baru</source><target state="new">Baru</target></trans-unit>
    <trans-unit id="4"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk>
    <mrk mtype="seg" mid="2">B.</mrk></seg-source><target><mrk mtype="seg" mid="1">C.</mrk>
    <mrk mtype="seg" mid="2">D.</mrk></target></trans-unit>
    </group></body></file></xliff>
    """

  @Test func `XLIFF 1.2 gives its translated units with state, codes and notes`() throws {
    let (units, report) = try read(ExchangeInput(.xliff, folder.write("a.xlf", Self.xliff12)))
    #expect(texts(units) == ["Satu dua|One two", "A.|C.", "B.|D."])
    #expect(units.map(\.review) == [.approved, .unreviewed, .unreviewed])
    #expect(units[0].provenance.document == "a.html")
    #expect(units[0].provenance.properties == [.note("Periksa")])
    #expect(units[0].variants[1].codes.map(\.element) == ["bpt", "ept", "ph"])
    #expect(units[0].variants[1].codes.map(\.offset) == [4, 7, 7])
    #expect(units[0].variants.map(\.language.description) == ["id-ID", "en-US"])
    #expect(report.skipped.first.map(\.location.line) == [6, 7])
  }

  private static let xliff20 = """
    <xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="id" trgLang="en">
    <file id="f1" original="a.html"><unit id="1"><originalData><data id="d1">[b]</data></originalData>
    <segment state="reviewed"><source>Satu <sc id="1" dataRef="d1"/>dua<ec startRef="1"/></source>
    <target>One <sc id="1" dataRef="d1"/>two<ec startRef="1"/><cp hex="0001"/></target></segment>
    <ignorable><source> </source></ignorable>
    <segment state="initial"><source>Tiga</source><target>Tiga</target></segment></unit></file></xliff>
    """

  @Test func `XLIFF 2 gives a pair for each segment, with its native code`() throws {
    let (units, report) = try read(ExchangeInput(.xliff, folder.write("a.xlf", Self.xliff20)))
    #expect(texts(units) == ["Satu dua|One two\u{1}"])
    #expect(units[0].review == .approved)
    #expect(units[0].variants[0].codes.map(\.content) == ["[b]", ""])
    #expect(units[0].variants[0].codes.map(\.element) == ["bpt", "ept"])
    #expect(report.skipped.first.map(\.location.line) == [6])
  }

  @Test(arguments: ["<tmx/>", "<xliff>", "", "x", "<xliff>&e;</xliff>"])
  func `what is no XLIFF is an error`(_ text: String) throws {
    let path = try folder.write("a.xlf", text)
    #expect(throws: (any Error).self) { try read(ExchangeInput(.xliff, path)) }
  }

  @Test func `whole units of a damaged XLIFF file are read where that is asked for`() throws {
    let file = """
      <xliff version="1.2"><file original="a" source-language="id" target-language="en"><body><group>
      <trans-unit id="1"><source>Satu</source><target>One</target></trans-unit>
      <trans-unit id="2"><source>Dua <g id="1"></source><target>Two</target></trans-unit>
      </group><group><trans-unit id="3"><source>Tiga</source><target>Three</target></trans-unit></group>
      </body></file><file original="b" source-language="id" target-language="en-GB"><body>
      <trans-unit id="4"><source>Empat & lima</source><target>Four</target></trans-unit>
      <trans-unit id="5"><source>Enam</source><target>Six</target></trans-unit>
      """
    let input = ExchangeInput(.xliff, try folder.write("a.xlf", file))
    #expect(throws: InputError.self) { try read(input) }
    let (units, report) = try read(input, .damage)
    #expect(texts(units) == ["Satu|One", "Tiga|Three", "Enam|Six"])
    #expect(units.map(\.provenance.document) == ["a", "a", "b"])
    #expect(units[2].variants[1].language.description == "en-GB")
    #expect(report.skipped.first.compactMap(\.location.line).contains(3))
    let other = ExchangeInput(.xliff, try folder.write("b.xlf", "<tmx><body/></tmx>"))
    #expect(throws: InputError.self) { try read(other, .damage) }
  }

  @Test func `whole entries of a damaged PO file are read where that is asked for`() throws {
    let file = """
      msgid "Satu"
      msgstr "One"

      msgid "Dua
      msgstr "Two"

      msgid "Tiga"
      msgstr "Three"
      """
    let input = ExchangeInput(.po, try folder.write("a.po", file))
    #expect(throws: InputError.self) { try read(input) }
    let (units, report) = try read(input, .damage)
    #expect(texts(units) == ["Satu|One", "Tiga|Three"])
    #expect(report.skipped.first.map(\.location.line) == [4])
  }

  @Test func `rows around an open quotation mark are read where that is asked for`() throws {
    let rows = String(repeating: "x,\(String(repeating: "y", count: 98))\n", count: 12_000)
    let input = ExchangeInput(
      .csv, try folder.write("a.csv", "Satu,One\n\"Dua,Two\n" + rows + "Tiga,Three\n"))
    #expect(throws: InputError.self) { try read(input) }
    let (units, report) = try read(input, .damage)
    #expect(texts(units).first == "Satu|One" && texts(units).last == "Tiga|Three")
    #expect(report.skipped.first.map(\.location.line) == [2])
  }

  @Test(arguments: ["xlf", "po"])
  func `what is not translated yet is no fault, not even in a strict reading`(_ kind: String) throws
  {
    let input: ExchangeInput =
      kind == "po"
      ? ExchangeInput(
        .po,
        try folder.write(
          "a.po", "msgid \"Satu\"\nmsgstr \"\"\n\n#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n"))
      : ExchangeInput(.xliff, try folder.write("a.xlf", Self.xliff12))
    let (_, report) = try read(input, .strict)
    #expect(report.skipped.count == 2)
  }

  // MARK: PO

  @Test func `PO gives translated entries and plural forms, but no obsolete ones`() throws {
    let text = #"""
      msgid ""
      msgstr "Language: en_US\nContent-Type: text/plain; charset=UTF-8\n"

      # Catatan
      #: src/a b.c:12 lain.c:3
      msgctxt "menu"
      msgid "Simpan\t"
      "\"berkas\""
      msgstr "Save \303\251"
      #, fuzzy, c-format
      msgid "Kabur"
      msgstr "Blurry"

      msgid "%d berkas"
      msgid_plural "%d berkas-berkas"
      msgstr[0] "%d file"
      msgstr[1] "%d files"
      msgid "Belum"
      msgstr ""
      #~ msgid "Lama"
      #~ msgstr "Old"
      """#
    let (units, report) = try read(ExchangeInput(.po, folder.write("a.po", text)))
    #expect(
      texts(units) == [
        "Simpan\t\"berkas\"|Save é", "%d berkas|%d file", "%d berkas-berkas|%d files",
      ])
    #expect(units[0].id == "menu")
    #expect(units[0].variants[1].language.description == "en-US")
    #expect(units[0].provenance.properties.first == .note("Catatan"))
    #expect(
      report.skipped.first.map(\.kind.reason) == [
        "the entry is fuzzy", "the entry is not translated", "the entry is obsolete",
      ])
  }

  @Test(arguments: ["halo\n", "msgid \"a\nmsgstr \"b\"\n", "msgid a\n", "msgstr[x] \"a\"\n"])
  func `what is no PO is an error with its line`(_ text: String) throws {
    let path = try folder.write("a.po", text)
    #expect { try read(ExchangeInput(.po, path)) } throws: { "\($0)".contains("a.po:1: ") }
  }

  @Test func `entries of one msgid are told apart`() throws {
    var writer = POWriter(source: .indonesian, target: .english, toolVersion: "0")
    for target in ["One", "Single", "A"] {
      writer.write(
        TranslationPair(
          source: Variant(language: .indonesian, text: "Satu"),
          target: Variant(language: .english, text: target)))
    }
    let text = String(decoding: writer.takeBytes(), as: UTF8.self)
    #expect(text.contains("msgctxt \"padan:2\"") && text.contains("msgctxt \"padan:3\""))
    let units = try read(ExchangeInput(.po, folder.write("a.po", text))).units
    #expect(texts(units) == ["Satu|One", "Satu|Single", "Satu|A"])
    #expect(units.allSatisfy { $0.id == nil })
  }

  // MARK: Lines

  @Test func `line pairs need as many lines on both sides`() throws {
    let source = try folder.write("a.id", "Satu\r\n\nTiga")
    let target = try folder.write("a.en", "One\nTwo\nThree\n")
    let (units, report) = try read(ExchangeInput(.moses, source, target))
    #expect(texts(units) == ["Satu|One", "Tiga|Three"])
    #expect(report.skipped.first.map(\.location.line) == [2])
    let short = try folder.write("b.en", "One\n")
    #expect { try read(ExchangeInput(.moses, source, short)) } throws: {
      "\($0)".contains("has more lines than")
    }
  }

  @Test func `ladders and vecalign's beads join the lines of their texts`() throws {
    let source = try folder.write("a.id", "a\nb\nc\nd\n")
    let target = try folder.write("a.en", "A\nB\nC\n")
    let ladder = try folder.write(
      "a.ladder", "0\t0\t0.5\n1\t1\t-0.1\n3\t2\t0\n4\t2\t0.3\n4\t3\t0\n")
    let (units, report) = try read(ExchangeInput(.ladder, ladder, source, target))
    #expect(texts(units) == ["a|A", "b c|B"])
    #expect(units.map(\.provenance.beadKind) == ["1-1", "2-1"])
    #expect(units[1].provenance.previousSource == "a" && units[1].provenance.nextSource == "d")
    #expect(units[0].provenance.properties == [.init(type: "x-ladder-score", value: "0.5")])
    #expect(report.skipped.count == 2)
    let beads = try folder.write("a.vecalign", "[0]:[0]:0.1\n[1, 2]:[1]:0.2\n[3]:[]:0\n[]:[2]:0\n")
    #expect(
      texts(try read(ExchangeInput(.vecalign, beads, source, target)).units)
        == ["a|A", "b c|B"])
  }

  @Test(arguments: [
    (ExchangeFormat.ladder, "0\t0\nx\n"), (.ladder, "2\t2\n1\t1\n"),
    (.ladder, "0\t0\n9\t9\n"),
    (.vecalign, "[0]:[0\n"), (.vecalign, "[0]:[9]:1\n"), (.vecalign, "[-1]:[0]:1\n"),
    (.vecalign, "0 0\n"),
  ])
  func `beads that do not fit their texts are an error with their line`(
    _ format: ExchangeFormat, _ text: String
  ) throws {
    let source = try folder.write("a.id", "a\nb\nc\n")
    let path = try folder.write("a.beads", text)
    #expect { try read(ExchangeInput(format, path, source, source)) } throws: {
      ($0 as? InputError)?.description.contains("a.beads:") == true
    }
  }

  @Test(arguments: [
    (ExchangeFormat.ladder, "0\t0\t1\n1\t1\t1\n2\t2\t1\n3\t3\t0\n"),
    (.vecalign, "[0]:[0]:0\n[1]:[1]:0\n[2]:[2]:0\n"),
  ])
  func `beads of segments do not fit articles that are not split`(
    _ format: ExchangeFormat, _ text: String
  ) throws {
    let article = try folder.write("a.txt", "a\n\nb\n\nc\n")
    let segments = try folder.write("a.lines", "a\nb\nc\n\n")
    let path = try folder.write("a.beads", text)
    #expect(texts(try read(ExchangeInput(format, path, segments, segments)).units).count == 3)
    #expect {
      try read(ExchangeInput(format, path, article, article))
    } throws: {
      ($0 as? InputError)?.code == "beads.short"
    }
  }

  @Test func `some of vecalign's beads may be missing`() throws {
    let segments = try folder.write("a.lines", "a\nb\nc\n")
    let path = try folder.write("a.vecalign", "[0]:[0]:0\n[1]:[1]:0\n")
    #expect(texts(try read(ExchangeInput(.vecalign, path, segments, segments)).units).count == 2)
  }

  @Test func `pairs that several articles have get into one set`() {
    let pairs = (0..<100).map { number in
      var pair = TranslationPair(
        source: Variant(language: .indonesian, text: "\(number % 20)"),
        target: Variant(language: .english, text: "\(number % 20)"))
      pair.provenance.document = "a\(number / 4)"
      return pair
    }
    func parts(_ counted: [TranslationPair]) -> [Int?] {
      var split = ArticleSplit(shares: [0.6, 0.2, 0.2], seed: 3)
      for pair in counted { split.count(pair) }
      split.assign()
      return pairs.map { split.part(of: $0) }
    }
    let parts = parts(pairs)
    for text in 0..<20 {
      #expect(Set(stride(from: text, to: 100, by: 20).map { parts[$0] }).count == 1)
    }
    #expect(Set(parts) == [0, 1, 2])
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `a split keeps articles whole and fills its sets`(seed: UInt64) throws {
    var split = ArticleSplit(shares: [0.8, 0.1, 0.1], seed: seed)
    let pairs = (0..<1000).map { number in
      var pair = TranslationPair(
        source: Variant(language: .indonesian, text: "\(number)"),
        target: Variant(language: .english, text: "\(number)"))
      if number < 900 { pair.provenance.document = "a\(number / 10)" }
      return pair
    }
    for pair in pairs { split.count(pair) }
    split.assign()
    let parts = pairs.map { split.part(of: $0) }
    for article in 0..<90 {
      #expect(Set(parts[(article * 10)..<(article * 10 + 10)]).count == 1)
    }
    for (part, share) in [(0, 800), (1, 100), (2, 100)] {
      let count = parts.count { $0 == part }
      #expect(abs(count - share) <= 20, "\(part): \(count)")
    }
    var again = ArticleSplit(shares: [0.8, 0.1, 0.1], seed: seed)
    for pair in pairs.reversed() { again.count(pair) }
    again.assign()
    #expect(pairs.map { again.part(of: $0) } == parts)
  }

  @Test(arguments: ["0\t0\n9999999999999\t1\n", "0\t0\n1\t9999999999999\n"])
  func `a ladder that leads far outside its texts is an error, however far`(_ ladder: String) throws
  {
    let text = try folder.write("text", "a\nb\n")
    let path = try folder.write("a.ladder", ladder)
    #expect(throws: InputError.self) { try read(ExchangeInput(.ladder, path, text, text)) }
  }
}
