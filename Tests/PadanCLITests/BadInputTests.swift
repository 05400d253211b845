import Foundation
import PadanTestSupport
import Testing

/// A bad input is an error message that names it, an exit code, and nothing else.
struct BadInputTests {
  private let fixture: CommandFixture
  private var padan: PadanBinary { fixture.padan }

  init() throws {
    fixture = try CommandFixture()
  }

  private static let bomb = """
    <!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
    <tmx version="1.4"><header/><body><tu><tuv xml:lang="id"><seg>&c;</seg></tuv></tu></body></tmx>
    """

  /// Two units, the second without its end.
  private static let truncated = """
    <tmx version="1.4"><header/><body>
    <tu><tuv xml:lang="id"><seg>Baru.</seg></tuv><tuv xml:lang="en"><seg>New.</seg></tuv></tu>
    <tu><tuv xml:lang="id"><seg>Dua
    """

  // MARK: 2, wrong use

  @Test(arguments: [
    ["--nosuch"], ["nosuch"], ["segment", "a.txt", "--nosuch"],
    ["segment", "a.txt", "--format", "xml"], ["segment", "a.txt", "--lang", "xx"],
    ["segment", "a.txt", "--lang", "1"], ["segment", "a.txt", "--type", "pdf"], ["align", "a.txt"],
    ["align", "a.txt", "b.txt", "c.txt"], ["align", "-", "-"],
    ["align", "a.txt", "b.txt", "--to", "xx"],
    ["align", "a.txt", "b.txt", "--from", "en", "--to", "en"], ["align", "--jsonl", "a", "b"],
    ["align", "--jsonl", "--segmented"], ["align", "--jsonl", "--pairs", "x"],
    ["align", "--pairs", "x", "y"], ["align", "--jsonl", "--by-content"],
    ["lookup", ""], ["lookup", " "], ["lookup", "x", "--min", "101"],
    ["lookup", "x", "--min", "-1"],
    ["lookup", "x", "--min", "nan"], ["lookup", "x", "--limit", "0"],
    ["lookup", "x", "--from", "xx"],
    ["add", "x"], ["add", "x", ""], ["add", " ", "x"], ["import"], ["import", "/dev/null"],
    ["import", "-"],
    ["export"], ["export", "--tmx", "--tsv"], ["stats", "--format", "tsv"], ["evaluate", "nosuch"],
  ])
  func `a wrong use is exit code 2, a message and no output`(_ arguments: [String]) throws {
    let run = try padan.run(arguments)
    #expect(run.exitCode == 2)
    #expect(run.text == "")
    #expect(run.diagnostics.first?.hasPrefix("Error: ") == true)
    #expect(!run.errorText.contains("Error: Error:"))
  }

  @Test(arguments: [["--help"], ["--version"], ["segment", "--help"], ["help", "align"]])
  func `help is output, not an error`(_ arguments: [String]) throws {
    let run = try padan.run(arguments)
    #expect(run.exitCode == 0)
    #expect(run.text.count > 4 && run.errorText == "")
  }

  // MARK: 3, bad input

  enum Fault: String, CaseIterable, Sendable {
    case missing, folder, binary, empty
    case truncated, bomb
    case notTMX = "not TMX"
    case notXML = "not XML"
  }

  /// Puts a bad input into the fixture's folder and returns its path.
  private func input(_ fault: Fault, _ suffix: String) throws -> String {
    let name = "bad\(suffix)"
    switch fault {
    case .missing: return fixture.folder.path(of: name)
    case .folder:
      try FileManager.default.createDirectory(
        atPath: fixture.folder.path(of: name), withIntermediateDirectories: false)
      return fixture.folder.path(of: name)
    case .binary: return try fixture.folder.write(name, [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1, 0, 2])
    case .empty: return try fixture.folder.write(name, "")
    case .truncated: return try fixture.folder.write(name, Self.truncated)
    case .bomb: return try fixture.folder.write(name, Self.bomb)
    case .notTMX: return try fixture.folder.write(name, "<html></html>")
    case .notXML: return try fixture.folder.write(name, "Bukan XML.")
    }
  }

  /// Exactly one line, and it names the file.
  private func expectOneLine(_ run: PadanBinary.Run, naming path: String, code: Int32) {
    #expect(run.exitCode == code)
    #expect(run.diagnostics.count == 1)
    #expect(run.errorText.hasPrefix("Error: \(path)"))
    #expect(run.errorText.hasSuffix("\n"))
    #expect(run.text == "")
  }

  @Test(arguments: [Fault.missing, .folder, .binary])
  func `an article that cannot be read is exit code 3 and one line with its name`(
    _ fault: Fault
  ) throws {
    let path = try input(fault, ".txt")
    let good = try fixture.folder.write("good.txt", "Satu.")
    expectOneLine(try padan.run("segment", path), naming: path, code: 3)
    expectOneLine(try padan.run("align", path, good, "-q"), naming: path, code: 3)
    expectOneLine(try padan.run("align", good, path, "-q"), naming: path, code: 3)
    expectOneLine(try padan.run("align", "--segmented", good, path, "-q"), naming: path, code: 3)
  }

