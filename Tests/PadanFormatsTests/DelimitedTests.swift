import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct DelimitedTests {
  private func read(
    _ bytes: [UInt8], _ format: DelimitedFormat = .tsv
  ) throws -> (pairs: [[String]], skipped: [Finding]) {
    let folder = try TemporaryFolder()
    var pairs: [[String]] = []
    var input = ExchangeInput(.tsv, try folder.write("test.tsv", bytes))
    input.table = DelimitedFormat.Changes(
      delimiter: format.delimiter, isQuoted: format.isQuoted, hasHeader: format.hasHeader,
      columns: format.columns, escapesFormulas: format.escapesFormulas)
    let report = try input.read(from: .indonesian, to: .english) { unit, location in
      pairs.append(unit.variants.map(\.text) + ["\(location.line ?? 0)"])
    }
    return (pairs, report.skipped.first)
  }

  private func read(
    _ text: String, _ format: DelimitedFormat = .tsv
  ) throws -> (pairs: [[String]], skipped: [Finding]) {
    try read(Array(text.utf8), format)
  }

  private func written(_ pair: TranslationPair, _ format: DelimitedFormat) -> [UInt8] {
    var writer = DelimitedWriter(format: format, source: .indonesian, target: .english)
    writer.write(pair)
    return writer.takeBytes()
  }

  @Test func `a line is a source, a tab and a target, and nothing after a further tab`() throws {
    let found = try read("Satu\tOne\nDua\tTwo\t\t \n\nTiga\tThree")
    #expect(found.pairs == [["Satu", "One", "1"], ["Dua", "Two", "2"], ["Tiga", "Three", "4"]])
    #expect(found.skipped.isEmpty)
  }

  @Test func `lines without a tab or a text are left out with their numbers`() throws {
    let found = try read("Satu\n\tOne\nDua\t \nTiga\tThree\n")
    #expect(found.pairs == [["Tiga", "Three", "4"]])
    #expect(found.skipped.map(\.location.line) == [1, 2, 3])
    #expect(
      found.skipped.map(\.kind.reason)
        == ["the line has one column only", "one side has no text", "one side has no text"])
  }

  @Test(arguments: [
    Array("\u{FEFF}Kafé\tCafé\r\nDua\tTwo\r\n".utf8),
    utf16Bytes(of: "Kafé\tCafé\nDua\tTwo\n"),
    Array("Kaf#\tCaf#\nDua\tTwo".utf8).map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 },
  ])
  func `any encoding and line end will do`(_ bytes: [UInt8]) throws {
    #expect(try read(bytes).pairs == [["Kafé", "Café", "1"], ["Dua", "Two", "2"]])
  }

  @Test func `an empty file and a binary one are bad input`() {
    #expect(throws: InputError.self) { try read("") }
    #expect(throws: InputError.self) { try read("a\u{0}\tb") }
  }

  @Test func `a written line is one line`() throws {
    let pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Satu\tdua\r\ntiga"),
      target: Variant(language: .english, text: "One 😀"))
    #expect(String(decoding: written(pair, .tsv), as: UTF8.self) == "Satu dua  tiga\tOne 😀\n")
    #expect(try read(written(pair, .tsv)).pairs == [["Satu dua  tiga", "One 😀", "1"]])
  }

  @Test(arguments: [
    ("\"Satu, \"\"dua\"\"\",One\n", "Satu, \"dua\"", "One"),
    ("\"Satu\ndua\",\"One\r\ntwo\"\r\n", "Satu\ndua", "One\r\ntwo"),
    ("Satu,\"\"\"One\"\"\"", "Satu", "\"One\""), ("Sa\"tu,One", "Sa\"tu", "One"),
    ("Satu,\"One\"x", "Satu", "Onex"),
  ])
  func `quoted fields hold what would end them`(
    _ text: String, _ source: String, _ target: String
  ) throws {
    #expect(try read(text, .csv).pairs.map { $0.dropLast() } == [[source, target]])
  }

  @Test(
    arguments: [
      ("=1+1", "'=1+1"), ("+62 21", "'+62 21"), ("- Satu", "'- Satu"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\tSatu", "'\tSatu"), ("\r\nSatu", "'\r\nSatu"), ("＝1", "'＝1"), ("=\u{301}", "'=\u{301}"),
      ("'=1", "''=1"), ("''+1", "'''+1"), ("'Satu'", "'Satu'"), ("'", "'"), ("Satu=1", "Satu=1"),
      ("– Satu", "– Satu"), ("５", "５"),
    ], [true, false])
  func `a formula is a text with an apostrophe, which reading takes away`(
    _ texts: (plain: String, escaped: String), _ isHeaded: Bool
  ) throws {
    var format = DelimitedFormat.csv
    format.hasHeader = isHeaded
    var escaping = format
    escaping.escapesFormulas = true
    let pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Satu"),
      target: Variant(language: .english, text: texts.plain))
    let bytes = written(pair, escaping)
    #expect(try Array(read(bytes, format).pairs[0][1].utf8) == Array(texts.escaped.utf8))
    #expect(try Array(read(bytes, escaping).pairs[0][1].utf8) == Array(texts.plain.utf8))
    var writer = DelimitedWriter(format: format, source: .indonesian, target: .english)
    writer.write(pair)
    let isFormula = texts.escaped != texts.plain && !texts.plain.hasPrefix("'")
    #expect(writer.losses.formulas == (isFormula ? 1 : 0))
    #expect(try read(writer.takeBytes(), format).pairs[0][1] == texts.plain)
  }

  @Test(arguments: ["\tSatu", "'\tSatu", "\n=1", "=1\t2", " =1"])
  func `in plain TSV what is written is judged, so that escaping can be undone`(
    _ text: String
  ) throws {
    var format = DelimitedFormat.tsv
    let pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Satu"),
      target: Variant(language: .english, text: text))
    let plain = try read(written(pair, format), format).pairs[0][1]
    format.escapesFormulas = true
    #expect(try read(written(pair, format), format).pairs[0][1] == plain)
  }

  @Test func `in plain TSV a quotation mark is a character`() throws {
    #expect(try read("\"Satu.\"\t\"One.\"").pairs == [["\"Satu.\"", "\"One.\"", "1"]])
  }

  @Test func `a quotation mark that is not closed is an error with its line`() {
    #expect { try read("a,b\nc,\"d\ne,f\n", .csv) } throws: {
      "\($0)".contains(":2: a quotation mark")
    }
  }

  @Test func `a header names the columns, in any order`() throws {
    let text = "target,x,source,document\nOne,?,Satu,a.txt\n"
    #expect(try read(text, .csv).pairs == [["Satu", "One", "2"]])
    var format = DelimitedFormat.csv
    format.hasHeader = true
    #expect(throws: InputError.self) { try read("a,b\nSatu,One\n", format) }
    format.columns = [.target, nil, .source]
    #expect(try read("a,b,c\nOne,?,Satu\n", format).pairs == [["Satu", "One", "2"]])
  }
}
