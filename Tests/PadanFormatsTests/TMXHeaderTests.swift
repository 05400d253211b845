import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// What the head of a TMX file says is kept and said again.
struct TMXHeaderTests {
  private static let header = """
    <header creationtool="Trados" creationtoolversion="7" segtype="paragraph" o-tmf="TW4Win"
    adminlang="EN-US" srclang="ID-ID" datatype="rtf" creationdate="20060201T080000Z" creationid="ANI"
    odd="a&amp;b"><note xml:lang="id">Hanya untuk &lt;uji&gt;.</note>
    <prop type="RTFPreamble">{\\rtf1}</prop><prop type2="x">lepas</prop>
    <ude name="Mac" base="MacRoman"><map unicode="#xF8FF" code="#xF0" ent="apple"/><map code="#x1"/></ude>
    <ude name="Empty"/></header>
    """

  private func report(_ text: String) throws -> ReadingReport {
    let file = try TMXFile(text)
    return try withExtendedLifetime(file) { try TMXReader.read(file.path) { _, _ in } }
  }

  private func written(_ header: [Provenance.Property], flavor: TMXFlavor = .plain) -> String {
    var writer = TMXWriter(
      source: .indonesian, toolVersion: "0", flavor: flavor, header: header)
    writer.end()
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  @Test func `attributes, notes, props and encodings are read`() throws {
    let report = try report("<tmx version=\"1.4\">\(Self.header)<body/></tmx>")
    let remarks = report.header.filter { $0.kind != .attribute }
    #expect(
      remarks == [
        .init(
          type: "note", value: "Hanya untuk <uji>.", kind: .note,
          attributes: [.init(name: "xml:lang", value: "id")]),
        .init(type: "RTFPreamble", value: "{\\rtf1}"),
        .init(type: "", value: "lepas", attributes: [.init(name: "type2", value: "x")]),
        .init(
          type: "Mac", value: "<map unicode=\"#xF8FF\" code=\"#xF0\" ent=\"apple\"/>",
          kind: .userEncoding, attributes: [.init(name: "base", value: "MacRoman")]),
      ])
    #expect(report.header.contains(.init(type: "creationtool", value: "Trados", kind: .attribute)))
    #expect(
      report.warnings.first.map(\.kind.reason) == [
        "a prop has no type", "a map without unicode is left out",
        "an encoding without maps is left out",
      ])
  }

  @Test(arguments: TMXFlavor.allCases)
  func `what is written is valid, read back, and written again as the same bytes`(
    _ flavor: TMXFlavor
  ) throws {
    let header = try report("<tmx version=\"1.4\">\(Self.header)<body/></tmx>").header
    let text = written(header, flavor: flavor)
    #expect(try written(report(text).header, flavor: flavor) == text)
    let file = try TMXFile(text)
    try withExtendedLifetime(file) {
      try TMXChecker.check(file.path) { Issue.record("\($0)") }
    }
    let first = "<header creationtool=\"Padan\" creationtoolversion=\"0\" segtype=\"paragraph\""
    #expect(
      text.contains(first + " o-tmf=\"padan\" adminlang=\"EN-US\" srclang=\"id\" datatype=\"rtf\""))
    for part in [
      "creationdate=\"20060201T080000Z\" creationid=\"ANI\">",
      "<prop type=\"x-attribute-odd\">a&amp;b</prop>",
      "<ude name=\"Mac\" base=\"MacRoman\"><map unicode=\"#xF8FF\" code=\"#xF0\" ent=\"apple\"/></ude>",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func `a header of any size takes no more memory than a segment may`() throws {
    let prop = "<prop type=\"x\">\(String(repeating: "a", count: 1000))</prop>"
    let header = "<header srclang=\"id\">\(String(repeating: prop, count: 3000))</header>"
    let report = try report("<tmx version=\"1.4\">\(header)<body/></tmx>")
    #expect(report.header.count <= 1000)
    #expect(
      report.warnings.groups.map(\.kind.reason) == [
        "the header holds too much; the rest of it is left out"
      ])
  }

  @Test(arguments: ["<prop type=\"x\">@</prop>", "<note>@</note>"])
  func `a note or prop of the header out of all measure is left out, and told`(
    _ markup: String
  ) throws {
    let long = markup.replacing("@", with: String(repeating: "a", count: 2 << 20))
    let report = try report(
      "<tmx version=\"1.4\"><header srclang=\"id\">\(long)</header><body/></tmx>")
    #expect(report.header.map(\.type) == ["srclang"])
    #expect(report.warnings.first.map { "\($0.kind.code)" } == ["tmx.long-header-remark"])
  }
}
