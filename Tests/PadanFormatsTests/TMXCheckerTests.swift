import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// What `padan tmx check` objects to, and what it accepts.
struct TMXCheckerTests {
  private func findings(_ body: String, header: String = "", srclang: String = "id") throws
    -> [String]
  {
    let text = """
      <tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="x"
      adminlang="en" srclang="\(srclang)" datatype="a">\(header)</header><body>
      \(body)
      </body></tmx>
      """
    let file = try TMXFile(text)
    var findings: [String] = []
    try TMXChecker.check(file.path) { findings.append("\($0.kind.code)") }
    return findings
  }

  @Test(arguments: [
    "20250714T090500Z", "2025-07-14T09:05:00Z", "2025-07-14", "20250714", "2025-07", "2025-W29-1",
    "2025W29", "2025-195", "2025-07-14T09:05+07:00", "20250714T0905+07", "2025-07-14T09:05:00.25Z",
    "2025-07-14T24:00:00Z", "2024-02-29",
  ])
  func `any date of ISO 8601 is one`(_ date: String) throws {
    let unit = TMXFile.unit("a", "b", attributes: " creationdate=\"\(date)\"")
    #expect(try findings(unit).isEmpty)
  }

  @Test(arguments: [
    "", "kemarin", "14/07/2025", "2025-13-01", "2025-02-30", "20250230T000000Z", "2025-7-14",
    "2025-0714", "202507", "2025-07-14T25:00:00Z", "2025-07-14T09:05:00+7", "2025-07-14T",
    "2025-07-14 09:05", "2025-W54", "2025-367", "2025-07-14T09:05:00ZZ", "20250714T090500Z ",
  ])
  func `anything else is no date`(_ date: String) throws {
    let unit = TMXFile.unit("a", "b", attributes: " creationdate=\"\(date)\"")
    #expect(try findings(unit) == ["tmx.date"])
  }

  @Test(arguments: [
    (" tuid=\"1\"", "a", "b"), ("", "<ph x=\"1\"/>a", "b"),
    ("", "<ph x=\"1\"/><ph x=\"1\"/>a", "b"),
    ("", "<bpt i=\"1\" x=\"1\"/><bpt i=\"2\" x=\"1\"/>a<ept i=\"2\"/><ept i=\"1\"/>", "b"),
    ("", "<bpt i=\"1\"/>a<ept i=\"1\"/><ph><sub><bpt i=\"2\"/>c<ept i=\"2\"/></sub></ph>", "b"),
    (" srclang=\"*ALL*\"", "a", "b"), (" srclang=\"*all*\"", "a", "b"),
  ])
  func `what TMX allows is no finding`(
    _ attributes: String, _ source: String, _ target: String
  ) throws {
    let unit = TMXFile.unit(source, target, attributes: attributes)
    #expect(try findings(unit + unit).isEmpty)
    #expect(try findings(unit, srclang: "*ALL*").isEmpty)
  }

  @Test(arguments: [
    ("<ude name=\"n\"/>", ["tmx.missing-element"]),
    ("<ude name=\"n\"><map unicode=\"#x1\" code=\"#x1\"/></ude>", ["tmx.map-without-base"]),
    ("<ude name=\"n\" base=\"b\"><map unicode=\"#x1\" code=\"#x1\"/></ude>", []),
    ("<ude name=\"n\"><map unicode=\"#x1\" ent=\"e\"/></ude>", []),
    ("<prop type=\"a\" xml:lang=\"en_US\">b</prop>", ["tmx.language-tag"]),
  ])
  func `encodings and languages of the header are checked`(
    _ header: String, _ expected: [String]
  ) throws {
    #expect(try findings(TMXFile.unit("a", "b"), header: header) == expected)
    // What is read of such a header and written again is valid.
    let file = try TMXFile(
      "<tmx version=\"1.4\"><header srclang=\"id\">\(header)</header><body/></tmx>")
    let report = try TMXReader.read(file.path) { _, _ in }
    var writer = TMXWriter(source: .indonesian, toolVersion: "0", header: report.header)
    writer.end()
    let own = try TMXFile(writer.takeBytes())
    try TMXChecker.check(own.path) { Issue.record("\($0)") }
  }

