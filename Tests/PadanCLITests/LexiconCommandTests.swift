import Foundation
import PadanTestSupport
import Testing

struct LexiconCommandTests {
  private let fixture: CommandFixture
  private var padan: PadanBinary { fixture.padan }
  private var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try CommandFixture()
  }

  /// The names of the lexicons an alignment used, as its JSON tells them.
  private func lexicons(_ options: String...) throws -> [String] {
    let source = try folder.write("a.id", "Harga beras naik.\n")
    let target = try folder.write("a.en", "Rice prices rose.\n")
    let run = try padan.run(
      ["align", "--segmented", source, target, "--format", "json"] + options)
    #expect(run.exitCode == 0, "\(run.errorText)")
    let names = try #require(try object(run.lines[0])["lexicons"] as? [String])
    // Padan's own lexicon is named only beside others.
    for name in names where names != ["bundled"] {
      #expect(run.errorText.contains("lexicon: \(name) ("))
    }
    return names
  }

  @Test func `an imported lexicon is used wherever its memory is named, and nowhere else`() throws {
    let file = try folder.write("istilah.tsv", "gabah\tunhusked rice\n")
    #expect(try fixture.onMemory("lexicon", "import", file).exitCode == 0)
    #expect(try lexicons("--memory", fixture.memory) == ["bundled", fixture.memory])
    #expect(try lexicons() == ["bundled"])
    #expect(try lexicons("--lexicon", file) == ["bundled", file])
    #expect(
      try lexicons("--lexicon", file, "--memory", fixture.memory, "--no-bundled-lexicon")
        == [file, fixture.memory])
    #expect(try lexicons("--no-bundled-lexicon") == [])
  }

  @Test func `an installed dictionary is used and named where Padan has no lexicon`() throws {
    try folder.write("freedict-deu-fra.dict", "Zwieback /x/ <n>\nbiscotte\n")
    try folder.write("freedict-deu-fra.index", "Zwieback\tA\ta\n")
    let path = folder.path(of: "freedict-deu-fra.index")
    func run(_ options: String...) throws -> PadanBinary.Run {
      try padan.run(
        ["lexicon", "lookup", "Zwieback"] + options,
        environment: ["PADAN_DICTIONARIES": folder.path])
    }
    let found = try run("--from", "de", "--to", "fr")
    #expect(found.exitCode == 0)
    #expect(found.text.contains("biscotte"))
    #expect(found.errorText.contains("dictionary: \(path) (1 headword); --no-dictionaries"))
    #expect(try run("--from", "fr", "--to", "de").exitCode == 0)
    #expect(try run("--from", "de", "--to", "fr", "--no-dictionaries").exitCode == 1)
    #expect(try !run().errorText.contains("dictionary:"))

    try folder.write("freedict-deu-fra.index", "Zwieback\tA\tZZZ\n")
    let damaged = try run("--from", "de", "--to", "fr")
    #expect(damaged.exitCode == 1)
    #expect(damaged.errorText.contains("no dictionary is used: \(path):1: "))
  }

  @Test func `a word is looked up in every lexicon in use, both ways, as it stands or by a stem`()
    throws
  {
    let file = try folder.write(
      "istilah.tsv", "Gabah\tunhusked rice, paddy\t0.5,0.5\nrawan banjir\tflood-prone\n")
    let options = ["--lexicon", file, "--no-bundled-lexicon"]
    let run = try padan.run(
      ["lexicon", "lookup", "gabah", "RAWAN  banjir", "paddy", "gabahnya"] + options)
    #expect(run.exitCode == 0)
    #expect(
      run.lines == [
        "gabah  id → en", "  0.50  unhusked rice  \(file)", "  0.50  paddy          \(file)",
        "rawan banjir  id → en", "  1.00  flood-prone  \(file)", "paddy  en → id",
        "  0.50  gabah  \(file)", "gabahnya  id → en",
        "  0.50  unhusked rice  \(file), by the stem gabah",
        "  0.50  paddy          \(file), by the stem gabah",
      ])
    let json = try padan.run(["lexicon", "lookup", "gabah", "xyzzy", "--format", "json"] + options)
    #expect(json.exitCode == 0 && json.errorText.contains("no lexicon in use knows “xyzzy”"))
    #expect(
      json.lines == [
        #"{"word":"gabah","from":"id","to":"en","translations":["#
          + #"{"text":"unhusked rice","strength":0.5,"headword":"gabah","lexicon":"\#(file)"},"#
          + #"{"text":"paddy","strength":0.5,"headword":"gabah","lexicon":"\#(file)"}]}"#
      ])
    #expect(try padan.run(["lexicon", "lookup", "xyzzy"] + options).exitCode == 1)
    #expect(try fixture.onMemory("lexicon", "import", file).exitCode == 0)
    let both = try fixture.onMemory("lexicon", "lookup", "beras", "gabah")
    #expect(both.text.contains("  bundled\n") && both.text.contains("  \(fixture.memory)\n"))
  }

  @Test func `a memory still to be made gives no lexicon and is made`() throws {
    #expect(try lexicons("--memory", fixture.memory, "--save") == ["bundled"])
    #expect(try fixture.memoryContents()?.contains("Harga beras") == true)
  }

  @Test(arguments: ["no tab here\n", "", "\u{0}\u{0}", "a\tb\t2\n"])
  func `a lexicon that cannot be read is an error, never silence`(_ text: String) throws {
    let file = try folder.write("kamus.tsv", text)
    let article = CommandFixture.article("bencana-banjir")
    for arguments in [
      ["align", article.source, article.target, "--lexicon", file],
      ["lexicon", "info", "--lexicon", file], ["lexicon", "export", "--lexicon", file],
      ["lexicon", "import", file, "--memory", fixture.memory],
    ] {
      let run = try padan.run(arguments)
      #expect(run.exitCode == 3, "\(arguments)")
      #expect(run.errorText.contains("Error: \(file)"), "\(run.errorText)")
      #expect(run.output == [])
    }
    #expect(try fixture.memoryContents() == nil)
  }

  @Test func `a memory that is named must be there`() throws {
    let article = CommandFixture.article("bencana-banjir")
    let run = try padan.run([
      "align", article.source, article.target, "--memory", fixture.memory,
    ])
    #expect(run.exitCode == 5)
    #expect(try fixture.memoryContents() == nil)
  }

  @Test func `info counts what is loaded and covered`() throws {
    let file = try folder.write("a.tsv", "zigot\tzygote\n")
    let text = try folder.write("a.txt", "Zigot zigot zigotnya wkwkland.\n")
    let run = try padan.run([
      "lexicon", "info", text, "--lexicon", file, "--no-bundled-lexicon", "--format", "json",
    ])
    let report = try object(run.lines[0])
    let coverage = try #require(report["coverage"] as? [String: Any])
    #expect(
      coverage["tokens"] as? [String: Int] == ["total": 4, "direct": 2, "stem": 1, "unknown": 1])
    #expect(
      coverage["distinct"] as? [String: Int] == ["total": 3, "direct": 1, "stem": 1, "unknown": 1])
    #expect((coverage["unknown"] as? [[String: Any]])?.first?["word"] as? String == "wkwkland")
    #expect(report["headwords"] as? Int == 1)
    let plain = try padan.run("lexicon", "info", text)
    #expect(plain.exitCode == 0)
    #expect(plain.text.contains("bundled") && plain.text.contains("wkwkland 1"))
  }

  @Test func `info reads the other language with the lexicon turned`() throws {
    let text = try folder.write("a.txt", "President.\n")
    let run = try padan.run("lexicon", "info", text, "--lang", "en", "--format", "json")
    let coverage = try #require(try object(run.lines[0])["coverage"] as? [String: Any])
    #expect((coverage["tokens"] as? [String: Int])?["direct"] == 1)
    #expect(try padan.run("lexicon", "info", text, "--lang", "de").exitCode == 2)
    #expect(try padan.run("lexicon", "info", "--no-bundled-lexicon").exitCode == 1)
  }

  /// Pairs that teach harga, beras and minyak.
  private let pairs = """
    Harga beras naik\tRice prices rose
    Beras impor murah\tImported rice is cheap
    Harga minyak turun\tOil prices fell
    Minyak impor naik\tImported oil rose

    """

  @Test func `what is learnt from files or from the memory is the same`() throws {
    let file = try folder.write("pasangan.tsv", pairs)
    let output = folder.path(of: "learnt.tsv")
    let fromFile = try padan.run("lexicon", "learn", file, "--output", output)
    #expect(fromFile.exitCode == 0, "\(fromFile.errorText)")
    let learnt = String(decoding: try contents(of: output), as: UTF8.self)
    #expect(learnt.contains("beras\trice\t0."))

    // The same pairs in another format, packed.
    _ = try fixture.onMemory("import", file)
    let packed = folder.path(of: "pasangan.jsonl")
    _ = try fixture.onMemory("export", "--jsonl", "--output", packed)
    try #require(gzip(packed))
    let again = folder.path(of: "again.tsv")
    let fromPacked = try padan.run("lexicon", "learn", packed + ".gz", "--output", again)
    #expect(fromPacked.exitCode == 0, "\(fromPacked.errorText)")
    #expect(String(decoding: try contents(of: again), as: UTF8.self) == learnt)

    for _ in 0..<2 { #expect(try fixture.onMemory("lexicon", "learn").exitCode == 0) }
    #expect(try fixture.onMemory("lexicon", "export", "--quiet").text == learnt)
    #expect(try fixture.onMemory("lexicon", "info").text.contains("learnt (id–en)"))
    #expect(try fixture.onMemory("lexicon", "remove", "learnt").exitCode == 0)
    #expect(try fixture.onMemory("lexicon", "remove", "learnt").exitCode == 1)
  }

  /// Packs a file into one of the same name and `.gz`.
  private func gzip(_ path: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = [path]
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test func `nothing to learn from is said, and makes no memory`() throws {
    let file = try folder.write("satu.tsv", "Satu\tOne\n")
    #expect(try fixture.onMemory("lexicon", "learn", file).exitCode == 1)
    #expect(try fixture.onMemory("lexicon", "learn").exitCode == 5)
    #expect(try fixture.memoryContents() == nil)
    #expect(
      try padan.run("lexicon", "learn", file, "--output", "/x", "--least-count", "0").exitCode == 2)
    #expect(try padan.run("lexicon", "learn", "a.doc").exitCode == 2)
  }

  @Test func `a dictionary goes through import and export`() throws {
    let dictionary = try folder.write("en-id.dic", "house @ rumah\nbroken\n")
    let output = folder.path(of: "kamus.tsv")
    let run = try padan.run("lexicon", "import", dictionary, "--output", output)
    #expect(run.exitCode == 4)
    #expect(run.errorText.contains("\(dictionary):2"))
    #expect(String(decoding: try contents(of: output), as: UTF8.self) == "rumah\thouse\n")
    let back = try padan.run(
      "lexicon", "export", "--lexicon", output, "--format", "dic", "--quiet")
    #expect(back.text == "house @ rumah\n")
    #expect(try padan.run("lexicon", "export").exitCode == 2)
    #expect(
      try padan.run("lexicon", "export", "--bundled", "--from", "de", "--to", "tlh").exitCode == 1)
  }
}
