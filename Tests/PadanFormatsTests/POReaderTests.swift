import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// PO files as gettext accepts them, and as translators' programs write them.
struct POReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ bytes: [UInt8], from source: LanguageTag = .english, to target: LanguageTag = .indonesian
  ) throws -> (units: [ExchangeUnit], report: ReadingReport) {
    var units: [ExchangeUnit] = []
    let report = try ExchangeInput(.po, folder.write("a.po", bytes))
      .read(from: source, to: target) { unit, _ in units.append(unit) }
    return (units, report)
  }

  private func texts(_ text: String) throws -> [String] {
    try read(Array(text.utf8)).units.map { $0.variants.map(\.text).joined(separator: "|") }
  }

  @Test(arguments: [
    "msgid\t\"satu\"\nmsgstr\t\"one\"\nmsgid\t\"dua\"\nmsgstr\t\"two\"\n",
    "msgid\"satu\"\nmsgstr\"one\"\nmsgid\"dua\"\nmsgstr\"two\"\n",
    "  msgid \"satu\"\n  msgstr \"one\"\n\n\tmsgid \"dua\"\n\tmsgstr \"two\"\n",
    "msgid \"sa\" \"tu\"\nmsgstr\n\"o\"\n\"ne\"\nmsgid \"dua\" msgstr \"two\"\n",
    "msgid \"satu\"\n\nmsgstr \"one\"\n\nmsgid \"dua\"\nmsgstr \"two\"\n",
    "msgid \"satu\"\rmsgstr \"one\"\rmsgid \"dua\"\rmsgstr \"two\"\r",
    "msgid \"s\\x61tu\"\nmsgstr \"\\157ne\"\n#| msgid \"lama\"\nmsgid \"dua\"\nmsgstr \"two\"\n",
  ])
  func `tokens may stand as gettext lets them`(_ text: String) throws {
    #expect(try texts(text) == ["satu|one", "dua|two"])
  }

  @Test func `a plural form may have its text on the next line`() throws {
    let text = """
      msgid "%d file"
      msgid_plural "%d files"
      msgstr[0]
      "%d berkas"
      msgstr [ 1 ] "%d berkas"
      """
    #expect(try texts(text) == ["%d file|%d berkas", "%d files|%d berkas"])
  }

  @Test(arguments: [
    (["a", "b"], ["file|a", "files|b"]), (["a"], ["file|a", "files|a"]),
    (["a", "b", "c"], ["file|a", "files|c"]),
    (["a", "b", "c", "d", "e", "f"], ["file|a", "files|f"]),
    (["a", ""], ["file|a"]), (["", "b"], ["files|b"]), (["a", "b", ""], ["file|a", "files|b"]),
    (["", ""], []),
  ])
  func `the first form translates the singular, and the last one the plural`(
    _ forms: [String], _ pairs: [String]
  ) throws {
    let text = forms.enumerated().map { "msgstr[\($0)] \"\($1)\"\n" }.joined()
    #expect(try texts("msgid \"file\"\nmsgid_plural \"files\"\n\(text)") == pairs)
  }

  @Test func `all plural forms come back, by the rule of their file`() throws {
    let russian = try #require(LanguageTag("ru"))
    let rule = "nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);"
    let entry =
      "msgid \"file\"\nmsgid_plural \"files\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\nmsgstr[2] \"c\"\n"
    let text = "msgid \"\"\nmsgstr \"\"\n\"Plural-Forms: \(rule)\\n\"\n\n" + entry
    let folder = try TemporaryFolder()
    var pairs: [TranslationPair] = []
    let input = ExchangeInput(.po, try folder.write("a.po", text))
    let report = try input.read(from: .english, to: russian) { unit, _ in
      pairs += unit.pairs(from: .english, to: russian)
    }
    func written(_ rule: String?) -> String {
      var writer = POWriter(source: .english, target: russian, toolVersion: "0", pluralRule: rule)
      for pair in pairs { writer.write(pair) }
      writer.end()
      return String(decoding: writer.takeBytes(), as: UTF8.self)
    }
    #expect(report.header.map(\.value) == [rule])
    #expect(written(rule).contains("\"Plural-Forms: \(rule)\\n\"\n"))
    #expect(written(rule).hasSuffix("\n" + entry))
    #expect(!written(nil).contains("msgid_plural") && written(nil).contains("msgid \"files\""))
  }

  @Test func `plural forms are one entry again`() throws {
    let entry = "msgctxt \"menu\"\nmsgid \"file\"\nmsgid_plural \"files\"\n"
    let forms = "msgstr[0] \"a\"\nmsgstr[1] \"\"\nmsgstr[2] \"c\"\n"
    func written(_ text: String) throws -> String {
      var writer = POWriter(source: .english, target: .indonesian, toolVersion: "0")
      for unit in try read(Array(text.utf8)).units {
        for pair in unit.pairs(from: .english, to: .indonesian) {
          writer.write(pair, name: unit.id)
        }
      }
      writer.end()
      return String(decoding: writer.takeBytes(), as: UTF8.self)
    }
    #expect(try written(entry + forms).hasSuffix("\n" + entry + forms))
    #expect(try written(entry + "msgstr[0] \"a\"\n").hasSuffix("\n" + entry + "msgstr[0] \"a\"\n"))
    let alone = try written(entry + "msgstr[0] \"a\"\nmsgstr[1] \"\"\n")
    #expect(!alone.contains("msgid_plural") && alone.contains("msgstr \"a\""))
    #expect(try written(entry + forms).contains("\"Plural-Forms: nplurals=1; plural=0;\\n\""))
    let filled = forms.replacing("[1] \"\"", with: "[1] \"b\"")
    #expect(try written(entry + filled).hasSuffix("\n" + entry + filled))
  }

  @Test func `equal forms give one pair`() throws {
    let text =
      "msgid \"berkas\"\nmsgid_plural \"berkas\"\nmsgstr[0] \"arsip\"\nmsgstr[1] \"arsip\"\n"
    #expect(try texts(text) == ["berkas|arsip"])
  }

  @Test(arguments: [
    "#~ msgid \"lama\"\n#~ msgstr \"old\"\n",
    "# Catatan\n#~|msgid \"x\"\n#~ msgctxt \"menu\"\n#~ msgid \"lama\"\n#~ msgstr \"old\"\n",
    "#~msgid \"\"\n#~\"lama\"\n#~msgstr \"\"\n#~ \"old\"\n",
    "#, fuzzy\n#~ msgid \"lama\"\n#~ msgstr \"\"\n",
  ])
  func `an obsolete entry is left out and counted`(_ entry: String) throws {
    let live = "msgid \"satu\"\nmsgstr \"one\"\n"
    for text in ["\(live)\n\(entry)", "\(entry)\(live)", "\(live)\(entry)\(live)"] {
      let (units, report) = try read(Array(text.utf8))
      #expect(units.allSatisfy { $0.variants.map(\.text) == ["satu", "one"] } && !units.isEmpty)
      #expect(report.skipped.groups.map(\.kind.code) == ["po.obsolete"])
      #expect(report.skipped.count == 1 && report.skipped.groups.allSatisfy { !$0.kind.isFault })
    }
  }

  @Test(arguments: [
    "msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n", "msgid \"a\" b\n", "domain \"a\"\n",
  ])
  func `a field that is there twice, or a word that is no keyword, is an error`(_ text: String) {
    #expect(throws: InputError.self) { try texts(text) }
  }

  @Test func `comments, flags and references are kept, whatever blanks they have`() throws {
    let text = """
      #Catatan
      #  Lagi
      #. Dari program
      #: \u{2068}a b.c\u{2069}:3 d.c:4
      #, c-format, no-wrap
      msgid "satu"
      msgstr "one"
      """
    let unit = try #require(try read(Array(text.utf8)).units.first)
    let properties = unit.provenance.properties
    #expect(
      properties.filter { $0.kind == .note }.map(\.value) == ["Catatan", "Lagi", "Dari program"])
    #expect(unit.provenance.document == "a b.c")
    #expect(
      properties.filter { $0.type == "x-po-reference" }.map(\.value) == ["a b.c:3", "d.c:4"])
    #expect(
      properties.filter { $0.type == "x-po-flag" }.map(\.value) == ["c-format", "no-wrap"])
    var writer = POWriter(source: .english, target: .indonesian, toolVersion: "0")
    for pair in unit.pairs(from: .english, to: .indonesian) { writer.write(pair) }
    let written = writer.takeBytes()
    #expect(String(decoding: written, as: UTF8.self).contains("\n#, c-format, no-wrap\n"))
    #expect(try read(written).units == [unit])
  }

  // MARK: Encodings

  private static func file(charset: String, _ text: [UInt8]) -> [UInt8] {
    Array(
      """
      msgid ""
      msgstr ""
      "Language: id\\n"
      "Content-Type: text/plain; charset=\(charset)\\n"

      msgid "Hello"
      msgstr "
      """.utf8) + text + Array("\"\n".utf8)
  }

  @Test(arguments: [
    ("KOI8-R", [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], "Привет"),
    ("CP1251", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "Привет"),
    ("windows-1251", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "Привет"),
    ("EUC-JP", [0xC6, 0xFC, 0xCB, 0xDC], "日本"), ("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B], "日本"),
    ("ISO-2022-JP", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], "日本"),
    ("GB2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好"), ("GBK", [0xC4, 0xE3, 0xBA, 0xC3], "你好"),
    ("Big5", [0xA7, 0x41, 0xA6, 0x6E], "你好"), ("EUC-KR", [0xB9, 0xAB], "무"),
    ("ISO-8859-2", [0xB3, 0xF3, 0x64, 0xBC], "łódź"), ("CP1250", [0xB3, 0xF3, 0x64, 0x9F], "łódź"),
    ("ISO-8859-5", [0xBF, 0xE0], "Пр"), ("ISO-8859-1", [0xE9, 0x20, 0xFF], "é ÿ"),
    ("ISO-8859-15", [0xA4], "€"), ("CP1254", [0xFD], "ı"), ("ISO-8859-9", [0xFD], "ı"),
    ("TIS-620", [0xCA, 0xC7], "สว"), ("utf-8", [0xC3, 0xA9], "é"),
    ("UTF-8", [0xC3, 0xA9], "é"), ("CHARSET", [0xC3, 0xA9], "é"), ("KOI8-R", [0x61], "a"),
    ("X-UNKNOWN", [0x61], "a"),
  ])
  func `a file is read in the encoding of its header`(
    _ charset: String, _ bytes: [UInt8], _ text: String
  ) throws {
    let (units, report) = try read(Self.file(charset: charset, bytes))
    #expect(units.first?.variants.last?.text == text)
    #expect(report.warnings.isEmpty)
  }

  @Test func `text that is in no known encoding is refused`() {
    #expect { try read(Self.file(charset: "X-UNKNOWN", [0xE9])) } throws: {
      ($0 as? InputError)?.code == "text.unknown-encoding"
    }
  }

  // MARK: Languages

  private func languages(_ header: String) throws -> [String] {
    let text = "msgid \"\"\nmsgstr \"\(header)\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n"
    return try read(Array(text.utf8)).units[0].variants.map(\.language.description)
  }

  @Test(arguments: [
    ("Language: in", "id"), ("Language: id_ID", "id-ID"), ("Language: ca@valencia", "ca-valencia"),
    ("Language: sr@latin", "sr-Latn"), ("Language: Basque", "eu"), ("LANGUAGE: eu", "eu"),
    ("Language: \\nX-Poedit-Language: Indonesian", "id"), ("Language: tl", "tl"),
    ("Language: fuv", "fuv"), ("Language: x-klingon", "x-klingon"), ("Language: zsm", "ms"),
  ])
  func `the header names the target language`(_ header: String, _ target: String) throws {
    #expect(try languages(header) == ["en", target])
  }

  @Test(arguments: [
    ("", true), ("X-Source-Language: en", true), ("Language:", true), ("Language: id", false),
    ("X-Poedit-Language: Indonesian", false),
  ])
  func `a file that does not name its language says once which ones are taken`(
    _ header: String, _ isAssumed: Bool
  ) throws {
    let entries = "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n"
    let text = "msgid \"\"\nmsgstr \"\(header)\\n\"\n\n\(entries)"
    let report = try read(Array(text.utf8)).report
    #expect(report.warnings.first.map(\.detail) == (isAssumed ? ["en → id"] : []))
    #expect(report.assumesLanguages == isAssumed)
    #expect(report.warnings.groups.allSatisfy { $0.kind.remedy == .nameLanguagePair })
    #expect(try read(Array(entries.utf8)).report.assumesLanguages)
  }

  @Test func `a language that is not known is noted`() throws {
    let text = "msgid \"\"\nmsgstr \"Language: Antah Berantah\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n"
    let (units, report) = try read(Array(text.utf8))
    #expect(units[0].variants.map(\.language.description) == ["en", "id"])
    #expect(report.warnings.first.map(\.detail) == ["Antah Berantah", "en → id"])
  }

  @Test func `a file into the source language says how to read it`() throws {
    let text = "msgid \"\"\nmsgstr \"Language: id\\n\"\n\nmsgid \"Save\"\nmsgstr \"Simpan\"\n"
    #expect { try read(Array(text.utf8), from: .indonesian, to: .english) } throws: {
      ($0 as? InputError)?.remedy == .turnLanguages(from: .english, to: .indonesian)
    }
  }

  @Test func `a variant of a language is no translation of itself`() throws {
    let british = try #require(LanguageTag("en-GB"))
    let text =
      "msgid \"\"\nmsgstr \"Language: en_GB\\n\"\n\nmsgid \"color\"\nmsgstr \"colour\"\n"
    let (units, _) = try read(Array(text.utf8), from: .english, to: british)
    let pairs = units.flatMap { $0.pairs(from: .english, to: british) }
    #expect(pairs.map { "\($0.source.text)|\($0.target.text)" } == ["color|colour"])
    let back = units.flatMap { $0.pairs(from: british, to: .english) }
    #expect(back.map { "\($0.source.text)|\($0.target.text)" } == ["colour|color"])
  }
}
