import Foundation
import PadanTestSupport
import Testing

struct PairCommandTests {
  private let fixture: CommandFixture
  private let articles = Repository.corpus("articles")

  init() throws {
    fixture = try CommandFixture()
  }

  @Test func `the articles of a folder find their references by their texts`() throws {
    let run = try fixture.padan.run("pair", articles, articles, "--format", "tsv")
    #expect(run.exitCode == 0)
    #expect(run.diagnostics.last == "10 pairs; without a partner: 0 in id, 0 in en")
    let rows = run.lines.map { $0.split(separator: "\t").map(String.init) }
    #expect(rows.count == 10)
    for row in rows {
      #expect(row[0].replacing(".id.txt", with: ".en.txt") == row[1])
      #expect(try #require(Double(row[2])) >= 0.9)
    }
  }

  @Test func `a name with a tab or a line break is a blank in TSV, and that is said`() throws {
    let flood = CommandFixture.article("bencana-banjir")
    let source = try fixture.folder.write("ban\tjir\n1.id.txt", contents(of: flood.source))
    let table = try fixture.padan.run("pair", source, flood.target, "--format", "tsv")
    let name = fixture.folder.path(of: "ban jir 1.id.txt")
    #expect(table.lines.map { $0.split(separator: "\t").first.map(String.init) } == [name])
    #expect(table.errorText.contains("\(name): its name has a tab or a line break"))
    let json = try fixture.padan.run("pair", source, flood.target, "--format", "json")
    #expect(!json.errorText.contains("line break"))
    let list = try fixture.folder.write("pairs.jsonl", json.text)
    #expect(try fixture.padan.run("align", "--pairs", list, "--format", "tsv").exitCode == 0)
  }

