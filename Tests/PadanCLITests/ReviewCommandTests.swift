import Foundation
import PadanTestSupport
import Testing

/// `padan review`, and alignments that keep what it decided; `--embed-url`.
struct ReviewCommandTests {
  private let fixture: CommandFixture
  private let file: String
  private let article = CommandFixture.article("daftar-tips")

  init() throws {
    fixture = try CommandFixture()
    file = fixture.folder.path(of: "r.txt")
  }

  private func beads(_ extra: String...) throws -> [String] {
    let run = try fixture.padan.run(
      ["align", article.source, article.target, "--format", "tsv", "--quiet"] + extra)
    return run.lines
  }

  private func edit(_ change: (inout String) -> Void) throws {
    var text = String(decoding: try contents(of: file), as: UTF8.self)
    let before = text
    change(&text)
    #expect(text != before)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }

  private func write(below confidence: String = "1") throws -> PadanBinary.Run {
    _ = try fixture.onMemory("align", article.source, article.target, "--save")
    return try fixture.onMemory("review", file, "--below", confidence)
  }

  @Test func `a review is written, told, applied, and kept by later alignments`() throws {
    let plain = try beads()
    let written = try write()
    #expect(written.exitCode == 0 && written.text == "")
    #expect(written.diagnostics.last?.hasPrefix("\(file): ") == true)
    let told = try fixture.onMemory("review", file)
    #expect(told.exitCode == 0)
    #expect(told.lines.first?.hasPrefix("\(file): 0 approved, 0 dropped, ") == true)
    #expect(told.lines.last?.hasPrefix("the next one is on line ") == true)
    #expect(told.diagnostics.last == "Edit the file, then run `padan review FILE --apply`.")

    var dropped = ""
    try edit { text in
      // Drops the first paired bead in doubt.
      let blocks = text.components(separatedBy: "\n\n")
      let block = blocks.first { $0.hasPrefix("? ") && $0.contains("\n<") && $0.contains("\n>") }
      let lines = block?.components(separatedBy: "\n") ?? []
      dropped = lines.last.map { $0.components(separatedBy: "  ").dropFirst().joined() } ?? ""
      text = text.replacingOccurrences(of: lines[0], with: "d" + lines[0].dropFirst())
    }
    let applied = try fixture.onMemory("review", file, "--apply", "--reviewer", "rina")
    #expect(applied.exitCode == 0)
    #expect(applied.lines.first?.contains("0 approved, 1 dropped") == true)

    let stored = try fixture.onMemory("review", file)
    #expect(stored.lines.first?.hasPrefix("\(file): 0 approved, 1 dropped, ") == true)
    #expect(stored.diagnostics.last == "All verdicts are stored.")

    let kept = try beads("--memory", fixture.memory)
    #expect(plain.contains { $0.contains(dropped) && !$0.hasPrefix("\t") })
    #expect(kept.contains { $0.hasPrefix("\t" + dropped) })
    #expect(try beads() == plain)
    let named = ["PADAN_MEMORY": fixture.memory]
    let arguments = ["align", article.source, article.target, "--format", "tsv", "--quiet"]
    #expect(try fixture.padan.run(arguments, environment: named).lines == kept)
    #expect(try fixture.padan.run(arguments + ["--no-memory"], environment: named).lines == plain)
    let again = try fixture.onMemory("review", file, "--apply")
    #expect(again.exitCode == 0)
    #expect(again.diagnostics.last?.contains("1 already there") == true)
    let export = try fixture.onMemory("export", "--tmx", "--all")
    #expect(export.text.contains("rejected"))
  }

  @Test func `beads that were approved are not asked about again`() throws {
    _ = try write()
    try edit { $0 = $0.replacingOccurrences(of: "\n? ", with: "\na ") }
    #expect(try fixture.onMemory("review", file, "--apply").exitCode == 0)
    let left = try fixture.onMemory("review", fixture.folder.path(of: "s.txt"), "--below", "1")
    #expect(left.exitCode == 1)
    #expect(!FileManager.default.fileExists(atPath: fixture.folder.path(of: "s.txt")))
    let stats = try object(fixture.onMemory("stats", "--format", "json").text)
    #expect((stats["reviewed"] as? Int ?? 0) > 0)
    // The decisions hold for the same texts in another file, too.
    let other = try fixture.folder.write("lain.txt", contents(of: article.source))
    let run = try fixture.onMemory("align", other, article.target, "--format", "tsv")
    #expect(run.exitCode == 0)
    #expect(run.lines.allSatisfy { $0.contains("\t1.0000\t") })
  }

  @Test func `--edit opens a file in the editor, and stores what is then in it`() throws {
    _ = try fixture.onMemory("align", article.source, article.target, "--save")
    let file = fixture.folder.path(of: "a 'b'.txt")
    let arguments = ["review", file, "--edit", "--below", "1", "--memory", fixture.memory]
    let failed = try fixture.padan.run(arguments, environment: ["EDITOR": "false"])
    #expect(failed.exitCode == 2 && failed.errorText.contains("EDITOR names another."))
    let none = try fixture.padan.run(arguments, environment: ["EDITOR": "", "VISUAL": ""])
    #expect(none.exitCode == 2 && none.errorText.contains("there is no terminal for an editor"))
    let edited = try fixture.padan.run(
      arguments, environment: ["EDITOR": "sed -i 's/^? /a /'", "VISUAL": ""])
    #expect(edited.exitCode == 0)
    #expect(edited.lines.first?.contains(" approved, 0 dropped, 0 left") == true)
    #expect(edited.diagnostics.last?.contains("stored") == true)
    #expect(try fixture.padan.run("review", "-", "--edit").exitCode == 2)
  }

  @Test func `a file with a fault is told by line, and changes nothing`() throws {
    _ = try write()
    try edit {
      $0 = $0.replacingOccurrences(of: "\n? ", with: "\na ")
      $0 += "\n> 1  zzz\n"
    }
    let count =
      String(decoding: try contents(of: file), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).count - 1
    let before = try fixture.memoryContents()
    for arguments in [["--apply"], []] {
      let run = try fixture.padan.run(["review", file, "--memory", fixture.memory] + arguments)
      #expect(run.exitCode == 3)
      #expect(run.errorText.contains("\(file):\(count): "))
    }
    #expect(try fixture.memoryContents() == before)
  }

  @Test func `the worst beads alone, to standard output and back`() throws {
    _ = try write()
    let run = try fixture.onMemory("review", "-", "--below", "1", "--worst", "1")
    #expect(run.exitCode == 0)
    #expect(run.lines.count { $0.hasPrefix("? ") } == 1)
    let applied = try fixture.onMemory("review", "-", "--apply", input: run.text)
    #expect(applied.exitCode == 0)
    #expect(applied.lines.first?.contains("1 left") == true)
  }

  @Test(arguments: [
    ["--worst", "0"], ["--below", "0"], ["--below", "1.5"], ["--apply", "--worst", "3"],
  ])
  func `options that cannot be are a wrong use`(_ options: [String]) throws {
    let run = try fixture.padan.run(["review", file, "--memory", fixture.memory] + options)
    #expect(run.exitCode == 2)
  }

  @Test func `without a memory there is nothing to review`() throws {
    #expect(try fixture.onMemory("review", file).exitCode == 5)
    #expect(!FileManager.default.fileExists(atPath: fixture.memory))
  }

  // MARK: Encoder

  /// A server for which each text lies where its digits say.
  private func server() throws -> FakeEmbeddingServer {
    try FakeEmbeddingServer { request in
      .vectors(
        request.texts.map { text in
          var vector = [Float](repeating: 0.2, count: 10)
          for digit in text.compactMap(\.wholeNumberValue) { vector[digit] += 1 }
          return vector
        })
    }
  }

  private func segments() throws -> (source: String, target: String) {
    (
      try fixture.folder.write("a.id", "aaa bbb 1\nccc ddd 2\neee fff 3\n"),
      try fixture.folder.write("a.en", "mmm nnn 2\nooo ppp 3\nqqq rrr 4\n")
    )
  }

  @Test func `an encoder is asked where its address is given, and its vectors are kept`() throws {
    let server = try server()
    let files = try segments()
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let options = ["--segmented", "--format", "tsv", "--embed-url", server.url]
    func run(_ more: [String]) throws -> PadanBinary.Run {
      try fixture.padan.run(["align", files.source, files.target] + options + more)
    }
    let first = try run(["--embed-prefix-source", "query: "])
    #expect(first.exitCode == 0)
    #expect(first.diagnostics.contains { $0.hasPrefix("encoder: \(server.url)/v1/embeddings") })
    #expect(
      server.requests.flatMap(\.texts).filter { $0.hasPrefix("query: ") }.count
        == server.requests.flatMap(\.texts).filter {
          $0.contains("aaa") || $0.contains("ccc")
            || $0.contains("eee")
        }.count)
    let asked = server.requests.count
    let second = try run(["--memory", fixture.memory])
    #expect(second.exitCode == 0)
    let more = server.requests.count
    #expect(more > asked)
    #expect(try run(["--memory", fixture.memory]).output == second.output)
    #expect(server.requests.count == more)
  }

