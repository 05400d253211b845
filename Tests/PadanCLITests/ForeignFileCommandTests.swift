import Foundation
import PadanTestSupport
import Testing

/// Files that other programs wrote: their languages, encodings and formats.
struct ForeignFileCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  /// The pairs of the memory as `source|target`.
  private func pairs(_ options: String...) throws -> [String] {
    let run = try fixture.padan.run(
      ["export", "--tsv", "-q", "--memory", fixture.memory] + options)
    return run.lines.map { $0.replacing("\t", with: "|") }
  }

  // MARK: Languages

  private static let oldCodes = [
    (
      "a.jsonl",
      "{\"source\":\"Selamat pagi.\",\"target\":\"Good morning.\",\"from\":\"in\",\"to\":\"en\"}\n"
    ),
    (
      "a.po",
      """
      msgid ""
      msgstr "X-Source-Language: ind\\nLanguage: eng\\n"

      msgid "Selamat pagi."
      msgstr "Good morning."
      """
    ),
    (
      "a.tmx",
      """
      <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"
      o-tmf="t" adminlang="en" srclang="in-ID" datatype="plaintext"/><body>
      <tu><tuv xml:lang="in-ID"><seg>Selamat pagi.</seg></tuv><tuv xml:lang="eng"><seg>Good morning.</seg></tuv></tu>
      </body></tmx>
      """
    ),
    (
      "a.xlf",
      """
      <xliff version="1.2"><file original="a" source-language="IN" target-language="eng"
      datatype="x"><body><trans-unit id="1"><source>Selamat pagi.</source>
      <target>Good morning.</target></trans-unit></body></file></xliff>
      """
    ),
    ("a.csv", "eng,in\nGood morning.,Selamat pagi.\n"),
  ]

  @Test(arguments: oldCodes)
  func `old and longer codes are those of today`(_ name: String, _ text: String) throws {
    let path = try fixture.folder.write(name, text)
    for (from, to) in [("id", "en"), ("in", "eng"), ("IND", "en"), ("Indonesian", "Inggris")] {
      let run = try fixture.onMemory("import", path, "--from", from, "--to", to)
      #expect(run.exitCode == 0, "\(run.errorText)")
      #expect(try pairs("--from", from, "--to", to) == ["Selamat pagi.|Good morning."])
    }
    let found = try fixture.onMemory("lookup", "Selamat pagi.", "--from", "in", "--to", "eng")
    #expect(found.exitCode == 0)
  }

  @Test(arguments: ["fuv", "prs", "tl", "son", "x-klingon", "i-foo", "ace"])
  func `a language that ICU does not know can be kept`(_ tag: String) throws {
    let path = try fixture.folder.write(
      "a.tmx",
      """
      <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"
      o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>
      <tu><tuv xml:lang="en"><seg>One.</seg></tuv><tuv xml:lang="\(tag)"><seg>Xyz.</seg></tuv></tu>
      </body></tmx>
      """)
    let run = try fixture.onMemory("import", path, "--from", "en", "--to", tag)
    #expect(run.exitCode == 0, "\(run.errorText)")
    #expect(try pairs("--from", "en", "--to", tag) == ["One.|Xyz."])
    let tmx = try fixture.onMemory("export", "--tmx", "--from", "en", "--to", tag).text
    #expect(tmx.contains("<tuv xml:lang=\"\(tag)\">"))
  }

  @Test(arguments: ["xx", "qz", "e", "*all*", "no language"])
  func `what cannot be a language is a wrong use`(_ language: String) throws {
    #expect(try fixture.onMemory("lookup", "x", "--from", language).exitCode == 2)
  }

  @Test func `a PO file into the source language says what to add`() throws {
    let path = try fixture.folder.write(
      "a.po", "msgid \"\"\nmsgstr \"Language: id\\n\"\n\nmsgid \"Save\"\nmsgstr \"Simpan\"\n")
    let run = try fixture.onMemory("import", path)
    #expect(run.exitCode == 3)
    #expect(run.errorText.contains("Add --from en --to id."))
    #expect(try fixture.onMemory("import", path, "--from", "en", "--to", "id").exitCode == 0)
  }

  @Test func `line pairs are found by any code of their languages`() throws {
    try fixture.folder.write("train.ind", "Satu.\n")
    try fixture.folder.write("train.en-GB", "One.\n")
    let prefix = fixture.folder.path(of: "train")
    #expect(try fixture.onMemory("import", "--moses", prefix).exitCode == 0)
    #expect(try pairs() == ["Satu.|One."])
    #expect(try fixture.onMemory("import", "--moses", prefix, "--to", "de").exitCode == 3)
  }

  // MARK: Encodings

  @Test(arguments: [
    ("a.tsv", "Satu “”.\tOne.\nKaf#.\tCafe.\n"),
    ("a.po", "msgid \"Satu “”.\"\nmsgstr \"One.\"\n\nmsgid \"Kaf#.\"\nmsgstr \"Cafe.\"\n"),
  ])
  func `a byte that is no text is said, and leaves exit code 4`(_ name: String, _ text: String)
    throws
  {
    let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 }
    let path = try fixture.folder.write(name, bytes)
    let run = try fixture.onMemory("import", path)
    #expect(run.exitCode == 4)
    #expect(run.errorText.contains("\(name):\(name == "a.po" ? 4 : 2): "))
    #expect(try pairs() == ["Satu “”.|One.", "Kaf\u{FFFD}.|Cafe."])
    let strict = try CommandFixture()
    #expect(try strict.onMemory("import", path, "--strict").exitCode == 3)
  }

  @Test func `--encoding names the encoding wherever texts are read`() throws {
    let source = try fixture.folder.write("a.id.txt", Array("Ia suka kaf".utf8) + [0xE9, 0x2E])
    let target = try fixture.folder.write("a.en.txt", Array("He likes caf".utf8) + [0xE9, 0x2E])
    let table = try fixture.folder.write("a.tsv", Array("kaf".utf8) + [0xE9, 0x09, 0x78, 0x0A])
    let encoding = ["--encoding", "windows-1251"]
    func output(_ arguments: String..., input: [UInt8] = []) throws -> String {
      let run = try fixture.padan.run(arguments + encoding, input: input)
      #expect(run.exitCode == 0, "\(arguments): \(run.errorText)")
      return run.text
    }
    #expect(try output("segment", source) == "Ia suka kafй.\n")
    #expect(try output("align", source, target, "--format", "tsv").contains("cafй."))
    let memory = ["--memory", fixture.memory]
    #expect(try fixture.padan.run(["import", table] + encoding + memory).exitCode == 0)
    #expect(try pairs() == ["kafй|x"])
    let found = try fixture.padan.run(
      ["lookup", "-", "--format", "tsv"] + encoding + memory,
      input: Array("kaf".utf8) + [0xE9, 0x0A])
    #expect(found.text.hasPrefix("kafй\t100"))
    let lexicon = fixture.folder.path(of: "lexicon.tsv")
    _ = try output("lexicon", "import", table, "--output", lexicon)
    #expect(try String(decoding: contents(of: lexicon), as: UTF8.self).contains("kafй"))
    let unknown = try fixture.padan.run(["segment", source, "--encoding", "x-none"])
    #expect(unknown.exitCode == 2 && unknown.errorText.contains("x-none"))
  }

  // MARK: Formats

  @Test(arguments: oldCodes + [("a.tsv", "Selamat pagi.\tGood morning.\n")])
  func `standard input shows by its first bytes what it is`(_ name: String, _ text: String) throws {
    let run = try fixture.onMemory("import", "-", input: text)
    #expect(run.exitCode == 0, "\(run.errorText)")
    #expect(try pairs() == ["Selamat pagi.|Good morning."])
    let unnamed = try fixture.folder.write("glossary", text)
    #expect(try fixture.onMemory("import", unnamed, "--dry-run").exitCode == 0)
  }

  @Test func `what shows no format wants one named`() throws {
    let run = try fixture.onMemory("import", "-", input: "halo\n")
    #expect(run.exitCode == 2 && run.errorText.contains("--type"))
    #expect(!FileManager.default.fileExists(atPath: fixture.memory))
  }

  // MARK: Characters that are not seen

  @Test(arguments: ["\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{200E}", "\u{FE0F}"])
  func `a text with ignorable characters is the text without them`(_ character: String) throws {
    let plain = "Pemerintah kabupaten membangun jembatan untuk pejalan kaki."
    let marked = plain.map { "aeiou".contains($0) ? "\($0)\(character)" : "\($0)" }.joined()
    for (stored, query) in [(plain, marked), (marked, plain)] {
      let fixture = try CommandFixture()
      _ = try fixture.onMemory("add", stored, "The regency built a footbridge.")
      let run = try fixture.onMemory("lookup", query, "--format", "tsv")
      #expect(run.lines.first?.split(separator: "\t")[1] == "100.0")
    }
  }

  // MARK: SRX

  private static let srx = """
    <srx version="2.0"><header cascade="no"/><body><languagerules>
    <languagerule languagerulename="E"><rule break="no"><beforebreak>Mr\\.</beforebreak>
    <afterbreak>\\s</afterbreak></rule><rule break="yes"><beforebreak>\\.</beforebreak>
    <afterbreak>\\s</afterbreak></rule></languagerule>
    <languagerule languagerulename="P"><rule><beforebreak>(?&lt;=[XVI]+)\\.</beforebreak></rule>
    </languagerule>
    <languagerule languagerulename="D"><rule break="yes"><beforebreak>\\.</beforebreak>
    <afterbreak>\\s</afterbreak></rule></languagerule></languagerules><maprules>
    <languagemap languagepattern="EN.*" languagerulename="E"/>
    <languagemap languagepattern="PL.*" languagerulename="P"/>
    <languagemap languagepattern=".*" languagerulename="D"/></maprules></body></srx>
    """

  @Test func `SRX maps have no case, and a rule for another language does no harm`() throws {
    let srx = try fixture.folder.write("a.srx", Self.srx)
    let text = try fixture.folder.write("a.txt", "We met Mr. Jones. He smiled.\n")
    for language in ["en", "EN", "en-GB"] {
      let run = try fixture.padan.run(["segment", text, "--srx", srx, "--lang", language])
      #expect(run.lines == ["We met Mr. Jones.", "He smiled."])
      #expect(run.errorText.contains("a.srx:5:"))
    }
    let other = try fixture.padan.run(["segment", text, "--srx", srx, "--lang", "de"])
    #expect(other.lines == ["We met Mr.", "Jones.", "He smiled."])
    let polish = try fixture.padan.run(["segment", text, "--srx", srx, "--lang", "pl"])
    #expect(polish.exitCode == 3 && polish.errorText.contains("U_REGEX_LOOK_BEHIND_LIMIT"))
  }
}
