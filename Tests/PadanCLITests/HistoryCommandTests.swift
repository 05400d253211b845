import Foundation
import PadanTestSupport
import Testing

/// The history of a memory, undo, and where each match comes from.
struct HistoryCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  /// Runs a command on the memory as a person.
  private func run(as person: String = "sari", _ arguments: String...) throws -> PadanBinary.Run {
    try fixture.padan.run(
      arguments + ["--memory", fixture.memory], environment: ["USER": person])
  }

  private func exported() throws -> String {
    try fixture.onMemory("export", "--jsonl", "--all").text
  }

  @Test func `undo takes back the last thing done, whatever it was`() throws {
    var states: [String] = []
    let tsv = try fixture.folder.write("a.tsv", "Satu.\tOne.\nDua.\tTwo.\n")
    for command in [
      ["import", tsv], ["add", "Tiga.", "Three."], ["edit", "1", "--target", "Uno."],
      ["approve", "2"], ["reject", "3"], ["delete", "1", "2"],
    ] {
      #expect(try fixture.padan.run(command + ["--memory", fixture.memory]).exitCode == 0)
      states.append(try exported())
    }
    for (number, kind) in [(6, "delete"), (5, "reject"), (4, "approve"), (3, "edit"), (2, "add")] {
      let dry = try fixture.onMemory("undo", "--dry-run")
      #expect(dry.diagnostics[0].hasPrefix("\(kind) \(number) would be undone: "))
      #expect(try exported() == states[number - 1])
      let undone = try fixture.onMemory("undo")
      #expect(undone.diagnostics[0].hasPrefix("\(kind) \(number) undone: "))
      #expect(try exported() == states[number - 2])
    }
    #expect(try fixture.onMemory("undo").exitCode == 0)
    #expect(try exported() == "")
    let nothing = try fixture.onMemory("undo")
    #expect(nothing.exitCode == 1)
    #expect(
      nothing.diagnostics == ["Error: there is nothing to undo. `padan history` lists the steps."])
    #expect(try fixture.onMemory("doctor", "--check").exitCode == 0)
  }

  @Test func `what changes nothing is no step`() throws {
    let tsv = try fixture.folder.write("a.tsv", "Harga naik.\tPrices rose.\nDua.\tTwo.\n")
    let terms = try fixture.folder.write("terms.tsv", "harga\tprice\nnaik\trise\n")
    let lexicon = try fixture.folder.write("kata.tsv", "harga\tprice\n")
    func stepCount() throws -> Int { try fixture.onMemory("history").lines.count }
    for command in [
      ["import", tsv], ["add", "Tiga.", "Three."], ["approve", "1"], ["reject", "2"],
      ["edit", "3", "--target", "Drei."], ["terms", "import", terms],
      ["terms", "add", "pasar", "market"], ["terms", "edit", "1", "--note", "baru"],
      ["lexicon", "import", lexicon], ["filter"],
    ] {
      let words = command + ["--memory", fixture.memory]
      _ = try fixture.padan.run(words)
      let steps = try stepCount()
      _ = try fixture.padan.run(words)
      #expect(try stepCount() == steps, "\(command)")
    }
    #expect(
      try fixture.onMemory("edit", "3", "--target", "Drei.").diagnostics
        == ["\(fixture.memory): unit 3 has these texts already"])
  }

  @Test func `an undo can be undone by its number`() throws {
    _ = try run("add", "Satu.", "One.")
    let before = try exported()
    #expect(
      try run("delete", "1").exitCode == 0
        && run("undo").diagnostics == [
          "delete 2 undone: 1 pair brought back, 1 unit with them", "padan undo 3 does it again",
        ])
    #expect(try exported() == before)
    #expect(try run("undo", "3").exitCode == 0)
    #expect(try exported() == "")
  }

  @Test func `the history lists every step, or those of a unit`() throws {
    let tsv = try fixture.folder.write("a.tsv", "Satu.\tOne.\nDua.\tTwo.\n")
    _ = try run("import", tsv)
    _ = try run(as: "budi", "edit", "1", "--target", "Uno.")
    _ = try run(as: "rina", "delete", "2")
    _ = try run("undo")
    let steps = try fixture.onMemory("history", "--format", "json").lines.map(object)
    #expect(steps.map { $0["kind"] as? String } == ["undo", "delete", "edit", "import"])
    #expect(steps.map { $0["step"] as? Int } == [4, 3, 2, 1])
    #expect(steps.map { $0["person"] as? String } == ["sari", "rina", "budi", "sari"])
    #expect(steps.map { $0["origin"] as? String } == ["undo 3", "by hand", "by hand", tsv])
    #expect(steps[1]["undoneBy"] as? Int == 4 && steps[0]["undoes"] as? Int == 3)
    #expect(steps[3]["addedUnits"] as? Int == 2)
    let one = try fixture.onMemory("history", "1", "--format", "json").lines.map(object)
    #expect(one.map { $0["step"] as? Int } == [2, 1])
    let text = try fixture.onMemory("history", "2").lines
    #expect(text.count == 3 && text[1].contains("rina") && text[1].hasSuffix("undone by 4)"))
    #expect(try fixture.onMemory("history", "99").exitCode == 1)
    let imports = try fixture.onMemory("imports", "--format", "json").lines.map(object)
    #expect(imports.map { $0["import"] as? Int } == [1])
  }

  @Test func `an undo that a later step prevents names that step`() throws {
    _ = try run("add", "Satu.", "One.")
    _ = try run("edit", "1", "--target", "Uno.")
    _ = try run("edit", "1", "--target", "Eins.")
    let refused = try run("undo", "2")
    #expect(refused.exitCode == 1)
    #expect(
      refused.diagnostics == [
        "Error: edit 2 cannot be undone: unit 1 stays as it is, for step 3 changed or brought it "
          + "later. Undo that first."
      ])
    let json = try object(run("undo", "2", "--format", "json").text)
    #expect(json["refused"] as? Bool == true && json["laterSteps"] as? [Int] == [3])
  }

  @Test func `every match says where it comes from, who and when`() throws {
    let tsv = try fixture.folder.write("a.tsv", "Satu.\tOne.\n")
    _ = try run("import", tsv)
    _ = try run("add", "Dua.", "Two.")
    let omegat = try fixture.folder.write(
      "project_save.tmx",
      """
      <tmx version="1.1"><header srclang="id" creationtool="OmegaT" creationtoolversion="6" \
      segtype="sentence" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"/><body>
      <tu><tuv lang="id"><seg>Tiga.</seg></tuv>
      <tuv lang="en" changeid="wati" changedate="20240501T080000Z"><seg>Three.</seg></tuv></tu>
      </body></tmx>
      """)
    _ = try run("import", omegat)
    let today = CommandFixture.today
    let expected = [
      ("Satu.", tsv, "sari", today), ("Dua.", "by hand", "sari", today),
      ("Tiga.", omegat, "wati", "2024-05-01"),
    ]
    for (query, origin, person, day) in expected {
      let text = try fixture.onMemory("lookup", query).text
      #expect(text.contains(" \(origin), \(person), \(day) "))
      let json = try object(try fixture.onMemory("lookup", query, "--format", "json").text)
      let match = try #require((json["matches"] as? [[String: Any]])?.first)
      let provenance = try #require((match["provenance"] as? [[String: Any]])?.first)
      #expect(provenance["origin"] as? String == origin)
      #expect(provenance["person"] as? String == person)
      #expect((provenance["date"] as? String)?.hasPrefix(day) == true)
    }
  }

  @Test func `an import of which nothing fits makes no memory`() throws {
    let tmx = try fixture.folder.write(
      "a.tmx",
      """
      <tmx version="1.4"><header srclang="de" creationtool="x" creationtoolversion="1" \
      segtype="sentence" o-tmf="x" adminlang="en" datatype="plaintext"/><body>
      <tu><tuv xml:lang="de"><seg>Eins.</seg></tuv><tuv xml:lang="fr"><seg>Un.</seg></tuv></tu>
      </body></tmx>
      """)
    for command in [["import", tmx], ["import", tmx, "--dry-run"]] {
      #expect(try fixture.padan.run(command + ["--memory", fixture.memory]).exitCode == 1)
      #expect(!FileManager.default.fileExists(atPath: fixture.memory))
    }
  }

  @Test func `texts that are no translations make no memory`() throws {
    let source = CommandFixture.article("bencana-banjir").source
    let target = CommandFixture.article("daftar-tips").target
    let run = try fixture.onMemory("align", source, target, "--save")
    #expect(run.exitCode == 1)
    #expect(!FileManager.default.fileExists(atPath: fixture.memory))
  }
}

