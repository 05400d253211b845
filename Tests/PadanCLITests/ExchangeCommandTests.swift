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

  @Test func `an import is listed, and undone as if it had not been`() throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    let before = try fixture.onMemory("export", "--jsonl").text
    let path = try fixture.folder.write("a.csv", "source,target\nDua.,Two.\nTiga.,\n")
    let receipt = try fixture.onMemory("import", path, "--format", "json")
    #expect(receipt.exitCode == 4)
    let json = try object(receipt.text)
    #expect(json["import"] as? Int == 2 && json["addedUnits"] as? Int == 1)
    #expect(json["skipped"] as? Int == 1 && json["file"] as? String == path)
    let list = try fixture.onMemory("imports", "--format", "tsv").lines.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      list.map { [$0[0], $0[2], $0[3], $0[4]] } == [["2", path, "1", "1"], ["1", "add", "1", ""]])
    let undone = try fixture.onMemory("undo")
    #expect(undone.exitCode == 0)
    #expect(undone.talk == ["import 2 (\(path)) undone: 1 pairs removed, 1 units with them"])
    #expect(try fixture.onMemory("export", "--jsonl").text == before)
    #expect(try fixture.onMemory("undo", "7").exitCode == 1)
  }

  @Test func `a dry run makes no memory and changes none`() throws {
    let path = try fixture.folder.write("a.tsv", "Satu.\tOne.\n")
    let run = try fixture.onMemory("import", path, "--dry-run")
    #expect(run.exitCode == 0)
    #expect(run.talk == ["\(path): would be: 1 pair read, 1 unit added"])
    #expect(!FileManager.default.fileExists(atPath: fixture.memory))
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
    #expect(run.talk.first == "\(path): 1 pair read, 1 unit added")
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
      run.talk == [
        "2 pairs written", "1 rejected pairs left out; --all writes them",
        "1 further occurrences left out by --dedupe", "1 characters that XML forbids left out",
      ])
    #expect(try fixture.onMemory("export", "--tsv", "--all").lines.count == 4)
    let wrong = try fixture.onMemory("export", "--tsv", "--where", "target = Two. and nosuch = 1")
    #expect(wrong.exitCode == 2)
    #expect(wrong.errorText.contains("                   ^"))
  }

  @Test func `a check prints each finding with its line`() throws {
    let good = try fixture.folder.write("good.tmx", "")
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
}
