import Foundation
import PadanTestSupport
import Testing

struct EvaluateCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  @Test func `Padan's own segments score 1 on the corpus`() throws {
    let run = try fixture.padan.run(
      "evaluate", "segmentation", Repository.corpus("segmentation.jsonl"))
    #expect(run.exitCode == 0)
    #expect(run.lines.count == 3)
    #expect(
      run.text.hasPrefix("texts 20  exact 20  missing 0  lossy 0\nall        P 1.0000  R 1.0000"))
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
    let path = try fixture.folder.write(
      "found.jsonl", "{\"id\":\"politik-koalisi\",\"beads\":[]}\n")
    let run = try fixture.padan.run(
      "evaluate", "alignment", Repository.corpus("alignment.jsonl"), path)
    #expect(run.lines.last == "documents without a hypothesis: 9")
  }

  @Test func `beads of segments that are not there are told, in the gold and in the result`() throws
  {
    let text = #"{"id":"a","src":["Harga naik."],"tgt":["Prices rose."],"#
    let gold = try fixture.folder.write("gold.jsonl", text + #""gold":[[[0],[0]]]}"# + "\n")
    let stray = try fixture.folder.write("stray.jsonl", text + #""gold":[[[3],[0]]]}"# + "\n")
    let result = try fixture.folder.write("result.jsonl", #"{"id":"a","beads":[[[0],[1]]]}"# + "\n")
    for (arguments, file) in [([stray], stray), ([gold, result], result)] {
      let run = try fixture.padan.run(["evaluate", "alignment"] + arguments)
      #expect(run.exitCode == 3 && run.text.isEmpty, "\(run.text)")
      #expect(run.errorText.contains("\(file), “a”: a bead names a segment"), "\(run.errorText)")
    }
  }

  @Test func `wrong boundaries are printed where they are asked for`() throws {
    let gold = try fixture.folder.write(
      "gold.jsonl", "{\"id\":\"x\",\"text\":\"A b. C d.\",\"spans\":[[0,9]]}\n")
    let run = try fixture.padan.run("evaluate", "segmentation", gold, "--errors", "5")
    #expect(run.lines.last == "FP\tx@4\tA b.⟂ C d.")
  }

  @Test func `the corpus is scored as the articles that it is`() throws {
    let run = try fixture.padan.run(
      "evaluate", "alignment", Repository.corpus("alignment.jsonl"), "--json", "-q")
    let result = try object(run.text)
    let strict = try #require(result["strict"] as? [String: Double])
    let null = try #require(result["null"] as? [String: Double])
    #expect(try #require(strict["f1"]) >= 0.985)
    #expect(try #require(null["f1"]) >= 0.99)
  }

  @Test func `paths in a result match names in the gold`() throws {
    let articles = Repository.corpus("articles")
    let aligned = try fixture.padan.run("align", articles, articles, "--format", "json", "-q")
    let path = try fixture.folder.write("found.jsonl", aligned.output)
    let run = try fixture.padan.run(
      "evaluate", "alignment", Repository.corpus("alignment.jsonl"), path, "--json")
    let result = try object(run.text)
    #expect(result["missing"] as? Int == 0)
    #expect(try #require((result["strict"] as? [String: Double])?["f1"]) >= 0.985)
  }

  @Test func `a result without a document of the gold is a bad input`() throws {
    let beads = try fixture.folder.write("beads.jsonl", "{\"id\":\"nosuch\",\"beads\":[]}\n")
    let spans = try fixture.folder.write("spans.jsonl", "{\"id\":\"nosuch\",\"spans\":[[0,1]]}\n")
    let pairs = try fixture.folder.write("pairs.tsv", "a.txt\tb.txt\t1\n")
    let pairing = try fixture.folder.write(
      "pairing.jsonl",
      #"{"src_docs":[{"name":"x","segments":[]}],"tgt_docs":[{"name":"y","segments":[]}],"gold":[[0,0]]}"#
        + "\n")
    for arguments in [
      ["alignment", Repository.corpus("alignment.jsonl"), beads],
      ["segmentation", Repository.corpus("segmentation.jsonl"), spans],
      ["pairing", pairing, pairs],
    ] {
      let run = try fixture.padan.run(["evaluate"] + arguments)
      #expect(run.exitCode == 3 && run.text.isEmpty, "\(arguments)")
      #expect(run.errorText.contains("\(arguments[2]) has no document of \(arguments[1])."))
    }
  }

  @Test func `a list of pairs is scored against one collection`() throws {
    let collection =
      #"{"src_docs":[{"name":"a","segments":[]}],"tgt_docs":[{"name":"b","segments":[]}],"gold":[[0,0]]}"#
    let gold = try fixture.folder.write("gold.jsonl", "\(collection)\n\(collection)\n")
    let pairs = try fixture.folder.write("pairs.tsv", "a.txt\tb.txt\t1\n")
    let run = try fixture.padan.run("evaluate", "pairing", gold, pairs)
    #expect(run.exitCode == 2 && run.text.isEmpty)
    #expect(run.errorText.contains("\(pairs) names no collections"))
  }
}
