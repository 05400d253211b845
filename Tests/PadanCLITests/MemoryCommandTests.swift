import Foundation
import Glibc
import PadanTestSupport
import Testing

/// Add, import, look up, export, count: the main job after the alignment.
struct MemoryCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  @Test func `a pair that was added is found`() throws {
    let added = try fixture.onMemory("add", "Harga beras naik 5 persen.", "Rice rose 5 percent.")
    #expect(added.exitCode == 0)
    #expect(added.text == "")
    #expect(added.diagnostics == ["\(fixture.memory): 1 unit added"])
    let found = try fixture.onMemory("lookup", "Harga beras naik 7 persen.")
    #expect(found.exitCode == 0)
    #expect(found.errorText == "")
    #expect(
      found.lines.prefix(2) == [
        " 99.0 repaired  Harga beras naik [-5-]{+7+} persen.",
        "                Rice rose 7 percent.",
      ])
    #expect(found.lines.last?.contains("−1.0 numbers") == true)
  }

  @Test func `a lookup's JSON has its documented shape`() throws {
    try fixture.folder.write(
      "a.tmx",
      """
      <tmx version="1.4"><header srclang="id"/><body><tu tuid="n1" creationdate="20250714T090500Z"
       creationid="ani"><note>Periksa</note><prop type="x-document">a.txt</prop>
      <prop type="x-padan-confidence">0.9</prop><prop type="x-padan-paragraph">2</prop>
      <tuv xml:lang="id"><seg>Harga naik 5.</seg></tuv>
      <tuv xml:lang="en"><seg>Prices rose 5.</seg></tuv></tu></body></tmx>
      """)
    _ = try fixture.onMemory("import", fixture.folder.path(of: "a.tmx"))
    let run = try fixture.onMemory("lookup", "Harga naik 6.", "--format", "json")
    #expect(
      run.text
        == #"{"query":"Harga naik 6.","search":"complete","matches":[{"score":98.0,"raw":100.0,"kind":"repaired","#
        + #""source":"Harga naik 5.","target":"Prices rose 6.","#
        + #""penalties":[{"name":"numbers","points":1.0},{"name":"aligned","points":1.0}],"#
        + #""review":"unreviewed","uses":1,"differences":[{"change":"same","query":"Harga naik ","#
        + #""source":"Harga naik "},{"change":"replaced","query":"6","source":"5"},"#
        + #"{"change":"same","query":".","source":"."}],"repair":{"stored":"Prices rose 5.","#
        + #""complete":true,"probability":0.99,"spans":[{"start":12,"end":13,"source":{"old":"5","new":"6"},"#
        + #""target":{"old":"5","new":"6"},"origin":"value","probability":0.99}]},"#
        + #""unit":1,"memory":"\#(fixture.memory)","#
        + #""provenance":[{"document":"a.txt","paragraph":2,"#
        + #""confidence":0.9,"created":"2025-07-14T09:05:00Z","createdBy":"ani","#
        + #""properties":[{"note":"Periksa"}],"step":1,"#
        + #""origin":"\#(fixture.folder.path(of: "a.tmx"))","person":"ani","#
        + #""date":"2025-07-14T09:05:00Z"}]}]}"# + "\n")
  }

  @Test func `each line of standard input is answered in its place`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let run = try fixture.onMemory(
      "lookup", "-", "--format", "json",
      input: "Harga naik.\n\nTidak ada yang serupa\r\nharga naik.\n")
    #expect(run.exitCode == 0)
    let results = try run.lines.map(object)
    #expect(
      results.map { $0["query"] as? String } == [
        "Harga naik.", "", "Tidak ada yang serupa", "harga naik.",
      ])
    #expect(results.map { ($0["matches"] as? [Any])?.count } == [1, 0, 0, 1])
  }

  @Test(arguments: [[], ["--no-context"]])
  func `lines end at LF and CRLF alone, and every one has an answer`(_ options: [String]) throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let lines = [
      "", "Harga\u{0B}naik.", " \u{0301}", " \u{200D}", "a\u{0C}b\rc", "\u{A0}\u{FEFF}", "\t",
      "Harga\u{85}naik.\u{2028}Ya.\u{2029}", "", "",
    ]
    let run = try fixture.padan.run(
      ["lookup", "-", "--min", "0", "--format", "json", "--memory", fixture.memory] + options,
      input: Array(lines.map { "\($0)\n" }.joined().utf8))
    let results = try run.lines.map(object)
    #expect(results.map { $0["query"] as? String } == lines)
    let isAnswered = results.map { ($0["matches"] as? [Any])?.isEmpty == false }
    #expect(isAnswered == [0, 1, 1, 0, 1, 0, 0, 1, 0, 0].map { $0 == 1 })
  }

  @Test func `the context of a line is the text before it and after it, past blank lines`() throws {
    let source = try fixture.folder.write("a.txt", "Harga beras naik.\nIni kenyataan.\nSelesai.\n")
    let target = try fixture.folder.write("b.txt", "Rice prices rose.\nThat is real.\nDone.\n")
    _ = try fixture.onMemory("align", source, target, "--segmented", "--save")
    let run = try fixture.onMemory(
      "lookup", "-", "--format", "tsv",
      input: "Harga beras naik.\n\n \nIni kenyataan.\n\nSelesai.\n")
    #expect(run.lines.filter { $0.contains("\tcontext\t") }.count == 3)
    let text = try fixture.onMemory("lookup", "-", input: "Harga beras naik.\n\n \nAneh.\n")
    #expect(text.lines.filter { $0.hasPrefix("▸") } == ["▸ Harga beras naik.", "▸ Aneh."])
    #expect(text.lines.count { $0.contains("no match") } == 1)
  }

  @Test(arguments: ["", " \t", "\u{FEFF}", "\u{A0}\u{200D}", "\u{AD}"])
  func `a text of white space and unseen characters is empty`(_ blank: String) throws {
    for arguments in [
      ["add", blank, "x"], ["add", "x", blank], ["edit", "1", "--target", blank],
    ] {
      let run = try fixture.padan.run(arguments + ["--memory", fixture.memory])
      #expect(run.exitCode == 2)
      #expect(run.errorText.contains("text is empty."))
    }
    #expect(try fixture.onMemory("lookup", blank).exitCode == 2)
  }

  @Test func `a second memory is refused where one alone would be used`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let other = ["--memory", fixture.folder.path(of: "other.sqlite")]
    for arguments in [["search", "harga"], ["stats"], ["check", "x.tsv"]] {
      let run = try fixture.padan.run(arguments + ["--memory", fixture.memory] + other)
      #expect(run.exitCode == 2)
      #expect(run.errorText.contains("--memory stands twice."))
    }
  }

  @Test func `a combining mark on a blank is a text, and comes back from an export`() throws {
    #expect(try fixture.onMemory("add", " \u{0301}", "x", "-q").exitCode == 0)
    let table = try fixture.onMemory("export", "--format", "tsv", "-q").text
    let copy = fixture.folder.path(of: "copy.sqlite")
    let imported = try fixture.padan.run(
      "import", "-", "--type", "tsv", "--memory", copy, input: table)
    #expect(imported.exitCode == 0)
    let again = try fixture.padan.run("export", "--format", "tsv", "-q", "--memory", copy)
    #expect(again.text == table)
  }

  @Test(arguments: [false, true])
  func `each line of an open pipe is answered as it comes`(_ usesContext: Bool) throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let pipe = fixture.folder.path(of: "queries")
    #expect(mkfifo(pipe, 0o600) == 0)
    let answers = fixture.folder.path(of: "answers.tsv")
    let arguments = ["lookup", "-", "--format", "tsv", "--memory", fixture.memory]
    // Opened to read too, so that neither side waits for the other to open its end.
    let queries = open(pipe, O_RDWR | O_CLOEXEC)
    let run = try fixture.padan.run(
      usesContext ? arguments : arguments + ["--no-context"], pipe: pipe, device: answers
    ) { _ in
      defer { close(queries) }
      for count in 1...3 {
        let line = Array("harga naik \(count).\n".utf8)
        #expect(write(queries, line, line.count) == line.count)
        // The line that follows is context: without it the last one has to wait.
        let expected = usesContext ? count - 1 : count
        #expect(lineCount(of: answers, reaches: expected))
        #expect(!lineCount(of: answers, reaches: expected + 1, within: 5))
      }
    }
    #expect(run.exitCode == 0)
    #expect(lineCount(of: answers, reaches: 3))
  }

  /// Whether a file has so many lines within a number of tenths of a second.
  private func lineCount(of path: String, reaches count: Int, within tenths: Int = 300) -> Bool {
    for _ in 0..<tenths {
      let lines = (try? contents(of: path))?.count { $0 == 0x0A } ?? 0
      if lines >= count { return true }
      usleep(100_000)
    }
    return false
  }

  @Test func `the first bytes of the queries tell their encoding`() throws {
    _ = try fixture.onMemory("add", "Kafé ditutup.", "The café is closed.")
    let latin1 = Array("Kaf".utf8) + [0xE9] + Array(" ditutup.\nKaf".utf8) + [0xE9, 0x0A]
    let run = try fixture.padan.run(
      ["lookup", "-", "--format", "tsv", "--memory", fixture.memory], input: latin1)
    #expect(run.text.hasPrefix("Kafé ditutup.\t100.0\texact\t"))
  }

  @Test func `a byte order mark is no part of the first query`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let run = try fixture.onMemory(
      "lookup", "-", "--format", "json", input: "\u{FEFF}Harga naik.\n")
    let query = try #require(try object(run.text)["query"] as? String)
    #expect(Array(query.unicodeScalars) == Array("Harga naik.".unicodeScalars))
  }

  @Test(arguments: [["--min", "99.5"], ["--to", "de"]])
  func `nothing found is exit code 1 and a message`(_ options: [String]) throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let run = try fixture.padan.run(
      ["lookup", "harga naik.", "--memory", fixture.memory] + options)
    #expect(run.exitCode == 1)
    #expect(run.text == "" && run.diagnostics.count == 1)
    let json = try fixture.padan.run(
      ["lookup", "harga naik.", "--format", "json", "--memory", fixture.memory] + options)
    #expect(json.exitCode == 1)
    #expect(json.text == "{\"query\":\"harga naik.\",\"search\":\"complete\",\"matches\":[]}\n")
  }

  @Test func `what is exported and imported elsewhere is exported as the same bytes`() throws {
    let article = CommandFixture.article("bencana-banjir")
    _ = try fixture.onMemory("align", article.source, article.target, "--save")
    let first = try fixture.onMemory("export", "--tmx")
    #expect(first.exitCode == 0)
    let path = try fixture.folder.write("a.tmx", first.output)

    let other = try CommandFixture()
    let imported = try other.onMemory("import", path)
    #expect(imported.exitCode == 0)
    #expect(try other.onMemory("export", "--tmx").output == first.output)
    #expect(try other.onMemory("import", path).diagnostics.last?.hasSuffix("already there") == true)
    #expect(
      try object(other.onMemory("stats", "--format", "json").text)["imports"] as? Int == 1)

    let table = try fixture.onMemory("export", "--tsv")
    #expect(table.lines.count == first.lines.count { $0.hasSuffix("</tu>") })
    #expect(table.lines.allSatisfy { $0.split(separator: "\t").count == 2 })
    #expect(table.diagnostics == ["\(table.lines.count) pairs written"])
  }

  @Test func `an export file appears whole, and an old one stays where the export fails`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let path = fixture.folder.path(of: "a.tsv")
    #expect(try fixture.onMemory("export", "--tsv", "--output", path).exitCode == 0)
    #expect(try contents(of: path) == Array("Harga naik.\tPrices rose.\n".utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
    #expect(!names.contains { $0.hasSuffix(".part") })

    try fixture.folder.write("bad.sqlite", "no memory")
    let failed = try fixture.padan.run(
      "export", "--tsv", "--output", path, "--memory", fixture.folder.path(of: "bad.sqlite"))
    #expect(failed.exitCode == 5)
    #expect(try contents(of: path) == Array("Harga naik.\tPrices rose.\n".utf8))
    let folder = fixture.folder.path(of: "sub")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    #expect(try fixture.onMemory("export", "--tsv", "--output", folder).exitCode != 0)
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).contains {
        $0.hasSuffix(".part")
      })
  }

  @Test func `an export is written into a pipe, not put in its place`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let path = fixture.folder.path(of: "pipe")
    try #require(mkfifo(path, 0o600) == 0)
    // A reader, so that nobody waits for one.
    let reader = open(path, O_RDWR | O_NONBLOCK)
    defer { close(reader) }
    #expect(try fixture.onMemory("export", "--tsv", "--output", path).exitCode == 0)
    var status = stat()
    try #require(stat(path, &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func `an export of nothing is exit code 1`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let run = try fixture.onMemory("export", "--tmx", "--from", "en", "--to", "de")
    #expect(run.exitCode == 1)
    #expect(run.text.hasSuffix("  <body>\n  </body>\n</tmx>\n"))
  }

  @Test func `an import says what it left out and ends with exit code 4`() throws {
    let path = try fixture.folder.write("a.tsv", "Satu.\tOne.\nDua\n\tThree.\n")
    let run = try fixture.onMemory("import", path)
    #expect(run.exitCode == 4)
    #expect(
      run.diagnostics == [
        "\(path): 1 pair read, 1 unit added, 2 left out", "import 1; padan undo 1 takes it back",
        "left out: \(path):2: the line has one column only",
        "left out: \(path):3: one side has no text",
      ])
    #expect(try fixture.onMemory("import", path, "--quiet").errorText == "")
  }

  @Test func `standard input is imported under its type`() throws {
    let run = try fixture.onMemory("import", "-", "--type", "tsv", input: "Satu.\tOne.\n")
    #expect(run.exitCode == 0)
    #expect(try fixture.onMemory("lookup", "Satu.").exitCode == 0)
  }

  @Test func `statistics are printed as text and as JSON`() throws {
    _ = try fixture.onMemory("add", "Satu.", "One.")
    _ = try fixture.onMemory("add", "Satu.", "A one.")
    let text = try fixture.onMemory("stats").lines
    #expect(text.contains("units        2") && text.contains("id → en      2 units"))
    let json = try object(fixture.onMemory("stats", "--format", "json").text)
    #expect(
      Set(json.keys) == [
        "memory", "units", "occurrences", "documents", "imports", "reviewed", "terms", "bytes",
        "indexBytes",
        "bytesPerUnit", "directions",
      ])
    #expect(json["units"] as? Int == 2 && json["imports"] as? Int == 2)
    let direction = try #require((json["directions"] as? [[String: Any]])?.first)
    #expect(direction["source"] as? String == "id" && direction["target"] as? String == "en")
    #expect(direction["units"] as? Int == 2)
  }

  @Test func `the environment names the memory where the command does not`() throws {
    let environment = ["PADAN_MEMORY": fixture.memory]
    let home = ["HOME": fixture.folder.path(of: "home")]
    let data = ["XDG_DATA_HOME": fixture.folder.path(of: "data")]
    for (variables, path) in [
      (environment, fixture.memory), (home, "\(home["HOME"]!)/.local/share/padan/padan.sqlite"),
      (data, "\(data["XDG_DATA_HOME"]!)/padan/padan.sqlite"),
    ] {
      let added = try fixture.padan.run("add", "Satu.", "One.", environment: variables)
      #expect(added.diagnostics == ["\(path): 1 unit added"])
      #expect(try fixture.padan.run("lookup", "Satu.", environment: variables).exitCode == 0)
    }
  }

  @Test func `align with --no-memory opens no memory`() throws {
    let memory = try fixture.folder.write("notes.sqlite", "no memory")
    let article = CommandFixture.article("gabung-pisah")
    let run = try fixture.padan.run(
      "align", article.source, article.target, "--no-memory", "--format", "tsv",
      environment: ["PADAN_MEMORY": memory])
    #expect(run.exitCode == 0)
  }
}
