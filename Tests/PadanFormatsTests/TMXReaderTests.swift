import FoundationEssentials
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct TMXReaderTests {
  @Test(arguments: [
    ("A &amp; B &lt;b&gt; &quot;x&apos;", "A & B <b> \"x'"), ("&#65;&#x1F600;", "A😀"),
    ("<![CDATA[a < b & c]]>", "a < b & c"), ("a<!-- not this -->b", "ab"), ("a<?pi x?>b", "ab"),
    ("a<hi>b</hi>c", "abc"), ("a<hi type=\"x\"><hi/>b</hi>", "ab"),
    ("  dua  blank  ", "  dua  blank  "), ("a\nb", "a\nb"),
    ("e\u{301}", "e\u{301}"), ("<unknown>a</unknown>b", "ab"),
  ])
  func `a segment's text is what XML says it is`(_ markup: String, _ text: String) throws {
    let found = try #require(try TMXFile(units: TMXFile.unit(markup, "x")).texts().first)
    #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func `what a unit says of itself is read`() throws {
    let unit = try #require(
      try TMXFile(
        units: """
          <tu tuid="n1" usagecount="4" creationdate="20250714T090500Z" creationid="ani"
            changedate="2025-07-15T10:00:00Z" changeid="budi" creationtool="Alat">
          <note>Periksa</note><prop type="domain">berita</prop>
          <prop type="x-document">a.txt</prop><prop type="x-padan-paragraph">2</prop>
          <prop type="x-padan-sentence">5</prop><prop type="x-context-pre">Tadi.</prop>
          <prop type="x-context-post">Nanti.</prop><prop type="x-padan-bead">1-2</prop>
          <prop type="x-padan-confidence">0.75</prop><prop type="x-padan-crossing">yes</prop>
          <prop type="x-padan-review">approved</prop>
          <tuv xml:lang="id-ID"><seg>Satu</seg></tuv><tuv xml:lang="en"><seg>One</seg></tuv></tu>
          """
      ).read().units.first)
    #expect(unit.id == "n1")
    #expect(unit.usageCount == 4)
    #expect(unit.review == .approved)
    #expect(unit.variants.map(\.language.description) == ["id-ID", "en"])
    let provenance = unit.provenance
    #expect(provenance.createdAt?.timeIntervalSince1970 == 1_752_483_900)
    #expect(provenance.changedAt?.timeIntervalSince1970 == 1_752_573_600)
    #expect(provenance.createdBy == "ani" && provenance.changedBy == "budi")
    #expect(provenance.creationTool == "Alat")
    #expect(provenance.document == "a.txt")
    #expect(provenance.paragraph == 2 && provenance.sentence == 5)
    #expect(provenance.previousSource == "Tadi." && provenance.nextSource == "Nanti.")
    #expect(provenance.beadKind == "1-2" && provenance.confidence == 0.75)
    #expect(provenance.isCrossing)
    #expect(
      provenance.properties == [
        .note("Periksa"), .init(type: "domain", value: "berita"),
      ])
  }

  @Test(arguments: [
    ("x-padan-paragraph", "-1"), ("x-padan-sentence", "satu"), ("x-padan-confidence", "1.5"),
    ("x-padan-confidence", "nan"), ("x-padan-review", "maybe"), ("x-padan-crossing", "no"),
  ])
  func `a property that makes no sense is kept as it is`(_ type: String, _ value: String) throws {
    let units = "<tu><prop type=\"\(type)\">\(value)</prop>" + TMXFile.unit("a", "b").dropFirst(4)
    let unit = try #require(try TMXFile(units: units).read().units.first)
    #expect(unit.provenance.properties == [.init(type: type, value: value)])
  }

  @Test(arguments: [
    ("usagecount=\"-3\"", 0), ("usagecount=\"x\"", 0), ("usagecount=\"9\"", 9),
    ("creationdate=\"yesterday\"", 0),
  ])
  func `an attribute that makes no sense is passed over`(_ attribute: String, _ usage: Int) throws {
    let unit = try #require(
      try TMXFile(units: TMXFile.unit("a", "b", attributes: " " + attribute)).read().units.first)
    #expect(unit.usageCount == usage)
    #expect(unit.provenance.createdAt == nil)
  }

  @Test func `inline codes stand beside the text with their places`() throws {
    let markup = "😀 <bpt i=\"1\" x=\"2\">&lt;b></bpt>tebal<ept i=\"1\">&lt;/b></ept> <ph/>akhir"
    let variant = try #require(
      try TMXFile(units: TMXFile.unit(markup, "x")).read().units.first?.variants.first)
    #expect(variant.text == "😀 tebal akhir")
    #expect(
      variant.codes == [
        InlineCode(
          element: "bpt", offset: 2,
          attributes: [.init(name: "i", value: "1"), .init(name: "x", value: "2")], content: "<b>"),
        InlineCode(
          element: "ept", offset: 7, attributes: [.init(name: "i", value: "1")], content: "</b>"),
        InlineCode(element: "ph", offset: 8),
      ])
  }

  @Test func `a text inside a code belongs to the code`() throws {
    let markup = "a<ph>&lt;img alt='<sub>judul</sub>'></ph>b"
    let variant = try #require(
      try TMXFile(units: TMXFile.unit(markup, "x")).read().units.first?.variants.first)
    #expect(variant.text == "ab")
    #expect(variant.codes.map(\.content) == ["&lt;img alt='<sub>judul</sub>'&gt;"])
    #expect(variant.codes.map(\.holdsMarkup) == [true])
  }

  // MARK: What is left out

  @Test func `a unit without a language is left out with its place`() throws {
    let found = try TMXFile(
      units: """
        <tu><tuv><seg>Satu</seg></tuv><tuv xml:lang="en"><seg>One</seg></tuv></tu>
        <tu><tuv xml:lang="id"><seg> </seg></tuv><tuv xml:lang="en"><seg>Two</seg></tuv></tu>
        <tu><tuv xml:lang="id"><seg>Tiga</seg></tuv></tu>
        <tu/>
        <tu><tuv xml:lang="12"><seg>Lima</seg></tuv><tuv xml:lang="en"><seg>5</seg></tuv></tu>
        \(TMXFile.unit("Enam", "Six"))
        """)
    let (units, locations, skipped) = try found.read()
    #expect(units.flatMap { $0.variants.map(\.text) } == ["Enam", "Six"])
    #expect(skipped.map(\.location.line) == [3, 4, 5, 6, 7])
    #expect(locations == [SourceLocation(file: found.path, line: 8)])
    #expect(skipped.first?.description.hasPrefix("\(found.path):3: ") == true)
  }

  @Test func `lang stands for the xml:lang of later versions`() throws {
    let units =
      "<tu><tuv lang=\"ID\"><seg>a</seg></tuv><tuv lang=\"EN-us\"><seg>b</seg></tuv></tu>"
    let unit = try #require(try TMXFile(units: units).read().units.first)
    #expect(unit.variants.map(\.language.description) == ["id", "en-US"])
  }

  @Test func `units of several languages and variants are read whole`() throws {
    let units = """
      <tu><tuv xml:lang="en"><seg>b</seg></tuv><tuv xml:lang="id"><seg>a</seg></tuv>
      <tuv xml:lang="en"><seg>c</seg></tuv><tuv xml:lang="de"><seg>d</seg></tuv></tu>
      """
    let unit = try #require(try TMXFile(units: units).read().units.first)
    #expect(unit.variants.map(\.text) == ["b", "a", "c", "d"])
  }

  // MARK: Encodings

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is read with a byte order mark and without`(
    _ isLittleEndian: Bool, _ hasMark: Bool
  ) throws {
    let text = TMXFile.text(
      units: TMXFile.unit("Kafé “ramai” 😀", "字"),
      prolog: "<?xml version=\"1.0\" encoding=\"UTF-16\"?>")
    let bytes = utf16Bytes(of: text, isLittleEndian: isLittleEndian, hasMark: hasMark)
    #expect(try TMXFile(bytes).texts() == ["Kafé “ramai” 😀", "字"])
  }

  @Test(arguments: ["ISO-8859-1", "windows-1252"])
  func `a declared encoding is read`(_ encoding: String) throws {
    let text = TMXFile.text(
      units: TMXFile.unit("Kaf?", "x"), prolog: "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>")
    var bytes = Array(text.utf8)
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "?")))
    bytes[place] = 0xE9
    #expect(try TMXFile(bytes).texts() == ["Kafé", "x"])
  }

  @Test func `a byte order mark before UTF-8 is passed over`() throws {
    let text = TMXFile.text(units: TMXFile.unit("é", "x"), prolog: "<?xml version=\"1.0\"?>")
    #expect(try TMXFile([0xEF, 0xBB, 0xBF] + Array(text.utf8)).texts() == ["é", "x"])
  }

  @Test func `a file longer than one piece of reading is read whole`() throws {
    let long = String(repeating: "kata é 😀 ", count: 2000)
    let units = (0..<30).map { TMXFile.unit("\($0) \(long)", "\($0)") }.joined(separator: "\n")
    let found = try TMXFile(units: units).read()
    #expect(found.units.map { $0.variants[1].text } == (0..<30).map(String.init))
    #expect(found.units.allSatisfy { $0.variants[0].text.hasSuffix(long) })
    #expect(found.locations.map(\.line) == (3..<33).map { $0 })
  }

  // MARK: Faults

  private func reason(_ file: TMXFile) -> TMXError.Reason? {
    do {
      _ = try file.read()
    } catch let error as TMXError {
      return error.location?.file == file.path ? error.reason : nil
    } catch {}
    return nil
  }

  private static let documentTypes = [
    "", "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">",
    "<!DOCTYPE tmx PUBLIC \"-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN\" \"tmx14.dtd\">",
    "<!DOCTYPE tmx [<!ENTITY nama \"Budi\">]>",
    "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\" [<!ENTITY nama \"Budi\">]>",
    "<!DOCTYPE tmx [<!ENTITY nama SYSTEM \"file:///etc/passwd\">]>",
    """
    <!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
    <!ENTITY nama "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
    """,
  ]

  @Test(arguments: documentTypes)
  func `an entity is refused by its name, declared or not`(_ documentType: String) throws {
    let file = try TMXFile(units: TMXFile.unit("A &nama; B", "x"), prolog: documentType)
    #expect(reason(file) == .markup(.entity("nama")))
  }

  @Test(arguments: documentTypes)
  func `an entity in an attribute is refused as well`(_ documentType: String) throws {
    let file = try TMXFile(
      units: TMXFile.unit("A", "x", attributes: " tuid=\"&nama;\""), prolog: documentType)
    #expect(reason(file) == .markup(.entity("nama")))
  }

  @Test(arguments: documentTypes)
  func `a document type that is not used does no harm`(_ documentType: String) throws {
    let file = try TMXFile(units: TMXFile.unit("A", "x"), prolog: documentType)
    #expect(try file.texts() == ["A", "x"])
  }

  @Test func `an entity of the document type's own is refused by its name`() throws {
    let file = try TMXFile(
      units: TMXFile.unit("A", "x"),
      prolog: "<!DOCTYPE tmx [<!ENTITY % luar SYSTEM \"http://127.0.0.1:1/x\">%luar;]>")
    let reason = reason(file)
    #expect(reason == .markup(.entity("luar")))
  }

  @Test(arguments: ["html", "xliff", "TMX", "tu"])
  func `another root element is not TMX`(_ root: String) throws {
    #expect(reason(try TMXFile("<\(root)><body/></\(root)>")) == .notTMX(root: root))
  }

  @Test(arguments: [
    "Bukan XML.", "{\"a\":1}", "a\tb\n", "<", "<?xml", " ", "\u{0}\u{1}\u{2}\u{3}\u{4}",
    "<tmx></tmy>",
    "<tmx><tu></tmx>", "<tmx a='1' a='2'></tmx>", "<tmx></tmx><tmx></tmx>", "<tmx>\u{1}</tmx>",
    "<tmx>&#0;</tmx>",
  ])
  func `what is not well-formed is an error`(_ text: String) throws {
    #expect(throws: TMXError.self) { try TMXFile(text).read() }
  }

  @Test func `bytes that are no UTF-8 are an error, with their line`() throws {
    var bytes = Array(
      TMXFile.text(
        units: TMXFile.unit("a", "b") + "\n" + TMXFile.unit("#", "c"),
        prolog: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      ).utf8)
    bytes[try #require(bytes.firstIndex(of: UInt8(ascii: "#")))] = 0xFF
    #expect { try TMXFile(bytes).read() } throws: { ($0 as? TMXError)?.location?.line == 4 }
  }

  @Test func `an empty file is bad input`() throws {
    let file = try TMXFile([])
    #expect { try file.read() } throws: { error in
      (error as? InputError)?.description.hasPrefix("\(file.path): the file is empty") == true
    }
  }

  @Test func `elements nested without end are refused`() throws {
    let deep = String(repeating: "<x>", count: 5000) + String(repeating: "</x>", count: 5000)
    #expect(reason(try TMXFile(units: deep)) == .nestedTooDeeply)
    #expect(reason(try TMXFile(units: TMXFile.unit(deep, "x"))) == .nestedTooDeeply)
  }

  @Test(arguments: ["UTF-8", "UTF-16"])
  func `a file cut short at any byte is an error`(_ encoding: String) throws {
    let text = TMXFile.text(
      units: """
        <tu tuid="n1"><note>é</note><prop type="a">1 &amp; 2</prop><!-- x -->
        <tuv xml:lang="id"><seg>Kafé <ph x="1">&lt;b></ph>😀<![CDATA[<]]></seg></tuv>
        <tuv xml:lang="en"><seg>字</seg></tuv></tu>
        """,
      prolog:
        "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">")
    let whole = String(text.dropLast())
    let bytes = encoding == "UTF-8" ? Array(whole.utf8) : utf16Bytes(of: whole)
    #expect(try TMXFile(bytes).texts() == ["Kafé 😀<", "字"])
    for count in 1..<bytes.count {
      let file = try TMXFile(Array(bytes[..<count]))
      #expect(throws: TMXError.self, "\(count) of \(bytes.count) bytes") { try file.read() }
    }
  }

  @Test func `a file cut short between units says so`() throws {
    let text = "<tmx version=\"1.4\"><header/><body>\n\(TMXFile.unit("a", "b"))\n"
    #expect(reason(try TMXFile(text)) == .markup(.truncated))
    #expect(reason(try TMXFile(text + "<tu><tuv xml:lang=\"id\"><seg>a")) == .markup(.truncated))
  }

  @Test func `what the caller throws ends the reading and comes back`() throws {
    struct Enough: Error {}
    let file = try TMXFile(
      units: Array(repeating: TMXFile.unit("a", "b"), count: 9).joined(separator: "\n"))
    var count = 0
    #expect(throws: Enough.self) {
      _ = try TMXReader.read(file.path) { _, _ in
        count += 1
        if count == 3 { throw Enough() }
      }
    }
    #expect(count == 3)
  }
}
