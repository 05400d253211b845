import Foundation
import PadanTestSupport
import Testing

struct ContextCommandTests {
  @Test func `a pack is text, JSON or messages, and check tells what of it was used`() throws {
    let fixture = try CommandFixture()
    let pairs = try fixture.folder.write(
      "a.tsv",
      """
      Harga beras naik di pasar induk.\tRice prices rose at the main market.
      Pedagang cabai menutup kios lebih awal.\tChilli traders closed their stalls early.

      """)
    #expect(try fixture.onMemory("import", pairs, "--quiet").exitCode == 0)
    #expect(
      try fixture.onMemory("terms", "add", "kios", "stall", "--quiet").exitCode == 0)
    let article = try fixture.folder.write(
      "berita.txt", "Harga beras naik di pasar induk.\n\nPedagang cabai sudah tiba di kios.\n")
    let text = try fixture.onMemory("context", article)
    #expect(
      text.text == """
        term kios → stall

        match of segment 1 · 100.0 exact · unit 1
          Harga beras naik di pasar induk.
          Rice prices rose at the main market.

        example of segment 2 · 63.0 fuzzy · unit 2
          Pedagang cabai menutup kios lebih awal.
          Chilli traders closed their stalls early.

        """)
    #expect(text.errorText.contains("1 term, 2 pairs, about"))
    let json = fixture.folder.path(of: "paket.json")
    #expect(
      try fixture.onMemory("context", article, "--format", "json", "--output", json).exitCode == 0)
    let table = try fixture.folder.write(
      "hasil.tsv", "Harga beras naik di pasar induk.\tRice prices rose at the main market.\n")
    let check = try fixture.padan.run(["check", table, "--pack", json])
    #expect(
      check.errorText.contains(
        "1 of 2 pairs of the pack were used\n  unit 1, match: 100 % of “Rice prices rose"))
    let chat = try object(fixture.onMemory("context", article, "--format", "messages").text)
    #expect((chat["messages"] as? [[String: String]])?.count == 6)
    let none = try fixture.onMemory("context", article, "--budget", "0")
    #expect(none.exitCode == 1 && none.text.isEmpty)
    #expect(try fixture.onMemory("context", article, "--budget=-1").exitCode == 2)
  }
}
