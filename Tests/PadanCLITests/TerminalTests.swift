import Foundation
import Glibc
import PadanTestSupport
import Testing

/// What a terminal gets: colours where they are wanted, and no command of anybody else.
struct TerminalTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  /// Runs a command that uses the fixture's memory on a terminal.
  private func onTerminal(
    _ arguments: String..., columns: UInt16 = 80, environment: [String: String] = [:]
  ) throws -> PadanBinary.TerminalRun {
    try fixture.padan.runOnTerminal(
      arguments + ["-q", "--memory", fixture.memory], columns: columns, environment: environment)
  }

  // MARK: Colours

  @Test func `differences are shown by signs, or by colours with lines`() throws {
    _ = try fixture.onMemory("add", "Ada 1.148 perjalanan.", "There are 1,148 trips.")
    let query = "Ada 1.176 perjalanan."
    let signs = " 99.0 repaired  Ada [-1.148-]{+1.176+} perjalanan."
    let colors =
      " 99.0 repaired  Ada \u{1B}[31;9m1.148\u{1B}[0m\u{1B}[32;4m1.176\u{1B}[0m perjalanan."
    #expect(try fixture.onMemory("lookup", query).lines[0] == signs)
    #expect(try onTerminal("lookup", query).lines[0] == colors)
    #expect(try onTerminal("lookup", query, "--color", "never").lines[0] == signs)
    #expect(try fixture.onMemory("lookup", query, "--color=always").lines[0] == colors)
  }

  @Test(
    arguments: [
      (["NO_COLOR": "1"], [], false), (["NO_COLOR": ""], [], true), (["TERM": "dumb"], [], false),
      (["TERM": ""], [], false), (["FORCE_COLOR": "1", "TERM": "dumb"], [], true),
      (["FORCE_COLOR": "0"], [], false), (["NO_COLOR": "1"], ["--color=always"], true),
      (["FORCE_COLOR": "1"], ["--color=never"], false),
      (["NO_COLOR": "1", "FORCE_COLOR": "1"], [], false),
    ] as [([String: String], [String], Bool)])
  func `the environment decides on colours, and the option before it`(
    _ environment: [String: String], _ options: [String], _ isColored: Bool
  ) throws {
    _ = try fixture.onMemory("add", "Harga naik 5.", "Prices rose 5.")
    let run = try fixture.padan.runOnTerminal(
      ["lookup", "Harga naik 6.", "-q", "--memory", fixture.memory] + options,
      environment: environment)
    #expect(run.text.contains("\u{1B}[") == isColored)
    #expect(run.text.contains("{+6+}") != isColored)
  }

  @Test func `FORCE_COLOR colours a pipe`() throws {
    _ = try fixture.onMemory("add", "Harga naik 5.", "Prices rose 5.")
    let run = try fixture.padan.run(
      "lookup", "Harga naik 6.", "--memory", fixture.memory, environment: ["FORCE_COLOR": "1"])
    #expect(run.text.contains("\u{1B}[32;4m6\u{1B}[0m"))
  }

  @Test func `a doubtful bead has a colour, and its line is as long as others`() throws {
    // Which of several sentences that say the same is meant, nothing tells.
    let source = try fixture.folder.write("a.id.txt", "Harga beras naik.\nHarga beras naik.\n")
    let target = try fixture.folder.write(
      "a.en.txt", "Rice prices rose.\nRice prices rise.\nRice prices rise.\n")
    let arguments = ["align", source, target, "--segmented", "-q"]
    let plain = try fixture.padan.runOnTerminal(arguments + ["--color", "never"])
    let colored = try fixture.padan.runOnTerminal(arguments)
    #expect(!plain.text.contains("\u{1B}"))
    #expect(colored.text.contains("\u{1B}[33;1m"))
    #expect(colored.text.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.text)
    let output = fixture.folder.path(of: "a.txt")
    _ = try fixture.padan.runOnTerminal(arguments + ["-o", output])
    #expect(!(try contents(of: output)).contains(0x1B))
  }

  @Test(arguments: [60, 80, 120] as [UInt16])
  func `an alignment fits its terminal, and says which text is the target`(
    _ columns: UInt16
  ) throws {
    let article = CommandFixture.article("bencana-banjir")
    let run = try fixture.padan.runOnTerminal(
      ["align", article.source, article.target, "--color", "never", "-q"], columns: columns)
    #expect(run.exitCode == 0)
    #expect(run.lines.allSatisfy { $0.count <= Int(columns) })
    #expect(run.text.contains(columns < 72 ? "→ " : " │ "))
  }

  // MARK: Control characters

  private static let evil =
    "Harga \u{1B}]0;x\u{07}naik\u{9B}31m \u{1B}[2Jse\u{08}kali\u{7F}\r \u{202E}lima\u{2066}."

  @Test(arguments: [
    ["segment", "-"], ["segment", "-", "--format", "tsv"], ["segment", "-", "--format", "json"],
    ["segment", "-", "--explain"], ["segment", "-", "--extract"], ["segment", "-", "-"],
  ])
  func `control characters of an article do not reach a terminal`(_ arguments: [String]) throws {
    let path = try fixture.folder.write("a.txt", Self.evil + " Dua.\n")
    let run = try fixture.padan.runOnTerminal(arguments + ["-q"], input: path)
    #expect(run.exitCode == 0)
    #expect(isHarmless(run.text))
    let piped = try fixture.padan.run(arguments, input: Array((Self.evil + " Dua.\n").utf8))
    if arguments == ["segment", "-"] { #expect(piped.text.contains("\u{1B}[2J")) }
  }

  @Test(arguments: [
    ["export", "--format", "tsv"], ["export", "--format", "csv"], ["export", "--format", "po"],
    ["export", "--format", "jsonl"], ["export", "--format", "tmx"],
    ["export", "--format", "xliff"],
    ["lookup", "Harga naik sekali.", "--min", "1", "--exhaustive"],
    ["lookup", "Harga naik sekali.", "--min", "1", "--exhaustive", "--format", "tsv"],
    ["lookup", Self.evil, "--explain", "--color=always"], ["imports"], ["history"], ["stats"],
  ])
  func `control characters of a memory do not reach a terminal`(_ arguments: [String]) throws {
    let name = try fixture.folder.write(
      "a\u{1B}[31mb.tsv", "\(Self.evil)\tPrices\u{9D}52;c\u{07}.\n")
    _ = try fixture.onMemory("import", name)
    let run = try fixture.padan.runOnTerminal(arguments + ["-q", "--memory", fixture.memory])
    #expect(isHarmless(run.text.replacing(/\u{1B}\[(31;9|32;4|0)m/, with: "")))
  }

  @Test(arguments: [
    ["segment", "a\u{1B}[2Jb"], ["tmx", "check", "a\u{9B}2J.tmx"], ["lo\u{1B}kup"],
    ["align", "x\u{07}", "y"], ["import", "q\u{1B}c.tmx"],
    ["lookup", "\u{1B}[2J", "--min", "x\u{1B}"],
    ["export", "--where", "x\u{1B}y = 1", "--format", "tsv"],
  ])
  func `control characters of names and messages do not reach a terminal`(
    _ arguments: [String]
  ) throws {
    let run = try fixture.padan.runOnTerminal(arguments + ["-q"])
    #expect(run.exitCode != 0)
    #expect(isHarmless(run.text))
  }

  @Test(arguments: [
    ["lookup", "Harga naik sekali.", "--min", "1", "--exhaustive"],
    ["lookup", Self.evil, "--explain"], ["imports"], ["history"], ["stats"],
    ["align", "no\u{1B}[2Jsuch.txt", "\u{202E}.txt"],
  ])
  func `what is for people has no control characters in a pipe either`(
    _ arguments: [String]
  ) throws {
    let name = try fixture.folder.write("a\u{1B}[31mb\u{202E}.tsv", "\(Self.evil)\tPrices\u{9D}.\n")
    _ = try fixture.onMemory("import", name)
    let run = try fixture.padan.run(arguments + ["--memory", fixture.memory])
    #expect(isHarmless(run.text) && isHarmless(run.errorText))
  }

  @Test func `JSON escapes control characters`() throws {
    _ = try fixture.onMemory("add", Self.evil, "Prices\u{9B}.")
    let run = try fixture.onMemory("lookup", Self.evil, "--format", "json")
    #expect(isHarmless(run.text))
    #expect(try object(run.text)["query"] as? String == Self.evil)
  }

  /// Whether a text has no control characters but line ends and tabs, and none that sets the
  /// direction of others. A carriage return alone is no line end.
  private func isHarmless(_ text: String) -> Bool {
    !text.replacing("\r\n", with: "\n").unicodeScalars.contains {
      $0.properties.generalCategory == .control && !["\n", "\t"].contains($0)
        || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
  }

  // MARK: Long work

  /// A pipe that is open for writing, so that a reader of it waits.
  private func openPipe() throws -> (path: String, writer: Int32) {
    let path = fixture.folder.path(of: "pipe.tsv")
    try #require(mkfifo(path, 0o600) == 0)
    return (path, open(path, O_RDWR | O_CLOEXEC))
  }

  @Test(arguments: [
    (["import", "-", "--type", "tsv"], "reading"), (["segment"], "segmenting"),
    (["lookup"], "looking up"), (["align", "--jsonl"], "aligning"),
  ])
  func `long work shows its progress on a terminal, and Ctrl-C says what is kept`(
    _ arguments: [String], _ work: String
  ) throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let (path, writer) = try openPipe()
    defer { close(writer) }
    let memory = arguments[0] == "segment" ? [] : ["--memory", fixture.memory]
    let run = try fixture.padan.runOnTerminal(
      arguments + memory, input: path, interruptAt: work)
    #expect(run.exitCode == 130)
    #expect(run.text.contains("\r\u{1B}[K\(work)"))
    #expect(run.text.contains(" · 1 s"))
    #expect(run.lines.contains { $0.hasSuffix("interrupted; nothing was kept") })
  }

  @Test func `no progress is shown on a dumb terminal or with -q`() throws {
    let (path, writer) = try openPipe()
    let thread = Thread {
      usleep(1_500_000)
      close(writer)
    }
    thread.start()
    let run = try fixture.padan.runOnTerminal(
      ["segment"], environment: ["TERM": "dumb"], input: path)
    #expect(!run.text.contains("segmenting") && !run.text.contains("\u{1B}"))
  }

  @Test(arguments: [true, false])
  func `an interrupted import says whether its earlier files are kept`(_ isOld: Bool) throws {
    if isOld { _ = try fixture.onMemory("add", "Nol.", "Zero.") }
    let good = try fixture.folder.write("good.tsv", "Satu.\tOne.\n")
    let (path, writer) = try openPipe()
    defer { close(writer) }
    let run = try fixture.padan.runOnTerminal(
      ["import", good, path, "--memory", fixture.memory], columns: 200,
      interruptAt: "reading \(path)")
    #expect(run.exitCode == 130)
    // A new memory has its name from the first file on.
    let end = "what was finished before is kept"
    #expect(run.lines.contains { $0.hasSuffix("interrupted; \(end)") })
    #expect(try fixture.onMemory("lookup", "Satu.").exitCode == 0)
  }
}
