import FoundationEssentials
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// What TMX files in the wild really look like.
struct TMXDeviationTests {
  private func codes(_ markup: String) throws -> [InlineCode] {
    try #require(
      try TMXFile(units: TMXFile.unit(markup, "x")).read().units.first?.variants.first
    ).codes
  }

  private func described(_ codes: [InlineCode]) -> [String] {
    codes.map { code in
      let form = code.form == .whole ? "" : code.form == .opening ? "(" : ")"
      let attributes = code.attributes.map { " \($0.name)=\($0.value)" }.joined()
      return "\(code.element)\(form)@\(code.offset)\(attributes) \(code.content)"
    }
  }

  @Test(arguments: [
    ("a<hi x=\"1\">b</hi>c", ["hi(@1 x=1 ", "hi)@2 "]),
    ("a<bpt i=\"1\">[</bpt>b", ["it@1 pos=begin ["]), ("a<ept i=\"1\">]</ept>", ["it@1 pos=end ]"]),
    ("<bpt>[</bpt>a<ept>]</ept>", ["bpt@0 i=1 [", "ept@1 i=1 ]"]),
    ("<it>[</it>a", ["it@0 pos=begin ["]),
    ("<g id=\"7\">a</g>", ["bpt@0 i=1 <g id=\"7\">", "ept@1 i=1 </g>"]),
    ("a<x id=\"7\"/>", ["ph@1 <x id=\"7\"/>"]),
    (
      "<bpt i=\"1\"/><g>a</g><ept i=\"1\"/>",
      ["bpt@0 i=1 ", "bpt@0 i=2 <g>", "ept@1 i=2 </g>", "ept@1 i=1 "]
    ),
    ("<t5:n id=\"1\" r=\"&lt;\"/>5", ["ph@0 <t5:n id=\"1\" r=\"&lt;\"/>"]),
  ])
  func `codes are kept, and mended where they are not as TMX has them`(
    _ markup: String, _ expected: [String]
  ) throws {
    #expect(described(try codes(markup)) == expected)
  }

  @Test func `codes, notes and props of variants come back at their places`() throws {
    let units = """
      <tu srclang="id" segtype="sentence"><note xml:lang="id">a</note>
      <tuv xml:lang="id" usagecount="3"><note>b</note><seg>Satu</seg></tuv>
      <tuv xml:lang="en" x="y"><prop type="client">c</prop><seg>One</seg></tuv></tu>
      """
    let unit = try #require(try TMXFile(units: units).read().units.first)
    let pair = try #require(unit.pairs(from: .indonesian, to: .english).first)
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    writer.write(pair)
    writer.end()
    let text = String(decoding: writer.takeBytes(), as: UTF8.self)
    for part in [
      "<tu srclang=\"id\" segtype=\"sentence\">", "<note xml:lang=\"id\">a</note>",
      "<tuv xml:lang=\"id\" usagecount=\"3\">", "<note>b</note>", "<prop type=\"client\">c</prop>",
      "<prop type=\"x-attribute-x\">y</prop>",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(try findings(text).isEmpty)
  }

  private func findings(_ text: String) throws -> [String] {
    let file = try TMXFile(text)
    var findings: [String] = []
    try TMXChecker.check(file.path) {
      findings.append("\($0.location.line ?? 0): \($0.kind.reason)")
    }
    return findings
  }

  /// A unit with props of its own, and of its source and target variant.
  private func unit(_ own: String, source: String = "", target: String = "") -> String {
    "<tu>\(own)<tuv xml:lang=\"id\">\(source)<seg>a</seg></tuv>"
      + "<tuv xml:lang=\"en\">\(target)<seg>b</seg></tuv></tu>"
  }

  private func prop(_ type: String, _ value: String) -> String {
    "<prop type=\"\(type)\">\(value)</prop>"
  }

  @Test(arguments: [
    ("x-context-pre", "x-context-post", "x-document"), ("prev", "next", "file"),
  ])
  func `the context under the names that Padan writes becomes the pair's`(
    _ previous: String, _ next: String, _ document: String
  ) throws {
    let props = prop(previous, "A &amp; B") + prop(next, "C") + prop(document, "d.txt")
    for units in [unit(props), unit("", source: props)] {
      let found = try #require(try TMXFile(units: units).read().units.first)
      #expect(found.provenance.previousSource == "A & B")
      #expect(found.provenance.nextSource == "C")
      #expect(found.provenance.document == "d.txt")
      #expect(found.provenance.properties.isEmpty && found.variantProperties.isEmpty)
    }
  }

  @Test(arguments: [
    ("context_prev", "context_next", "filename"),
    ("x-previous-source-text", "x-next-source-text", "Txt::FileName"),
    ("previousMd5Segment", "nextMd5Segment", "x-MateCAT-filename"),
  ])
  func `the context under another tool's names is understood, and kept for that tool`(
    _ previous: String, _ next: String, _ document: String
  ) throws {
    let props = prop(previous, "A &amp; B") + prop(next, "C") + prop(document, "d.txt")
    let found = try #require(try TMXFile(units: unit(props)).read().units.first)
    #expect(found.provenance.previousSource == "A & B")
    #expect(found.provenance.nextSource == "C")
    #expect(found.provenance.document == "d.txt")
    #expect(found.provenance.properties.map(\.type) == [previous, next, document])
  }

  @Test(arguments: [
    ("&lt;seg&gt;A &amp;amp; B&lt;/seg&gt;", "A & B", true),
    ("&lt;seg&gt;A&lt;ph&gt;x&lt;/ph&gt; &lt;hi&gt;B&lt;/hi&gt;&lt;/seg&gt;", "A B", false),
    ("&lt;seg&gt;A &lt;b&lt;/seg&gt;", nil, false),
  ])
  func `memoQ's segments are read without their codes, which stay in the prop`(
    _ value: String, _ text: String?, _ isAll: Bool
  ) throws {
    let units = unit("", source: prop("x-context-pre", value))
    let found = try #require(try TMXFile(units: units).read().units.first)
    #expect(found.provenance.previousSource == text)
    #expect(found.variantProperties.isEmpty == isAll)
  }

  @Test(arguments: [
    ("Tadi || kini. |  | Before. | ", "Tadi | kini.", "Before."),
    ("Tadi. | AQID | Nanti. | ", nil, "Nanti."), (" |  | Nanti. | ", nil, "Nanti."),
    ("Tadi. |  |  | ", "Tadi.", nil), ("bukan dari Trados", nil, nil), ("a | b | c", nil, nil),
    ("|| | | |||", nil, nil),
  ])
  func `Trados's contexts hold the source before, and behind where the header says so`(
    _ value: String, _ previous: String?, _ other: String?
  ) throws {
    let unit = unit(prop("x-Context", "12, 0") + prop("x-ContextContent", value))
    let type = prop("x-TextContextMatchType", "PrecedingAndFollowingSource")
    for (header, next) in [("", nil), (type, other)] {
      let text =
        "<tmx version=\"1.4\"><header srclang=\"id\">\(header)</header><body>\(unit)</body></tmx>"
      let found = try #require(try TMXFile(text).read().units.first)
      #expect(found.provenance.previousSource == previous)
      #expect(found.provenance.nextSource == next)
      #expect(found.provenance.properties.map(\.type) == ["x-Context", "x-ContextContent"])
    }
  }

  @Test func `a translation's own context is none of the source, whichever way it is read`() throws
  {
    let context = prop("x-context-pre", "Before.")
    let found = try #require(
      try TMXFile(units: unit("", source: prop("x-context-pre", "Tadi."), target: context)).read()
        .units.first)
    #expect(found.provenance.previousSource == "Tadi.")
    let back = try #require(found.pairs(from: .english, to: .indonesian).first)
    #expect(back.provenance.previousSource == nil)
    #expect(
      back.provenance.properties == [
        .init(type: "x-context-pre", value: "Tadi.", place: .target),
        .init(type: "x-context-pre", value: "Before.", place: .source),
      ])
  }

  @Test func `who translated when is read from the variant where the unit does not say`() throws {
    let units = """
      <tu><tuv xml:lang="id" creationdate="20200101T000000Z"><seg>a</seg></tuv>
      <tuv xml:lang="en" creationdate="20250714T090500Z" creationid="ani"><seg>b</seg></tuv></tu>
      """
    let unit = try #require(try TMXFile(units: units).read().units.first)
    #expect(unit.provenance.createdBy == "ani")
    #expect(unit.provenance.createdAt?.timeIntervalSince1970 == 1_752_483_900)
    #expect(unit.variantProperties.map { $0.map(\.value) } == [["20200101T000000Z"]] + [[]])
  }

  @Test(arguments: [
    ("en", "en-US", false, ["en-US"]), ("en", "en-US", true, []), ("en-US", "en", false, ["en-US"]),
    ("en-US", "en", true, []), ("en-US", "EN_us", true, ["en-US"]), ("en-US", "en-GB", false, []),
  ])
  func `a language without a region goes with one, unless equal tags are asked for`(
    _ asked: String, _ written: String, _ isExact: Bool, _ found: [String]
  ) throws {
    let units =
      "<tu><tuv xml:lang=\"\(written)\"><seg>b</seg></tuv><tuv xml:lang=\"id\"><seg>a</seg></tuv></tu>"
    let unit = try #require(try TMXFile(units: units).read().units.first)
    let pairs = unit.pairs(from: .indonesian, to: LanguageTag(asked)!, isExact: isExact)
    #expect(pairs.map(\.target.language.description) == found)
  }

  @Test func `equal variants are one`() throws {
    let variants = (0..<3000).map { "<tuv xml:lang=\"en\"><seg>b\($0 % 3)</seg></tuv>" }.joined()
    let units = "<tu><tuv xml:lang=\"id\"><seg>a</seg></tuv>\(variants)</tu>"
    let unit = try #require(try TMXFile(units: units).read().units.first)
    #expect(unit.variants.map(\.text) == ["a", "b0", "b1", "b2"])
  }

  @Test(arguments: [
    "<tu><tuv xml:lang=\"id\"><seg>a</seg></tuv>"
      + (0..<2000).map { "<tuv xml:lang=\"en\"><seg>\($0)</seg></tuv>" }.joined() + "</tu>",
    TMXFile.unit(String(repeating: "a", count: 3 << 20), "b"),
    "<tu><note>\(String(repeating: "a", count: 3 << 20))</note>"
      + TMXFile.unit("a", "b").dropFirst(4),
  ])
  func `a unit out of all measure is left out, and the next is read`(_ unit: String) throws {
    let found = try TMXFile(units: unit + TMXFile.unit("Satu", "One")).read()
    #expect(found.units.map { $0.variants.map(\.text) } == [["Satu", "One"]])
    #expect(found.skipped.count == 1)
  }

  @Test(arguments: [
    "<tu usagecount=\"x\">", "<tu creationdate=\"kemarin\">", "<tu><prop>a</prop>",
    "<tu><tuv><seg>c</seg></tuv>", "<tu><tuv xml:lang=\"id\"><seg><x/>a</seg></tuv>",
    "<tu srclang=\"de\">",
  ])
  func `what is put up with is told with its line, and refused in a strict reading`(
    _ start: String
  ) throws {
    let file = try TMXFile(units: start + TMXFile.unit("Satu", "One").dropFirst(4))
    #expect(try file.warnings().count == 1)
    #expect(try file.warnings().allSatisfy { $0.hasPrefix("3: ") })
    #expect { try TMXReader.read(file.path, tolerance: .strict) { _, _ in } } throws: {
      if case .deviation = ($0 as? TMXError)?.reason { true } else { false }
    }
  }

  // MARK: Damage

  private static let three = [
    TMXFile.unit("Satu é 😀", "One"), TMXFile.unit("Dua", "Two"), TMXFile.unit("Tiga", "Three"),
  ]

  private func mended(_ bytes: [UInt8]) throws -> (texts: [String], skipped: [Finding]) {
    var texts: [String] = []
    let file = try TMXFile(bytes)
    let report = try TMXReader.read(file.path, tolerance: .damage) { unit, _ in
      texts.append(unit.variants[0].text)
    }
    return (texts, report.skipped.first)
  }

  @Test(arguments: [
    "<tu><tuv xml:lang=\"id\"><seg>Rusak</tuv></tu>", "<tu><tuv xml:lang=\"id\"><seg>Rusak <b",
    "<tu><tuv xml:lang=\"id\"><seg>&nosuch;</seg></tuv></tu>", "<tu a=\"1\" a=\"2\"></tu>",
    "<tu>" + String(repeating: "<x>", count: 500), "<tu></tu></body>",
  ])
  func `a damaged unit is left out with its line, and those around it are read`(
    _ damage: String
  ) throws {
    let units = [Self.three[0], damage, Self.three[1], Self.three[2]].joined(separator: "\n")
    let found = try mended(
      Array(TMXFile.text(units: units, prolog: "<?xml version=\"1.0\"?>").utf8))
    #expect(found.texts == ["Satu é 😀", "Dua", "Tiga"])
    #expect(found.skipped.first?.location.line == 4)
    #expect(!found.skipped.isEmpty)
  }

  @Test(arguments: [true, false])
  func `a file cut short at any byte keeps its whole units`(_ isUTF8: Bool) throws {
    let text = TMXFile.text(
      units: Self.three.joined(separator: "\n"), prolog: "<?xml version=\"1.0\"?>")
    let bytes = isUTF8 ? Array(text.utf8) : utf16Bytes(of: text)
    for count in stride(from: 60, to: bytes.count, by: isUTF8 ? 1 : 5) {
      let piece = Array(bytes[..<count])
      let whole = isUTF8 ? String(decoding: piece, as: UTF8.self).components("</tu>") : nil
      guard let found = try? mended(piece) else { continue }
      #expect(found.texts == Array(["Satu é 😀", "Dua", "Tiga"].prefix(found.texts.count)))
      if let whole { #expect(found.texts.count == whole, "\(count)") }
    }
  }

  @Test(
    arguments: [
      ("Dua\u{1}", [0x01]), ("&#1;", []), ("\u{FFFD}", [0xFF]), ("\u{FFFD}", [0xED, 0xA0, 0x80]),
    ] as [(String, [UInt8])])
  func `bytes that are no text are mended`(_ what: String, _ bad: [UInt8]) throws {
    let units = Self.three[0] + TMXFile.unit("a#b", "x") + Self.three[2]
    var bytes = Array(TMXFile.text(units: units, prolog: "").utf8)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "#")))
    bytes.replaceSubrange(place...place, with: bad.isEmpty ? Array(what.utf8) : bad)
    #expect(throws: TMXError.self) { try TMXFile(bytes).read() }
    let found = try mended(bytes)
    #expect(found.texts.first == "Satu é 😀" && found.texts.last == "Tiga")
    #expect(found.texts.count + found.skipped.count == 3)
  }

  @Test(
    arguments: [
      ("zip", [0x50, 0x4B, 3, 4, 0, 0]), ("PDF", Array("%PDF-1.7".utf8)),
      ("SQLite", Array("SQLite format 3\u{0}".utf8)),
    ] as [(String, [UInt8])])
  func `a file of another kind is called by its name`(_ kind: String, _ bytes: [UInt8]) throws {
    for tolerance in Tolerance.allCases {
      let file = try TMXFile(bytes)
      #expect { try TMXReader.read(file.path, tolerance: tolerance) { _, _ in } } throws: {
        ($0 as? InputError)?.description.contains(kind) == true
      }
    }
  }

  // MARK: Checks

  @Test(arguments: [
    ("<tu/>", "<tu> has no <tuv>"), ("<tuv/>", "<tuv> may not stand in <body>"),
    ("<tu><prop>x</prop>", "<prop> lacks an attribute that it must have"),
    ("<tu creationdate=\"20251301T000000Z\">", "the date is not one of ISO 8601"),
    ("<tu usagecount=\"x\">", "the value is no number"),
    ("<tu a=\"b\">", "<tu> may not have this attribute"),
    ("<tu srclang=\"de\">", "<tu> has no <tuv> in its source language"),
    ("<tu>text", "a text stands where none may"),
    ("<tu segtype=\"line\">", "the value is not one of block, paragraph, phrase, sentence"),
    ("<tu tuid=\"a b\">", "a tuid may hold no white space"),
    ("<tu><tuv xml:lang=\"en_US\"><seg/></tuv>", "the language is no tag"),
    ("<tu srclang=\"en_US\">", "the language is no tag"),
    ("<tu><tuv xml:lang=\"?\"><seg/></tuv>", "the language is no tag"),
    ("<tu><tuv xml:lang=\"de\"/>", "<tuv> has no <seg>"),
    ("<tu><tuv xml:lang=\"de\"><seg><x/></seg></tuv>", "TMX has no such element"),
    ("<tu><tuv xml:lang=\"de\"><seg><bpt i=\"1\"/></seg></tuv>", "<bpt> has no <ept> of its i"),
    (
      "<tu><tuv xml:lang=\"de\"><seg><ept i=\"1\"/></seg></tuv>",
      "<ept> has no <bpt> of its i before it"
    ),
    (
      "<tu><tuv xml:lang=\"de\"><seg><bpt i=\"1\"/><ph><sub><ept i=\"1\"/></sub></ph></seg></tuv>",
      "<ept> has no <bpt> of its i before it"
    ),
    (
      "<tu><tuv xml:lang=\"de\"><seg><ph><sub><bpt i=\"1\"/></sub></ph><ept i=\"1\"/></seg></tuv>",
      "<bpt> has no <ept> of its i"
    ),
    (
      "<tu><tuv xml:lang=\"de\"><seg><bpt i=\"1\"/><bpt i=\"1\"/></seg></tuv>",
      "another <bpt> of the segment has this i"
    ),
    ("<tu><tuv xml:lang=\"de\"><seg/></tuv><note/>", "<note> stands after <tuv>"),
    ("<tu><tuv lang=\"de\"><seg/></tuv>", "<tuv> has lang where TMX 1.4 has xml:lang"),
  ])
  func `a check names what is wrong, with its line`(_ start: String, _ finding: String) throws {
    let unit = TMXFile.unit("Satu", "One", attributes: " tuid=\"1\"")
    let rest =
      start.hasPrefix("<tu>") || start.hasPrefix("<tu ") ? String(Self.three[0].dropFirst(4)) : ""
    let header =
      "<header creationtool=\"a\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"id\" datatype=\"a\"/>"
    let text = "<tmx version=\"1.4\">\(header)<body>\n\(unit)\n\(start)\(rest)</body></tmx>"
    let found = try findings(text)
    #expect(found.contains { $0.hasPrefix("3: " + finding) }, "\(found)")
    #expect(try findings("<tmx version=\"1.4\">\(header)<body>\n\(unit)</body></tmx>").isEmpty)
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(_ text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
