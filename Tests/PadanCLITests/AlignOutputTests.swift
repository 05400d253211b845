import Foundation
import PadanTestSupport
import Testing

struct AlignOutputTests {
  private let fixture: CommandFixture
  private let article = CommandFixture.article("gabung-pisah")

  init() throws {
    fixture = try CommandFixture()
  }

  private func rows(_ options: String...) throws -> [[String]] {
    let run = try fixture.padan.run(
      ["align", article.source, article.target, "--format", "tsv", "-q"] + options)
    return run.lines.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `--header names the columns of TSV once`() throws {
    let columns = ["source", "target", "confidence", "kind", "crossing"]
    #expect(try rows("--header") == [columns] + rows())
    // Documents of one run learn words from each other.
    let all = try rows("--no-self-train")
    let many = try fixture.padan.run(
      "align", article.source, article.target, article.source, article.target, "--format", "tsv",
      "--header", "--no-self-train", "-q")
    #expect(many.lines.count == 2 * all.count + 1)
    #expect(many.lines[0] == (columns + ["document"]).joined(separator: "\t"))
    let wrong = try fixture.padan.run("align", article.source, article.target, "--header")
    #expect(wrong.exitCode == 2 && wrong.errorText.contains("--header goes with --format tsv."))
  }

  @Test func `--min-confidence leaves doubtful beads unpaired and loses no segment`() throws {
    let all = try rows()
    let sure = try rows("--min-confidence", "0.993")
    func paired(_ rows: [[String]]) -> [[String]] {
      rows.filter { !$0[0].isEmpty && !$0[1].isEmpty }
    }
    #expect(paired(sure) == paired(all).filter { Double($0[2]) ?? 0 >= 0.993 })
    #expect(paired(sure).count < paired(all).count)
    #expect(
      sure.map { $0[0] }.filter { !$0.isEmpty }.joined(separator: " ")
        == all.map { $0[0] }.filter { !$0.isEmpty }.joined(separator: " "))
    #expect(try fixture.padan.run("align", "a", "b", "--min-confidence", "2").exitCode == 2)
  }

  @Test(arguments: [
    ("tsv", ".tsv"), ("text", ".txt"), ("json", ".json"), ("html", ".html"), ("tmx", ".tmx"),
    ("hunalign", ".hunalign"), ("ladder", ".ladder"), ("vecalign", ".vecalign"), ("xces", ".xml"),
  ])
  func `--output-dir writes a file for each document`(_ format: String, _ ending: String) throws {
    let articles = fixture.folder.path(of: "artikel")
    try FileManager.default.createDirectory(
      atPath: articles, withIntermediateDirectories: false)
    for name in ["satu", "dua"] {
      try fixture.folder.write("artikel/\(name).id.txt", "Harga beras naik. Panen gagal.")
      try fixture.folder.write("artikel/\(name).en.txt", "Rice prices rose. The harvest failed.")
    }
    let folder = fixture.folder.path(of: "a/b")
    let arguments = [
      "align", articles, articles, "--format", format, "--output-dir", folder, "-q",
    ]
    let run = try fixture.padan.run(arguments)
    #expect(run.exitCode == 0 && run.text.isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.sorted() == ["dua\(ending)", "satu\(ending)"])
    let refused = try fixture.padan.run(arguments + ["--save", "--memory", fixture.memory])
    #expect(refused.exitCode == 2)
    #expect(!FileManager.default.fileExists(atPath: fixture.memory), "refused before the work")
    #expect(try fixture.padan.run(arguments + ["--force"]).exitCode == 0)
  }

  @Test func `a format that cannot hold crossing pairs says so`() throws {
    let source = [
      "Jembatan tua ditutup pada Senin.", "Ahli menemukan retakan pada dua pilar.",
      "Bus dialihkan hingga 15 Maret.", "Perbaikan menelan biaya 3,5 juta euro.",
      "Dewan kota memilih pada 9 Juli.",
    ]
    let target = [
      "The council votes on July 9.", "The old bridge was closed on Monday.",
      "Experts found cracks in two pillars.", "Buses are diverted until March 15.",
      "Repairs cost 3.5 million euros.",
    ]
    let files = try [("a.id", source), ("a.en", target)].map {
      try fixture.folder.write($0, $1.joined(separator: "\n"))
    }
    let arguments = ["align", "--segmented"] + files + ["--no-memory", "--format"]
    let crossing = try fixture.padan.run(arguments + ["tsv"]).lines.count {
      $0.hasSuffix("crossing")
    }
    #expect(crossing > 0)
    let ladder = try fixture.padan.run(arguments + ["ladder"])
    #expect(ladder.errorText.contains("left out: ladder cannot hold them; vecalign can"))
    #expect(try !fixture.padan.run(arguments + ["vecalign"]).errorText.contains("left out"))
  }

  @Test func `moses writes a file for each language`() throws {
    let prefix = fixture.folder.path(of: "korpus")
    let run = try fixture.padan.run(
      "align", article.source, article.target, "--format", "moses", "--output", prefix)
    #expect(run.exitCode == 0)
    let pairs = try rows().filter { !$0[0].isEmpty && !$0[1].isEmpty }
    for (language, column) in [("id", 0), ("en", 1)] {
      let lines = try String(contentsOfFile: "\(prefix).\(language)", encoding: .utf8)
      #expect(lines == pairs.map { $0[column] + "\n" }.joined())
    }
    let unnamed = try fixture.padan.run(
      "align", article.source, article.target, "--format", "moses")
    #expect(unnamed.exitCode == 2)
  }

  @Test func `documents of one name get files of their own`() throws {
    let line = #""source":["Harga beras naik."],"target":["Rice prices rose."]}"# + "\n"
    let path = try fixture.folder.write(
      "a.jsonl", #"{"id":"x/satu.id.txt",\#(line){"id":"y/satu",\#(line)"#)
    let folder = fixture.folder.path(of: "out")
    let run = try fixture.padan.run(
      "align", "--jsonl", path, "--format", "vecalign", "--output-dir", folder)
    #expect(run.exitCode == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        == ["satu-2.vecalign", "satu.vecalign"])
  }
}
