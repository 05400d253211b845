import Foundation
import PadanTestSupport
import Testing

/// What commands say beside their results.
struct MessageTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  // MARK: Nothing found

  @Test func `nothing found is said with the best score there was`() throws {
    _ = try fixture.onMemory("add", "Harga beras naik lagi di pasar.", "Rice prices rose again.")
    let run = try fixture.onMemory("lookup", "Harga gula naik lagi.")
    #expect(run.exitCode == 1 && run.text == "")
    let note = try #require(run.diagnostics.first)
    let score = try #require(
      note.firstMatch(of: /the best is ([0-9.]+), which --min ([0-9]+)/))
    let again = try fixture.onMemory(
      "lookup", "Harga gula naik lagi.", "--min", String(score.2))
    #expect(again.lines.first?.contains(score.1) == true)
    #expect(run.diagnostics.count == 1)
  }

  @Test func `translations of one source stand under it, and a target stands once`() throws {
    for target in ["Prices rose.", "Costs went up."] {
      _ = try fixture.onMemory("add", "Harga naik.", target)
    }
    _ = try fixture.onMemory("add", "Harga naik!", "Prices rose.")
    let run = try fixture.onMemory("lookup", "Harga naik.", "--explain")
    let lines = run.lines.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.filter { $0.hasSuffix("Harga naik.") } == ["99.0 fuzzy  Harga naik."])
    #expect(lines.contains { $0.hasPrefix("99.0 also ") })
    #expect(lines.filter { $0.hasSuffix("Prices rose.") }.count == 1)
    #expect(lines.contains("the same text: 100 − 1.0 several-translations → 99.00"))
    let all = try fixture.onMemory("lookup", "Harga naik.", "--all")
    #expect(all.text.contains("Harga naik[-!-]") && !run.text.contains("Harga naik[-!-]"))
  }

  @Test func `a memory without a similar text is said to be one`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let run = try fixture.onMemory("lookup", "Harga naik.", "--to", "de", "--min", "99.5")
    #expect(run.exitCode == 1)
    #expect(
      run.diagnostics == ["no match at 99.5 or above; the memory has no text like it from id to de"]
    )
  }

  @Test func `a text that is the name of a file is said to be one`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let path = try fixture.folder.write("besok.id.txt", "Harga naik.\n")
    let run = try fixture.onMemory("lookup", path)
    #expect(run.exitCode == 1)
    #expect(
      run.diagnostics.last
        == "\(path) is the name of a file; `padan lookup - < \(path)` looks up its lines, and "
        + "--article its segments")
  }

  @Test func `the segments of an article are looked up between their neighbours`() throws {
    _ = try fixture.onMemory("add", "Harga gula naik.", "Sugar prices rose.")
    let path = try fixture.folder.write(
      "besok.md", "# Harga Naik Lagi\n\nHarga *beras* naik. Harga gula naik.\n")
    let run = try fixture.onMemory("lookup", path, "--article", "--format", "tsv")
    #expect(
      run.lines.map { $0.split(separator: "\t").prefix(2).joined(separator: ": ") } == [
        "Harga beras naik.: 78.7", "Harga gula naik.: 100.0",
      ])
    let page = try fixture.onMemory("lookup", path, "--article", "--format", "html", "--codes")
    #expect(page.text.contains("Harga <del>gula </del><ins>beras </ins>naik."))
    #expect(page.text.contains("<title>\(path)</title>") && page.text.hasSuffix("</html>\n"))
    #expect(try fixture.onMemory("lookup", path, "--strict").exitCode == 2)
    #expect(try fixture.onMemory("lookup", path, "--article", "--next", "Satu.").exitCode == 2)
  }

  @Test func `the lines of an input without a match are counted`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let run = try fixture.onMemory("lookup", input: "Harga naik.\nKucing tidur.\n")
    #expect(run.exitCode == 0)
    #expect(run.diagnostics == ["1 of 2 texts have no match at 75 or above"])
    #expect(run.lines.suffix(2) == ["▸ Kucing tidur.", "       – no match –"])
  }

  @Test func `an empty history is said to be empty`() throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    _ = try fixture.onMemory("undo")
    let run = try fixture.onMemory("imports")
    #expect(run.exitCode == 1 && run.diagnostics.count == 1)
  }

  // MARK: Numbers

  @Test func `sizes are megabytes, and one thing is not many`() throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let lines = try fixture.onMemory("stats").lines
    #expect(lines.contains { $0.hasPrefix("file size") && $0.hasSuffix(" MB") })
    #expect(lines.contains("id → en      1 unit"))
    let path = fixture.folder.path(of: "x")
    let run = try fixture.onMemory("export", "--moses", path, "--split", "0.5/0.5")
    #expect(run.diagnostics.contains { $0.hasSuffix(": 1 pair") })
    #expect(!run.errorText.contains("1 pairs"))
    #expect(try fixture.onMemory("imports").text.contains("  1 pair  add"))
  }

  // MARK: Lexicons

  @Test func `Padan's own lexicon is named only beside others`() throws {
    let article = CommandFixture.article("bencana-banjir")
    #expect(try fixture.padan.run("align", article.source, article.target).errorText == "")
    let own = try fixture.folder.write("own.tsv", "beras\trice\n")
    let run = try fixture.padan.run("align", article.source, article.target, "--lexicon", own)
    #expect(run.diagnostics.map { $0.prefix(9) } == ["lexicon: ", "lexicon: "])
    #expect(run.diagnostics.last == "lexicon: \(own) (1 headword)")
    let none = try fixture.padan.run(
      "align", article.source, article.target, "--no-bundled-lexicon")
    #expect(none.diagnostics.count == 1)
  }

  // MARK: Memories and outputs

  @Test(
    arguments: [
      ("readonly", "Did you mean read-only?"), ("pinalty=5", "Did you mean penalty=POINTS?"),
      ("penalty=500", "a penalty is a number of points, 0 to 100"),
      ("read-only,xyz", "There are read-only and penalty=POINTS"),
    ])
  func `a misspelt option of a memory is called one`(_ words: String, _ advice: String) throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let run = try fixture.padan.run("lookup", "Satu.", "--memory", "\(fixture.memory):\(words)")
    #expect(run.exitCode == 2)
    #expect(run.diagnostics[0].contains(advice))
  }

  @Test func `an import that takes nothing makes no memory`() throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let path = fixture.folder.path(of: "a.tmx")
    _ = try fixture.onMemory("export", "-o", path)
    let other = fixture.folder.path(of: "other.sqlite")
    let run = try fixture.padan.run("import", path, "--from", "de", "--to", "fr", "--memory", other)
    #expect(run.exitCode == 1)
    #expect(!FileManager.default.fileExists(atPath: other))
  }

  @Test func `an output in a missing folder gets advice that helps`() throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let path = fixture.folder.path(of: "nosuch/x.tmx")
    let run = try fixture.onMemory("export", "-o", path)
    #expect(run.exitCode == 5)
    #expect(
      run.diagnostics == [
        "Error: cannot write the output: \(path): No such file or directory. "
          + "Make the folder first, or choose another place."
      ])
  }

  @Test func `doctor does not recommend itself`() throws {
    let path = try fixture.folder.write(
      "memory.sqlite", Array("SQLite format 3\0".utf8) + Array(repeating: 0x7F, count: 9000))
    let run = try fixture.padan.run("doctor", "--memory", path)
    #expect(run.exitCode == 5)
    #expect(!run.errorText.contains("doctor"))
    #expect(try fixture.padan.run("stats", "--memory", path).exitCode == 5)
  }

  // MARK: Rules

  @Test func `a word that is on the list already is said to be`() throws {
    let rules = fixture.folder.path(of: "own.rules")
    let arguments = ["rules", "add", "Kmt.", "--before-name", "--rules", rules]
    #expect(try fixture.padan.run(arguments).diagnostics == ["\(rules): Kmt. → before-name"])
    #expect(
      try fixture.padan.run(arguments).diagnostics == [
        "\(rules): Kmt. on the list before-name already"
      ])
  }

  @Test func `a keyboard's stroke marks breaks too`() throws {
    let run = try fixture.padan.run("rules", "test", "-", input: "Prof. Budi tiba. |Ia pulang.\n")
    #expect(run.exitCode == 0)
    #expect(run.diagnostics == ["1 of 1 examples come out as marked"])
    let wrong = try fixture.padan.run("rules", "test", "-", input: "Prof. |Budi tiba.\n")
    #expect(wrong.lines.suffix(2) == ["- Prof. |Budi tiba.", "+ Prof. Budi tiba."])
    let mixed = try fixture.padan.run("rules", "test", "-", input: "A | b. ⏐Ia pulang.\n")
    #expect(mixed.exitCode == 0)
  }

  @Test func `Padan knows its own rules when they come back as SRX`() throws {
    let srx = fixture.folder.path(of: "own.srx")
    let rules = fixture.folder.path(of: "own.rules")
    _ = try fixture.padan.run("rules", "export-srx", "-o", srx)
    let run = try fixture.padan.run("rules", "import-srx", srx, "--rules", rules)
    #expect(run.exitCode == 0)
    #expect(run.diagnostics.first?.contains(" abbreviations, 0 of them new; ") == true)
    let other = try fixture.padan.run(
      "rules", "import-srx", srx, "--rules", rules, "--lang", "id", "-q")
    #expect(other.exitCode == 0)
  }

  // MARK: Pairs

  @Test func `copies are paired one by one, and not said to disagree`() throws {
    for folder in ["id", "en"] {
      try FileManager.default.createDirectory(
        atPath: fixture.folder.path(of: folder), withIntermediateDirectories: false)
    }
    for name in ["bencana-banjir", "ekonomi-ekspor"] {
      let article = CommandFixture.article(name)
      for copy in 1...12 {
        try fixture.folder.write("id/\(name)-\(copy).txt", contents(of: article.source))
        try fixture.folder.write("en/\(name)-\(copy).txt", contents(of: article.target))
      }
    }
    let run = try fixture.padan.run(
      "pair", fixture.folder.path(of: "id"), fixture.folder.path(of: "en"), "--format", "tsv")
    #expect(run.lines.count == 24)
    for line in run.lines {
      let names = line.split(separator: "\t").prefix(2).map { $0.split(separator: "/").last }
      #expect(names[0] == names[1])
    }
    #expect(run.diagnostics == ["24 pairs; without a partner: 0 in id, 0 in en"])
  }
}