  @Test(arguments: [
    ("<bpt i=\"1\"/>a<ph><sub>b<ept i=\"1\"/></sub></ph>", ["tmx.lone-ept", "tmx.lone-bpt"]),
    ("<ph><sub><bpt i=\"1\"/>b</sub></ph>a<ept i=\"1\"/>", ["tmx.lone-bpt", "tmx.lone-ept"]),
    (
      "<ph><sub><bpt i=\"1\"/></sub></ph><ph><sub><ept i=\"1\"/></sub></ph>",
      ["tmx.lone-bpt", "tmx.lone-ept"]
    ),
    ("<bpt i=\"1\"/>a<hi>b<ept i=\"1\"/></hi>", []),
    (
      "<bpt i=\"1\"/>a<ept i=\"1\"/><bpt i=\"1\"/>a<ept i=\"1\"/>",
      ["tmx.repeated-i", "tmx.repeated-i"]
    ),
    ("<bpt i=\"a\"/>a<ept i=\"a\"/>", ["tmx.number", "tmx.number"]),
    ("<ph x=\"ph0\"/>a", ["tmx.number"]),
  ])
  func `codes begin and end in the same text`(_ segment: String, _ expected: [String]) throws {
    #expect(try findings(TMXFile.unit(segment, "b")) == expected)
  }

  @Test(arguments: [
    #"<tu><tuv xml:lang="id"><seg>a</seg><bpt i="1">x</bpt></tuv></tu>"#,
    #"<tu><note><bpt i="1">x</bpt></note><tuv xml:lang="id"><seg>a</seg></tuv></tu>"#,
  ])
  func `a code outside a segment is a finding`(_ unit: String) throws {
    #expect(try findings(TMXFile.unit("a", "b") + unit).contains("tmx.misplaced-element"))
  }

  @Test(arguments: ["a b", "a\tb", " ", "a\u{A0}b"])
  func `a name has no white space`(_ name: String) throws {
    let escaped = name.replacing("\t", with: "&#9;")
    let unit = TMXFile.unit("a", "b", attributes: " tuid=\"\(escaped)\"")
    #expect(try findings(unit) == ["tmx.tuid"])
  }

  @Test func `TMX may have a prefix, and elements of other tools are none of its own`() throws {
    let unit = """
      <t:tu><t:tuv xml:lang="id"><t:seg>Satu <t:ph x="1"/></t:seg><e:seg>Lama</e:seg></t:tuv>
      <e:tuv xml:lang="en"><t:seg>Old</t:seg></e:tuv>
      <t:tuv xml:lang="en"><t:seg>One</t:seg></t:tuv></t:tu>
      """
    let text = """
      <t:tmx version="1.4" xmlns:t="http://www.lisa.org/tmx14" xmlns:e="urn:e"><t:header srclang="id"/>
      <t:body>\(unit)</t:body></t:tmx>
      """
    let file = try TMXFile(text)
    let found = try file.read()
    #expect(found.units.map { $0.variants.map(\.text) } == [["Satu ", "One"]])
    #expect(found.units[0].variants[0].codes.map(\.element) == ["ph"])
    #expect(try file.warnings().count == 2)
    var findings: [String] = []
    try TMXChecker.check(file.path) { findings.append("\($0.detail ?? "")") }
    #expect(findings.contains("<e:seg>") && findings.contains("<e:tuv>"))
    let plain = text.replacing("t:", with: "").replacing(
      " xmlns:t=\"http://www.lisa.org/tmx14\"", with: "")
    #expect(
      try TMXFile(plain).read().units.map { $0.variants.map(\.text) } == [["Satu ", "One"]])
  }
}
