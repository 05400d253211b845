import Foundation
import PadanTestSupport
import Testing

struct RulesCommandTests {
  private let fixture: CommandFixture
  private let rules: String

  init() throws {
    fixture = try CommandFixture()
    rules = fixture.folder.path(of: "own.rules")
  }

  /// Runs `padan rules` on the fixture's rule file.
  private func onRules(_ arguments: String...) throws -> PadanBinary.Run {
    try fixture.padan.run(["rules"] + arguments + ["--rules", rules])
  }

  private func segments(_ text: String, _ options: [String]) throws -> [String] {
    try fixture.padan.run(["segment", "-", "-q"] + options, input: Array((text + "\n").utf8)).lines
  }

  @Test func `a word that was added changes the segments`() throws {
    let text = "Surat untuk Kmt. Camat. Ia pulang."
    #expect(try segments(text, ["--no-user-rules"]).count == 3)
    let added = try onRules("add", "Kmt.", "--before-name")
    #expect(added.exitCode == 0 && added.text == "")
    #expect(try segments(text, ["--rules", rules]) == ["Surat untuk Kmt. Camat.", "Ia pulang."])
    #expect(try contents(of: rules) == Array("[before-name]\nKmt.\n".utf8))
  }

  @Test func `a word is added once, at the end of its section`() throws {
    for words in [["Kmt.", "Bpk."], ["Kmt."], ["Sdr."]] {
      let run = try fixture.padan.run(
        ["rules", "add"] + words + ["--before-name", "--rules", rules])
      #expect(run.exitCode == 0)
    }
    _ = try onRules("add", "hlm.", "--before-number")
    #expect(
      String(decoding: try contents(of: rules), as: UTF8.self)
        == "[before-name]\nKmt.\nBpk.\nSdr.\n\n[before-number]\nhlm.\n")
  }

  @Test func `a word of the user's is taken out and one of Padan's struck`() throws {
    try fixture.folder.write("own.rules", "# mine\n[before-name] Kmt. Bpk. # titles\n")
    #expect(try onRules("remove", "Kmt.", "Prof.").exitCode == 0)
    #expect(
      String(decoding: try contents(of: rules), as: UTF8.self)
        == "# mine\n[before-name] Bpk. # titles\n-Prof.\n")
    #expect(try segments("Prof. Budi tiba.", ["--rules", rules]).count == 2)
    let unknown = try onRules("remove", "Nosuch.")
    #expect(unknown.exitCode == 1 && unknown.diagnostics.count == 1)
  }

  @Test func `lists name each word's place`() throws {
    _ = try onRules("add", "Kmt.", "--before-name")
    #expect(try onRules("list", "--user").lines == ["before-name\tKmt.\t\(rules):2"])
    let all = try onRules("list", "--section", "before-name").lines
    #expect(all.last == "before-name\tKmt.\t\(rules):2")
    #expect(all.contains { $0.hasPrefix("before-name\tProf.\tid/rules:") })
  }

  @Test func `the user's own file is used where none is named, and said`() throws {
    let configuration = fixture.folder.path(of: "config")
    let environment = ["XDG_CONFIG_HOME": configuration]
    let path = "\(configuration)/padan/id.rules"
    _ = try fixture.padan.run(
      "rules", "add", "Kmt.", "--before-name", environment: environment)
    let run = try fixture.padan.run(
      "segment", "-", input: "Surat untuk Kmt. Camat.\n", environment: environment)
    #expect(run.lines.count == 1)
    #expect(run.diagnostics == ["rules: \(path)"])
  }

  @Test(arguments: ["id", "en"])
  func `the golden examples come out as marked`(_ language: String) throws {
    let path = Repository.fixture("golden.\(language).txt", of: "PadanTextTests")
    let run = try fixture.padan.run("rules", "test", path, "--lang", language)
    #expect(run.exitCode == 0)
    #expect(run.text == "")
    #expect(run.diagnostics.last?.hasSuffix("examples come out as marked") == true)
  }

  @Test func `an example that comes out differently is printed and exit code 1`() throws {
    let path = try fixture.folder.write("a.txt", "# test\nProf. ⏐Budi.\nSatu. ⏐Dua.\n")
    let run = try fixture.padan.run("rules", "test", path)
    #expect(run.exitCode == 1)
    #expect(run.lines == ["\(path):2", "- Prof. ⏐Budi.", "+ Prof. Budi."])
    #expect(run.diagnostics.last == "1 of 2 examples come out as marked")
  }

  @Test func `SRX is exported, taken in again and used to split`() throws {
    let srx = fixture.folder.path(of: "a.srx")
    let exported = try fixture.padan.run("rules", "export-srx", "--output", srx)
    #expect(exported.exitCode == 0)
    #expect(try segments("Prof. Budi tiba. Ia pulang.", ["--srx", srx]).count == 2)
    let small = try fixture.folder.write(
      "b.srx",
      """
      <srx version="2.0"><header cascade="no"/><body><languagerules><languagerule languagerulename="a">
      <rule break="no"><beforebreak>\\bKmt\\.</beforebreak><afterbreak>\\s\\p{Lu}</afterbreak></rule>
      <rule break="yes"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>
      </languagerule></languagerules><maprules>
      <languagemap languagepattern="id" languagerulename="a"/></maprules></body></srx>
      """)
    #expect(try segments("Satu; dua. Tiga.", ["--srx", small]) == ["Satu;", "dua. Tiga."])
    let imported = try onRules("import-srx", small)
    #expect(imported.exitCode == 0)
    #expect(try onRules("list", "--user").lines == ["before-name\tKmt.\t\(rules):2"])
  }

  @Test(arguments: [
    ["add", "Kmt.", "--nosuch"], ["add", "Kmt."], ["add", "Kmt", "--before-name"],
    ["add", "Kmt. Bpk.", "--before-name"], ["add", "[x]", "--opener"], ["add", "--opener"],
    ["list", "--section", "nosuch"], ["remove"],
  ])
  func `a wrong use is exit code 2 and makes no file`(_ arguments: [String]) throws {
    let run = try fixture.padan.run(["rules"] + arguments)
    #expect(run.exitCode == 2)
    #expect(run.text == "")
    #expect(!FileManager.default.fileExists(atPath: rules))
  }

  @Test(arguments: [
    ("--rules", "[nosuch] a\n", ":1: unknown section [nosuch]"),
    ("--srx", "<tmx/>", ":1: the root element is <tmx>"),
    ("--srx", "<srx/>", ": no language map matches id"),
  ])
  func `a bad rule file is exit code 3 and one line with its place`(
    _ example: (option: String, text: String, fault: String)
  ) throws {
    let path = try fixture.folder.write("bad", example.text)
    let run = try fixture.padan.run(["segment", "-", "-q", example.option, path])
    #expect(run.exitCode == 3)
    #expect(run.diagnostics.count == 1)
    #expect(run.errorText.hasPrefix("Error: \(path)\(example.fault)"))
  }

  @Test func `a broken rule file is not written over`() throws {
    try fixture.folder.write("own.rules", "Kmt.\n")
    #expect(try onRules("add", "Bpk.", "--before-name").exitCode == 3)
    #expect(try contents(of: rules) == Array("Kmt.\n".utf8))
  }
}
