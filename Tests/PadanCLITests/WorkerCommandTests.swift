import Foundation
import PadanTestSupport
import Testing

/// The verbs that work for programs: a line in, a line out.
struct WorkerCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  @Test func `segment answers each article, and tells of a line that is none`() throws {
    let run = try fixture.padan.run(
      "segment", "--jsonl", "--keys",
      input: """
        {"id":"a","text":"Harga beras naik. Pemerintah diam."}
        {"id":"b","txt":"Harga beras naik."}
        {"id":3,"text":"# Judul\\n\\nIsi berita.\\n","name":"a.md"}

        """)
    #expect(run.exitCode == 4)
    let lines = run.text.split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    let first = try #require(object(lines[0])["segments"] as? [[String: Any]])
    #expect(try object(lines[0])["keys"] as? [String] == ["beras", "harga", "pemer"])
    #expect(first.map { $0["text"] as? String } == ["Harga beras naik.", "Pemerintah diam."])
    #expect(
      lines[1]
        == "{\"id\":\"b\",\"error\":{\"code\":\"json.missing-member\",\"message\":\"(standard input):2: "
        + "the member “text” is missing.\"}}")
    let third = try object(lines[2])
    #expect(third["id"] as? Int == 3)
    let segments = try #require(third["segments"] as? [[String: Any]])
    #expect(segments.map { $0["kind"] as? String } == ["headline", "body"])
    #expect(run.errorText.contains("1 line of (standard input) was left out"))
  }

  @Test func `lookup and pretranslate answer as they do without`() throws {
    let pairs = try fixture.folder.write(
      "a.tsv", "Harga beras naik 5 persen.\tRice prices rose 5 percent.\n")
    #expect(try fixture.onMemory("import", pairs, "--quiet").exitCode == 0)
    let text = "Harga beras naik 7 persen."
    let plain = try fixture.onMemory("lookup", text, "--format", "json")
    let lookup = try fixture.onMemory(
      "lookup", "--jsonl", input: "{\"id\":1,\"query\":\"\(text)\"}\n")
    #expect(lookup.text == "{\"id\":1," + plain.text.dropFirst())
    #expect(lookup.exitCode == 0)
    let draft = try fixture.onMemory(
      "pretranslate", "--jsonl", input: "{\"id\":1,\"text\":\"\(text)\"}\n")
    let segments = try #require(object(draft.text)["segments"] as? [[String: Any]])
    #expect(segments.map { $0["target"] as? String } == ["Rice prices rose 7 percent."])
  }

  @Test func `check, filter and pair answer each line`() throws {
    let pair = "{\"id\":\"x\",\"source\":\"Naik 5 persen.\",\"target\":\"It rose 6 percent.\"}\n"
    let check = try fixture.padan.run("check", "--jsonl", input: pair)
    let findings = try #require(object(check.text)["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["code"] as? String == "number" })
    let filter = try object(fixture.padan.run("filter", "--jsonl", input: pair).text)
    #expect((filter["filters"] as? [[String: Any]])?.first?["filter"] as? String == "values")
    let articles = try fixture.padan.run(
      "pair", "--jsonl",
      input: """
        {"id":"day","source":[{"name":"s","segments":["Harga beras naik 5 persen di Jakarta.","Pemerintah \
        membuka pasar murah."]}],"target":[{"name":"t","segments":["Rice prices rose 5 percent in Jakarta.",\
        "The government opened cheap markets."]}]}

        """)
    let pairs = try #require(object(articles.text)["pairs"] as? [[String: Any]])
    #expect(pairs.first?["source"] as? String == "s" && pairs.first?["target"] as? String == "t")
    #expect(pairs.first?["sides"] == nil)
    let segments =
      #"["The price of rice rose by 5 percent in the city.","The minister said that the government would open "#
      + #"markets for the people who need them."]"#
    let untranslated = try fixture.padan.run(
      "pair", "--jsonl",
      input: "{\"id\":1,\"source\":[{\"name\":\"s\",\"segments\":\(segments)}],"
        + "\"target\":[{\"name\":\"t\",\"segments\":\(segments)}]}\n")
    #expect(untranslated.text.contains("\"sides\":\"sides.same-text\""))
  }

  @Test func `filter takes what align answers, and tells what duplicates have in common`() throws {
    let aligned = try fixture.padan.run(
      "align", "--jsonl", "--stream", "--texts",
      input: """
        {"id":"a","source":["Harga beras naik 5 persen.","Menteri diam."],"target":["Rice prices rose 5 percent.",\
        "The minister kept silent."]}
        {"id":"b","source":["HARGA beras naik 5 persen!"],"target":["Rice prices rose 6 percent."]}
        {"id":"c","source":["HARGA beras naik 5 persen."],"target":["Rice prices rose 5 percent."]}

        """)
    let run = try fixture.padan.run(
      "filter", "--jsonl", "--fingerprints",
      input: aligned.text
        + "{\"id\":\"d\",\"source\":[\"Ya.\"],\"target\":[],\"beads\":[{\"source\":[1],\"target\":[0]}]}\n"
    )
    let lines = run.text.split(separator: "\n").map(String.init)
    try #require(lines.count == 4)
    let pairs = try lines.dropLast().map { try #require(object($0)["pairs"] as? [[String: Any]]) }
    #expect(pairs.map(\.count) == [2, 1, 1])
    #expect(pairs[0][0]["document"] as? String == "a" && pairs[0][1]["sentence"] as? Int == 1)
    #expect((pairs[1][0]["filters"] as? [[String: Any]])?.first?["filter"] as? String == "values")
    #expect(pairs[1][0]["fingerprint"] == nil)
    let prints = try [pairs[0][0], pairs[2][0], pairs[0][1]].map {
      try #require($0["fingerprint"] as? [String: Any])
    }
    #expect(prints[0]["text"] as? String != prints[1]["text"] as? String)
    #expect(prints[0]["words"] as? [String] == prints[1]["words"] as? [String])
    #expect((prints[0]["words"] as? [String])?.count == 10)
    #expect(prints[2]["text"] as? String != prints[0]["text"] as? String)
    #expect(
      lines[3].hasPrefix(
        "{\"id\":\"d\",\"error\":{\"code\":\"alignment.stray-bead\",\"message\":\"d: "))
  }

  @Test(arguments: [
    ["filter", "a.tmx", "--report", "--fingerprints"], ["align", "a", "b", "--texts"],
    ["segment", "a", "b", "--jsonl"], ["segment", "--jsonl", "--explain"],
    ["lookup", "--jsonl", "--article"], ["pretranslate", "--jsonl", "--mark"],
    ["check", "--jsonl", "--fix"], ["filter", "--jsonl", "--report"],
    ["pair", "--jsonl", "--lists"], ["pair", "a"],
  ])
  func `what does not go with --jsonl is a wrong use`(_ arguments: [String]) throws {
    #expect(try fixture.padan.run(arguments).exitCode == 2)
  }

  @Test func `import merges memories`() throws {
    let other = fixture.folder.path(of: "other.sqlite")
    let pairs = try fixture.folder.write("a.tsv", "Satu.\tOne.\n")
    #expect(try fixture.padan.run("import", pairs, "--memory", other, "-q").exitCode == 0)
    let more = try fixture.folder.write("b.tsv", "Dua.\tTwo.\n")
    #expect(try fixture.onMemory("import", more, "-q").exitCode == 0)
    let run = try fixture.onMemory("import", other)
    #expect(run.exitCode == 0 && run.errorText.contains("1 unit added"))
    #expect(
      try fixture.onMemory("export", "--format", "tsv", "-q").text == "Dua.\tTwo.\nSatu.\tOne.\n")
    #expect(try fixture.onMemory("import", fixture.memory).exitCode == 2)
    #expect(try fixture.onMemory("undo", "-q").exitCode == 0)
    #expect(try fixture.onMemory("export", "--format", "tsv", "-q").text == "Dua.\tTwo.\n")
  }
}
