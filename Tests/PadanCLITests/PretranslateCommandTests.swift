import Foundation
import PadanTestSupport
import Testing

struct PretranslateCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
    let pairs = try fixture.folder.write(
      "a.tsv",
      "Harga beras naik lagi di pasar induk.\tRice prices rose again at the main market.\n")
    #expect(try fixture.onMemory("import", pairs, "--quiet").exitCode == 0)
  }

  @Test func `a draft is written in the article's format, as TSV and as JSON`() throws {
    let article = try fixture.folder.write(
      "satu.txt", "Harga beras naik lagi di pasar induk.\n\nТихо в городе с утра.\n")
    let draft = try fixture.onMemory("pretranslate", article, "--mark")
    #expect(
      draft.text == "Rice prices rose again at the main market.\n\n⟦– Тихо в городе с утра.⟧\n")
    #expect(draft.errorText.contains("\(article): 12 words: 100 % 7, no match 5"))
    let table = try fixture.onMemory("pretranslate", article, "--format", "tsv").text
    #expect(
      table == """
        Harga beras naik lagi di pasar induk.\tRice prices rose again at the main market.\t100.0\texact\t1
        Тихо в городе с утра.\t\t\tnone\t

        """)
    let folder = fixture.folder.path(of: "draf")
    let many = try fixture.onMemory(
      "pretranslate", article, "--output-dir", folder, "--format", "json")
    #expect(many.exitCode == 0 && many.text.isEmpty)
    let lines = try String(decoding: contents(of: "\(folder)/satu.txt.jsonl"), as: UTF8.self)
      .split(separator: "\n").map { try object(String($0)) }
    #expect(lines.map { $0["match"] as? String } == ["exact", nil])
    #expect(lines[1]["target"] is NSNull)
  }

  @Test func `an article that the memory knows nothing of ends with exit code 1`() throws {
    let article = try fixture.folder.write("dua.txt", "Тихо в городе с утра.\n")
    let draft = try fixture.onMemory("pretranslate", article)
    #expect(draft.exitCode == 1)
    #expect(draft.text == "Тихо в городе с утра.\n")
    let over = try fixture.onMemory("pretranslate", article, "--output", article, "--force")
    #expect(over.exitCode == 2 && over.errorText.contains("is an input of this command"))
  }

  @Test
  func `a file of segments is drafted in its own format, and an article as XLIFF and as a page`()
    throws
  {
    let pairs = "source,target\nHarga beras naik lagi di pasar induk.,\nTak ada.,Nothing.\n"
    let table = try fixture.folder.write("a.csv", pairs)
    let draft = try fixture.onMemory("pretranslate", table)
    #expect(
      draft.text == """
        source,target,score,match,unit
        Harga beras naik lagi di pasar induk.,Rice prices rose again at the main market.,100.0,exact,1
        Tak ada.,Nothing.,,,

        """)
    #expect(draft.errorText.contains("1 segment translated already and left alone; --overwrite"))
    let other = try fixture.onMemory("pretranslate", table, "--format", "xliff")
    #expect(other.exitCode == 2 && other.errorText.contains("leave out --format xliff"))
    let article = try fixture.folder.write("a.txt", "Harga beras naik lagi di pasar induk.\n")
    let xliff = try fixture.onMemory("pretranslate", article, "--format", "xliff").text
    #expect(xliff.contains("<target state=\"translated\" state-qualifier=\"exact-match\">Rice"))
    let page = try fixture.onMemory("pretranslate", article, "--format", "html").text
    #expect(page.contains("<p class=\"score\">100.0 exact</p>"))
    #expect(page.hasSuffix("</main>\n</body>\n</html>\n"))
  }
}
