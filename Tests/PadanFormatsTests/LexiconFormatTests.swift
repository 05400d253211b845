import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct LexiconFormatTests: LexiconReading {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  // MARK: TSV

  @Test func `a third column of numbers gives strengths, any other is left alone`() throws {
    let path = try folder.write(
      "a.tsv", "harga\tprice, cost\t0.5, .75\nkota\tcity\tnoun\ndesa\tvillage\t\nmakan\teat\tinf\n")
    let lexicon = try read(path).lexicon
    #expect(
      lexicon.translations(of: "harga") == [
        Lexicon.Translation("cost", strength: 0.75), Lexicon.Translation("price", strength: 0.5),
      ])
    #expect(lexicon.translations(of: "kota") == ["city"])
    #expect(lexicon.translations(of: "desa") == ["village"])
    #expect(lexicon.translations(of: "makan") == ["eat"])
  }

  @Test func `a mark that combines with a separator does not hide it`() throws {
    let path = try folder.write("a.tsv", "harga\tprice,\u{301}cost\nkota\t\u{301}city\n")
    #expect(try read(path).lexicon.translations(of: "harga").count == 2)
    #expect(try read(path).lexicon.translations(of: "kota").count == 1)
  }

  @Test(arguments: ["0.5", "0.5, 0.5, 0.5", "0.5, 0", "0.5, 1.5", "-1, 1"])
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

  @Test func `a line of hunalign's without a target is left out`() throws {
    let file = try read(folder.write("a.dic", " @ rumah @ house\nhouse @ rumah\n"))
    #expect(entries(file.lexicon) == ["rumah: house"])
    #expect(file.skipped.count == 1)
  }

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
