import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// Inline codes and notes of XLIFF, as other programs write them.
struct XLIFFCodeTests {
  private let files: XLIFFFiles

  init() throws { files = try XLIFFFiles() }

  private func codes(_ source: String, _ version: Int = 1, data: String = "") throws -> [String] {
    let text =
      version == 1
      ? XLIFFFiles.version12(
        "<trans-unit id=\"1\"><source>\(source)</source><target>x</target></trans-unit>")
      : XLIFFFiles.version2(
        "<unit id=\"1\">\(data)<segment><source>\(source)</source><target>x</target></segment></unit>"
      )
    return try #require(try files.read(text).units.first).variants[0].codes.map { code in
      let attributes = code.attributes.map { " \($0.name)=\($0.value)" }.joined()
      return "\(code.element)@\(code.offset)\(attributes) \(code.content)"
    }
  }

  @Test(arguments: [
    (
      "<bpt id=\"1\" rid=\"7\">{b}</bpt>satu<ept id=\"2\" rid=\"7\">{/b}</ept>",
      ["bpt@0 i=7 {b}", "ept@4 i=7 {/b}"]
    ),
    ("<bx id=\"1\" rid=\"7\"/>satu<ex id=\"2\" rid=\"7\"/>", ["bpt@0 i=7 ", "ept@4 i=7 "]),
    ("<bpt id=\"1\">{b}</bpt>satu<ept id=\"1\">{/b}</ept>", ["bpt@0 i=1 {b}", "ept@4 i=1 {/b}"]),
    (
      "<bpt id=\"1\">{b}</bpt>satu<ept id=\"2\" rid=\"1\">{/b}</ept>",
      ["bpt@0 i=1 {b}", "ept@4 i=1 {/b}"]
    ),
    (
      "<bx id=\"1\" rid=\"1\"/>a<bx id=\"2\" rid=\"2\"/>b<ex id=\"3\" rid=\"1\"/>c<ex id=\"4\" rid=\"2\"/>",
      ["bpt@0 i=1 ", "bpt@1 i=2 ", "ept@2 i=1 ", "ept@3 i=2 "]
    ),
    ("<bpt id=\"1\" rid=\"7\">{b}</bpt>satu", ["it@0 pos=begin x=7 {b}"]),
    ("a<it id=\"5\" rid=\"7\" pos=\"close\">{b}</it>", ["it@1 pos=end x=7 {b}"]),
    ("<it id=\"5\" pos=\"open\">{b}</it>satu", ["it@0 pos=begin x=5 {b}"]),
    ("a<it id=\"5\" pos=\"close\" ctype=\"bold\">{b}</it>", ["it@1 pos=end x=5 type=bold {b}"]),
    ("a<x id=\"1\" ctype=\"lb\" equiv-text=\"\\n\"/>", ["ph@1 x=1 type=lb equiv-text=\\n "]),
    (
      "<g id=\"1\" ctype=\"bold\" e:n=\"y\">a</g>", ["bpt@0 i=1 type=bold e:n=y ", "ept@1 i=1 "]
    ),
    ("<x id=\"1\" x=\"9\" i=\"3\"/>a", ["ph@0 x=1 i=3 "]),
    ("<e:g id=\"1\">a</e:g>", []),
  ])
  func `the halves of codes in version 1 belong together by rid, then by id`(
    _ source: String, _ expected: [String]
  ) throws {
    #expect(try codes(source) == expected)
  }

  @Test(arguments: [
    (
      "<pc id=\"1\" dataRefStart=\"d1\" dataRefEnd=\"d2\">a</pc>",
      ["bpt@0 i=1 <b>", "ept@1 i=1 </b>"]
    ),
    ("<pc id=\"1\" dataRefEnd=\"d2\">a</pc>", ["bpt@0 i=1 ", "ept@1 i=1 </b>"]),
    (
      "<pc id=\"1\" type=\"fmt\" subType=\"xlf:b\" dispStart=\"[\" dispEnd=\"]\" equivEnd=\"\">a</pc>",
      ["bpt@0 i=1 type=fmt subType=xlf:b disp=[ ", "ept@1 i=1 disp=] equiv= "]
    ),
    (
      "<pc id=\"1\" dataRefStart=\"d1\" dataRefEnd=\"d2\">a<pc id=\"2\" dataRefEnd=\"d2\">b</pc></pc>",
      ["bpt@0 i=1 <b>", "bpt@1 i=2 ", "ept@2 i=2 </b>", "ept@2 i=1 </b>"]
    ),
    (
      "<sc id=\"1\" dataRef=\"d1\"/>a<ec startRef=\"1\" dataRef=\"d2\"/>",
      ["bpt@0 i=1 <b>", "ept@1 i=1 </b>"]
    ),
    ("<pc i=\"7\" id=\"1\">a</pc>", ["bpt@0 i=1 ", "ept@1 i=1 "]),
    ("a<ec id=\"3\" isolated=\"yes\" dataRef=\"d2\"/>", ["it@1 pos=end x=3 </b>"]),
    ("a<ph id=\"1\" disp=\"x\" equiv=\"y\" dataRef=\"d1\"/>", ["ph@1 x=1 disp=x equiv=y <b>"]),
  ])
  func `codes of version 2 have the native code and the attributes of both ends`(
    _ source: String, _ expected: [String]
  ) throws {
    let data = """
      <originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data></originalData>
      """
    #expect(try codes(source, 2, data: data) == expected)
  }

  @Test(arguments: [
    (
      2,
      """
      <originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data></originalData>
      <segment><source><sc id="3" dataRef="d1"/>Satu.</source><target><sc id="3" dataRef="d1"/>One.</target></segment>
      <segment><source>Dua<ec startRef="3" dataRef="d2"/>.</source><target>Two<ec startRef="3" dataRef="d2"/>.</target>
      </segment>
      """
    ),
    (
      1,
      """
      <source/><seg-source><mrk mtype="seg" mid="1"><bpt id="1" rid="3">&lt;b></bpt>Satu.</mrk>
      <mrk mtype="seg" mid="2">Dua<ept id="2" rid="3">&lt;/b></ept>.</mrk></seg-source>
      <target><mrk mtype="seg" mid="1"><bpt id="1" rid="3">&lt;b></bpt>One.</mrk>
      <mrk mtype="seg" mid="2">Two<ept id="2" rid="3">&lt;/b></ept>.</mrk></target>
      """
    ),
    (
      1,
      """
      <source/><seg-source><g id="3"><mrk mtype="seg" mid="1">Satu.</mrk></g></seg-source>
      <target><g id="3"><mrk mtype="seg" mid="1">One.</mrk></g></target>
      """
    ),
  ])
  func `a code that opens in one segment and closes in another keeps its pairing`(
    _ version: Int, _ content: String
  ) throws {
    let text =
      version == 1
      ? XLIFFFiles.version12("<trans-unit id=\"1\">\(content)</trans-unit>")
      : XLIFFFiles.version2("<unit id=\"1\">\(content)</unit>")
    let halves = try files.read(text).units.map { unit in
      unit.variants.map {
        $0.codes.map { "\($0.element) \($0["pos"] ?? "") \($0["x"] ?? "") \($0.content)" }
      }
    }
    let isAround = content.contains("<g")
    let expected = [["it begin 3 <b>"], ["it end 3 </b>"]].map { [$0, $0] }
    #expect(halves == (isAround ? [[[], []]] : expected))
  }

  @Test func `an export of halves in two units says what joins them`() throws {
    func half(_ position: String, _ number: String) -> Variant {
      let attributes = [("pos", position), ("x", number)].map {
        MarkupAttribute(name: $0, value: $1)
      }
      return Variant(
        language: .english, text: "a",
        codes: [InlineCode(element: "it", offset: 0, attributes: attributes, content: "{b}")])
    }
    var writer = XLIFFWriter(version: .v12, source: .english, target: .indonesian)
    for (position, number) in [("begin", "7"), ("end", "7"), ("begin", "1")] {
      var target = half(position, number)
      target.language = .indonesian
      writer.write(TranslationPair(source: half(position, number), target: target))
    }
    writer.end()
    let text = String(decoding: writer.takeBytes(), as: UTF8.self)
    #expect(text.contains("<source><it id=\"1\" pos=\"open\" rid=\"7\">{b}</it>a</source>"))
    #expect(text.contains("<source><it id=\"1\" pos=\"close\" rid=\"7\">{b}</it>a</source>"))
    #expect(text.contains("<source><it id=\"1\" pos=\"open\">{b}</it>a</source>"))
    let plain = text.split(separator: "\n").filter { !$0.contains("<note") }.joined(separator: "\n")
    let numbers = try files.read(plain).units.map { $0.variants[0].codes[0]["x"] }
    #expect(numbers == ["7", "7", "1"])
  }

  @Test func `notes are kept with their attributes, at the side that they are about`() throws {
    let unit = """
      <trans-unit id="1">\(XLIFFFiles.pair)<note from="ani" priority="2" xml:lang="id">Periksa</note>
      <note annotates="target">Sasaran</note><note annotates="general">Umum</note></trans-unit>
      """
    let found = try #require(try files.read(XLIFFFiles.version12(unit)).units.first)
    let note = Provenance.Property(
      type: "note", value: "Periksa", kind: .note,
      attributes: [
        .init(name: "from", value: "ani"), .init(name: "priority", value: "2"),
        .init(name: "xml:lang", value: "id"),
      ])
    #expect(found.provenance.properties == [note, .note("Umum")])
    let pair = try #require(found.pairs(from: .english, to: .indonesian).first)
    #expect(pair.provenance.properties.filter { $0.value == "Sasaran" }.map(\.place) == [.source])
    let two = """
      <unit id="1"><notes><note category="a" appliesTo="source">Sumber</note></notes>
      <segment>\(XLIFFFiles.pair)</segment></unit>
      """
    let second = try #require(try files.read(XLIFFFiles.version2(two)).units.first)
    #expect(second.variantProperties.map { $0.map(\.value) } == [["Sumber"], []])
  }
}
