import Foundation
import PadanTestSupport
import Testing

struct FilterCommandTests {
  private let fixture: CommandFixture
  private let pairs = """
    Harga beras naik 10 persen.\tRice prices rose 12 percent.
    Pasar itu ditutup.\tThe market was closed.
    Pasar itu ditutup.\tThe market was closed.

    """

  init() throws { fixture = try CommandFixture() }

  @Test func `a file is parted into what stays and what does not`() throws {
    let file = try fixture.folder.write("a.tsv", pairs)
    let (kept, dropped) = (fixture.folder.path(of: "b.tsv"), fixture.folder.path(of: "c.jsonl"))
    let run = try fixture.padan.run("filter", file, "--output", kept, "--dropped", dropped)
    #expect(
      run.text == """
        values                   1  numbers, amounts, dates or times differ (> 0.9)
        duplicate                1  both texts stood in an earlier pair (> 0)

        """)
    #expect(run.exitCode == 0)
    #expect(
      String(decoding: try contents(of: kept), as: UTF8.self)
        == "Pasar itu ditutup.\tThe market was closed.\n")
    let lines = String(decoding: try contents(of: dropped), as: UTF8.self).split(separator: "\n")
    let first = try object(String(lines[0]))
    let filters = try #require(first["filters"] as? [[String: Any]])
    #expect(filters.count == 1 && filters[0]["filter"] as? String == "values")
    #expect(first["line"] as? Int == 1 && lines.count == 2)
    #expect(try fixture.onMemory("import", dropped, "--quiet").exitCode == 0)
  }

  @Test func `units of a memory are marked and can be left out of an export`() throws {
    let file = try fixture.folder.write("a.tsv", pairs)
    #expect(try fixture.onMemory("import", file, "--quiet").exitCode == 0)
    let report = try fixture.onMemory("filter", "--report", "--format", "json", "--only", "values")
    let found = try object(report.text.trimmingCharacters(in: .newlines))
    #expect(found["count"] as? Int == 1 && found["filter"] as? String == "values")
    #expect(try fixture.onMemory("filter", "-q").exitCode == 0)
    let export = try fixture.onMemory("export", "--format", "tsv", "--where", "filtered = no", "-q")
    #expect(export.text == "Pasar itu ditutup.\tThe market was closed.\n")
    #expect(try fixture.onMemory("filter", "--clear", "-q").exitCode == 0)
    #expect(
      try fixture.onMemory("export", "--format", "tsv", "--where", "filtered = yes").text == "")
  }

  @Test(arguments: [
    ["filter", "a.tsv"], ["filter", "a.tsv", "--report", "--output", "b.tsv"],
    ["filter", "a.tsv", "--output", "b.docx"], ["filter", "a.tsv", "--report", "--clear"],
    ["filter", "a.tsv", "--report", "--limit", "length-ratio"],
    ["filter", "a.tsv", "--report", "--only", "lengths"],
    ["filter", "a.tsv", "--report", "--limit", "long=1e300"],
    ["filter", "a.tsv", "--output", "b.tsv", "--dropped", "./b.tsv"],
  ])
  func `what makes no sense is a wrong use`(_ arguments: [String]) throws {
    #expect(try fixture.padan.run(arguments).exitCode == 2)
  }
}