/// Articles that are aligned again.
struct RealignmentCommandTests {
  private let fixture: CommandFixture
  private let article: (source: String, target: String)

  init() throws {
    fixture = try CommandFixture()
    article = CommandFixture.article("bencana-banjir")
  }

  /// The reference with another last sentence, at the same path.
  private func copies() throws -> (source: String, target: String) {
    (
      try fixture.folder.write("a.id.txt", contents(of: article.source)),
      try fixture.folder.write("a.en.txt", contents(of: article.target))
    )
  }

  @Test func `an article is one, however its path is spelt`() throws {
    let files = try copies()
    let folder = fixture.folder.path
    for spelling in ["/", "/./", "//"] {
      let run = try fixture.onMemory(
        "align", "\(folder)\(spelling)a.id.txt", "\(folder)\(spelling)a.en.txt", "--save")
      #expect(run.exitCode == 0)
    }
    try FileManager.default.createDirectory(
      atPath: folder + "/x", withIntermediateDirectories: true)
    let run = try fixture.onMemory(
      "align", "\(folder)/x/../a.id.txt", files.target, "--save")
    #expect(run.exitCode == 0)
    let statistics = try object(fixture.onMemory("stats", "--format", "json").text)
    #expect(statistics["documents"] as? Int == 1)
    #expect(try fixture.onMemory("history").lines.count == 1)
  }

