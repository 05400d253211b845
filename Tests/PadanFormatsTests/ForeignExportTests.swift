import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// What comes from one format is valid in the others: codes, names, languages and dates.
struct ForeignExportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func xliff(_ source: String, _ target: String, attributes: String = "") -> String {
    """
    <xliff version="1.2"><file original="a" source-language="id" target-language="en"><body>
    <trans-unit id="1"\(attributes)><source>\(source)</source><target>\(target)</target></trans-unit>
    </body></file></xliff>
    """
  }

  private func read(
    _ bytes: [UInt8], _ format: ExchangeFormat
  ) throws -> [(pair: TranslationPair, name: String?)] {
    var pairs: [(TranslationPair, String?)] = []
    let path = try folder.write("a", bytes)
    _ = try ExchangeInput(format, path).read(from: .indonesian, to: .english) { unit, _ in
      pairs += unit.pairs(from: .indonesian, to: .english).map { ($0, unit.id) }
    }
    return pairs
  }

  private func written(
    _ pairs: [(pair: TranslationPair, name: String?)], _ writer: some OneFileWriter
  ) -> String {
    var writer = writer
    for (pair, name) in pairs { writer.write(pair, name: name) }
    writer.end()
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  private func tmx(_ pairs: [(pair: TranslationPair, name: String?)]) -> String {
    written(pairs, TMXWriter(source: .indonesian, toolVersion: "0"))
  }

  private func findings(_ tmx: String) throws -> [String] {
    var findings: [String] = []
    try TMXChecker.check(folder.write("b.tmx", tmx)) { findings.append("\($0.kind.code)") }
    return findings
  }

  private func segments(_ tmx: String) -> [String] {
    tmx.split(separator: "<seg>").dropFirst().map {
      String($0.prefix(upTo: $0.firstRange(of: "</seg>")!.lowerBound))
    }
  }

  @Test(arguments: [
    (
      "<g id=\"5\">a</g> <g id=\"5\">b</g>", "x",
      "<bpt i=\"5\"/>a<ept i=\"5\"/> <bpt i=\"1\"/>b<ept i=\"1\"/>"
    ),
    (
      "<g id=\"5\">a<g id=\"5\">b</g></g>", "x",
      "<bpt i=\"5\"/>a<bpt i=\"1\"/>b<ept i=\"1\"/><ept i=\"5\"/>"
    ),
    ("<x id=\"ph0\"/>a", "<x id=\"ph0\"/>b", "<ph x=\"1\"/>a"),
    ("<x id=\"1\"/><x id=\"b\"/><x id=\"c\"/>a", "x", "<ph x=\"1\"/><ph x=\"2\"/><ph x=\"3\"/>a"),
    ("<g id=\"i1\">a</g>", "<g id=\"i1\">b</g>", "<bpt i=\"1\"/>a<ept i=\"1\"/>"),
    (
      "<bpt id=\"a\" rid=\"r 1\"/>a<ept id=\"b\" rid=\"r 1\"/>", "x",
      "<bpt i=\"1\"/>a<ept i=\"1\"/>"
    ),
    ("<it id=\"z\" pos=\"open\"/>a", "x", "<it pos=\"begin\" x=\"1\"/>a"),
    ("<x/>a", "x", "<ph x=\"1\"/>a"),
    ("<x id=\"7\"/>a<g id=\"8\">b</g>", "x", "<ph x=\"7\"/>a<bpt i=\"8\"/>b<ept i=\"8\"/>"),
  ])
  func `codes get numbers in TMX where their names are none or repeat`(
    _ source: String, _ target: String, _ segment: String
  ) throws {
    let pairs = try read(Array(xliff(source, target).utf8), .xliff)
    let text = tmx(pairs)
    #expect(segments(text).first == segment)
    #expect(try findings(text).isEmpty)
    // Codes that correspond have the same number on both sides.
    if target.hasPrefix("<x") { #expect(segments(text).last == "<ph x=\"1\"/>b") }
    #expect(tmx(try read(Array(text.utf8), .tmx)) == text)
  }

  @Test(arguments: XLIFFWriter.Version.allCases)
  func `no two pairs of codes have one rid in XLIFF`(_ version: XLIFFWriter.Version) throws {
    let source = "<g id=\"5\">a</g> <g id=\"5\">b</g>"
    let pairs = try read(Array(xliff(source, source).utf8), .xliff)
    let text = written(
      pairs, XLIFFWriter(version: version, source: .indonesian, target: .english))
    if version == .v12 {
      #expect(
        text.contains(
          "<bpt id=\"1\" rid=\"1\"></bpt>a<ept id=\"2\" rid=\"1\"></ept> "
            + "<bpt id=\"3\" rid=\"3\"></bpt>b<ept id=\"4\" rid=\"3\"></ept>"))
    }
    #expect(
      try written(
        read(Array(text.utf8), .xliff),
        XLIFFWriter(version: version, source: .indonesian, target: .english)) == text)
    // Without Padan's note the halves still belong together.
    let bare = text.replacing(#/ *<note[^s][^\n]*\n/#, with: "")
    let codes = try read(Array(bare.utf8), .xliff).first?.pair.source.codes ?? []
    #expect(codes.map(\.element) == ["bpt", "ept", "bpt", "ept"])
  }

  @Test(arguments: ["keyboard label", "a\tb", "a\u{A0}b", " "])
  func `a name with blanks is a prop in TMX, and comes back as the name`(_ name: String) throws {
    let pairs = try read(Array(xliff("Satu", "One").utf8), .xliff).map { ($0.pair, name) }
    let text = tmx(pairs)
    #expect(text.contains("<prop type=\"x-attribute-tuid\">"))
    #expect(try findings(text).isEmpty)
    let again = try read(Array(text.utf8), .tmx)
    #expect(again.map(\.name) == [name])
    #expect(tmx(again) == text)
    let named = xliff("Satu", "One", attributes: " resname=\"keyboard label\"")
    #expect(try read(Array(named.utf8), .xliff).map(\.name) == ["keyboard label"])
  }

  @Test func `languages in a file's attributes are written with hyphens or as props`() throws {
    let units = """
      <tu srclang="en_US"><note xml:lang="en_US">a</note><tuv xml:lang="id_ID"><seg>Satu</seg></tuv>
      <tuv xml:lang="en_US"><prop type="p" xml:lang="de_DE">b</prop><seg>One</seg></tuv></tu>
      """
    let pairs = try TMXFile(units: units).read().units.flatMap { unit in
      unit.pairs(from: .indonesian, to: .english).map { (pair: $0, name: unit.id) }
    }
    let text = tmx(pairs)
    #expect(text.contains("<note xml:lang=\"en-US\">"))
    #expect(text.contains("<prop type=\"p\" xml:lang=\"de-DE\">"))
    #expect(try findings(text).isEmpty)
    #expect(tmx(try read(Array(text.utf8), .tmx)) == text)
  }

  @Test(arguments: [
    (
      "Satu<x id=\"1\" ctype=\"lb\" equiv-text=\"\\n\"/>", "One<x id=\"1\"/>",
      "Satu<ph id=\"1\" ctype=\"lb\" equiv-text=\"\\n\"></ph>", "One<ph id=\"1\"></ph>",
      "Satu<ph id=\"1\" equiv=\"\\n\"/>"
    ),
    (
      "<g id=\"1\" ctype=\"x-html-b\">Satu</g>", "<g id=\"1\">One</g>",
      "<bpt id=\"1\" rid=\"1\" ctype=\"x-html-b\"></bpt>Satu<ept id=\"2\" rid=\"1\"></ept>",
      "<bpt id=\"1\" rid=\"1\"></bpt>One<ept id=\"2\" rid=\"1\"></ept>",
      "<sc id=\"1\"/>Satu<ec startRef=\"1\"/>"
    ),
    (
      "Satu<it id=\"1\" pos=\"open\" ctype=\"any type\"/>", "One<it id=\"1\" pos=\"open\"/>",
      "Satu<it id=\"1\" pos=\"open\" ctype=\"x-any-type\"></it>",
      "One<it id=\"1\" pos=\"open\"></it>",
      "Satu<sc id=\"1\" isolated=\"yes\"/>"
    ),
  ])
  func `types and plain texts of codes are written, and corresponding codes keep one name`(
    _ source: String, _ target: String, _ source12: String, _ target12: String, _ source21: String
  ) throws {
    let pairs = try read(Array(xliff(source, target).utf8), .xliff)
    let first = written(
      pairs, XLIFFWriter(version: .v12, source: .indonesian, target: .english))
    #expect(first.contains(">\(source12)</source>") && first.contains(">\(target12)</target>"))
    let second = written(
      pairs, XLIFFWriter(version: .v21, source: .indonesian, target: .english))
    #expect(second.contains(">\(source21)</source>"))
    for text in [first, second] {
      #expect(try read(Array(text.utf8), .xliff).map(\.pair) == pairs.map(\.pair))
    }
  }

  // MARK: Texts inside codes

  private static let subs = [
    (
      "&lt;img alt=\"<sub>judul</sub>\"&gt;", "&lt;img alt=\"<sub>judul</sub>\"&gt;",
      "<img alt=\"judul\">"
    ),
    (
      "a &lt;<sub type=\"t u\" datatype=\"html\">b &amp; c</sub>",
      "a &lt;<sub datatype=\"html\" ctype=\"x-t-u\">b &amp; c</sub>", "a <b & c"
    ),
    (
      "[<sub type=\"link\">b <bpt i=\"1\">&lt;i&gt;</bpt>c<ept i=\"1\"/> <hi>d</hi></sub>]",
      "[<sub ctype=\"link\">b <ph id=\"1-1\">&lt;i&gt;</ph>c<ph id=\"1-2\"></ph> d</sub>]",
      "[b <i>c d]"
    ),
    ("a & b", "a &amp; b", "a & b"),
  ]

  @Test(arguments: subs)
  func `a text inside a code is a sub in XLIFF 1.2 and part of the data in 2.1`(
    _ content: String, _ markup: String, _ data: String
  ) throws {
    var pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Satu"),
      target: Variant(language: .english, text: "One"))
    pair.source.codes = [
      InlineCode(element: "ph", offset: 4, content: content, holdsMarkup: content != "a & b")
    ]
    let first = written(
      [(pair, nil)], XLIFFWriter(version: .v12, source: .indonesian, target: .english))
    #expect(first.contains("Satu<ph id=\"1\">\(markup)</ph></source>"))
    let second = written(
      [(pair, nil)], XLIFFWriter(version: .v21, source: .indonesian, target: .english))
    let escaped = data.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
    #expect(second.contains("<data id=\"d1\">\(escaped)</data>"))
    for text in [first, second] {
      #expect(try read(Array(text.utf8), .xliff).map(\.pair) == [pair])
    }
  }

  // MARK: Characters

  @Test(arguments: ["\u{B}", "\u{C}"])
  func `vertical tabs and form feeds become blanks, and are counted`(_ sign: String) throws {
    var pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Harga\(sign)beras"),
      target: Variant(language: .english, text: "Rice\(sign)price"))
    pair.provenance.properties = [.note("a\(sign)b"), .init(type: "x\(sign)y", value: "c\(sign)d")]
    var tmx = TMXWriter(source: .indonesian, toolVersion: "0")
    var xliff = XLIFFWriter(version: .v12, source: .indonesian, target: .english)
    tmx.write(pair)
    xliff.write(pair)
    tmx.end()
    xliff.end()
    #expect(tmx.losses.breaks == 5 && tmx.losses.characters == 0)
    #expect(xliff.losses.breaks == 2 && xliff.losses.characters == 0)
    for (bytes, format) in [(tmx.takeBytes(), ExchangeFormat.tmx), (xliff.takeBytes(), .xliff)] {
      let found = try #require(try read(bytes, format).first).pair
      #expect([found.source.text, found.target.text] == ["Harga beras", "Rice price"])
    }
    let second = written(
      [(pair, nil)], XLIFFWriter(version: .v21, source: .indonesian, target: .english))
    #expect(try read(Array(second.utf8), .xliff).map(\.pair) == [pair])
  }

  // MARK: Dates

  @Test(arguments: TMXFlavor.allCases)
  func `a variant's own dates stay its own in every flavor`(_ flavor: TMXFlavor) throws {
    let units = """
      <tu creationdate="20200101T000000Z" creationid="ani" changedate="20200202T000000Z">
      <tuv xml:lang="id" changedate="20210101T000000Z"><seg>Satu</seg></tuv>
      <tuv xml:lang="en" creationdate="20220101T000000Z" changeid="budi"><seg>One</seg></tuv></tu>
      """
    let pairs = try TMXFile(units: units).read().units.flatMap { unit in
      unit.pairs(from: .indonesian, to: .english).map { (pair: $0, name: unit.id) }
    }
    let text = written(pairs, TMXWriter(source: .indonesian, toolVersion: "0", flavor: flavor))
    #expect(text.contains("<tuv xml:lang=\"id\" changedate=\"20210101T000000Z\">"))
    let target = text.split(separator: "\n").first { $0.contains("<tuv xml:lang=\"en\"") } ?? ""
    #expect(target.contains("creationdate=\"20220101T000000Z\""))
    #expect(target.contains("changeid=\"budi\""))
    #expect(!target.contains("creationdate=\"20200101T000000Z\""))
    #expect(target.contains("creationid=\"ani\"") == (flavor != .plain))
    #expect(try read(Array(text.utf8), .tmx).map(\.pair) == pairs.map(\.pair))
  }

  @Test(arguments: [
    ("RejectedTranslation", ReviewState.rejected), ("ApprovedSignOff", .approved),
    ("Translated", .unreviewed),
  ])
  func `Trados's level in TMX is understood as in SDLXLIFF, and kept`(
    _ level: String, _ review: ReviewState
  ) throws {
    let prop = "<prop type=\"x-ConfirmationLevel\">\(level)</prop>"
    let units = "<tu>\(prop)" + TMXFile.unit("Satu", "One").dropFirst(4)
    let unit = try #require(try TMXFile(units: units).read().units.first)
    #expect(unit.review == review)
    #expect(unit.provenance.properties.map(\.value) == [level])
    let text = written(
      unit.pairs(from: .indonesian, to: .english).map { ($0, nil) },
      TMXWriter(source: .indonesian, toolVersion: "0", flavor: .trados))
    #expect(text.split(separator: "\n").filter { $0.contains("x-ConfirmationLevel") }.count == 1)
    #expect(text.contains(prop))
  }

  @Test(arguments: ["Draft", "Unspecified"])
  func `what nobody confirmed in Trados is left out of TMX and told`(_ level: String) throws {
    let prop = "<tu><prop type=\"x-ConfirmationLevel\">\(level)</prop>"
    let units = prop + TMXFile.unit("Satu", "One").dropFirst(4)
    let found = try TMXFile(units: units + TMXFile.unit("Dua", "Two")).read()
    #expect(found.units.map(\.variants[0].text) == ["Dua"])
    #expect(found.skipped.map(\.kind.code) == ["tmx.unconfirmed"])
  }
}