  @Test func `an encoder that is not there ends the command with its address`() throws {
    var server: FakeEmbeddingServer? = try server()
    let url = try #require(server).url
    server = nil
    let files = try segments()
    let run = try fixture.padan.run(
      "align", "--segmented", files.source, files.target, "--embed-url", url, "--save",
      "--memory", fixture.memory)
    #expect(run.exitCode == 3)
    #expect(run.text == "" && run.diagnostics.last?.contains(url) == true)
  }

  @Test func `evaluation takes an encoder too`() throws {
    let server = try server()
    let gold = try fixture.folder.write(
      "gold.jsonl",
      #"{"id":"x","src":["aaa 1","bbb 2"],"tgt":["ccc 1","ddd 2"],"#
        + #""gold":[[[0],[0]],[[1],[1]]]}"# + "\n")
    let run = try fixture.padan.run("evaluate", "alignment", gold, "--embed-url", server.url)
    #expect(run.exitCode == 0)
    #expect(run.text.contains("strict  P 1.0000"))
    #expect(!server.requests.isEmpty)
  }

  @Test(arguments: [["--embed-model", "x"], ["--embed-url", "nowhere"]])
  func `encoder options that mean nothing are a wrong use`(_ options: [String]) throws {
    let files = try segments()
    let run = try fixture.padan.run(
      ["align", "--segmented", files.source, files.target] + options)
    #expect(run.exitCode == 2)
  }
}