  @Test(arguments: Fault.allCases)
  func `a failed import is exit code 3, one line, and a memory as it was`(_ fault: Fault) throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let before = try fixture.memoryContents()
    let path = try input(fault, ".tmx")
    expectOneLine(try fixture.onMemory("import", path), naming: path, code: 3)
    #expect(try fixture.memoryContents() == before)
  }

  @Test(arguments: [Fault.missing, .folder, .binary, .empty])
  func `tab-separated pairs that cannot be read change nothing`(_ fault: Fault) throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let before = try fixture.memoryContents()
    let path = try input(fault, ".tsv")
    expectOneLine(try fixture.onMemory("import", path), naming: path, code: 3)
    #expect(try fixture.memoryContents() == before)
  }

  @Test(arguments: Fault.allCases)
  func `a failed import makes no memory`(_ fault: Fault) throws {
    let path = try input(fault, ".tmx")
    _ = try fixture.onMemory("import", path)
    #expect(!FileManager.default.fileExists(atPath: fixture.memory))
  }

  @Test(arguments: [Fault.missing, .folder, .binary])
  func `gold and results that cannot be read are exit code 3`(_ fault: Fault) throws {
    let path = try input(fault, ".jsonl")
    for command in ["segmentation", "alignment"] {
      let run = try padan.run("evaluate", command, path)
      expectOneLine(run, naming: path, code: 3)
    }
    guard fault != .binary else { return }  // there it is a bad line
    expectOneLine(try padan.run("align", "--jsonl", path, "-q"), naming: path, code: 3)
  }

  @Test(arguments: [
    "<tu><prop type=\"x\"><tu></tu></prop></tu>", "<tu><note><tu></tu></note></tu>",
    "<tu><tu></tu></tu>",
    "<tu><tuv xml:lang=\"id\"><seg>a<seg>b</seg>c</seg></tuv></tu>",
    "<tu><tuv xml:lang=\"id\"><tu/></tuv></tu>",
    "<seg>a</seg><tuv><seg/></tuv><prop/><note>x</note>",
    "<tu><tuv xml:lang=\"id\"><seg><ph><seg>a</seg></ph></seg></tuv></tu>",
    "<tu><note><tu><note>x</note></tu></note></tu>",
    "<tu><tuv xml:lang=\"id\"><prop type=\"x\"><seg>a</seg></prop></tuv></tu>",
    "<prop><tu/></prop>", "<tu><tuv xml:lang=\"id\"><tuv xml:lang=\"en\"/></tuv></tu>",
  ])
  func `elements where they do not belong never end the program`(_ body: String) throws {
    let path = try fixture.folder.write("a.tmx", "<tmx version=\"1.4\"><body>\(body)</body></tmx>")
    let run = try fixture.onMemory("import", path)
    #expect([0, 1, 3, 4].contains(run.exitCode))
  }

  @Test func `an unreadable weight file is exit code 3`() throws {
    let good = try fixture.folder.write("good.txt", "Satu.")
    let weights = try fixture.folder.write("a.weights", "prior-1-1\n")
    let run = try padan.run("align", good, good, "-q", "--weights", weights)
    expectOneLine(run, naming: "\(weights):1: ", code: 3)
  }

  @Test func `a bad line of a gold file is exit code 3 and names the line`() throws {
    let path = try fixture.folder.write(
      "gold.jsonl", "{\"id\":\"x\",\"text\":\"a\",\"spans\":[]}\n{}\n")
    let run = try padan.run("evaluate", "segmentation", path)
    expectOneLine(run, naming: "\(path):2: ", code: 3)
  }

  // MARK: 4, done in part

  @Test func `a bad line among good ones is exit code 4 with the error in its place`() throws {
    let good = #"{"id":"a","source":["Satu."],"target":["One."]}"#
    let input = "\(good)\n{\"id\":\"b\"\n\(good)\n"
    let run = try padan.run(["align", "--jsonl", "-", "-q"], input: Array(input.utf8))
    #expect(run.exitCode == 4)
    #expect(run.diagnostics.count == 1)
    let answers = try run.lines.map(object)
    #expect(answers.map { $0["error"] != nil } == [false, true, false])
    #expect(answers.map { $0["beads"] != nil } == [true, false, true])
    let error = try #require(answers.compactMap { $0["error"] as? [String: String] }.first)
    #expect(error["message"]?.hasPrefix("(standard input):2: ") == true)
  }

  // MARK: 5, the memory cannot be used

  @Test(arguments: [
    ["lookup", "Satu."], ["stats"], ["export", "--tmx"], ["add", "Satu.", "One."],
    ["import", "good.tsv"],
  ])
  func `what is no memory is exit code 5, one line, and stays as it is`(
    _ arguments: [String]
  ) throws {
    let good = try fixture.folder.write("good.tsv", "Satu.\tOne.\n")
    let arguments = arguments.map { $0 == "good.tsv" ? good : $0 }
    for (name, bytes) in [
      ("notes.txt", Array("Catatan rapat redaksi.".utf8)),
      ("long.txt", Array(String(repeating: "catatan ", count: 2000).utf8)),
    ] {
      let path = try fixture.folder.write(name, bytes)
      expectOneLine(try padan.run(arguments + ["--memory", path]), naming: path, code: 5)
      #expect(try contents(of: path) == bytes)
    }
    let folder = fixture.folder.path
    expectOneLine(try padan.run(arguments + ["--memory", folder]), naming: folder, code: 5)
  }

  @Test(arguments: [["segment", "-"], ["stats"], ["export", "--tmx"], ["--version"]])
  func `a full disk is an error message`(_ arguments: [String]) throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let isOnMemory = ["stats", "export"].contains(arguments[0])
    let run = try padan.run(
      arguments + (isOnMemory ? ["--memory", fixture.memory] : []), input: Array("Satu.".utf8),
      device: "/dev/full")
    #expect(run.exitCode == 5)
    #expect(run.errorText.hasPrefix("Error: cannot write the output: No space left on device."))
  }

  @Test(arguments: [["lookup", "Satu."], ["stats"], ["export", "--tmx"]])
  func `a memory that is not there is exit code 5 and is not made`(_ arguments: [String]) throws {
    let run = try padan.run(arguments + ["--memory", fixture.memory])
    expectOneLine(run, naming: fixture.memory, code: 5)
    #expect(!FileManager.default.fileExists(atPath: fixture.memory))
  }
}