  /// Saves the alignment of `a.id.txt` and `a.en.txt` in a folder from another one.
  private func save(_ source: String, _ target: String, from folder: String) throws -> [String] {
    let run = try fixture.padan.run(
      ["align", source, target, "--save", "--memory", fixture.memory], folder: folder)
    #expect(run.exitCode == 0)
    return run.diagnostics
  }

  @Test func `two files of one name are two documents, and one file is one from every folder`()
    throws
  {
    let folder = fixture.folder.path
    for (day, last) in [
      ("senin", "Dolar dibuka pada 15.900."), ("selasa", "Emas turun ke 1.400.000."),
    ] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(day)", withIntermediateDirectories: true)
      let lines = ["Kurs hari ini.", "Bank buka pada pukul 9.", "Bursa tutup pada pukul 4.", last]
      let english = [
        "Today's rates.", "Banks open at 9.", "The exchange closes at 4.", "It is \(last)",
      ]
      _ = try fixture.folder.write("\(day)/a.id.txt", lines.joined(separator: "\n\n"))
      _ = try fixture.folder.write("\(day)/a.en.txt", english.joined(separator: "\n\n"))
      let notes = try save("a.id.txt", "a.en.txt", from: "\(folder)/\(day)")
      #expect(!notes.contains { $0.contains("withdrawn") })
    }
    #expect(try fixture.onMemory("export", "--format", "tsv").text.contains("15.900"))
    _ = try fixture.folder.write(
      "senin/a.en.txt",
      "Rates of today.\n\nBanks open at 9.\n\nThe exchange closes at 4.\n\nThe dollar opened at 15,900."
    )
    let notes = try save("senin/a.id.txt", "senin/a.en.txt", from: folder)
    #expect(notes.contains { $0.contains("withdrawn") })
    let statistics = try object(fixture.onMemory("stats", "--format", "json").text)
    #expect(statistics["documents"] as? Int == 2)
  }

  @Test(arguments: [false, true])
  func `a revised reference withdraws what it no longer has, unless that is to be kept`(
    keepsOld: Bool
  ) throws {
    let files = try copies()
    #expect(try fixture.onMemory("align", files.source, files.target, "--save").exitCode == 0)
    let before = try fixture.onMemory("export", "--jsonl").text
    var lines = String(decoding: try contents(of: files.target), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let last = try #require(lines.lastIndex { $0.count > 40 })
    lines[last] = "Entirely " + lines[last]
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: files.target))
    let option = keepsOld ? ["--keep-old"] : []
    let run = try fixture.padan.run(
      ["align", files.source, files.target, "--save", "--memory", fixture.memory] + option)
    #expect(run.exitCode == 0)
    #expect(
      run.diagnostics.contains { $0.contains("of the earlier alignment withdrawn") } == !keepsOld)
    let step = try object(#require(fixture.onMemory("history", "--format", "json").lines.first))
    #expect((step["withdrawn"] as? Int ?? 0 > 0) == !keepsOld)
    #expect(try fixture.onMemory("undo").exitCode == 0)
    #expect(try fixture.onMemory("export", "--jsonl").text == before)
  }
}
