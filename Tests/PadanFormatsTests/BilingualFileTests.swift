import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct BilingualFileTests {
  private func file(_ text: String, _ name: String) throws -> BilingualFile {
    try file(Array(text.utf8), name)
  }

  private func file(_ bytes: [UInt8], _ name: String) throws -> BilingualFile {
    let format = try #require(BilingualFormat.recognized(bytes, name: name))
    return try BilingualFile(
      bytes, name: name, format: format, ReadingOptions(source: .indonesian, target: .english))
  }

  /// The text of a file with proposals, which have no codes of their own.
  private func written(
    _ file: BilingualFile, _ texts: [Int: String], score: Double = 100
  ) -> String {
    let proposals = texts.map { position, text in
      let proposal = BilingualFile.Proposal(
        text: text, codes: [],
        match: BilingualFile.Match(
          score: score, similarity: score, kind: score == 100 ? "exact" : "fuzzy", source: "Lama",
          unit: 7, memory: "/tmp/a.sqlite"))
      return (position, file.proposal(proposal, at: position))
    }
    let bytes = file.written(with: Dictionary(uniqueKeysWithValues: proposals)).bytes
    return String(decoding: bytes, as: UTF8.self)
  }

  private func version12(_ body: String) -> String {
    "<?xml version='1.0'?>\r\n<!-- a < b -->\r\n<xliff version=\"1.2\" xmlns:m=\"urn:m\">\r\n"
      + " <file m:x='1'  source-language=\"id\" original=\"a\" target-language='en'>\r\n"
      + "  <header><tool tool-id=\"padan\" tool-name=\"Padan\"/></header><body>\r\n\(body)\r\n"
      + "  </body>\r\n </file>\r\n</xliff>\r\n"
  }

  // MARK: XLIFF 1.2

  @Test func `a target and its suggestion stand behind the source, and all else stays`() throws {
    let unit = "   <trans-unit id='1' m:y=\"&lt;\">\r\n    <source>Satu &amp; dua</source>"
    let rest = "\r\n    <note>Catatan <![CDATA[<x>]]></note>\r\n   </trans-unit>"
    let file = try file(version12(unit + rest), "a.xlf")
    #expect(file.segments.map(\.source) == ["Satu & dua"])
    #expect(file.segments.map(\.state) == [.open])
    #expect(
      written(file, [0: "One & two"])
        == version12(
          unit
            + "\r\n    <target state=\"translated\" state-qualifier=\"exact-match\">One &amp; two"
            + "</target>\r\n    <alt-trans match-quality=\"100%\" tool-id=\"padan\" "
            + "origin=\"a.sqlite unit 7\"><source>Lama</source><target>One &amp; two</target>"
            + "</alt-trans>" + rest))
    #expect(
      written(file, [0: "One"], score: 87.9).contains(
        "<target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">One</target>"))
    #expect(written(file, [:]) == version12(unit + rest))
  }

  @Test func `a draft in the place of an approved target is not approved`() throws {
    let unit =
      "<trans-unit id=\"1\" approved='yes'><source>Satu</source><target>Old</target></trans-unit>"
    let file = try file(version12(unit), "a.xlf")
    #expect(written(file, [0: "One"], score: 80).contains("<trans-unit id=\"1\" approved='no'>"))
    #expect(written(file, [:]).contains("approved='yes'"))
  }

  @Test func `a suggestion of an earlier draft is replaced`() throws {
    let unit = "<trans-unit id=\"1\"><source>Satu</source></trans-unit>"
    let first = written(try file(version12(unit), "a.xlf"), [0: "One"], score: 80)
    let second = try file(first, "a.xlf")
    #expect(second.segments[0].state == .draft)
    #expect(
      written(second, [0: "One"]) == written(try file(version12(unit), "a.xlf"), [0: "One"]))
  }

  @Test(arguments: [
    ("<target>One</target>", "", BilingualFile.State.done), ("<target/>", "", .open),
    ("<target state=\"new\">Satu</target>", "", .open),
    ("<target state=\"new\">One</target>", "", .draft),
    ("<target state=\"needs-review-translation\">One</target>", "", .done),
    (
      "<target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">One</target>", "",
      .draft
    ), ("<target state=\"new\">One</target>", " approved=\"yes\"", .draft),
    ("", " translate=\"no\"", .fixed),
  ])
  func `how far a segment has come shows in its states`(
    _ target: String, _ attributes: String, _ state: BilingualFile.State
  ) throws {
    let unit = "<trans-unit id=\"1\"\(attributes)><source>Satu</source>\(target)</trans-unit>"
    #expect(try file(version12(unit), "a.xlf").segments.map(\.state) == [state])
  }

  @Test func `codes are written as they stand, and none is lost`() throws {
    let source =
      "<g id=\"1\" ctype='bold'>Satu</g> <x id=\"2\"/>dua<ph id=\"3\">&lt;br&gt;<sub>x</sub></ph>"
    let unit = "<trans-unit id=\"1\"><source>\(source)</source><target/></trans-unit>"
    let file = try file(version12(unit), "a.xlf")
    let codes = file.segments[0].codes
    #expect(
      codes.map(\.content) == [
        "<g id=\"1\" ctype='bold'>", "</g>", "<x id=\"2\"/>",
        "<ph id=\"3\">&lt;br&gt;<sub>x</sub></ph>",
      ])
    #expect(
      written(file, [0: "One two"]).contains(
        ">One two<x id=\"2\"/><ph id=\"3\">&lt;br&gt;<sub>x</sub></ph></target>"))
    var proposal = BilingualFile.Proposal(
      text: " Two one", codes: [codes[2], codes[0], codes[1]],
      match: BilingualFile.Match(
        score: 100, similarity: 100, kind: "exact", source: "Satu", unit: 1, memory: "m"))
    for (index, offset) in [1, 5, 8].enumerated() { proposal.codes[index].offset = offset }
    let bytes = file.written(with: [0: file.proposal(proposal, at: 0)]).bytes
    #expect(
      String(decoding: bytes, as: UTF8.self).contains(
        "><x id=\"2\"/>Two <g id=\"1\" ctype='bold'>one</g><ph id=\"3\">"))
  }

  @Test func `what a person wrote is finished and has no match`() throws {
    func written(_ text: String, _ name: String) throws -> String {
      let file = try file(text, name)
      let proposal = BilingualFile.Proposal(text: "Dog", codes: [], match: nil)
      return String(
        decoding: file.written(with: [0: file.proposal(proposal, at: 0)]).bytes, as: UTF8.self)
    }
    let unit = "<trans-unit id=\"1\"><source>Anjing</source></trans-unit>"
    let one = try written(version12(unit), "a.xlf")
    #expect(one.contains("<target state=\"translated\">Dog</target>") && !one.contains("alt-trans"))
    let two = try written(
      "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"id\" "
        + "trgLang=\"en\"><file id=\"f\"><unit id=\"u\"><segment><source>Anjing</source></segment>"
        + "</unit></file></xliff>", "b.xlf")
    #expect(two.contains("state=\"translated\"><source") && !two.contains("mtc:match"), "\(two)")
    #expect(try written("msgid \"Anjing\"\nmsgstr \"\"\n", "a.po").contains("msgstr \"Dog\""))
    #expect(try written("Anjing\t\n", "a.tsv") == "Anjing\tDog\t\t\t\n")
  }

  @Test func `elements around text that would cross are left out`() throws {
    let unit =
      "<trans-unit id=\"1\"><source><g id=\"1\">a</g> <g id=\"2\">b</g></source></trans-unit>"
    let file = try file(version12(unit), "a.xlf")
    var codes = file.segments[0].codes
    codes = [codes[0], codes[2], codes[1], codes[3]]
    for (index, offset) in [0, 2, 4, 6].enumerated() { codes[index].offset = offset }
    let proposal = BilingualFile.Proposal(
      text: "aabbcc", codes: codes,
      match: BilingualFile.Match(
        score: 100, similarity: 100, kind: "exact", source: "a", unit: 1, memory: "m"))
    let bytes = file.written(with: [0: file.proposal(proposal, at: 0)]).bytes
    #expect(String(decoding: bytes, as: UTF8.self).contains(">aabbcc</target>"))
  }

  @Test func `marked segments are translated inside the marks`() throws {
    let source = "<source>Satu. Dua.</source><seg-source><mrk mtype=\"seg\" mid=\"a\">Satu.</mrk> "
    let unit = "<trans-unit id=\"1\">\(source)<mrk mtype=\"seg\" mid=\"b\">Dua.</mrk></seg-source>"
    let file = try file(version12(unit + "</trans-unit>"), "a.xlf")
    #expect(file.segments.map(\.source) == ["Satu.", "Dua."])
    #expect(
      written(file, [1: "Two."]).contains(
        "</seg-source><target state=\"needs-review-translation\"><mrk mtype=\"seg\" mid=\"a\"></mrk> "
          + "<mrk mtype=\"seg\" mid=\"b\">Two.</mrk></target><alt-trans match-quality=\"100%\" mid=\"b\""
      ))
    #expect(
      written(file, [0: "One.", 1: "Two."], score: 93).contains(
        "<target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\"><mrk"))
    let target =
      "<target><mrk mtype=\"seg\" mid=\"a\">One.</mrk> <mrk mid=\"b\" mtype=\"seg\"/></target>"
    let half = try self.file(version12(unit + target + "</trans-unit>"), "a.xlf")
    #expect(half.segments.map(\.state) == [.done, .open])
    #expect(
      written(half, [1: "Two."]).contains(
        "<target state=\"translated\"><mrk mtype=\"seg\" mid=\"a\">One.</mrk> "
          + "<mrk mid=\"b\" mtype=\"seg\">Two.</mrk></target>"))
  }

  @Test func `a mark of a segment within protected text is none`() throws {
    let source =
      "<source>A Dua.</source><seg-source><mrk mtype=\"protected\"><mrk mtype=\"seg\" mid=\"a\">A</mrk></mrk> "
      + "<mrk mtype=\"seg\" mid=\"b\">Dua.</mrk></seg-source>"
    let file = try file(version12("<trans-unit id=\"1\">\(source)</trans-unit>"), "a.xlf")
    #expect(file.segments.map(\.source) == ["Dua."])
    #expect(
      written(file, [0: "Two."]).contains(
        "\"><mrk mtype=\"protected\"><mrk mtype=\"seg\" mid=\"a\">A</mrk></mrk> "
          + "<mrk mtype=\"seg\" mid=\"b\">Two.</mrk></target>"))
  }

  @Test func `a file gets the language and the tool that its targets need`() throws {
    let text =
      "<x:xliff version=\"1.2\" xmlns:x=\"urn:oasis:names:tc:xliff:document:1.2\"><x:file "
      + "source-language=\"id\"><x:body><x:trans-unit id=\"1\"><x:source>a</x:source>"
      + "</x:trans-unit></x:body></x:file></x:xliff>"
    let found = written(try file(text, "a.xlf"), [0: "b"])
    #expect(
      found.contains(
        "<x:file source-language=\"id\" target-language=\"en\"><x:header><x:tool tool-id=\"padan\" "
          + "tool-name=\"Padan\"/></x:header><x:body>"), "\(found)")
    #expect(
      found.contains("<x:target state=\"translated\" state-qualifier=\"exact-match\">b</x:target>"))
  }

  // MARK: XLIFF 2

  @Test func `version 2 has matches before its segments`() throws {
    func text(_ matches: String, _ segment: String, _ target: String) -> String {
      "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"id\" "
        + "trgLang=\"en\"><file id=\"f\"><unit id=\"u\">\(matches)<originalData><data id=\"s1\">x</data>"
        + "</originalData><segment\(segment)><source xml:space=\"preserve\">Satu <pc id=\"1\">dua</pc>"
        + "</source>\(target)</segment></unit></file></xliff>"
    }
    let file = try file(text("", "", ""), "a.xlf")
    let match =
      "<mtc:match ref=\"#s2\" matchQuality=\"80.5\" similarity=\"80.5\" origin=\"a.sqlite unit 7\" "
      + "type=\"tm\" subType=\"padan:fuzzy\"><source>Lama</source><target>One</target></mtc:match>"
    let matches =
      "<mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\(match)</mtc:matches>"
    let fuzzy = written(file, [0: "One"], score: 80.5)
    #expect(
      fuzzy
        == text(
          matches, " id=\"s2\" state=\"initial\" subState=\"padan:fuzzy\"",
          "<target xml:space=\"preserve\">One</target>"))
    let again = try self.file(fuzzy, "a.xlf")
    #expect(again.segments.map(\.state) == [.draft])
    let exact = written(again, [0: "Two"])
    #expect(exact.contains(" id=\"s2\" state=\"translated\"><source"))
    #expect(exact.contains("subType=\"padan:exact\"") && !exact.contains("padan:fuzzy"))
  }

  // MARK: PO

  private let po = """
    msgid ""
    msgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"

    # catatan
    #, c-format
    msgctxt "a"
    msgid "satu\\n"
    msgstr ""

    #, fuzzy, c-format
    #| msgid "lama"
    msgid "dua"
    msgstr "tow"

    msgid "ekor"
    msgid_plural "ekor ekor"
    msgstr[0] ""
    msgstr[1] ""

    #~ msgid "tua"
    #~ msgstr "old"
    """

  @Test func `a fuzzy entry says so, and what it translates; an exact one does no more`() throws {
    let file = try file(po, "a.po")
    #expect(file.segments.map(\.source) == ["satu\n", "dua", "ekor", "ekor ekor"])
    #expect(file.segments.map(\.state) == [.open, .draft, .open, .open])
    #expect(file.segments.map(\.takesOnlyExact) == [false, false, true, true])
    let fuzzy = written(file, [0: "one"], score: 80)
    #expect(
      fuzzy
        == po.replacing(
          "#, c-format\nmsgctxt \"a\"\nmsgid \"satu\\n\"\nmsgstr \"\"",
          with: "#, fuzzy, c-format\n#| msgid \"Lama\"\nmsgctxt \"a\"\nmsgid \"satu\\n\"\n"
            + "msgstr \"\"\n\"one\\n\""))
    #expect(
      written(file, [1: "two", 2: "tail", 3: "tails"])
        == po.replacing("#, fuzzy, c-format\n#| msgid \"lama\"", with: "#, c-format")
        .replacing("\"tow\"", with: "\"two\"").replacing("[0] \"\"", with: "[0] \"tail\"")
        .replacing("[1] \"\"", with: "[1] \"tails\""))
    #expect(written(file, [3: "tails"]) == po)
    #expect(file.segments.map(\.name) == ["a", nil, nil, nil])
    let windows = po.replacing("\n", with: "\r\n")
    #expect(
      written(try self.file(windows, "a.po"), [0: "one"], score: 80)
        == fuzzy.replacing("\n", with: "\r\n"))
  }

  @Test func `a file keeps its encoding, or says that it has another`() throws {
    let latin = po.replacing("UTF-8", with: "ISO-8859-1").replacing("catatan", with: "caf\u{E9}")
    let bytes = latin.unicodeScalars.map { UInt8($0.value) }
    let file = try file(bytes, "a.po")
    let proposal = { (text: String) in
      BilingualFile.Proposal(
        text: text, codes: [],
        match: BilingualFile.Match(
          score: 100, similarity: 100, kind: "exact", source: "x", unit: 1, memory: "m"))
    }
    let kept = file.written(with: [1: proposal("\u{E9}tat")])
    #expect(!kept.isReencoded && kept.bytes.contains(0xE9) && !kept.bytes.contains(0xC3))
    let changed = file.written(with: [1: proposal("€")])
    #expect(changed.isReencoded)
    #expect(String(decoding: changed.bytes, as: UTF8.self).contains("charset=UTF-8"))
    let xml = version12("<trans-unit id=\"1\"><source>a</source></trans-unit>").replacing(
      "version='1.0'", with: "version='1.0' encoding='ISO-8859-1'")
    #expect(
      written(try self.file(xml + "<!-- -->", "a.xlf"), [0: "5 €"]).contains(">5 &#8364;</target>"))
    let wide = utf16Bytes(
      of: xml.replacing("ISO-8859-1", with: "UTF-16"), isLittleEndian: true, hasMark: true)
    let both = try self.file(wide, "a.xlf").written(with: [0: proposal("5 €")])
    #expect(both.bytes.starts(with: [0xFF, 0xFE]) && both.bytes.count.isMultiple(of: 2))
    #expect(both.bytes.contains(0xAC))
  }

  // MARK: Tables

  @Test func `a table gets columns for what is said of a proposal`() throws {
    let text = "Note,Target,Source\r\n\"a, b\",,\"Satu, dua\"\r\n,Kept,Tiga\r\nc,,\r\n"
    let file = try file(text, "a.csv")
    #expect(file.segments.map(\.source) == ["Satu, dua", "Tiga"])
    #expect(file.segments.map(\.state) == [.open, .done])
    let first = written(file, [0: "One, two"], score: 87.5)
    #expect(
      first
        == "Note,Target,Source,score,match,unit\r\n\"a, b\",\"One, two\",\"Satu, dua\",87.5,fuzzy,7\r\n"
        + ",Kept,Tiga,,,\r\nc,,,,,\r\n")
    let again = try self.file(first, "a.csv")
    #expect(again.segments.map(\.state) == [.draft, .done])
    #expect(written(again, [0: "1, 2"]).contains("\"1, 2\",\"Satu, dua\",100.0,exact,7\r\n"))
    let plain = try self.file("Satu\nDua\tTwo\n", "a.tsv")
    #expect(written(plain, [0: "One\ttab"]) == "Satu\tOne tab\t100.0\texact\t7\nDua\tTwo\t\t\t\n")
  }

  // MARK: Faults

  @Test(arguments: [
    ("a.xlf", "<xliff version=\"1.2\"><file source-language=\"id\"><body>", "xliff.truncated"),
    ("a.xlf", "<!DOCTYPE x [<!ENTITY a \"b\">]><xliff>&a;</xliff>", "xliff.entity"),
    ("a.xlf", "", "input.empty"), ("a.xlf", "<tmx></tmx>", "xliff.root"),
    (
      "a.xlf", "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"id\"><file id=\"f\"/></xliff>",
      "bilingual.other-languages"
    ), ("a.po", "msgid \"a\nmsgstr", "po.line"),
    ("a.csv", "source,target\n\"a,\n", "table.quotation"),
    ("a.csv", "a,b,c\n", "table.columns"),
  ])
  func `a file that cannot be read is an error with a code`(
    _ name: String, _ text: String, _ code: String
  ) throws {
    let error = #expect(throws: InputError.self) { _ = try file(text, name) }
    #expect(error?.code.rawValue == code)
  }

  @Test func `bytes that are no text are refused, as they would not come back`() throws {
    let bytes =
      Array("msgid \"a\"\nmsgstr \"".utf8) + [0xC3, 0x28, 0xC3, 0xA9] + Array("\"\n".utf8)
    let error = #expect(throws: InputError.self) { _ = try file(bytes, "a.po") }
    #expect(error?.code == "bilingual.ill-formed")
  }
}
