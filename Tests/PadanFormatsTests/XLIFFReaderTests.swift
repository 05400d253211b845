import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// XLIFF of all versions and dialects, as other programs write it.
struct XLIFFReaderTests {
  private let files: XLIFFFiles

  init() throws { files = try XLIFFFiles() }

  private static let old = "<source>Harga turun.</source><target>Prices fell.</target>"

  // MARK: Elements of other tools

  @Test(
    arguments: ["1.0", "1.1", "1.2"],
    [
      "<mq:minorversions><mq:historical-unit>\(old)</mq:historical-unit></mq:minorversions>",
      "<mq:minorversions><mq:historical-unit><source>x</source><target/></mq:historical-unit></mq:minorversions>",
      "<e:source>Harga turun.</e:source><e:target>Prices fell.</e:target>",
      "<e:trans-unit id=\"9\">\(old)</e:trans-unit>", "<undeclared:target>Lama</undeclared:target>",
      "<e:seg-source><mrk mtype=\"seg\" mid=\"1\">Harga</mrk></e:seg-source>",
      "<e:note>Lama</e:note>", "<historical-unit>\(old)</historical-unit>",
      "<alt-trans>\(old)</alt-trans>",
    ])
  func `only the source and target of the unit itself count`(
    _ version: String, _ extension: String
  ) throws {
    for unit in [XLIFFFiles.pair + `extension`, `extension` + XLIFFFiles.pair] {
      let found = try files.read(
        XLIFFFiles.version12("<trans-unit id=\"1\">\(unit)</trans-unit>", version: version))
      #expect(found.texts == ["Harga naik.|Prices rose."])
      #expect(found.units.allSatisfy { $0.provenance.properties.isEmpty })
      #expect(found.report.skipped.isEmpty)
    }
  }

