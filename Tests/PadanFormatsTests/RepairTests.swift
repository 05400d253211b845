import PadanFormats
import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// What is guessed or repaired in a text is said, with its line.
struct RepairTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A text whose `#` are the byte of a Latin-1 `é`.
  private static func latin1(_ text: String) -> [UInt8] {
    Array(text.utf8).map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 }
  }

  private func read(
    _ format: ExchangeFormat, _ bytes: [UInt8], encoding: String? = nil,
    _ tolerance: Tolerance = .deviations
  ) throws -> (texts: [String], report: ReadingReport) {
    let path = try folder.write("a.\(format.name)", bytes)
    var input =
      switch format.files {
      case .one: ExchangeInput(format, path)
      case .sourceAndTarget: ExchangeInput(format, path, path)
      case .positionsAndTexts:
        ExchangeInput(format, try folder.write("beads", "[0]:[0]:0\n[1]:[1]:0\n"), path, path)
      }
    input.encoding = encoding
    var texts: [String] = []
    let report = try input.read(from: .indonesian, to: .english, tolerance: tolerance) { unit, _ in
      texts.append(unit.variants[0].text)
    }
    return (texts, report)
  }

  private static let files: [(ExchangeFormat, String)] = [
    (.tsv, "Satu “”.\tOne\nKaf#\tCafe\n"), (.csv, "Satu “”.,One\nKaf#,Cafe\n"),
    (.po, "msgid \"Satu “”.\"\nmsgstr \"a\"\nmsgid \"Kaf#\"\nmsgstr \"b\"\n"),
    (
      .jsonl,
      "{\"source\": \"Satu “”.\", \"target\": \"a\"}\n{\"source\": \"Kaf#\", \"target\": \"b\"}\n"
    ),
    (.hunalign, "Satu “”.\tOne\t1\nKaf#\tCafe\t1\n"), (.moses, "Satu “”.\nKaf#\n"),
    (.vecalign, "Satu “”.\nKaf#\n"),
  ]

  @Test(arguments: files)
  func `a byte that is no UTF-8 is noted by its line, and refused in a strict reading`(
    _ format: ExchangeFormat, _ text: String
  ) throws {
    let (texts, report) = try read(format, Self.latin1(text))
    #expect(texts == ["Satu “”.", "Kaf\u{FFFD}"])
    let repairs = report.warnings.first.filter { $0.kind == .illFormedText }
    #expect(Set(repairs.map(\.location.line)) == [format.name == "po" ? 3 : 2])
    #expect(report.isPartial)
    #expect(throws: InputError.self) { try read(format, Self.latin1(text), .strict) }
  }

  @Test(arguments: files)
  func `a guessed encoding is noted by its line, and refused in a strict reading`(
    _ format: ExchangeFormat, _ text: String
  ) throws {
    let bytes = Self.latin1(text.filter { $0.isASCII })
    let (texts, report) = try read(format, bytes)
    #expect(texts == ["Satu .", "Kafé"])
    let guesses = report.warnings.first.filter { $0.kind == .guessedEncoding }
    #expect(Set(guesses.map(\.location.line)) == [format.name == "po" ? 3 : 2])
    #expect(guesses.allSatisfy { $0.detail == "windows-1252" } && !report.isPartial)
    #expect { try read(format, bytes, .strict) } throws: {
      ($0 as? InputError)?.remedy == .nameEncoding
    }
  }

  @Test(arguments: files)
  func `a named encoding is taken without a note`(_ format: ExchangeFormat, _ text: String) throws {
    let bytes = Self.latin1(text.filter { $0.isASCII })
    for (name, found) in [("ISO-8859-1", "Kafé"), ("CP1251", "Kafй"), ("ISO-8859-2", "Kafé")] {
      let (texts, report) = try read(format, bytes, encoding: name, .strict)
      #expect(texts == ["Satu .", found])
      #expect(!report.warnings.groups.contains { $0.kind.code.subject == "text" })
    }
    let wide = utf16Bytes(of: text, hasMark: false)
    if format.files == .one {
      #expect(try read(format, wide, encoding: "UTF-16LE").texts == ["Satu “”.", "Kaf#"])
    }
    let (texts, report) = try read(format, bytes, encoding: "UTF-8")
    #expect(texts == ["Satu .", "Kaf\u{FFFD}"] && report.isPartial)
  }

  @Test(arguments: [1, 200_000, 300_000, 600_000])
  func `the first bytes beyond ASCII decide, however late they come`(_ size: Int) throws {
    let row = "satu,one\n"
    let count = size / row.utf8.count
    let bytes = Self.latin1(String(repeating: row, count: count) + "dua,caf#\ntiga,three\n")
    let (texts, report) = try read(.csv, bytes)
    #expect(texts.count == count + 2)
    let guess = report.warnings.first.first { $0.kind == .guessedEncoding }
    #expect(guess?.location.line == count + 1)
    #expect(!report.isPartial)
  }

  @Test func `a lone bad byte far behind good UTF-8 is a repair`() throws {
    let rows = "dua é,two\n" + String(repeating: "satu,one\n", count: 60_000)
    let (_, report) = try read(.csv, Self.latin1(rows + "kaf#,cafe\n"))
    #expect(report.warnings.first.map(\.location.line) == [60_002])
    #expect(report.isPartial)
  }

  @Test func `bytes that a named encoding does not have are repairs`() throws {
    let (texts, report) = try read(
      .tsv, Array("satu\tone\ndua".utf8) + [0xFF] + Array("\ttwo\n".utf8), encoding: "EUC-JP")
    #expect(texts == ["satu", "dua\u{FFFD}"])
    #expect(report.warnings.first.map(\.location.line) == [2])
  }

  @Test(arguments: [ExchangeFormat.tmx, .xliff], [Tolerance.deviations, .damage])
  func `a named encoding counts more than what XML declares`(
    _ format: ExchangeFormat, _ tolerance: Tolerance
  ) throws {
    let tmx = """
      <?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header creationtool="t"
      creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="id"
      datatype="plaintext"/><body><tu><tuv xml:lang="id"><seg>Kaf#</seg></tuv>
      <tuv xml:lang="en"><seg>Cafe</seg></tuv></tu></body></tmx>
      """
    let xliff = """
      <?xml version="1.0" encoding="UTF-8"?><xliff version="1.2"><file original="a" datatype="x"
      source-language="id" target-language="en"><body><trans-unit id="1"><source>Kaf#</source>
      <target>Cafe</target></trans-unit></body></file></xliff>
      """
    let bytes = Self.latin1(format.name == "tmx" ? tmx : xliff)
    let (texts, report) = try read(format, bytes, encoding: "windows-1252", tolerance)
    #expect(texts == ["Kafé"] && report.warnings.isEmpty)
  }

  @Test func `documents and lexicons take a named encoding, too`() throws {
    let bytes = Self.latin1("kaf#\tcafe\n")
    var reader = DocumentReader()
    reader.encoding = "CP1251"
    let read = try reader.read(bytes, name: "a.txt")
    #expect(String(decoding: read.document.text, as: UTF8.self) == "kafй\tcafe\n")
    #expect(read.notes.isEmpty)
    let path = try folder.write("a.tsv", bytes)
    let named = try LexiconReader.read(
      path, encoding: "CP1251", source: .indonesian, target: .english)
    #expect(named.lexicon.headwords.contains("kafй") && named.warnings.isEmpty)
    let guessed = try LexiconReader.read(path, source: .indonesian, target: .english)
    #expect(guessed.warnings.first.map(\.detail) == ["windows-1252"])
  }

  @Test func `line breaks of other programs become blanks in a format of lines`() throws {
    let breaks = [
      "\n", "\r", "\u{B}", "\u{C}", "\u{1C}", "\u{1E}", "\u{85}", "\u{2028}", "\u{2029}",
    ]
    var moses = MosesWriter()
    var table = DelimitedWriter(format: .tsv, source: .indonesian, target: .english)
    for text in breaks {
      let pair = TranslationPair(
        source: Variant(language: .indonesian, text: "satu\(text)dua"),
        target: Variant(language: .english, text: "one"))
      moses.write(pair)
      table.write(pair)
    }
    #expect(
      moses.takeParts().map { String(decoding: $0, as: UTF8.self) } == [
        String(repeating: "satu dua\n", count: breaks.count),
        String(repeating: "one\n", count: breaks.count),
      ])
    #expect(
      String(decoding: table.takeBytes(), as: UTF8.self)
        == String(repeating: "satu dua\tone\n", count: breaks.count))
    #expect(moses.losses.breaks == breaks.count && table.losses.breaks == breaks.count)
    #expect("a\tb\u{2028}c\u{85}d\r\ne".onOneLine == "a b c d  e")
  }

  @Test func `a break is found wherever it stands among eight bytes`() {
    let text = "satu dua tiga “empat” lima enam tujuh"
    for index in text.indices {
      let (head, tail) = (text[..<index], text[index...])
      for mark in ["\t", "\n", "\u{85}", "\u{2029}", "\u{1C}"] {
        #expect("\(head)\(mark)\(tail)".onOneLine == "\(head) \(tail)")
      }
      #expect(
        "\(head)\u{1F}\u{84}\u{2027}\(tail)".onOneLine == "\(head)\u{1F}\u{84}\u{2027}\(tail)")
    }
  }
}
