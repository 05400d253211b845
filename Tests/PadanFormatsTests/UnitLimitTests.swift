import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// A unit larger than a unit may be is left out and counted, in every format; its neighbours are read.
struct UnitLimitTests {
  private let folder: TemporaryFolder
  private static let many = Limits.mostParts + 1

  init() throws { folder = try TemporaryFolder() }

  /// A file with the pairs `satu|one` and `dua|two` and a larger unit between them.
  struct Made: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var format: ExchangeFormat
    var text: @Sendable () -> String

    static func tmx(_ name: String, _ unit: @escaping @Sendable () -> String) -> Made {
      Made(testDescription: "TMX: \(name)", format: .tmx) {
        TMXFile.text(
          units: TMXFile.unit("satu", "one") + unit() + TMXFile.unit("dua", "two"), prolog: "")
      }
    }

    static func xliff(_ name: String, _ content: @escaping @Sendable () -> String) -> Made {
      Made(testDescription: "XLIFF: \(name)", format: .xliff) {
        XLIFFFiles.version12(
          [("satu", "one", ""), ("besar", "large", content()), ("dua", "two", "")].map {
            "<trans-unit id=\"1\"><source>\($0)</source><target>\($1)</target>\($2)</trans-unit>"
          }.joined())
      }
    }

    static func po(_ name: String, _ entry: @escaping @Sendable () -> String) -> Made {
      Made(testDescription: "PO: \(name)", format: .po) {
        "msgid \"satu\"\nmsgstr \"one\"\n\n\(entry())\nmsgid \"dua\"\nmsgstr \"two\"\n"
      }
    }

    static func json(_ name: String, _ members: @escaping @Sendable () -> String) -> Made {
      Made(testDescription: "JSONL: \(name)", format: .jsonl) {
        """
        {"source":"satu","target":"one"}
        {"source":"besar",\(members()),"target":"large"}
        {"source":"dua","target":"two"}

        """
      }
    }
  }

  private static func repeated(_ text: String, _ count: Int = many) -> String {
    String(repeating: text, count: count)
  }

  static let files: [Made] = [
    .tmx("codes") { TMXFile.unit(repeated("<ph/>"), "large") },
    .tmx("nested codes") { TMXFile.unit("<bpt i=\"1\">\(repeated("<sub/>"))</bpt>", "large") },
    .tmx("foreign elements") { TMXFile.unit(repeated("<x/>"), "large") },
    .tmx("props") { "<tu>\(repeated("<prop type=\"x\">a</prop>"))</tu>" },
    .tmx("notes") { "<tu><tuv xml:lang=\"id\">\(repeated("<note/>"))</tuv></tu>" },
    .tmx("bytes") { "<tu>\(repeated("<note>\(repeated("a", 1 << 20))</note>", 17))</tu>" },
    .xliff("notes") { repeated("<note>a</note>") },
    .xliff("states") { repeated("<sdl:seg id=\"1\"/>") },
    .xliff("codes") { "<seg-source>\(repeated("<x/>"))</seg-source>" },
    .po("comments") { repeated("# a\n") + "msgid \"besar\"\nmsgstr \"large\"\n" },
    .po("references") { repeated("#: a b c\n", many / 3) + "msgid \"besar\"\nmsgstr \"large\"\n" },
    .po("lines") { "msgid \"besar\"\nmsgstr \"large\"\n" + repeated("\"a\"\n") },
    .json("codes") {
      "\"sourceCodes\":[\(repeated(#"{"element":"ph","offset":0},"#))"
        + #"{"element":"ph","offset":0}]"#
    },
    .json("notes") { "\"properties\":[\(repeated(#"{"note":"a"},"#)){\"note\":\"a\"}]" },
    .json("text") { "\"target\":\"\(repeated("a", Limits.longestText + 1))\"" },
  ]

  @Test(arguments: files)
  func `it is left out and counted, and its neighbours are read`(_ made: Made) throws {
    let path = try folder.write("file", made.text())
    var texts: [String] = []
    let report = try ExchangeInput(made.format, path).read(from: .indonesian, to: .english) {
      unit, _ in texts.append(unit.variants.map(\.text).joined(separator: "|"))
    }
    #expect(texts == ["satu|one", "dua|two"])
    #expect(report.skipped.groups.map(\.count) == [1])
    #expect(report.skipped.first.allSatisfy { "\($0.kind.code)".hasPrefix("unit.") })
  }

  @Test func `a strict reading ends at it`() throws {
    for made in Self.files where made.testDescription.hasSuffix("notes") {
      let path = try folder.write("file", made.text())
      #expect(throws: (any Error).self, "\(made.testDescription)") {
        try ExchangeInput(made.format, path).read(
          from: .indonesian, to: .english, tolerance: .strict
        ) { _, _ in }
      }
    }
  }

  @Test func `a table has no more columns than a table has`() throws {
    let path = try folder.write(
      "a.tsv", "satu\tone\nbesar\(Self.repeated("\t", 2000))\ndua\ttwo\n")
    var texts: [String] = []
    let report = try ExchangeInput(.tsv, path).read(from: .indonesian, to: .english) { unit, _ in
      texts.append(unit.variants.map(\.text).joined(separator: "|"))
    }
    #expect(texts == ["satu|one", "dua|two"])
    #expect(report.skipped.first.map(\.kind.code) == ["table.many-columns"])
  }
}