  @Test func `an article without a partner is listed, and a name that misleads is said`() throws {
    let flood = CommandFixture.article("bencana-banjir")
    let court = CommandFixture.article("sidang-korupsi")
    for (name, path) in [
      ("id/satu.txt", flood.source), ("id/dua.txt", court.source), ("en/satu.txt", court.target),
    ] {
      let url = URL(fileURLWithPath: fixture.folder.path(of: name))
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try fixture.folder.write(name, contents(of: path))
    }
    let (id, en) = (fixture.folder.path(of: "id"), fixture.folder.path(of: "en"))
    let run = try fixture.padan.run("pair", id, en, "--format", "json")
    let records = try run.lines.map(object)
    #expect(records.map { $0["source"] as? String } == ["\(id)/dua.txt", "\(id)/satu.txt"])
    #expect(records.map { $0["target"] as? String } == ["\(en)/satu.txt", nil])
    #expect(run.errorText.contains("share a name, but their texts do not belong together"))

    // What pair prints, align takes.
    let path = try fixture.folder.write("pairs", run.output)
    let aligned = try fixture.padan.run("align", "--pairs", path, "--format", "json", "-q")
    #expect(aligned.exitCode == 0 && aligned.lines.count == 1)
    let result = try object(try #require(aligned.lines.first))
    #expect(result["id"] as? String == "\(id)/dua.txt")
    #expect(result["reference"] as? String == "\(en)/satu.txt")
    #expect(result["translation"] as? Bool == true)

    // By name, the wrong two meet, and are said to be unrelated.
    let named = try fixture.padan.run("align", id, en, "--format", "json")
    #expect(named.errorText.contains("dua.txt: no file of that name on the other side"))
    #expect(named.errorText.contains("do not look like translations of each other"))
    #expect(try object(try #require(named.lines.first))["translation"] as? Bool == false)
    let byContent = try fixture.padan.run(
      "align", id, en, "--by-content", "--format", "json", "-q")
    #expect(byContent.output == aligned.output)
  }

  @Test func `JSON Lines and lists are collections too`() throws {
    let source = try fixture.folder.write(
      "id.jsonl", #"{"name":"satu","segments":["Gempa bermagnitudo 7,5 mengguncang Palu."]}"# + "\n"
    )
    let target = try fixture.folder.write(
      "en.jsonl", #"{"id":"one","segments":["An earthquake of magnitude 7.5 shook Palu."]}"# + "\n")
    let run = try fixture.padan.run("pair", source, target, "--format", "tsv", "-q")
    #expect(run.text.hasPrefix("satu\tone\t0.") || run.text.hasPrefix("satu\tone\t1."))
    let headed = try fixture.padan.run(
      "pair", source, target, "--format", "tsv", "--header", "-q")
    #expect(headed.text == "source\ttarget\tscore\n" + run.text)

    let flood = CommandFixture.article("bencana-banjir")
    let lists = [
      try fixture.folder.write("a.list", flood.source + "\n"),
      try fixture.folder.write("b.list", flood.target + "\n/no/such/file\n"),
    ]
    let listed = try fixture.padan.run(["pair", "--lists", "--format", "tsv"] + lists)
    #expect(listed.exitCode == 4)
    #expect(listed.lines.count == 1)
    #expect(listed.errorText.contains("/no/such/file: no such file."))
  }

  @Test func `nothing that belongs together is exit code 1, and a wrong use 2`() throws {
    let flood = CommandFixture.article("bencana-banjir")
    let court = CommandFixture.article("sidang-korupsi")
    let run = try fixture.padan.run("pair", flood.source, court.target, "--format", "tsv")
    #expect(run.exitCode == 1)
    #expect(run.lines == ["\(flood.source)\t\t", "\t\(court.target)\t"])
    #expect(try fixture.padan.run("pair", articles, articles, "--threshold", "2").exitCode == 2)
    #expect(try fixture.padan.run("pair", "/no/such", articles).exitCode == 3)
  }

  @Test func `evaluate pairing scores Padan's own pairs and a file's`() throws {
    let gold = try fixture.folder.write(
      "gold.jsonl",
      """
      {"src_docs":[{"name":"id-0","segments":["Gempa bermagnitudo 7,5 mengguncang Palu."]},\
      {"name":"id-1","segments":["Timnas menang 3-1 atas Filipina."]}],\
      "tgt_docs":[{"name":"en-0","segments":["The national team beat the Philippines 3-1."]},\
      {"name":"en-1","segments":["An earthquake of magnitude 7.5 shook Palu."]}],\
      "gold":[[0,1],[1,0]]}

      """)
    let own = try fixture.padan.run("evaluate", "pairing", gold, "-q")
    #expect(own.lines == ["P 1.0000  R 1.0000  F1 1.0000   right 2 found 2 gold 2"])
    let result = try fixture.folder.write("found.tsv", "x/id-0.txt\ty/en-1.txt\t1\nid-1\t\t\n")
    let found = try fixture.padan.run("evaluate", "pairing", gold, result, "--json")
    #expect(try object(found.text)["r"] as? Double == 0.5)
  }
}

struct AlignReportTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  private func segmented(_ source: String, _ target: String) throws -> [String] {
    [
      "align", "--segmented", "-q", try fixture.folder.write("a.id", source),
      try fixture.folder.write("a.en", target),
    ]
  }

  @Test(arguments: [40, 72, 80, 120])
  func `text is as wide as the terminal at most`(_ width: Int) throws {
    let article = CommandFixture.article("pindah-paragraf")
    let run = try fixture.padan.run(
      "align", article.source, article.target, environment: ["COLUMNS": "\(width)"])
    #expect(run.lines.allSatisfy { $0.count <= width })
    #expect(run.lines.contains { $0.count > width - 12 })
    #expect(run.text.contains("1-1×") && run.text.contains("– no target –"))
  }

  @Test func `columns stay straight beside wide characters and marks`() throws {
    let run = try fixture.padan.run(
      segmented("総選挙は日曜日に行われる。総選挙は日曜日に行われる。\ne\u{301}te\u{301} 2025", "Vote 1.\nSummer 2025"))
    let bars = run.lines.filter { $0.contains("│") }.map { line in
      line.prefix { $0 != "│" }.reduce(0) { $0 + ($1.unicodeScalars.first!.value > 0x2E80 ? 2 : 1) }
    }
    #expect(bars.count >= 3 && Set(bars).count == 1)
  }

  @Test func `controls in a text do not reach the terminal`() throws {
    let run = try fixture.padan.run(
      segmented("Harga\u{1B}[2J naik\u{7}.\n", "Prices\u{9B}31m rose.\n"))
    #expect(
      run.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
    )
    #expect(run.text.contains("Harga\u{FFFD}"))
  }

