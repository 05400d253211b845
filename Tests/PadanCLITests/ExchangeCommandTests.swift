import Foundation
import Glibc
import PadanTestSupport
import Testing

/// Import, its history, undo, and export in every format.
struct ExchangeCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  private func filled() throws {
    let article = CommandFixture.article("bencana-banjir")
    _ = try fixture.onMemory("align", article.source, article.target, "--save", "-q")
  }

  @Test(arguments: [
    ("--tmx", "a.tmx"), ("--xliff", "a.xliff"), ("--xliff2", "a.xlf"), ("--po", "a.po"),
    ("--jsonl", "a.jsonl"),
  ])
  func `what is exported and imported elsewhere is the same memory`(
    _ format: String, _ name: String
  ) throws {
    try filled()
    let path = fixture.folder.path(of: name)
    #expect(try fixture.onMemory("export", format, "--output", path).exitCode == 0)
    let other = try CommandFixture()
    #expect(try other.onMemory("import", path).exitCode == 0)
    for written in ["--tmx", "--jsonl"] {
      let output = try fixture.onMemory("export", written).output
      #expect(try other.onMemory("export", written).output == output)
    }
  }

  @Test(arguments: [
    ("csv", "6 inline codes left out, for which"), ("tsv", "6 inline codes left out, for which"),
    ("moses", "6 inline codes left out, for which"),
    ("po", "6 inline codes written as comments, which"),
    ("tmx", nil), ("xliff", nil), ("jsonl", nil),
  ])
  func `an export says how many codes its format has no place for`(
    _ format: String, _ note: String?
  ) throws {
    func side(_ text: String) -> String {
      "<seg><bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>\(text)<ept i=\"1\">&lt;/b&gt;</ept><ph x=\"2\">%d</ph></seg>"
    }
    let pairs = try fixture.folder.write(
      "a.tmx",
      "<tmx version=\"1.4\"><header srclang=\"id\"/><body><tu><tuv xml:lang=\"id\">\(side("Satu"))</tuv>"
        + "<tuv xml:lang=\"en\">\(side("One"))</tuv></tu></body></tmx>")
    #expect(try fixture.onMemory("import", pairs, "--quiet").exitCode == 0)
    let output = fixture.folder.path(of: "b.\(format)")
    let export = try fixture.onMemory("export", "--format", format, "--output", output)
    #expect(export.exitCode == 0)
    #expect(export.errorText.components(separatedBy: "inline code").count == (note == nil ? 1 : 2))
    if let note { #expect(export.errorText.contains(note), "\(export.errorText)") }
  }

  @Test(arguments: ["csv", "tsv"])
  func `an export says which cells a spreadsheet may run, and can defuse them`(
    _ format: String
  ) throws {
    _ = try fixture.onMemory("add", "=HYPERLINK(1)", "'+1", "--force")
    _ = try fixture.onMemory("add", "-2+3", "Two.", "--force")
    let kept = try fixture.onMemory("export", "--format", format)
    #expect(kept.text.hasPrefix("=HYPERLINK(1)"))
    #expect(
      kept.diagnostics.contains(
        "a spreadsheet may run 2 cells as formulas; --formulas escape puts an apostrophe before each"
      ))
    let escaped = try fixture.onMemory("export", "--format", format, "--formulas", "escape")
    #expect(escaped.text.contains("'=HYPERLINK(1)") && escaped.text.contains("''+1"))
    for (table, formulas) in [(kept.text, "keep"), (escaped.text, "escape")] {
      let copy = fixture.folder.path(of: "\(formulas).sqlite")
      _ = try fixture.padan.run(
        "import", "-", "--type", format, "--formulas", formulas, "--memory", copy, input: table)
      let again = try fixture.padan.run("export", "--format", format, "-q", "--memory", copy)
      #expect(again.text == kept.text)
    }
  }

  @Test func `an import is listed, and undone as if it had not been`() throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let before = try fixture.onMemory("export", "--jsonl").text
    let path = try fixture.folder.write("a.csv", "source,target\nDua.,Two.\nTiga.,\n")
    let receipt = try fixture.onMemory("import", path, "--format", "json")
    #expect(receipt.exitCode == 4)
    let json = try object(receipt.text)
    #expect(json["import"] as? Int == 2 && json["addedUnits"] as? Int == 1)
    #expect(json["skipped"] as? Int == 1 && json["file"] as? String == path)
    let leftOut = json["leftOut"] as? [[String: Any]]
    #expect(leftOut?.map { $0["code"] as? String } == ["pair.empty-side"])
    let list = try fixture.onMemory("imports", "--format", "tsv").lines.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      list.map { [$0[0], $0[2], $0[3], $0[4]] } == [
        ["2", path, "1", "1"], ["1", "add", "1", "1"],
      ])
    let undone = try fixture.onMemory("undo")
    #expect(undone.exitCode == 0)
    #expect(
      undone.diagnostics == [
        "import 2 (\(path)) undone: 1 pair removed, 1 unit with them", "padan undo 3 does it again",
      ])
    #expect(try fixture.onMemory("export", "--jsonl").text == before)
    #expect(try fixture.onMemory("undo", "7").exitCode == 1)
  }

  @Test func `a dry run makes no memory and changes none`() throws {
    let path = try fixture.folder.write("a.tsv", "Satu.\tOne.\n")
    let run = try fixture.onMemory("import", path, "--dry-run")
    #expect(run.exitCode == 0)
    #expect(run.diagnostics == ["\(path): would be: 1 pair read, 1 unit added"])
    #expect(!FileManager.default.fileExists(atPath: fixture.memory))
  }

  @Test func `a dry run needs no folder that can be written`() throws {
    let path = try fixture.folder.write("a.tsv", "Satu.\tOne.\n")
    let run = try fixture.padan.run(
      ["import", path, "--dry-run"],
      environment: ["TMPDIR": "/nosuch/folder", "HOME": "/nosuch/home"])
    #expect(run.exitCode == 0)
    #expect(run.diagnostics == ["\(path): would be: 1 pair read, 1 unit added"])
  }

  @Test func `a pipe is imported`() throws {
    let path = fixture.folder.path(of: "a.tmx")
    try #require(mkfifo(path, 0o600) == 0)
    let bytes = Array(
      "<tmx version=\"1.4\"><header srclang=\"id\"/><body><tu><tuv xml:lang=\"id\"><seg>Satu</seg></tuv><tuv xml:lang=\"en\"><seg>One</seg></tuv></tu></body></tmx>"
        .utf8)
    let thread = Thread {
      let descriptor = open(path, O_WRONLY)
      bytes.withUnsafeBytes { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
      close(descriptor)
    }
    thread.start()
    let run = try fixture.onMemory("import", path)
    #expect(run.exitCode == 0)
    #expect(run.diagnostics.first == "\(path): 1 pair read, 1 unit added")
  }

  @Test func `line pairs are written in parts and read again`() throws {
    try filled()
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let prefix = fixture.folder.path(of: "korpus")
    let run = try fixture.onMemory("export", "--moses", prefix, "--split", "0.5/0.5", "--seed", "3")
    #expect(run.exitCode == 0)
    var counts: [Int] = []
    for part in ["train", "test"] {
      let lines = try ["id", "en"].map {
        try contents(of: "\(prefix).\(part).\($0)").count { $0 == 0x0A }
      }
      #expect(lines[0] == lines[1] && lines[0] > 0)
      counts.append(lines[0])
    }
    let total = try fixture.onMemory("export", "--tsv").lines.count
    #expect(counts.reduce(0, +) == total)
    let other = try CommandFixture()
    #expect(try other.onMemory("import", "--moses", "\(prefix).train").exitCode == 0)
    #expect(try other.onMemory("export", "--tsv").lines.count == counts[0])
  }

  @Test func `line pairs that are repeated are told, and stand in one part`() throws {
    let lines = (0..<60).map {
      #"{"source":"Kalimat \#($0 % 12).","target":"Sentence \#($0 % 12).","document":"a\#($0 / 6)"}"#
    }
    try fixture.folder.write("a.jsonl", lines.joined(separator: "\n"))
    _ = try fixture.onMemory("import", fixture.folder.path(of: "a.jsonl"))
    let prefix = fixture.folder.path(of: "korpus")
    let arguments = ["export", "--format", "moses", "--memory", fixture.memory]
    let run = try fixture.padan.run(
      arguments + ["--output", prefix, "--split", "0.6/0.2/0.2"])
    #expect(
      run.diagnostics.contains("48 pairs of these repeat earlier ones; --dedupe writes each once"))
    let parts = try ["train", "dev", "test"].map {
      Set(try contents(of: "\(prefix).\($0).id").split(separator: 0x0A))
    }
    #expect(parts.map(\.count).reduce(0, +) == 12)
    let once = try fixture.padan.run(arguments + ["--output", prefix + "2", "--dedupe"])
    #expect(!once.errorText.contains("repeat"))
  }

  @Test func `an export says what it wrote and why the rest was not`() throws {
    try fixture.folder.write(
      "a.jsonl",
      """
      {"source":"Satu.","target":"One.","review":"approved","document":"a"}
      {"source":"Dua.","target":"Two.","review":"rejected"}
      {"source":"Satu.","target":"One.","document":"b"}
      {"source":"Tiga.","target":"Three.\\u0001"}
      """)
    _ = try fixture.onMemory("import", fixture.folder.path(of: "a.jsonl"))
    let run = try fixture.onMemory("export", "--tmx", "--dedupe", "--where", "target != x")
    #expect(
      run.diagnostics == [
        "2 pairs written", "1 rejected pair left out; --all writes them",
        "1 further occurrence left out by --dedupe", "1 character that XML forbids left out",
      ])
    #expect(try fixture.onMemory("export", "--tsv", "--all").lines.count == 4)
    let wrong = try fixture.onMemory("export", "--tsv", "--where", "target = Two. and nosuch = 1")
    #expect(wrong.exitCode == 2)
    #expect(wrong.errorText.contains("                   ^"))
  }

  @Test func `a filter selects the rows whose column prints its value`() throws {
    try fixture.folder.write(
      "a.jsonl",
      """
      {"source":"Satu.","target":"One.","sentence":22,"createdBy":"ani"}
      {"source":"Dua.","target":"Two.","sentence":23,"createdBy":"budi","changedBy":"ani"}
      """)
    _ = try fixture.onMemory("import", fixture.folder.path(of: "a.jsonl"))
    func rows(_ expression: String) throws -> [String] {
      try fixture.onMemory(
        "export", "--csv", "--columns", "source,target,sentence", "--where", expression
      ).lines
    }
    #expect(try rows("sentence = 22") == ["Satu.,One.,22"])
    #expect(try rows("sentence = 23") == ["Dua.,Two.,23"])
    #expect(try rows("author = ani").count == 2)
    #expect(try rows("createdBy = ani") == ["Satu.,One.,22"])
    let lookup = try fixture.onMemory(
      "lookup", "Dua.", "--where", "sentence = 23", "--author", "ani", "--format", "tsv")
    #expect(lookup.text == "Dua.\t100.0\texact\tDua.\tTwo.\t2\n")
    #expect(try fixture.onMemory("lookup", "Dua.", "--where", "sentence = 22").exitCode == 1)
    #expect(try fixture.onMemory("lookup", "Dua.", "--where", "nosuch = 1").exitCode == 2)
  }

  @Test func `a check prints each finding with its line`() throws {
    let good = fixture.folder.path(of: "good.tmx")
    try filled()
    _ = try fixture.onMemory("export", "--tmx", "--output", good)
    #expect(try fixture.padan.run("tmx", "check", good).exitCode == 0)
    let bad = try fixture.folder.write("bad.tmx", "<tmx version=\"1.4\">\n<body><tu/></body></tmx>")
    let run = try fixture.padan.run("tmx", "check", bad)
    #expect(run.exitCode == 1)
    #expect(
      run.lines == [
        "\(bad):2: <header> does not stand before <body>", "\(bad):2: <tu> has no <tuv>",
        "\(bad):2: <tmx> has no <header>",
      ])
    #expect(try fixture.padan.run("tmx", "check", fixture.folder.path(of: "no")).exitCode == 3)
  }

  private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Waits until something is so, for ten seconds at most.
  private func wait(until isSo: () -> Bool) {
    for _ in 0..<10_000 {
      if isSo() { return }
      usleep(1000)
    }
  }

  /// A pipe that holds the beginning of a TMX file, and never its end.
  private func endlessFile() throws -> (path: String, writer: Int32) {
    let path = fixture.folder.path(of: "endless.tmx")
    try #require(mkfifo(path, 0o600) == 0)
    let writer = open(path, O_RDWR)
    let text = "<tmx version=\"1.4\"><header srclang=\"id\"/><body>"
    _ = Glibc.write(writer, text, text.utf8.count)
    return (path, writer)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `an import that is interrupted leaves no new memory, and keeps an old one`(
    _ signal: Int32
  ) throws {
    let (path, writer) = try endlessFile()
    defer { close(writer) }
    func interrupted() throws -> Int32 {
      try fixture.padan.run(["import", path, "--memory", fixture.memory]) { process in
        wait { isThere("\(fixture.memory).padan.part") || isThere(fixture.memory + "-wal") }
        kill(process, signal)
      }.exitCode
    }
    #expect(try interrupted() == 128 + signal)
    let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
    #expect(left == ["endless.tmx"])
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let before = try fixture.onMemory("export", "--jsonl").text
    try? FileManager.default.removeItem(atPath: fixture.memory + "-wal")
    #expect(try interrupted() == 128 + signal)
    #expect(try fixture.onMemory("export", "--jsonl").text == before)
  }

  @Test func `a command that fails leaves no new memory, but what was done before it stays`() throws
  {
    let good = try fixture.folder.write("a.tsv", "Satu.\tOne.\n")
    let bad = try fixture.folder.write("b.tmx", "<tmx>")
    let article = CommandFixture.article("bencana-banjir")
    let dead = "http://127.0.0.1:1/v1"
    for arguments in [
      ["import", bad], ["align", article.source, article.target, "--save", "--embed-url", dead],
      ["align", article.source, article.target, "--embed-url", dead],
    ] {
      #expect(try fixture.padan.run(arguments + ["--memory", fixture.memory]).exitCode == 3)
      #expect(!isThere(fixture.memory), "\(arguments)")
    }
    #expect(try fixture.onMemory("import", good, bad).exitCode == 3)
    #expect(try fixture.onMemory("export", "--tsv").text == "Satu.\tOne.\n")
  }

  @Test func `an export that is interrupted leaves no piece of a file`() throws {
    _ = try fixture.onMemory("import", fixture.folder.write("a.tsv", "Satu.\tOne.\n"))
    let output = fixture.folder.path(of: "out.html")
    let (path, writer) = try endlessFile()
    defer { close(writer) }
    let run = try fixture.padan.run([
      "align", "--jsonl", path, "--stream", "--format", "tmx", "--output", output,
    ]) { process in
      wait { isThere("\(output).padan.part") }
      kill(process, SIGINT)
    }
    #expect(run.exitCode == 130)
    #expect(!isThere("\(output).padan.part") && !isThere("\(output).padan.lock"))
  }

  @Test func `what the head of a TMX file says goes through a memory`() throws {
    let text = """
      <tmx version="1.4"><header creationtool="T" creationtoolversion="1" o-tmf="t" adminlang="id"
      segtype="paragraph" srclang="id" datatype="html"><note>Satu &amp; dua</note>
      <prop type="project">P</prop></header><body><tu><tuv xml:lang="id"><seg>Satu.</seg></tuv>
      <tuv xml:lang="en"><seg>One.</seg></tuv></tu></body></tmx>
      """
    _ = try fixture.onMemory("import", fixture.folder.write("a.tmx", text))
    let lines = try fixture.onMemory("export", "--tmx").lines
    #expect(
      lines[3...6] == [
        "  <header creationtool=\"Padan\" creationtoolversion=\"0.1.0\" segtype=\"paragraph\""
          + " o-tmf=\"padan\" adminlang=\"id\" srclang=\"id\" datatype=\"html\">",
        "    <note>Satu &amp; dua</note>", "    <prop type=\"project\">P</prop>", "  </header>",
      ])
  }
}