/// What would take libxml2 more time than a file deserves is found before.
struct MarkupLimitTests {
  private static func attributes(_ count: Int) -> String {
    (0..<count).map { " a\($0)=\"\"" }.joined()
  }

  @Test func `a tag may have five hundred attributes`() throws {
    let unit = TMXFile.unit("satu", "one", attributes: Self.attributes(Limits.mostAttributes))
    #expect(try TMXFile(units: unit).texts() == ["satu", "one"])
  }

  @Test(arguments: [false, true])
  func `a tag with more is an error at its line`(_ isWide: Bool) throws {
    let units =
      TMXFile.unit("satu", "one") + "\n"
      + TMXFile.unit("dua", "two", attributes: Self.attributes(Limits.mostAttributes + 1))
    let file =
      isWide
      ? try TMXFile(
        [0xFF, 0xFE]
          + TMXFile.text(units: units, prolog: "<?xml version=\"1.0\" encoding=\"UTF-16\"?>").utf16
          .flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
      : try TMXFile(units: units)
    let place = SourceLocation(file: file.path, line: 4)
    #expect(throws: TMXError(location: place, reason: .markup(.manyAttributes))) {
      try file.read()
    }
  }

  @Test func `a bracket in a value ends no tag, and a comment has no attributes`() throws {
    let hidden = (0...Limits.mostAttributes).map { " a\($0)='>'" }.joined()
    #expect(throws: TMXError.self) {
      try TMXFile(units: TMXFile.unit("a", "b", attributes: hidden)).read()
    }
    let comment = "<!--\(Self.attributes(1000))--><![CDATA[\(Self.attributes(1000))]]>"
    #expect(try TMXFile(units: TMXFile.unit("a\(comment)", "b")).read().units.count == 1)
  }

  @Test func `a declaration gives no tag more attributes than that`() throws {
    let defaults = (0..<1000).map { " a\($0) CDATA 'x'" }.joined()
    #expect(throws: TMXError.self) {
      try TMXFile(
        units: TMXFile.unit("a", "b"), prolog: "<!DOCTYPE tmx [<!ATTLIST tu\(defaults)>]>"
      ).read()
    }
    let long = "<!DOCTYPE tmx [<!--\(String(repeating: "x", count: 300_000))-->]>"
    #expect(throws: TMXError.self) {
      try TMXFile(units: TMXFile.unit("a", "b"), prolog: long).read()
    }
  }

  @Test func `a long unit of XLIFF may have a note for each of its segments`() throws {
    let count = 150
    let notes = String(repeating: "<note>catatan</note>", count: count)
    let segments = (0..<count).map {
      "<segment><source>satu \($0)</source><target>one \($0)</target></segment>"
    }.joined()
    let text = """
      <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="id" trgLang="en">
      <file id="f"><unit id="1"><notes>\(notes)</notes>\(segments)</unit></file></xliff>
      """
    let folder = try TemporaryFolder()
    let path = try folder.write("a.xlf", text)
    var found = 0
    let report = try ExchangeInput(.xliff, path).read(from: .indonesian, to: .english) { _, _ in
      found += 1
    }
    #expect(found == count && report.skipped.count == 0)
  }

  @Test func `a page keeps the text of a tag with any number of attributes`() throws {
    let attributes = (0..<80_000).map { " a\($0)=\"1>\"" }.joined()
    let page = "<html><p\(attributes) class='iklan'>Satu.</p><p title=a=b>Dua.</p>"
    let read = try DocumentReader().read(Array(page.utf8), name: "a.html")
    #expect(String(decoding: read.document.text, as: UTF8.self) == "Satu.\nDua.")
  }

  @Test func `scripts and comments of a page have no attributes`() throws {
    let words = String(repeating: " w", count: Limits.mostAttributes + 100)
    let page =
      "<html><script>if (i<n)\(words)</script><style>a<b\(words)</style>"
      + "<!-- a <b\(words) --><p>Satu.</p>"
    let read = try DocumentReader().read(Array(page.utf8), name: "a.html")
    #expect(String(decoding: read.document.text, as: UTF8.self) == "Satu.")
  }
}

/// A file cut short gives its whole units, if damage is tolerated.
struct CutFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    (ExchangeFormat.tsv, "", "satu\tone\n"), (.csv, "source,target\n", "satu,one\n"),
    (.jsonl, "", "{\"source\":\"satu\",\"target\":\"one\"}\n"),
    (.po, "", "msgid \"satu\"\nmsgstr \"one\"\n\n"), (.hunalign, "", "satu\tone\t0.5\n"),
  ])
  func `the whole units of gzip data that ends too early are read`(
    _ format: ExchangeFormat, _ head: String, _ unit: String
  ) throws {
    let text = head + String(repeating: unit, count: 5)
    var bytes = gzipped(Array(text.utf8.dropLast(3)))
    bytes.removeLast(6)
    let path = try folder.write("cut.gz", bytes)
    let input = ExchangeInput(format, path)
    #expect(throws: InputError.self) {
      try input.read(from: .indonesian, to: .english) { _, _ in }
    }
    var texts: [String] = []
    let report = try input.read(from: .indonesian, to: .english, tolerance: .damage) { unit, _ in
      texts.append(unit.variants.map(\.text).joined(separator: "|"))
    }
    #expect((3...4).contains(texts.count))
    #expect(Set(texts) == ["satu|one"])
    #expect(report.isPartial)
  }
}
