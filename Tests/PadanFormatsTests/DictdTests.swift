import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct DictdTests: LexiconReading {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

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
    ("x\nÉté, été,  straße,ÿ÷  Ã, a ő\n", "été, strasse, ÿ÷ ã, a ő"),
    ("anu\n1. here\n\n2. there\r\n", "here, there"),
  ])
  func `the first line of each sense translates`(_ entry: String, _ translations: String) throws {
    let path = try database([("kata", entry)])
    #expect(entries(try read(path).lexicon) == ["kata: \(translations)"])
  }

  @Test func `only English verbs have “to” before them`() throws {
    let path = try database([("kata", "kata\nto samo\n")])
    let polish = try #require(LanguageTag("pl"))
    func texts(_ target: LanguageTag) throws -> [String] {
      try LexiconReader.read(path, source: .indonesian, target: target).lexicon
        .translations(of: "kata").map(\.text)
    }
    #expect(try texts(polish) == ["to samo"])
    #expect(try texts(.english) == ["samo"])
  }

  @Test(arguments: [
    // The parts of speech of Japanese entries stand in lines before the translations.
    ("赤 /aka/, あか /aka/\n(noun (common))\n (adjective)\nred, to redden\n", "red, redden"),
    (
      "青\n1. (noun (common))\n (color name)\nblue\n2. (あお)\n {緑・1} green\n3. unripe\n",
      "blue, green, unripe"
    ),
    ("店 /mise/\n(noun)\n [trade term] shop (small), store\n         Note: of old\n", "shop, store"),
    // What explains a word, or is related to it, is no translation.
    ("Rot <n>\nred <n>, redness\n   Synonym: {Röte}\n\n see: {rot}, {rötlich}\n", "red, redness"),
    ("Rot <n>\nred <n>\n      \"rot sein\"  - be red\n   Synonyms: {Röte}, {Rötung}\n", "red"),
    ("Hof <n>\n [agr.]  [coll.] farm <n> [Br.] , yard <n>\n         Note: of sb.\n", "farm, yard"),
    ("Hof <n>\ncourt (of {a king}) <n>, yard {of a [big] house}\n", "court, yard"),
    ("Zeichen\nmark (>), sign\n", "mark, sign"),
    ("mild\n[[suam]] kuku, [[hangat]] 2.\n", "suam kuku, hangat"),
    // An abbreviation stands after a translation, and has a pronunciation.
    (
      "Haus\nflat <n> [Br.] , apartment <n>apt.,  /ˈapt/ ap,  /ap/ , and/or house\n",
      "flat, apartment, apt., ap, and/or house"
    ),
    ("Geld\ncoin, cash machineATM,  /ˌeɪ tiː/\n", "coin"),
  ])
  func `only what translates the headword is a translation`(
    _ entry: String, _ translations: String
  ) throws {
    let path = try database([("kata", entry)])
    #expect(entries(try read(path).lexicon) == ["kata: \(translations)"])
  }

  @Test(arguments: [
    "a\n(noun)\n\n         Note: abbreviationof b\n", "a\n [ugs.]\n      \"a\"  - b\n",
    "a\n see: {b}\n", "a\n{b}\nthat is b\n", "a /a/ <suffix, masc>\nb\n", "a <prefix>\nb\n",
  ])
  func `an entry that only refers or explains has no translation`(_ entry: String) throws {
    let file = try read(database([("kota", "kota\ncity\n"), ("a", entry)]))
    #expect(entries(file.lexicon) == ["kota: city"])
    #expect(file.skipped.first.map(\.location.line) == [3])
  }

  @Test func `headwords that share an entry have its translations`() throws {
    let path = try database([("merah", "merah, abang\nred\n"), ("biru", "biru\nblue\n")])
    let lines = try contents(of: path).split(separator: 0x0A)
    let shared = Array("abang".utf8) + lines[1].drop { $0 != 0x09 }
    // The lines of an index are sorted by headword, and a blank one counts as a line.
    try folder.write(
      "test.index", Array([shared, [], Array(lines[2]), Array(lines[1])].joined(separator: [0x0A])))
    #expect(entries(try read(path).lexicon) == ["abang: red", "biru: blue", "merah: red"])
  }

  @Test func `an entry may lie on both sides of a piece`() throws {
    let long = "x\n(" + String(repeating: "-", count: 1 << 16) + ") "
    let path = try database((0..<5).map { ("x\($0)", long + "y\($0)\n") })
    #expect(entries(try read(path).lexicon) == (0..<5).map { "x\($0): y\($0)" })
  }

  @Test func `entries that overlap without end are refused`() throws {
    let path = try database([("kata", "kata\nword" + String(repeating: " ", count: 1 << 20))])
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    let lines = digits.flatMap { high in digits.map { "kata\t\(high)\($0)\tD///\n" } }
    try folder.write("test.index", lines.prefix(300).joined())
    let error = #expect(throws: InputError.self) { _ = try read(path) }
    #expect(error?.code == "dictd.overlap")
    #expect(error?.location?.line == 257)
  }

  @Test func `an entry that no dictionary has is refused`() throws {
    let path = try database([("kata", "kata\nword\n")])
    try folder.write("test.index", "kata\tA\tB\nkata\tA\tEAAB\n")
    let error = #expect(throws: InputError.self) { _ = try read(path) }
    #expect(error?.code == "dictd.long-entry")
    #expect(error?.location == SourceLocation(file: path, line: 2))
  }

  @Test func `an entry that multiplies its translations is refused`() throws {
    let words = (0..<1000).map { "w\($0)" }.joined(separator: ",")
    let path = try database([("kata", "kata\n\(words)\n")])
    let line = try String(decoding: contents(of: path), as: UTF8.self).split(separator: "\n")[1]
    let place = line.drop { $0 != "\t" }
    try folder.write("test.index", (0...4000).map { "\($0)\(place)\n" }.joined())
    let error = #expect(throws: InputError.self) { _ = try read(path) }
    #expect(error?.code == "dictd.too-many-translations")
    #expect(error?.location?.line == 1)
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
}
