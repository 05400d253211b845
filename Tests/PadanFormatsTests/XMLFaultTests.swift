import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// What is no well-formed XML is called what it is, with its line, in TMX and in XLIFF.
struct XMLFaultTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  enum Format: String, CaseIterable, Sendable { case tmx, xliff }

  /// A file of two units, the first with a text of its own on line 4.
  private func text(_ text: String, _ format: Format, encoding: String = "UTF-8") -> String {
    let prolog = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
    switch format {
    case .tmx:
      return TMXFile.text(
        units: TMXFile.unit("Satu", "One") + "\n" + TMXFile.unit(text, "x") + "\n"
          + TMXFile.unit("Tiga", "Three"), prolog: prolog)
    case .xliff:
      func unit(_ source: String, _ target: String) -> String {
        "<trans-unit id=\"1\"><source>\(source)</source><target>\(target)</target></trans-unit>\n"
      }
      return """
        \(prolog)
        <xliff version="1.2"><file original="a" source-language="id" target-language="en"><body>
        \(unit("Satu", "One"))\(unit(text, "x"))\(unit("Tiga", "Three"))</body></file></xliff>
        """
    }
  }

  private func read(
    _ bytes: [UInt8], _ format: Format, _ tolerance: Tolerance = .deviations
  ) throws -> (texts: [String], report: ReadingReport) {
    var texts: [String] = []
    let path = try folder.write("a.\(format)", bytes)
    let input = ExchangeInput(format == .tmx ? .tmx : .xliff, path)
    let report = try input.read(from: .indonesian, to: .english, tolerance: tolerance) { unit, _ in
      texts.append(unit.variants[0].text)
    }
    return (texts, report)
  }

  /// The error of a reading, its code and its sentences without the file.
  private func error(_ bytes: [UInt8], _ format: Format) throws -> (line: Int?, text: String) {
    do {
      _ = try read(bytes, format)
      return (nil, "no error")
    } catch let error as any PadanError {
      return (error.location?.line, "\(error.code) \(error.explanation())")
    }
  }

  @Test(
    arguments: Format.allCases,
    [
      ("a & b", "an & begins no entity. Write &amp; in its place."),
      ("a && b", "an & begins no entity. Write &amp; in its place."),
      ("R&D", "an & begins no entity. Write &amp; in its place."),
      ("a &", "an & begins no entity. Write &amp; in its place."),
      ("a &# b", "an & begins no entity. Write &amp; in its place."),
      ("http://x/?a=1&b=2", "an & begins no entity. Write &amp; in its place."),
      ("a < b", "a < begins no tag. Write &lt; in its place."),
      ("a <3", "a < begins no tag. Write &lt; in its place."),
    ])
  func `a sign that is not escaped is called so, in its line, however long the file is`(
    _ format: Format, _ example: (String, String)
  ) throws {
    let (sign, message) = example
    for rest in [1, 20_000] {
      let long = text(sign, format).replacing(
        "Tiga", with: String(repeating: "Tiga ", count: rest))
      let found = try error(Array(long.utf8), format)
      #expect(found.line == 4)
      #expect(found.text == "\(format).xml this is not well-formed XML: \(message)")
      let (texts, report) = try read(Array(long.utf8), format, .damage)
      #expect(texts.count == 2)
      #expect(report.skipped.first.map(\.location.line) == [4])
      #expect(report.skipped.first.allSatisfy { $0.detail?.contains(message) == true })
    }
  }

  @Test func `a check of TMX says so as well, and in attributes`() throws {
    let unit = TMXFile.unit("Satu", "One", attributes: " creationid=\"R&D\"")
    for units in [unit, TMXFile.unit("a & b", "x")] {
      let file = try TMXFile(units: units)
      var findings: [String] = []
      try TMXChecker.check(file.path) { findings.append("\($0)") }
      #expect(findings.last?.contains(":3: ") == true)
      #expect(findings.last?.contains("Write &amp; in its place.") == true)
    }
  }

  @Test(arguments: Format.allCases, ["&foo;", "&nbsp;"])
  func `an entity is called by its name, declared or not`(
    _ format: Format, _ entity: String
  ) throws {
    for declaration in ["", "<!DOCTYPE \(format) [<!ENTITY foo 'x'>]>\n"] {
      let all = text("a \(entity) b", format).replacing("?>\n", with: "?>\(declaration)\n")
      let found = try error(Array(all.utf8), format)
      #expect(
        found.text.hasPrefix("\(format).entity the entity “\(entity.dropFirst().dropLast())”"))
    }
  }

  @Test(
    arguments: Format.allCases,
    [
      ("US-ASCII", [0xE9]), ("UTF-8", [0xE9]), ("windows-1252", [0x81, 0x20]),
      ("Shift_JIS", [0x81, 0x01]), ("EUC-JP", [0xFF, 0x20]), ("GB2312", [0xFF, 0x20]),
    ] as [(String, [UInt8])])
  func `bytes that the file's encoding does not have are an error in their line, and lose no unit`(
    _ format: Format, _ example: (String, [UInt8])
  ) throws {
    let (encoding, bad) = example
    for rest in [1, 40_000] {
      let whole = text("Dua # x", format, encoding: encoding).replacing(
        "Tiga", with: String(repeating: "Tiga ", count: rest))
      var bytes = Array(whole.utf8)
      let place = try #require(bytes.firstIndex(of: UInt8(ascii: "#")))
      bytes.replaceSubrange(place...place, with: bad)
      let found = try error(bytes, format)
      #expect(found.line == 4)
      #expect(found.text.contains("some bytes are no text in \(encoding). Name the file's own"))
      let (texts, report) = try read(bytes, format, .damage)
      #expect(texts.count == 3 && texts[1].contains("Dua"))
      #expect(Set(report.warnings.first.map(\.location.line)) == [4])
    }
  }

  @Test(arguments: Format.allCases, ["windows-1252", "ISO-8859-1", "UTF-8", "US-ASCII"])
  func `a byte order mark counts more than the declaration`(
    _ format: Format, _ encoding: String
  ) throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array(text("Kafé “字”", format, encoding: encoding).utf8)
    for tolerance in Tolerance.allCases {
      let (texts, report) = try read(bytes, format, tolerance)
      #expect(texts[1] == "Kafé “字”" && report.warnings.isEmpty)
    }
  }

  @Test(arguments: Format.allCases)
  func `a comment or attribute out of all measure is called so with the limit`(
    _ format: Format
  ) throws {
    let long = String(repeating: "x", count: 11_000_000)
    for markup in ["<!--\(long)-->", "<?p \(long)?>"] {
      let found = try error(Array(text(markup, format).utf8), format)
      #expect(found.text.contains("is longer than 10000000 bytes. Shorten it"))
    }
  }

  // MARK: Repairs

  @Test(
    arguments: Format.allCases,
    [
      ("Dua \u{FFFD}.", [0xFF], "text.ill-formed"), ("Dua \u{FFFD}.", [0xE9], "text.ill-formed"),
      ("Dua .", [0x00], "xml.forbidden-character"), ("Dua .", [0x08], "xml.forbidden-character"),
    ] as [(String, [UInt8], String)])
  func `a lenient reading tells each line that it repaired`(
    _ format: Format, _ example: (String, [UInt8], String)
  ) throws {
    let (text, bad, code) = example
    var bytes = Array(self.text("Dua #.", format).utf8)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "#")))
    bytes.replaceSubrange(place...place, with: bad)
    let (texts, report) = try read(bytes, format, .damage)
    #expect(texts == ["Satu", text, "Tiga"])
    #expect(
      report.warnings.first.map { "\($0.kind.code) \($0.location.line ?? 0)" } == ["\(code) 4"])
    for tolerance in [Tolerance.strict, .deviations] {
      #expect(throws: (any Error).self) { try read(bytes, format, tolerance) }
    }
  }

  @Test(arguments: Format.allCases)
  func `half of a surrogate pair in UTF-16 is told as well`(_ format: Format) throws {
    var bytes = utf16Bytes(of: text("Dua #.", format, encoding: "UTF-16"))
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "#")))
    bytes.replaceSubrange(place...place + 1, with: [0x00, 0xD8])
    let (texts, report) = try read(bytes, format, .damage)
    #expect(texts == ["Satu", "Dua \u{FFFD}.", "Tiga"])
    #expect(report.warnings.first.map(\.location.line) == [4])
  }

  @Test(arguments: [("Shift_JIS", [0x93, 0xFA] as [UInt8], "日"), ("GB18030", [0xC8, 0xD5], "日")])
  func `characters of several bytes are whole in a lenient reading of a long file`(
    _ encoding: String, _ character: [UInt8], _ text: String
  ) throws {
    // No letter of ASCII stands between the characters, so a piece may end inside one.
    for shift in 0..<2 {
      let prolog =
        "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>" + String(repeating: " ", count: shift)
      let frame = TMXFile.text(units: TMXFile.unit("#", "x"), prolog: prolog)
      var bytes = Array(frame.utf8)
      let place = try #require(bytes.lastIndex(of: UInt8(ascii: "#")))
      bytes.replaceSubrange(
        place...place, with: [[UInt8]](repeating: character, count: 100_000).joined())
      let (texts, report) = try read(bytes, .tmx, .damage)
      #expect(texts == [String(repeating: text, count: 100_000)])
      #expect(report.warnings.isEmpty)
    }
  }

  @Test(arguments: ["<!-- <tu> -->", "<![CDATA[<tu>]]>", "<?p <tu>?>", "<!-- @ -->"])
  func `what only looks like a unit cuts no TMX that is read leniently`(_ markup: String) throws {
    let long = markup.replacing("@", with: String(repeating: "x", count: 200_000))
    let unit = TMXFile.unit("Satu\(long)", "One")
    let bytes = Array(
      TMXFile.text(units: unit + long + TMXFile.unit("Dua", "Two"), prolog: "").utf8)
    let (texts, report) = try read(bytes, .tmx, .damage)
    #expect(texts == [markup.hasPrefix("<![") ? "Satu<tu>" : "Satu", "Dua"])
    #expect(report.skipped.isEmpty)
  }

  @Test func `markup out of all measure costs a lenient reading one unit at most`() throws {
    let long = "<!--\(String(repeating: "x", count: 11_000_000))-->"
    let units = TMXFile.unit("Satu", "One") + long + TMXFile.unit("Dua", "Two")
    let (texts, report) = try read(
      Array(TMXFile.text(units: units, prolog: "").utf8), .tmx, .damage)
    #expect(texts == ["Satu", "Dua"])
    #expect(report.skipped.first.allSatisfy { $0.detail?.contains("10000000 bytes") == true })
  }

  @Test func `damage behind a whole unit is told in its own line`() throws {
    let units = """
      \(TMXFile.unit("Satu", "One"))

      <tuv xml:lang="id"><seg>Dua</seg></tuv><tuv xml:lang="en"><seg>Two</seg></tuv></tu>
      \(TMXFile.unit("Tiga", "Three"))
      """
    let bytes = Array(TMXFile.text(units: units, prolog: "<?xml version=\"1.0\"?>").utf8)
    let (texts, report) = try read(bytes, .tmx, .damage)
    #expect(texts == ["Satu", "Tiga"])
    #expect(report.skipped.first.map(\.location.line) == [5])
  }
}
