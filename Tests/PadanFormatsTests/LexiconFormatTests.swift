import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct LexiconFormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(
    _ path: String, format: LexiconFormat? = nil, isFlipped: Bool? = nil
  ) throws -> LexiconFile {
    try LexiconReader.read(
      path, format: format, isFlipped: isFlipped, source: .indonesian, target: .english)
  }

  private func entries(_ lexicon: Lexicon) -> [String] {
    lexicon.sortedEntries.map { entry in
      "\(entry.headword): \(entry.translations.map(\.text).joined(separator: ", "))"
    }
  }

  // MARK: TSV

  @Test func `a third column of numbers gives strengths, any other is left alone`() throws {
    let path = try folder.write(
      "a.tsv", "harga\tprice, cost\t0.5, .75\nkota\tcity\tnoun\ndesa\tvillage\t\n")
    let lexicon = try read(path).lexicon
    #expect(
      lexicon.translations(of: "harga") == [
        Lexicon.Translation("cost", strength: 0.75), Lexicon.Translation("price", strength: 0.5),
      ])
    #expect(lexicon.translations(of: "kota") == ["city"])
    #expect(lexicon.translations(of: "desa") == ["village"])
  }

  @Test(arguments: ["0.5", "0.5, 0.5, 0.5", "0.5, 0", "0.5, 1.5", "-1, 1", "nan, 1"])
  func `strengths that do not fit are a fault`(_ strengths: String) throws {
    let path = try folder.write("a.tsv", "kota\tcity\nharga\tprice, cost\t\(strengths)\n")
    #expect {
      try read(path)
    } throws: { error in
      (error as? InputError)?.location == SourceLocation(file: path, line: 2)
    }
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "\u{FEFF}"])
  func `a file without entries is a fault`(_ text: String) throws {
    for name in ["a.tsv", "a.dic", "a.txt"] {
      let path = try folder.write(name, text)
      #expect(throws: InputError.self, "\(name)") { try read(path) }
    }
  }

  @Test func `a lexicon in UTF-16 says the same`() throws {
    let path = try folder.write("a.tsv", utf16Bytes(of: "ekor\ttail, é\n"))
    #expect(entries(try read(path).lexicon) == ["ekor: tail, é"])
  }

  // MARK: hunalign

  private let dictionary = "house @ rumah\nhome @ rumah\n\nprime minister @ perdana menteri\n"

  @Test(arguments: ["a.dic", "a.txt"])
  func `a line of hunalign's is target and source`(_ name: String) throws {
    let file = try read(folder.write(name, dictionary))
    #expect(file.format == .dic)
    #expect(entries(file.lexicon) == ["perdana menteri: prime minister", "rumah: house, home"])
    #expect(file.skipped.isEmpty)
  }

  @Test func `a flipped dictionary is source and target`() throws {
    let file = try read(folder.write("a.dic", "rumah @ house\n"), isFlipped: true)
    #expect(entries(file.lexicon) == ["rumah: house"])
    #expect(file.lexicon.source == .indonesian)
  }

  @Test func `lines without two sides are left out and named`() throws {
    let path = try folder.write("a.dic", "house @ rumah\nhouse rumah\n @ rumah\nkota@city\n")
    let file = try read(path)
    #expect(file.lexicon.count == 1)
    #expect(file.skipped.first.map(\.location.line) == [2, 3, 4])
  }

  // MARK: dictd

  /// A dictd database of entries, each a headword and its text.
  private func database(
    _ entries: [(String, String)], name: String = "test", isPacked: Bool = true
  ) throws -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    func base64(_ number: Int) -> String {
      (number >= 64 ? base64(number / 64) : "") + String(digits[number % 64])
    }
    var text: [UInt8] = []
    var index = ""
    for (headword, entry) in [("00databaseinfo", "About\nthis\n")] + entries {
      index += "\(headword)\t\(base64(text.count))\t\(base64(entry.utf8.count))\n"
      text += Array(entry.utf8)
    }
    try folder.write(isPacked ? "\(name).dict.dz" : "\(name).dict", isPacked ? gzipped(text) : text)
    return try folder.write("\(name).index", index)
  }

  @Test(arguments: [
    (
      "bank /bæŋk/ <n>\n1. bank\nkeeps money\n2. edge (of a river), shore\nof water\n",
      "bank, edge, shore"
    ),
    ("hitam //x// //y// <adj>\nblack 2.\nwithout light\n 3.\nof coffee\n", "black"),
    ("kota\n   city; town\n", "city, town"), ("makan <v>\n1. to eat [trans]\n", "eat"),
    ("satu\n1. one\n3. of three\n", "one"),
    ("itu <det>\nthat, the one that is over there now\n", "that"),
  ])
  func `the first line of each sense translates`(_ entry: String, _ translations: String) throws {
    let path = try database([("kata", entry)])
    #expect(entries(try read(path).lexicon) == ["kata: \(translations)"])
  }

  @Test func `entries that overlap without end are refused`() throws {
    let path = try database([("kata", "word" + String(repeating: " ", count: 8 << 20))])
    let line = try #require(
      String(decoding: contents(of: path), as: UTF8.self).split(separator: "\n").last)
    try folder.write("test.index", String(repeating: "\(line)\n", count: 9))
    let error = #expect(throws: InputError.self) { _ = try read(path) }
    #expect(error?.code == "dictd.overlap")
  }

  @Test(arguments: [true, false], [".index", ".dict"])
  func `a database is read packed or not, by either name`(isPacked: Bool, suffix: String) throws {
    var path = try database([("kota", "kota <n>\ncity\n")], isPacked: isPacked)
    if suffix == ".dict" {
      path = folder.path(of: isPacked ? "test.dict.dz" : "test.dict")
    }
    let file = try read(path)
    #expect(file.format == .dictd)
    #expect(entries(file.lexicon) == ["kota: city"])
  }

  @Test func `a name of FreeDict's says the direction`() throws {
    let entry = [("city", "city /x/ <n>\nkota\n")]
    #expect(
      entries(try read(database(entry, name: "freedict-eng-ind")).lexicon) == ["kota: city"])
    #expect(entries(try read(database(entry)).lexicon) == ["city: kota"])
    #expect(throws: InputError.self) { try read(database(entry, name: "freedict-deu-ind")) }
  }

  @Test func `entries without a translation are left out and named`() throws {
    let file = try read(
      database([("a", "a\nb\n"), ("ness", "ness <suffix>\nan\n"), ("c", "c\n"), ("d", "d\n(e)\n")]))
    #expect(file.lexicon.count == 1)
    #expect(file.skipped.first.map(\.location.line) == [3, 4, 5])
  }

  @Test(arguments: ["kota\tA", "kota\tA\t*", "kota A B", "\u{0}\u{1}", "kota\tAAAAAAAAAAAA\tB"])
  func `an index line that is none is named`(_ line: String) throws {
    let path = try database([("kota", "kota\ncity\n")])
    try folder.write("test.index", String(decoding: contents(of: path), as: UTF8.self) + line)
    #expect {
      try read(path)
    } throws: { error in
      (error as? InputError)?.location == SourceLocation(file: path, line: 3)
    }
  }

  @Test func `an index of another dictionary is a fault`() throws {
    let path = try database([("kota", "kota\ncity\n")])
    for entry in ["kota\tA\t//////", "kota\t//////\tB", "kota\t////////\t////////"] {
      try folder.write("test.index", entry)
      #expect(throws: InputError.self, "\(entry)") { try read(path) }
    }
  }

  @Test func `a database without its other half, or cut short, is a fault`() throws {
    let lone = try folder.write("lone.index", "kota\tA\tB\n")
    #expect(throws: InputError.self) { try read(lone) }
    let path = try database([("kota", "kota\ncity\n")])
    try folder.write("test.dict.dz", contents(of: folder.path(of: "test.dict.dz")).dropLast(9))
    #expect(throws: InputError.self) { try read(path) }
  }

  // MARK: Writing

  @Test(arguments: LexiconFormat.allCases.filter { $0 != .dictd })
  func `what is written reads back`(format: LexiconFormat) throws {
    var lexicon = Lexicon(name: "x", source: .indonesian, target: .english)
    lexicon.add("perdana menteri", ["prime minister", "premier"])
    lexicon.add("kota", [Lexicon.Translation("city", strength: format == .tsv ? 0.25 : 1)])
    lexicon.add("#1", ["first"])
    let bytes = format == .tsv ? LexiconWriter.tsv(lexicon) : LexiconWriter.dic(lexicon)
    let back = try read(folder.write("a.\(format.rawValue)", bytes)).lexicon
    #expect(entries(back) == entries(lexicon))
    #expect(back.translations(of: "kota") == lexicon.translations(of: "kota"))
  }
}
