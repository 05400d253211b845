import Foundation
import PadanTestSupport
import Testing

struct AlignCommandTests {
  private let fixture: CommandFixture
  private var padan: PadanBinary { fixture.padan }

  init() throws {
    fixture = try CommandFixture()
  }

  private func align(_ id: String, _ options: String...) throws -> PadanBinary.Run {
    let article = CommandFixture.article(id)
    return try padan.run(["align", article.source, article.target] + options)
  }

  @Test func `JSON holds both texts and every segment once`() throws {
    let run = try align("gabung-pisah", "--format", "json")
    #expect(run.exitCode == 0)
    #expect(run.errorText == "")
    let result = try object(try #require(run.lines.first))
    #expect(
      Set(result.keys) == [
        "id", "reference", "source", "target", "translation", "beads", "lexicons",
      ])
    #expect(result["id"] as? String == CommandFixture.article("gabung-pisah").source)
    #expect(result["lexicons"] as? [String] == ["bundled"])
    let source = try #require(result["source"] as? [String])
    let target = try #require(result["target"] as? [String])
    let beads = try #require(result["beads"] as? [[String: Any]])
    for bead in beads {
      #expect(Set(bead.keys) == ["source", "target", "confidence", "crossing"])
      #expect((0...1).contains(try #require(bead["confidence"] as? Double)))
      #expect(bead["crossing"] as? Bool != nil)
    }
    #expect(beads.flatMap { $0["source"] as? [Int] ?? [] } == Array(source.indices))
    #expect(beads.flatMap { $0["target"] as? [Int] ?? [] }.sorted() == Array(target.indices))
  }

  @Test func `TSV has a bead a line with five columns`() throws {
    let run = try align("gabung-pisah", "--format", "tsv", "-q")
    #expect(run.errorText == "")
    let rows = run.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(rows.allSatisfy { $0.count == 5 })
    for row in rows {
      let isPaired = !row[0].isEmpty && !row[1].isEmpty
      #expect(row[3].contains("0") != isPaired)
      #expect(Double(row[2]).map { (0...1).contains($0) } == true)
      #expect(row[4] == "" || row[4] == "crossing")
    }
    #expect(rows.contains { $0[3] != "1-1" && !$0[3].contains("0") })
  }

