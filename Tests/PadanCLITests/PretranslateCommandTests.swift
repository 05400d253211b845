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
}
