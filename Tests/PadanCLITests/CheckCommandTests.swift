import Foundation
import PadanTestSupport
import Testing

struct CheckCommandTests {
  private let fixture: CommandFixture
  private let pairs = """
    Harga beras naik 10 persen.\tRice prices rose 12 percent.
    Pasar itu ditutup.\tThe the market was closed.
    Hujan turun.\tIt rained.

    """

  init() throws { fixture = try CommandFixture() }

  @Test func `findings are printed, the surest first, and end with exit code 1`() throws {
    let file = try fixture.folder.write("a.tsv", pairs)
    let text = try fixture.padan.run("check", file)
    #expect(
      text.text == """
        \(file):1: number 95 %: numbers differ: 10 · 12
          Harga beras naik 10 persen.
          Rice prices rose 12 percent.
        \(file):2: doubled-word 95 %: a word stands twice: The the
          Pasar itu ditutup.
          The the market was closed.

        """)
    #expect(text.exitCode == 1)
    let json = try fixture.padan.run("check", file, "--format", "json", "--only", "doubled-word")
      .text
    let finding = try object(json.trimmingCharacters(in: .newlines))
    #expect(finding["code"] as? String == "doubled-word" && finding["line"] as? Int == 2)
    #expect(finding["fix"] as? String == "The market was closed.")
    let page = try fixture.padan.run("check", file, "--format", "html").text
    #expect(page.contains("<mark>The the</mark> market") && page.hasSuffix("</html>\n"))
    #expect(try fixture.padan.run("check", file, "--only", "negation").exitCode == 0)
  }

  @Test func `a copy of a file, or the memory, is mended, and one step takes that back`() throws {
    let file = try fixture.folder.write("a.tsv", pairs)
    let copy = fixture.folder.path(of: "b.tsv")
    #expect(try fixture.padan.run("check", file, "--fix", "--output", copy, "-q").exitCode == 1)
    #expect(
      String(decoding: try contents(of: copy), as: UTF8.self).contains("\tThe market was closed."))
    #expect(try fixture.onMemory("import", file, "--quiet").exitCode == 0)
    #expect(try fixture.onMemory("check", "--fix", "--quiet").exitCode == 1)
    let found = try fixture.onMemory("check", "--only", "doubled-word")
    #expect(found.exitCode == 0)
    #expect(try fixture.onMemory("undo", "--quiet").exitCode == 0)
    let again = try fixture.onMemory(
      "check", "--only", "doubled-word", "--where", "source ~ \"Pasar*\"")
    #expect(again.exitCode == 1 && again.text.hasPrefix("unit 2: doubled-word"))
  }

  @Test(arguments: [
    (
      "a.xlf",
      """
      <?xml version="1.0"?>
      <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="id"
        target-language="en" datatype="plaintext"><header><note>Catatan</note></header><body>
        <trans-unit id="k1" maxwidth='40'><source>Pasar itu <g id="1">sudah</g> tutup.</source>
          <target state="final">The market was was <g id="1">already</g> closed.</target><note>a</note></trans-unit>
        <trans-unit id="k2"><source>Belum.</source></trans-unit>
        <trans-unit id="k3"><source>Satu. Dua.</source><seg-source><mrk mtype="seg" mid="0">Satu.</mrk> <mrk
          mtype="seg" mid="1">Pasar itu tutup.</mrk></seg-source><target><mrk mtype="seg" mid="0">One &amp; one.</mrk>
          <mrk mtype="seg" mid="1">It was was closed &amp; dark.</mrk></target></trans-unit></body></file></xliff>
      """
    ),
    (
      "b.xlf",
      """
      <xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="id" trgLang="en"><file id="f">
        <unit id="u"><originalData><data id="d">x</data></originalData><segment id="s" state="reviewed"><source>Pasar
        tutup <ph id="1" dataRef="d"/>.</source><target>The market <ph id="1" dataRef="d"/> was was closed.</target>
        </segment></unit></file></xliff>
      """
    ),
    (
      "c.po",
      """
      # Berkas uji.
      msgid ""
      msgstr "Project-Id-Version: a 1\\n"

      #: src/a.c:10
      #, c-format
      msgid "Pasar itu sudah tutup."
      msgstr "The market was was already closed."

      #, fuzzy
      msgid "Belum."
      msgstr "Not yet yet."

      #~ msgid "Lama."
      #~ msgstr "Old."

      """
    ),
    (
      "d.csv",
      "key,id,en,limit\r\nk1,Pasar itu sudah tutup.,\"The market was was closed, already.\",40\r\nk2,Belum.,,30\r\n"
    ),
  ])
  func `a copy of a file of segments is the file with other translations`(
    name: String, text: String
  ) throws {
    let file = try fixture.folder.write(name, text)
    let copy = fixture.folder.path(of: "copy-\(name)")
    let run = try fixture.padan.run("check", file, "--fix", "--output", copy)
    #expect(run.exitCode == 1, "\(run.errorText)")
    let mended = String(decoding: try contents(of: copy), as: UTF8.self)
    #expect(mended == text.replacing("was was", with: "was"), "\(run.errorText)")
    let again = try fixture.padan.run("check", file, "--fix", "--output", copy)
    #expect(again.exitCode == 2 && again.errorText.contains("--force"))
  }

  @Test func `a target whose markup would be lost is left alone`() throws {
    let text =
      "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a\" source-language=\"id\" "
      + "target-language=\"en\" datatype=\"plaintext\"><body><trans-unit id=\"1\"><source>Pasar itu tutup.</source>"
      + "<target>The <mrk mtype=\"term\">market</mrk> was was <!-- sic -->closed.</target></trans-unit></body></file></xliff>"
    let file = try fixture.folder.write("a.xlf", text)
    let copy = fixture.folder.path(of: "b.xlf")
    let run = try fixture.padan.run("check", file, "--fix", "--output", copy)
    #expect(String(decoding: try contents(of: copy), as: UTF8.self) == text)
    #expect(run.errorText.contains("1 pair could not be placed"), "\(run.errorText)")
  }

  @Test func `an alignment is checked, and what makes no sense is a wrong use`() throws {
    let line =
      #"{"id":"a","source":["Ia lahir 1990.","Ya."],"target":["She was born in 1991.","Yes."],"#
      + #""beads":[[[0],[0],0.9],[[1],[1],0.9]]}"#
    let file = try fixture.folder.write("a.jsonl", line + "\n")
    let run = try fixture.padan.run("check", file)
    #expect(run.exitCode == 1 && run.text.hasPrefix("\(file):1 · a s1: date 95 %"))
    for arguments in [
      ["--only", "numbers"], ["--fix"], ["--min", "101"], ["--where", "x = 1"],
      ["--fix", "--output", "x.y"],
    ] {
      #expect(try fixture.padan.run(["check", file] + arguments).exitCode == 2, "\(arguments)")
    }
  }
}
