import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// Tables as spreadsheets, corpora and translation programs write them.
struct TableLayoutTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ bytes: [UInt8], _ format: ExchangeFormat = .csv, from source: LanguageTag = .indonesian,
    to target: LanguageTag = .english, _ changes: DelimitedFormat.Changes = .init()
  ) throws -> (pairs: [String], report: ReadingReport) {
    var input = ExchangeInput(format, try folder.write("a.\(format.name)", bytes))
    input.table = changes
    var pairs: [String] = []
    let report = try input.read(from: source, to: target) { unit, _ in
      for pair in unit.pairs(from: source, to: target) {
        pairs.append("\(unit.id.map { "\($0): " } ?? "")\(pair.source.text)|\(pair.target.text)")
      }
    }
    return (pairs, report)
  }

  private func read(
    _ text: String, _ format: ExchangeFormat = .csv, _ changes: DelimitedFormat.Changes = .init()
  ) throws -> (pairs: [String], report: ReadingReport) {
    try read(Array(text.utf8), format, changes)
  }

  private func read(
    _ bytes: [UInt8], _ format: ExchangeFormat, _ changes: DelimitedFormat.Changes
  ) throws -> (pairs: [String], report: ReadingReport) {
    try read(bytes, format, from: .indonesian, to: .english, changes)
  }

  @Test(arguments: [
    "id,en\nHarga naik,Prices rose\n", "en,id\nPrices rose,Harga naik\n",
    "EN,IN\nPrices rose,Harga naik\n", "ind,eng\nHarga naik,Prices rose\n",
    "id_ID,en-US\nHarga naik,Prices rose\n", "note,English,Indonesian\nx,Prices rose,Harga naik\n",
    "Indonesia;Inggris\nHarga naik;Prices rose\n",
    "Bahasa Inggris\tBahasa Indonesia\nPrices rose\tHarga naik\n",
    "English (US),Indonesian (id)\nPrices rose,Harga naik\n",
    "\u{FEFF}\"en\",\"id\"\r\nPrices rose,Harga naik\r\n",
    "Inggeris,Indonesia\nPrices rose,Harga naik\n", "\n\nen,id\nPrices rose,Harga naik\n",
    "ms,en,id\nHarga meningkat,Prices rose,Harga naik\n",
  ])
  func `a first line of languages names the columns and their direction`(_ text: String) throws {
    let (pairs, report) = try read(text)
    #expect(pairs == ["Harga naik|Prices rose"])
    #expect(report.skipped.isEmpty)
  }

  @Test func `a key beside languages is the name of the unit`() throws {
    #expect(
      try read("key,en,id\nbtn.save,Save,Simpan\n").pairs == ["btn.save: Simpan|Save"])
    #expect(
      try read("id\tsource\ttarget\n7\tSimpan\tSave\n", .tsv).pairs == ["7: Simpan|Save"])
  }

  @Test func `id is the name of the unit where Indonesian is not asked for`() throws {
    let german = try #require(LanguageTag("de"))
    let (pairs, _) = try read(
      Array("id,en,de\n7,Save,Sichern\n".utf8), from: .english, to: german)
    #expect(pairs == ["7: Save|Sichern"])
  }

  @Test(arguments: [
    "id,indonesian,english\n1,Harga naik,Prices rose\n",
    "id,id-ID,en-US\n1,Harga naik,Prices rose\n",
    "id,en,id\n1,Prices rose,Harga naik\n",
  ])
  func `a column id of numbers, or beside the language, names the units`(_ text: String) throws {
    #expect(try read(text).pairs == ["1: Harga naik|Prices rose"])
  }

  @Test func `numbers are no Indonesian sentences`() {
    #expect(throws: InputError.self) {
      try read("id,kolom,en\n1,Harga naik,Prices rose\n2,Dua,Two\n")
    }
  }

  @Test(arguments: [
    "Harga beras naik.\tRice prices rose.\tid\ten\n",
    "Harga beras naik\tRice prices rose\tid\ten\nWarga resah\tPeople worry\tid\ten\n",
  ])
  func `codes of languages beside sentences are no header`(_ text: String) throws {
    let (pairs, report) = try read(text, .tsv)
    #expect(pairs.first?.hasPrefix("Harga beras naik") == true)
    #expect(pairs.count == text.split(separator: "\n").count)
    #expect(report.warnings.first.map(\.kind.code) == ["table.first-columns"])
  }

  @Test(arguments: [
    "1276\tind\tHarga naik.\t1277\teng\tPrices rose.\n1278\tind\tDua\t1279\teng\tTwo\n",
    "1276\tHarga naik\t1277\tPrices rose\n",
  ])
  func `numbers and codes in the first columns are no texts`(_ text: String) throws {
    #expect { try read(text, .tsv) } throws: { ($0 as? InputError)?.remedy == .nameColumns }
  }

  @Test(arguments: [
    ("source,target\nSatu,One\n\"Dua,Two\nTiga,Three\nEmpat,Four\n", [3]),
    ("source,target\nSatu,One\n\"Dua,Two\nTiga,Three\n\"Empat, ya\",Four\n", [3]),
    ("source,target\nSatu,One\nTiga,Three\n\"Empat\nya\",Four\n\"Dua,Two", [6]),
  ])
  func `a stray quotation mark costs its own line only`(_ text: String, _ lines: [Int]) throws {
    var input = ExchangeInput(.csv, try folder.write("a.csv", Array(text.utf8)))
    input.table = .init()
    var sources: [String] = []
    let report = try input.read(from: .indonesian, to: .english, tolerance: .damage) { unit, _ in
      sources.append(unit.variants[0].text)
    }
    #expect(sources.count == 3 && sources[1] == "Tiga")
    #expect(report.skipped.first.map(\.location.line) == lines)
  }

  @Test(arguments: [
    "Jawa,Javanese\n", "Inggris,English\n", "Satu,One\n", "Sumber,Source\n",
    "bahasa,language\n",
  ])
  func `words of one language or of none are a pair`(_ text: String) throws {
    #expect(try read(text).pairs.count == 1)
  }

  @Test(arguments: [
    "Sumber,Terjemahan\n", "Source (id),Target (en)\n", "Teks sumber;Terjemahan\n",
    "Target (en),Source (id)\n", "source,en\n", "Original;Translation\n",
  ])
  func `words for source and target name the columns, too`(_ header: String) throws {
    let delimiter = header.contains(";") ? ";" : ","
    let texts = ["Harga naik", "Prices rose"]
    let row = (header.hasPrefix("Target") ? texts.reversed() : texts).joined(separator: delimiter)
    let (pairs, report) = try read(header + row + "\n")
    #expect(pairs == ["Harga naik|Prices rose"])
    #expect(report.skipped.isEmpty)
  }

  @Test(arguments: [
    "key,id\na,Simpan\n", "key,source\na,Simpan\n", "id,source\n7,Simpan\n", "id,target\n7,Save\n",
    "source,key\nSimpan,a\n", "key,id,note\na,Simpan,b\n", "key;en\na;Save\n",
    "ID,Nama,Harga\n1,Beras,5000\n",
  ])
  func `keys and one text are no pair`(_ text: String) throws {
    let error = #expect(throws: InputError.self) { try read(text) }
    #expect(error?.code == "table.columns")
  }

  @Test(arguments: [
    "\u{FEFF}source;target\r\nHarga naik;Prices rose\r\n\"Beras; gula\";\"Rice; sugar\"\r\n",
    "sep=;\r\nsource;target\r\nHarga naik;Prices rose\r\n\"Beras; gula\";\"Rice; sugar\"\r\n",
    "\u{FEFF}\"sep=;\"\nHarga naik;Prices rose\nBeras: gula;Rice: sugar\n",
    "sep=|\nHarga naik|Prices rose\nBeras; gula|Rice; sugar\n",
    "source\ttarget\nHarga naik\tPrices rose\nBeras; gula\tRice; sugar\n",
    "Harga naik;Prices rose\n\"Beras; gula\";\"Rice; sugar\"\n",
    "source;target;\r\nHarga naik;Prices rose;\r\n\"Beras; gula\";\"Rice; sugar\";\r\n;;\r\n",
    "source,target\rHarga naik,Prices rose\rBeras; gula,Rice; sugar\r",
  ])
  func `the delimiter is found in the first lines`(_ text: String) throws {
    let (pairs, report) = try read(text)
    #expect(
      pairs.map { String($0.map { $0 == ":" ? ";" : $0 }) } == [
        "Harga naik|Prices rose", "Beras; gula|Rice; sugar",
      ])
    #expect(report.skipped.isEmpty && report.warnings.isEmpty)
  }

  @Test func `the “Unicode text” of Excel is UTF-16 with tabs`() throws {
    let bytes = utf16Bytes(of: "source\ttarget\r\nKafé\tCafé\r\n")
    #expect(try read(bytes, .csv, .init()).pairs == ["Kafé|Café"])
  }

  @Test(arguments: [
    ("Halo, Bu;Hello, Madam\n", "Halo, Bu|Hello, Madam"),
    ("Rp1,5 juta;Rp1.5 million\nRp2,5 juta;Rp2.5 million\n", "Rp1,5 juta|Rp1.5 million"),
    ("Satu; dua,One; two\n", "Satu; dua|One; two"),
    ("\"Satu; dua, tiga\",\"One; two, three\"\n", "Satu; dua, tiga|One; two, three"),
  ])
  func `marks of the texts are not taken for the delimiter`(_ text: String, _ pair: String) throws {
    #expect(try read(text).pairs.first == pair)
  }

  @Test func `a named delimiter is not looked for`() throws {
    let (pairs, report) = try read("Satu;One\n", .csv, .init(delimiter: UInt8(ascii: ",")))
    #expect(pairs.isEmpty && report.skipped.count == 1)
  }

  @Test(arguments: [
    (ExchangeFormat.csv, "source,target\nSatu,One\nBeras, gula dan garam,Rice\nDua,Two\n", 3),
    (.csv, "Satu,One\nDua,Two\nBeras, gula dan garam,Rice\n", 3),
    (.csv, "Beras, gula dan garam,Rice\nSatu,One\nDua,Two\n", 1),
    (.tsv, "Satu\tOne\nDua\tTwo\nEmpat\tFour\tmore\n", 3),
    (.tsv, "id\ten\nSatu\tOne\nTiga\ttiga\tThree\nDua\tTwo\n", 3),
  ])
  func `a row with more fields than the others is left out by its line`(
    _ format: ExchangeFormat, _ text: String, _ line: Int
  ) throws {
    let (pairs, report) = try read(text, format)
    #expect(pairs == ["Satu|One", "Dua|Two"])
    #expect(report.skipped.first.map(\.kind.code) == ["table.more-columns"])
    #expect(report.skipped.first.map(\.location.line) == [line])
    let input = ExchangeInput(format, folder.path(of: "a.\(format.name)"))
    #expect(throws: InputError.self) {
      try input.read(from: .indonesian, to: .english, tolerance: .strict) { _, _ in }
    }
  }

  @Test(arguments: ["Satu,One,\nDua,Two,,\n", "source,target\nSatu,One,,\nDua,Two, \n"])
  func `empty fields at the end of a row are none`(_ text: String) throws {
    let (pairs, report) = try read(
      text, .csv, text.hasPrefix("s") ? .init() : .init(hasHeader: false))
    #expect(pairs == ["Satu|One", "Dua|Two"] && report.skipped.isEmpty)
  }

  private static let glossary = """
    id,sourceLang,targetLang,sourceString,targetString
    1,id,en,Beras,Rice

    """

  @Test func `a table of many columns without names is refused, or read as it is told`() throws {
    #expect { try read(Self.glossary) } throws: {
      ($0 as? InputError)?.remedy == .nameColumns && "\($0)".contains("5 columns")
    }
    let columns: [PairColumn?] = [nil, nil, nil, .source, .target]
    #expect(
      try read(Self.glossary, .csv, .init(hasHeader: true, columns: columns)).pairs
        == ["Beras|Rice"])
    let (pairs, report) = try read("Satu\tOne\t0.9\nDua\tTwo\t0.8\n", .tsv)
    #expect(pairs == ["Satu|One", "Dua|Two"])
    #expect(report.warnings.first.map(\.kind.code) == ["table.first-columns"])
  }

  @Test func `columns of other names are passed over with a note`() throws {
    let (pairs, report) = try read("Indonesia;Inggris;Catatan\nSatu;One;x\n")
    #expect(pairs == ["Satu|One"])
    #expect(report.warnings.first.map(\.detail) == ["Catatan"])
  }

  @Test func `a row that Weblate marks as fuzzy is left out`() throws {
    let (pairs, report) = try read(
      "location,source,target,id,fuzzy\na.c:1,Satu,One,1,\na.c:2,Dua,Tow,2,True\n")
    #expect(pairs == ["1: Satu|One"])
    #expect(report.skipped.first.map(\.kind.code) == ["table.fuzzy"])
    #expect(report.warnings.first.map(\.detail) == ["location"])
  }

  @Test(arguments: [("source", "target"), ("id", "en"), ("Inggris", "Indonesia")])
  func `a first pair that looks like names comes back`(_ source: String, _ target: String) throws {
    for (format, layout) in [(ExchangeFormat.csv, DelimitedFormat.csv), (.tsv, .tsv)] {
      var writer = DelimitedWriter(format: layout, source: .indonesian, target: .english)
      for text in [source, "Satu"] {
        writer.write(
          TranslationPair(
            source: Variant(language: .indonesian, text: text),
            target: Variant(language: .english, text: text == source ? target : "One")))
      }
      #expect(
        try read(writer.takeBytes(), format, .init()).pairs == ["\(source)|\(target)", "Satu|One"])
    }
  }
}
