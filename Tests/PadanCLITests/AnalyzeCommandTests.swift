import Foundation
import PadanTestSupport
import Testing

struct AnalyzeCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
    let pairs = try fixture.folder.write(
      "a.tsv", "Harga beras naik lagi di pasar induk.\tRice prices rose again.\n")
    #expect(try fixture.onMemory("import", pairs, "--quiet").exitCode == 0)
  }

  @Test func `a text and a sum are printed, in every format`() throws {
    let text = "Harga beras naik lagi di pasar induk.\nHarga beras turun lagi di pasar induk.\n"
    let first = try fixture.folder.write("satu.txt", text)
    let second = try fixture.folder.write("dua, lagi.txt", "Тихо в городе с утра.\n")
    let table = try fixture.onMemory("analyze", first, second, "--segmented", "--rates", "100=0")
    #expect(
      table.text == """
        \(first)
          100 %                 1 segments         7 words   50 %
          85–94 %               1 segments         7 words   50 %
          all                   2 segments        14 words  100 %
          weighted                               7.0 words
        \(second)
          no match              1 segments         5 words  100 %
          all                   1 segments         5 words  100 %
          weighted                               5.0 words
        all
          100 %                 1 segments         7 words   37 %
          85–94 %               1 segments         7 words   37 %
          no match              1 segments         5 words   26 %
          all                   3 segments        19 words  100 %
          weighted                              12.0 words

        """)
    let csv = try fixture.onMemory(
      "analyze", first, second, "--segmented", "--format", "csv", "--fast")
    let lines = csv.text.split(separator: "\n")
    #expect(lines.count == 17 && lines[0] == "document,band,segments,words,weighted")
    #expect(lines[2] == "\(first),100,1,7,")
    #expect(lines[16] == "\"\(second)\",none,1,5,")
    let json = try fixture.onMemory("analyze", first, "--segmented", "--format", "json").text
    let objects = try json.split(separator: "\n").map { try object(String($0)) }
    #expect(objects.map { $0["words"] as? Int } == [14, 14])
    #expect(objects[0]["document"] as? String == first && objects[1]["document"] is NSNull)
    let page = fixture.folder.path(of: "a.html")
    let html = try fixture.onMemory(
      "analyze", first, second, "--segmented", "--format", "html", "--output", page)
    #expect(html.exitCode == 0 && html.text.isEmpty)
    let markup = String(decoding: try contents(of: page), as: UTF8.self)
    #expect(markup.contains("<span class=\"b-100\" style=\"flex-grow: 7\""))
    #expect(markup.hasSuffix("</main>\n</body>\n</html>\n"))
  }

  @Test func `a rate that is none is a wrong use`() throws {
    let run = try fixture.onMemory("analyze", "a.txt", "--rates", "95=30")
    #expect(run.exitCode == 2)
    #expect(run.errorText.contains("“95=30” is no rate. Write band=percent"))
  }
}
