import PadanTestSupport
import Testing

struct TermsCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  @Test func `terms are added, imported, listed, found, edited, exported and deleted`() throws {
    #expect(try fixture.onMemory("terms", "add", "beras", "rice", "--note", "grain").exitCode == 0)
    let file = try fixture.folder.write(
      "istilah.tsv", Array("harga\tprice\nPertamina\t\nnaik\trise\tverb\n".utf8))
    let imported = try fixture.onMemory("terms", "import", file, "--subject", "trade")
    #expect(imported.exitCode == 4)
    #expect(
      imported.diagnostics == [
        "\(file): 2 terms added",
        "left out: \(file):2: there is no term in both languages: Pertamina",
      ])
    #expect(
      try fixture.onMemory("terms", "list").text == """
              1  id–en  beras → rice (grain)
              2  id–en  harga → price (trade)
              3  id–en  naik → rise (trade; verb)

        """)
    #expect(
      try fixture.onMemory("terms", "list", "--in", "Berasnya dinaikkan.").text == """
        Berasnya: beras → rice (grain)
        dinaikkan: naik → rise (trade; verb)

        """)
    _ = try fixture.onMemory("add", "Harga beras naik.", "Rice prices rose.")
    let lookup = try fixture.onMemory("lookup", "Harga beras naik.")
    #expect(
      lookup.text.hasSuffix(
        """
          term harga → price (trade)
          term beras → rice (grain)
          term naik → rise (trade; verb)

        """))
    let answer = try fixture.onMemory("lookup", "Berasnya.", "--format", "json").text
    #expect(
      answer.contains(
        #""terms":[{"found":"Berasnya","start":0,"end":8,"source":"beras","target":"rice","#
          + #""status":"preferred","note":"grain"}],"matches":[]"#))
    #expect(
      try fixture.onMemory("search", "prices").text.hasSuffix("  term price → harga (trade)\n"))
    let pair = try fixture.folder.write("a.tsv", Array("Beras habis.\tNo more paddy.\n".utf8))
    #expect(
      try fixture.onMemory("check", pair).text.hasPrefix(
        "\(pair):1: missing-term 80 %: the translation of a term is missing: beras: rice\n"))
    let page = try fixture.onMemory("pretranslate", pair, "--format", "json", "--overwrite")
    #expect(page.text.contains(#""found":"Beras""#))
    #expect(
      try fixture.onMemory("terms", "edit", "2-3", "--subject", "", "--status", "admitted")
        .diagnostics == ["\(fixture.memory): 2 terms changed"])
    #expect(
      try fixture.onMemory("terms", "export", "--format", "omegat").text
        == "beras\trice\tgrain\nharga\tprice\tadmitted\nnaik\trise\tadmitted; verb\n")
    #expect(
      try fixture.onMemory("terms", "extract", "--least", "1", "--format", "tsv").text
        == "source\ttarget\tstatus\tnote\nHarga beras\tRice prices\t\t1 unit, 100 %: 1\n")
    #expect(try fixture.onMemory("terms", "extract").exitCode == 1)
    #expect(try fixture.onMemory("terms", "delete", "2").exitCode == 0)
    let gone = try fixture.onMemory("terms", "delete", "2")
    #expect(gone.exitCode == 1)
    #expect(gone.diagnostics.joined().contains("there is no term 2. `padan terms list`"))
    for wrong in [["add", "x"], ["edit", "1"], ["add", " ", "x"], ["delete"]] {
      #expect(
        try fixture.padan.run(["terms"] + wrong + ["--memory", fixture.memory]).exitCode == 2)
    }
  }
}
