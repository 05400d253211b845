import Foundation
import PadanTestSupport
import Testing

struct EvaluateCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  @Test func `Padan's own segments score 100 on the corpus`() throws {
    let run = try fixture.padan.run(
      "evaluate", "segmentation", Repository.corpus("segmentation.jsonl"))
    #expect(run.exitCode == 0)
    #expect(run.lines.count == 3)
    #expect(
      run.text.hasPrefix("texts 20  exact 20  missing 0  lossy 0\nall        P 100.00  R 100.00"))
  }

  @Test func `a gold scored against itself is right in every figure`() throws {
    let gold = Repository.corpus("alignment.jsonl")
    let run = try fixture.padan.run("evaluate", "alignment", gold, gold, "--json")
    #expect(run.errorText == "")
    let result = try object(run.text)
    #expect(
      Set(result.keys) == ["strict", "lax", "vecalign", "null", "by_kind", "missing"])
    for name in ["strict", "lax", "null"] {
      #expect((result[name] as? [String: Double]) == ["p": 1, "r": 1, "f1": 1])
    }
    #expect(result["missing"] as? Int == 0)
  }

  @Test func `what align answers can be evaluated`() throws {
    let gold = Repository.corpus("alignment.jsonl")
    let aligned = try fixture.padan.run("align", "--jsonl", gold, "-q")
    #expect(aligned.exitCode == 0)
    let path = try fixture.folder.write("found.jsonl", aligned.output)
    let found = try fixture.padan.run("evaluate", "alignment", gold, path)
    let own = try fixture.padan.run("evaluate", "alignment", gold, "-q")
    #expect(found.lines.first == own.lines.first)
    #expect(found.lines.first?.hasPrefix("strict  P ") == true)
    #expect(found.lines.contains { $0.hasPrefix("calibration: ECE ") })
  }

  @Test func `documents that a result lacks are counted`() throws {
    let path = try fixture.folder.write("found.jsonl", "{\"id\":\"nosuch\",\"beads\":[]}\n")
    let run = try fixture.padan.run(
      "evaluate", "alignment", Repository.corpus("alignment.jsonl"), path)
    #expect(run.lines.last == "documents without a hypothesis: 10")
  }

  @Test func `wrong boundaries are printed where they are asked for`() throws {
    let gold = try fixture.folder.write(
      "gold.jsonl", "{\"id\":\"x\",\"text\":\"A b. C d.\",\"spans\":[[0,9]]}\n")
    let run = try fixture.padan.run("evaluate", "segmentation", gold, "--errors", "5")
    #expect(run.lines.last == "FP\tx@4\tA b.⟂ C d.")
  }
}