  @Test func `HTML is one page for all documents, written whole`() throws {
    let articles = Repository.corpus("articles")
    let path = fixture.folder.path(of: "page.html")
    let run = try fixture.padan.run(
      "align", articles, articles, "--format", "html", "--output", path, "-q")
    #expect(run.exitCode == 0 && run.text == "")
    let page = String(decoding: try contents(of: path), as: UTF8.self)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.matches(of: #/<main /#).count == 10)
    #expect(page.matches(of: #/<svg /#).count == 10)
  }

  @Test(arguments: ["json", "tsv", "tmx", "text"])
  func `several pairs say which document each result is of`(_ format: String) throws {
    let first = CommandFixture.article("gabung-pisah")
    let second = CommandFixture.article("daftar-tips")
    let run = try fixture.padan.run(
      "align", first.source, first.target, second.source, second.target, "--format", format, "-q")
    #expect(run.exitCode == 0)
    let places = [first.source, second.source].map { run.text.range(of: $0)?.lowerBound }
    #expect(try #require(places[0]) < (try #require(places[1])))
    let untrained = try fixture.padan.run(
      "align", first.source, first.target, second.source, second.target, "--format", format, "-q",
      "--no-self-train")
    let streamed = try fixture.padan.run(
      "align", first.source, first.target, second.source, second.target, "--format", format, "-q",
      "--stream")
    if format != "tmx" { #expect(streamed.output == untrained.output) }
  }

  @Test func `a pair that cannot be read is said in its place, and the rest goes on`() throws {
    let article = CommandFixture.article("gabung-pisah")
    let pairs = try fixture.folder.write(
      "pairs.tsv", "/no/such\t\(article.target)\n\(article.source)\t\(article.target)\n")
    let run = try fixture.padan.run("align", "--pairs", pairs, "--format", "json")
    #expect(run.exitCode == 4)
    #expect(try run.lines.map { try object($0)["error"] != nil } == [true, false])
  }

  @Test func `lines streamed give what lines together give`() throws {
    let gold = Repository.corpus("alignment.jsonl")
    let together = try fixture.padan.run("align", "--jsonl", gold, "-q")
    let streamed = try fixture.padan.run("align", "--jsonl", gold, "-q", "--stream")
    #expect(streamed.exitCode == 0 && together.lines.count == 10)
    #expect(
      try streamed.lines.map { try object($0)["id"] as? String }
        == together.lines.map { try object($0)["id"] as? String })
  }

  @Test func `unrelated texts are warned of, and not saved`() throws {
    let flood = CommandFixture.article("bencana-banjir")
    let court = CommandFixture.article("sidang-korupsi")
    let run = try fixture.onMemory(
      "align", flood.source, court.target, "--save", "--format", "json")
    #expect(run.exitCode == 1)
    #expect(
      run.errorText.contains(
        "do not look like translations of each other; their pairs are not saved"))
    let result = try object(try #require(run.lines.first))
    #expect(result["translation"] as? Bool == false)
    for bead in try #require(result["beads"] as? [[String: Any]])
    where (bead["source"] as? [Int])?.isEmpty == false
      && (bead["target"] as? [Int])?.isEmpty == false
    {
      #expect(try #require(bead["confidence"] as? Double) <= 0.1)
    }
    #expect(try fixture.memoryContents() == nil)
  }
}
