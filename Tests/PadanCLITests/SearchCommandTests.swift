import PadanTestSupport
import Testing

struct SearchCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
    let table = """
      Harga beras naik di pasar.\tRice prices rose at the market.
      Ia menulis surat.\tShe wrote a letter.
      Pasar itu ramai.\tThe market was busy.

      """
    let file = try fixture.folder.write("berita.tsv", Array(table.utf8))
    #expect(try fixture.onMemory("import", file, "--from", "id", "--to", "en").exitCode == 0)
  }

  @Test func `a concordance has what was found in one column`() throws {
    let run = try fixture.onMemory("search", "pasar")
    #expect(
      run.text == """
        — no document
               1         Harga beras naik di [pasar].
                     Rice prices rose at the ‹market›.
               3                             [Pasar] itu ramai.
                                         The ‹market› was busy.

        """)
    #expect(run.diagnostics == [])
    let rows = try fixture.onMemory("search", "market", "--format", "tsv").text
    #expect(
      rows.hasPrefix(
        "1\ttarget\tRice prices rose at the \tmarket\t.\tHarga beras naik di pasar.\tpasar\t\n"))
  }

  @Test func `what makes no sense is a wrong use, and what is not there exit code 1`() throws {
    for wrong in [["…"], ["("], ["x", "--limit", "-1"], []] {
      let words = ["search"] + wrong + (wrong == ["("] ? ["--regex"] : [])
      let run = try fixture.padan.run(words + ["--memory", fixture.memory])
      #expect(run.exitCode == 2, "\(wrong)")
    }
    #expect(try fixture.onMemory("search", "nihil").exitCode == 1)
  }

  @Test func `ranges and filters name units`() throws {
    let approved = try fixture.onMemory("approve", "1-2", "--reviewer", "ann")
    #expect(approved.diagnostics == ["\(fixture.memory): 2 units approved"])
    let none = try fixture.onMemory("reject", "7-9")
    #expect(none.exitCode == 1 && none.diagnostics.joined().contains("from 7 to 9"))
    #expect(try fixture.onMemory("reject", "9-7").exitCode == 2)
    let edited = try fixture.onMemory(
      "edit", "1-3", "--where", "review = approved", "--target", "Same.")
    #expect(edited.diagnostics == ["\(fixture.memory): 2 units changed"])
    let deleted = try fixture.onMemory("delete", "--where", "target = Same.")
    #expect(deleted.diagnostics == ["\(fixture.memory): 2 units deleted"])
    #expect(try fixture.onMemory("delete").exitCode == 2)
    #expect(try fixture.onMemory("search", "pasar", "--format", "tsv").text.hasPrefix("3\t"))
  }
}