  @Test(
    arguments: ["2.0", "2.1", "2.2"],
    [
      "<e:source>Harga turun.</e:source><e:target>Prices fell.</e:target>",
      "<e:segment>\(old)</e:segment>", "<e:unit id=\"9\"><segment>\(old)</segment></e:unit>",
      "<mtc:matches><mtc:match ref=\"#1\">\(old)</mtc:match></mtc:matches>",
      "<ignorable>\(old)</ignorable>",
    ])
  func `extensions and modules of version 2 hold no segments`(
    _ version: String, _ extension: String
  ) throws {
    let units = [
      "<unit id=\"1\">\(`extension`)<segment>\(XLIFFFiles.pair)</segment>\(`extension`)</unit>",
      "<unit id=\"1\"><segment>\(XLIFFFiles.pair)\(`extension`)</segment></unit>",
      "<skeleton>\(`extension`)</skeleton><unit id=\"1\"><segment>\(XLIFFFiles.pair)</segment></unit>",
      "<skeleton><unit id=\"8\"><segment>\(Self.old)</segment></unit></skeleton>"
        + "<group id=\"g\"><unit id=\"1\"><segment>\(XLIFFFiles.pair)</segment></unit></group>",
    ]
    for unit in units {
      #expect(
        try files.read(XLIFFFiles.version2(unit, version: version)).texts == [
          "Harga naik.|Prices rose."
        ])
    }
  }

  @Test(arguments: [
    "<x:xliff version=\"1.2\" xmlns:x=\"urn:oasis:names:tc:xliff:document:1.2\">",
    "<x:xliff version=\"1.2\">", "<x:xliff xmlns:x=\"urn:any\">",
  ])
  func `XLIFF's own elements may have a prefix`(_ root: String) throws {
    let text = """
      \(root)<x:file original="a" source-language="id" target-language="en"><x:body>
      <x:trans-unit id="1"><x:source>Satu <x:g id="1">dua</x:g></x:source><x:target>One</x:target>
      <e:target xmlns:e="urn:e">Lama</e:target></x:trans-unit></x:body></x:file></x:xliff>
      """
    let found = try files.read(text)
    #expect(found.texts == ["Satu dua|One"])
    #expect(found.units[0].variants[0].codes.map(\.element) == ["bpt", "ept"])
  }

  @Test func `a target that lost its namespace is still one`() throws {
    let unit =
      "<trans-unit id=\"1\"><source>Satu</source><target xmlns=\"\">One</target></trans-unit>"
    #expect(try files.read(XLIFFFiles.version12(unit)).texts == ["Satu|One"])
  }

  @Test func `the namespaces of the file hold behind a damaged unit as well`() throws {
    let units = """
      <trans-unit id="1"><source>Satu</source><target>One</trans-unit>
      <trans-unit id="2" mq:status="Proofread">\(XLIFFFiles.pair)<mq:h>\(Self.old)</mq:h></trans-unit>
      """
    let found = try files.read(XLIFFFiles.version12(units), .damage)
    #expect(found.texts == ["Harga naik.|Prices rose."])
    #expect(found.units.map(\.review) == [.approved])
    #expect(found.report.skipped.first.map(\.location.line) == [4])
  }

  // MARK: Units

  @Test(arguments: [true, false])
  func `a unit inside another is read, and so is the outer one`(_ isFirst: Bool) throws {
    let inner = "<trans-unit id=\"2\"><source>Dua</source><target>Two</target></trans-unit>"
    let outer = "<source>Satu</source><target>One</target>"
    let unit = "<trans-unit id=\"1\">\(isFirst ? inner + outer : outer + inner)</trans-unit>"
    #expect(try files.read(XLIFFFiles.version12(unit)).texts.sorted() == ["Dua|Two", "Satu|One"])
    let two = """
      <unit id="1"><segment><source>Satu</source><target>One</target></segment><unit id="2">
      <segment><source>Dua</source><target>Two</target></segment></unit></unit>
      """
    #expect(try files.read(XLIFFFiles.version2(two)).texts.sorted() == ["Dua|Two", "Satu|One"])
  }

  @Test func `marked segments without a partner are counted`() throws {
    func marks(_ names: [String]) -> String {
      names.map { "<mrk mtype=\"seg\" mid=\"\($0)\">\($0)</mrk>" }.joined()
    }
    func unit(_ source: [String], _ target: [String]) -> String {
      "<trans-unit id=\"1\"><source>x</source><seg-source>\(marks(source))</seg-source>"
        + "<target>\(marks(target))</target></trans-unit>"
    }
    let found = try files.read(XLIFFFiles.version12(unit(["0", "1", "2"], ["0", "2"])))
    #expect(found.texts == ["0|0", "2|2"])
    #expect(found.skipped == ["xliff.untranslated"])
    let other = try files.read(XLIFFFiles.version12(unit(["0"], ["0", "1"])))
    #expect(other.texts == ["0|0"] && other.skipped == ["pair.empty-side"])
    #expect(
      try files.read(XLIFFFiles.version12(unit(["0", "0"], ["0", "0"]))).texts == ["0|0", "0|0"])
    let empty =
      "<trans-unit id=\"1\"><source>x</source><seg-source>\(marks(["0"]))</seg-source>"
      + "<target><mrk mtype=\"seg\" mid=\"0\"/></target></trans-unit>"
    #expect(try files.read(XLIFFFiles.version12(empty), .strict).skipped == ["xliff.untranslated"])
  }

  @Test func `a code at the border of two marked segments belongs to one of them`() throws {
    func marks(_ first: String, _ second: String) -> String {
      "<mrk mtype=\"seg\" mid=\"1\">\(first)</mrk><g id=\"9\"><mrk mtype=\"seg\" mid=\"2\">\(second)</mrk></g>"
    }
    let text = marks("A.<x id=\"1\"/>", "<x id=\"2\"/><g id=\"3\">B</g>.")
    let unit =
      "<trans-unit id=\"1\"><source>x</source><seg-source>\(text)</seg-source>"
      + "<target>\(text)</target></trans-unit>"
    let found = try files.read(XLIFFFiles.version12(unit))
    #expect(found.texts == ["A.|A.", "B.|B."])
    let codes = found.units.map { $0.variants[1].codes.map { "\($0.element)@\($0.offset)" } }
    #expect(codes == [["ph@2"], ["ph@0", "bpt@0", "ept@1"]])
  }

  @Test(arguments: [
    "<source>@</source><target>x</target>", "<source>x</source><target>@</target>",
    "<source>x</source><target><ph id=\"1\">@</ph>x</target>",
    "<source>x</source><target>x</target><note>@</note>",
    "<source>x</source><seg-source><mrk mtype=\"seg\" mid=\"1\">@</mrk></seg-source><target>x</target>",
  ])
  func `a unit out of all measure is left out, and the next is read`(_ unit: String) throws {
    let long = unit.replacing("@", with: String(repeating: "a", count: 3 << 20))
    let units =
      "<trans-unit id=\"1\">\(long)</trans-unit><trans-unit id=\"2\">\(XLIFFFiles.pair)</trans-unit>"
    let found = try files.read(XLIFFFiles.version12(units))
    #expect(found.texts == ["Harga naik.|Prices rose."])
    #expect(found.report.skipped.count == 1)
    #expect(found.report.skipped.first.allSatisfy { $0.kind.reason.contains("1048576 bytes") })
  }

  @Test func `native code of version 2 out of all measure leaves its unit out`() throws {
    let long = String(repeating: "a", count: 3 << 20)
    let units = """
      <unit id="1"><originalData><data id="d">\(long)</data></originalData>
      <segment>\(XLIFFFiles.pair)</segment></unit><unit id="2"><segment>\(XLIFFFiles.pair)</segment></unit>
      """
    let found = try files.read(XLIFFFiles.version2(units))
    #expect(found.texts.count == 1 && found.report.skipped.count == 1)
  }

  @Test(arguments: [
    "<!-- <trans-unit id=\"9\"> -->", "<![CDATA[<trans-unit> <file> <unit>]]>",
    "<?tool <trans-unit id=\"9\">?>", "<!-- <unit -->", "<!---->",
  ])
  func `what only looks like a unit does not cut a file that is read leniently`(
    _ markup: String
  ) throws {
    let unit =
      "<trans-unit id=\"1\"><source>Satu</source><target>One</target>"
      + "<note>\(markup)</note></trans-unit>"
    let found = try files.read(
      XLIFFFiles.version12(unit + "\n<trans-unit id=\"2\">\(XLIFFFiles.pair)</trans-unit>"), .damage
    )
    #expect(found.texts == ["Satu|One", "Harga naik.|Prices rose."])
    #expect(found.report.skipped.isEmpty)
    let before = try files.read(
      XLIFFFiles.version12(markup.hasPrefix("<![") ? "" : markup + unit + "</x>"), .damage)
    #expect(before.texts == (markup.hasPrefix("<![") ? [] : ["Satu|One"]))
  }

  @Test func `a comment that does not end hides no unit from a lenient reading`() throws {
    let unit = "<trans-unit id=\"1\"><source>Satu</source><target>One</target></trans-unit>"
    for comment in ["<!-- rusak", "<!-- rusak <!-- lagi -->", "<![CDATA[ rusak", "<? rusak"] {
      let text = XLIFFFiles.version12(
        unit + comment + "\n<trans-unit id=\"2\">\(XLIFFFiles.pair)</trans-unit>" + unit)
      #expect(
        try files.read(text, .damage).texts.suffix(2) == ["Harga naik.|Prices rose.", "Satu|One"])
    }
  }

  // MARK: Languages

  @Test(
    arguments: ["1.0", "1.1", "1.2"],
    [
      ("source-language=\"id\"", "", "id", "en", ["xliff.assumed-target"]),
      ("source-language=\"id\"", " xml:lang=\"en-GB\"", "id", "en-GB", []),
      ("source-language=\"id\"", " xml:lang=\"fr\"", "id", "fr", []),
      ("source-language=\"id\" target-language=\"\"", "", "id", "en", ["xliff.assumed-target"]),
      ("source-language=\"id\" target-language=\"en\"", " xml:lang=\"fr\"", "id", "fr", []),
      ("source-language=\"id\" target-language=\"en\"", " xml:lang=\"\"", "id", "en", []),
      ("target-language=\"en\"", "", "id", "en", ["xliff.assumed-source"]),
    ])
  func `a target's own language counts first, then the file's, then the one that is given`(
    _ version: String, _ example: (String, String, String, String, [String])
  ) throws {
    let (languages, own, source, target, notes) = example
    let unit = "<trans-unit id=\"1\"><source>Satu</source><target\(own)>X</target></trans-unit>"
    let found = try files.read(
      XLIFFFiles.version12(unit + unit, languages: languages, version: version))
    #expect(found.units.count == 2)
    #expect(
      found.units.allSatisfy { $0.variants.map(\.language.description) == [source, target] })
    #expect(found.notes == notes)
  }

  @Test func `languages of version 2 are read in the same way`() throws {
    let text = XLIFFFiles.version2("<unit id=\"1\"><segment>\(XLIFFFiles.pair)</segment></unit>")
    let bare = try files.read(text.replacing(" trgLang=\"en\"", with: ""))
    #expect(bare.units.map { $0.variants[1].language.description } == ["en"])
    #expect(bare.notes == ["xliff.assumed-target"])
    let own = try files.read(text.replacing("<target>", with: "<target xml:lang=\"fr\">"))
    #expect(own.units.map { $0.variants[1].language.description } == ["fr"])
  }

  @Test func `a segment whose language is no tag is left out`() throws {
    let unit =
      "<trans-unit id=\"1\"><source>Satu</source><target xml:lang=\"?\">X</target></trans-unit>"
    #expect(try files.read(XLIFFFiles.version12(unit)).skipped == ["xliff.no-languages"])
  }

  // MARK: States

  @Test(arguments: [
    ("ApprovedTranslation", ReviewState.approved), ("ApprovedSignOff", .approved),
    ("RejectedTranslation", .rejected), ("RejectedSignOff", .rejected),
    ("Translated", .unreviewed), ("Draft", .unreviewed), ("Unspecified", .unreviewed),
  ])
  func `SDLXLIFF's confirmation levels are understood, and kept where they say more`(
    _ level: String, _ review: ReviewState
  ) throws {
    let unit = """
      <trans-unit id="1" approved="yes"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk>
      <mrk mtype="seg" mid="2">B.</mrk></seg-source><target state="final"><mrk mtype="seg" mid="1">C.</mrk>
      <mrk mtype="seg" mid="2">D.</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="\(level)"><sdl:value
      key="k">v</sdl:value></sdl:seg><sdl:seg id="2" conf="ApprovedTranslation"/></sdl:seg-defs></trans-unit>
      """
    let found = try files.read(XLIFFFiles.version12(unit))
    #expect(found.units.map(\.review) == [review, .approved])
    let isSaid = ["ApprovedTranslation", "RejectedTranslation"].contains(level)
    #expect(
      found.units[0].provenance.properties
        == (isSaid ? [] : [.init(type: "x-ConfirmationLevel", value: level)]))
  }

  @Test func `what a tracked change has deleted is no text`() throws {
    let unit = """
      <trans-unit id="1"><source>Hubungi teknisi.</source><target>Call <mrk mtype="x-sdl-deleted" sdl:revid="1">\
      the <g id="1">me<mrk mtype="x">ch</mrk>anic</g><x id="2"/></mrk><mrk mtype="x-sdl-added" sdl:revid="2">\
      a technician</mrk><mrk mtype="x-sdl-comment" sdl:cid="c">.</mrk></target></trans-unit>
      """
    let found = try #require(try files.read(XLIFFFiles.version12(unit)).units.first)
    #expect(found.variants.map(\.text) == ["Hubungi teknisi.", "Call a technician."])
    #expect(found.variants[1].codes.isEmpty)
  }

  @Test(arguments: [
    ("Proofread", ReviewState.approved), ("Reviewer1Confirmed", .approved), ("Rejected", .rejected),
    ("ManuallyConfirmed", .unreviewed), ("PartiallyEdited", .unreviewed),
    ("MachineTranslated", .unreviewed), ("AssembledFromFragments", .unreviewed),
  ])
  func `MQXLIFF's states are understood and kept`(
    _ status: String, _ review: ReviewState
  ) throws {
    let unit =
      "<trans-unit id=\"1\" mq:status=\"\(status)\" approved=\"yes\">\(XLIFFFiles.pair)</trans-unit>"
    let found = try #require(try files.read(XLIFFFiles.version12(unit)).units.first)
    #expect(found.review == review)
    #expect(
      found.provenance.properties == [.init(type: "mq:status", value: status, kind: .attribute)])
  }

  @Test(arguments: [
    ("1.2", "final", ReviewState.approved), ("1.2", "signed-off", .approved),
    ("1.2", "translated", .unreviewed), ("1.2", "needs-review-translation", .unreviewed),
    ("1.2", "x-any", .unreviewed), ("1.2", "needs-translation", nil), ("1.2", "new", nil),
    ("2.1", "final", .approved), ("2.1", "reviewed", .approved), ("2.1", "translated", .unreviewed),
    ("2.1", "initial", nil),
  ])
  func `XLIFF's states say whether a segment is translated and approved`(
    _ version: String, _ state: String, _ review: ReviewState?
  ) throws {
    let text =
      version == "1.2"
      ? XLIFFFiles.version12(
        "<trans-unit id=\"1\">\(XLIFFFiles.pair)</trans-unit>".replacing(
          "<target>", with: "<target state=\"\(state)\">"))
      : XLIFFFiles.version2(
        "<unit id=\"1\"><segment state=\"\(state)\">\(XLIFFFiles.pair)</segment></unit>")
    let found = try files.read(text)
    #expect(found.units.map(\.review) == (review.map { [$0] } ?? []))
    #expect(found.skipped == (review == nil ? ["xliff.untranslated-state"] : []))
    let status = try files.read(
      XLIFFFiles.version12(
        "<trans-unit id=\"1\" mq:status=\"NotStarted\">\(XLIFFFiles.pair)</trans-unit>"))
    #expect(status.skipped == ["xliff.untranslated-state"])
  }

  @Test(arguments: [
    (" mq:status=\"Pretranslated\" mq:percent=\"78\"", "", false),
    (" mq:status=\"Pretranslated\" mq:percent=\"101\"", "", true),
    (" mq:status=\"MachineTranslated\"", "", false), (" mq:status=\"PartiallyEdited\"", "", false),
    (" mq:status=\"ManuallyConfirmed\"", "", true),
    (" mq:status=\"MachineTranslated\" approved=\"yes\"", "", true),
    ("", " state=\"translated\" state-qualifier=\"mt-suggestion\"", false),
    ("", " state=\"translated\" state-qualifier=\"leveraged-mt\"", false),
    ("", " state=\"final\" state-qualifier=\"leveraged-mt\"", true),
    (" approved=\"yes\"", " state=\"translated\" state-qualifier=\"leveraged-mt\"", true),
    ("", " state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\"", false),
    (
      " approved=\"yes\"", " state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\"",
      false
    ),
    ("", " state=\"translated\" state-qualifier=\"fuzzy-match\"", true),
    ("", " state=\"translated\" state-qualifier=\"exact-match\"", true),
  ])
  func `what a tool proposed and nobody confirmed is left out by name`(
    _ unit: String, _ target: String, _ isRead: Bool
  ) throws {
    let text = "<trans-unit id=\"1\"\(unit)>\(XLIFFFiles.pair)</trans-unit>".replacing(
      "<target>", with: "<target\(target)>")
    let found = try files.read(XLIFFFiles.version12(text))
    #expect(found.units.count == (isRead ? 1 : 0))
    #expect(found.skipped == (isRead ? [] : ["xliff.unconfirmed"]))
  }

  @Test func `a target that needs work is not approved`() throws {
    let text = "<trans-unit id=\"1\" approved=\"yes\">\(XLIFFFiles.pair)</trans-unit>".replacing(
      "<target>", with: "<target state=\"needs-review-translation\">")
    #expect(try files.read(XLIFFFiles.version12(text)).units.map(\.review) == [.unreviewed])
  }

  @Test(arguments: [("Draft", 1), ("Unspecified", 1), ("Translated", 2)])
  func `segments that nobody confirmed in Trados are left out`(
    _ level: String, _ count: Int
  ) throws {
    let unit = """
      <trans-unit id="1"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk>
      <mrk mtype="seg" mid="2">B.</mrk></seg-source><target><mrk mtype="seg" mid="1">C.</mrk>
      <mrk mtype="seg" mid="2">D.</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="\(level)" origin="mt"/>
      <sdl:seg id="2" conf="Translated"/></sdl:seg-defs></trans-unit>
      """
    let found = try files.read(XLIFFFiles.version12(unit))
    #expect(found.units.count == count)
    #expect(found.skipped == (count == 2 ? [] : ["xliff.unconfirmed"]))
  }
}