  @Test func `TMX holds the paired beads and can be imported`() throws {
    let run = try align("gabung-pisah", "--format", "tmx")
    let path = try fixture.folder.write("a.tmx", run.output)
    let pairs = try align("gabung-pisah", "--format", "tsv").lines.filter {
      $0.split(separator: "\t", omittingEmptySubsequences: false).prefix(2).allSatisfy {
        !$0.isEmpty
      }
    }
    let result = try fixture.onMemory("import", path)
    #expect(result.exitCode == 0)
    #expect(
      result.diagnostics.first == "\(path): \(pairs.count) pairs read, \(pairs.count) units added")
  }

  @Test func `text is at most eighty columns wide`() throws {
    let run = try align("politik-koalisi")
    #expect(run.lines.allSatisfy { $0.count <= 80 })
    #expect(run.lines.contains { $0.contains("– no target –") })
  }

  @Test func `segmented files are aligned line by line, blank lines counted`() throws {
    let source = try fixture.folder.write("a.id", "Harga beras naik.\n\nPetani senang.\n")
    let target = try fixture.folder.write("a.en", "Rice prices rose.\nFarmers are happy.")
    let run = try padan.run("align", "--segmented", source, target, "--format", "json")
    let result = try object(try #require(run.lines.first))
    #expect(result["source"] as? [String] == ["Harga beras naik.", "", "Petani senang."])
    #expect(result["target"] as? [String] == ["Rice prices rose.", "Farmers are happy."])
  }

  @Test(arguments: ["\u{B}", "\u{C}", "\u{85}", "\u{2028}"])
  func `a mark inside a line parts no segments, so that positions are line numbers`(
    _ mark: String
  ) throws {
    let source = try fixture.folder.write("a.id", "Harga\(mark)naik.\nPetani senang.\n")
    let target = try fixture.folder.write("a.en", "Prices rose.\r\nFarmers are happy.\r\n")
    let run = try padan.run("align", "--segmented", source, target, "--format", "json")
    let result = try object(try #require(run.lines.first))
    #expect((result["target"] as? [String])?.count == 2)
    #expect((result["source"] as? [String])?.count == 2)
  }

  @Test func `a byte order mark is no part of the first segment`() throws {
    let source = try fixture.folder.write("a.id", "\u{FEFF}Harga beras naik.\n")
    let target = try fixture.folder.write("a.en", "Rice prices rose.\n")
    let run = try padan.run("align", "--segmented", source, target, "--format", "json")
    let texts = try object(try #require(run.lines.first))["source"] as? [String]
    let first = try #require(texts?.first)
    #expect(Array(first.unicodeScalars) == Array("Harga beras naik.".unicodeScalars))
  }

  @Test func `the same command gives the same bytes`() throws {
    let first = try align("pindah-paragraf", "--format", "json")
    #expect(try align("pindah-paragraf", "--format", "json").output == first.output)
  }

  // MARK: Many documents

  private static let good = #"{"id":"a","source":["Harga naik."],"target":["Prices rose."]}"#
  private static let answer =
    #"{"source":[0],"target":[0],"confidence":"#

  @Test func `each line is answered in its place, and a bad one with its fault`() throws {
    let lines = [
      Self.good, #"{"id":"b","source":"x","target":[]}"#, "not json",
      #"{"id":7,"src":[],"tgt":[]}"#,
    ]
    let path = try fixture.folder.write("a.jsonl", lines.joined(separator: "\n\n") + "\n")
    let run = try padan.run("align", "--jsonl", path, "--quiet")
    #expect(run.exitCode == 4)
    #expect(
      run.diagnostics == [
        "Error: 2 lines of \(path) were left out; each has its fault in its place."
      ])
    let results = try run.lines.map(object)
    try #require(results.count == 4)
    #expect(results.map { $0["id"] as? String } == ["a", "b", nil, nil])
    #expect(results[3]["id"] as? Int == 7)
    #expect(Set(results[0].keys) == ["id", "translation", "beads", "lexicons"])
    #expect((results[3]["beads"] as? [Any])?.isEmpty == true)
    for (index, line) in [(1, 3), (2, 5)] {
      #expect(Set(results[index].keys) == ["id", "error"])
      let error = try #require(results[index]["error"] as? [String: String])
      #expect(error.keys.sorted() == ["code", "message"])
      #expect(error["message"]?.hasPrefix("\(path):\(line): ") == true)
    }
  }

  @Test(arguments: [["align", "--jsonl"], ["align", "--jsonl", "-"]])
  func `lines come from standard input, in either order of arguments`(_ arguments: [String]) throws
  {
    let run = try padan.run(arguments + ["-q"], input: Array((Self.good + "\n").utf8))
    #expect(run.exitCode == 0 && run.errorText == "")
    #expect(run.text.hasPrefix(#"{"id":"a","translation":true,"beads":[\#(Self.answer)"#))
  }

  @Test func `no lines are no answers`() throws {
    let run = try padan.run("align", "--jsonl", "-q", input: "\n \n")
    #expect(run.exitCode == 0 && run.text == "")
  }

  // MARK: Saving

  @Test func `--save keeps the pairs with where they come from`() throws {
    let article = CommandFixture.article("gabung-pisah")
    let run = try fixture.onMemory(
      "align", article.source, article.target, "--save", "--format", "tsv")
    #expect(run.exitCode == 0)
    let paired = run.lines.filter { !$0.hasPrefix("\t") && !$0.contains("\t\t") }
    #expect(run.diagnostics.contains("\(fixture.memory): \(paired.count) units added"))

    let statistics = try object(fixture.onMemory("stats", "--format", "json").text)
    #expect(statistics["units"] as? Int == paired.count)
    #expect(statistics["documents"] as? Int == 1)

    let query = try #require(paired.last?.split(separator: "\t").first)
    let lookup = try fixture.onMemory("lookup", String(query), "--format", "json")
    let match = try #require((object(lookup.text)["matches"] as? [[String: Any]])?.first)
    let provenance = try #require((match["provenance"] as? [[String: Any]])?.first)
    // Its path from the current folder, if it is below that.
    let document = try #require(provenance["document"] as? String)
    #expect(
      document.hasSuffix("articles/gabung-pisah.id.txt") && article.source.hasSuffix(document))
    #expect(provenance["tool"] as? String == "Padan")
    #expect(provenance["paragraph"] is Int && provenance["sentence"] is Int)
    #expect(provenance["bead"] is String && provenance["confidence"] is Double)
    #expect(provenance["previous"] is String)

    let again = try fixture.onMemory(
      "align", article.source, article.target, "--save", "--format", "tsv")
    #expect(
      again.diagnostics.contains("\(fixture.memory): 0 units added, \(paired.count) already there"))
    #expect(try object(fixture.onMemory("stats", "--format", "json").text)["imports"] as? Int == 1)
  }
}
