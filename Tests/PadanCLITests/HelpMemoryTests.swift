import Foundation
import PadanTestSupport
import Testing

/// The one rule for the memory whose lexicon commands use.
struct HelpMemoryTests {
  private let fixture: CommandFixture
  private let flood = CommandFixture.article("bencana-banjir")
  private var named: [String: String] { ["PADAN_MEMORY": fixture.memory] }

  init() throws {
    fixture = try CommandFixture()
    let file = try fixture.folder.write("istilah.tsv", "banjir\tdeluge\n")
    _ = try fixture.padan.run("lexicon", "import", file, environment: named)
  }

  private var note: String { "lexicon: \(fixture.memory) (1 headword)" }

  @Test func `align and pair use the lexicon of the memory that is named`() throws {
    for verb in ["align", "pair"] {
      let arguments = [verb, flood.source, flood.target]
      for run in [
        try fixture.padan.run(arguments + ["--memory", fixture.memory]),
        try fixture.padan.run(arguments, environment: named),
      ] {
        #expect(run.exitCode == 0)
        #expect(run.diagnostics.count { $0 == note } == 1, "\(verb)")
        #expect(run.diagnostics.count { $0.hasPrefix("lexicon: bundled") } == 1, "\(verb)")
      }
      let without = try fixture.padan.run(arguments + ["--no-memory"], environment: named)
      #expect(without.exitCode == 0 && !without.errorText.contains(fixture.memory), "\(verb)")
    }
  }

  @Test func `lexicon info and export show what the named memory has`() throws {
    let info = try fixture.padan.run("lexicon", "info", environment: named)
    #expect(info.text.contains(fixture.memory) && info.text.contains("istilah.tsv"))
    let export = try fixture.padan.run("lexicon", "export", environment: named)
    #expect(export.exitCode == 0 && export.text == "banjir\tdeluge\n")
    let none = try fixture.padan.run("lexicon", "info", "--no-memory", environment: named)
    #expect(none.exitCode == 0 && !none.text.contains(fixture.memory))
    #expect(
      try fixture.padan.run("lexicon", "export", "--no-memory", environment: named).exitCode == 2)
  }

  @Test func `what is saved into the user's own memory uses its lexicon`() throws {
    let home = ["XDG_DATA_HOME": fixture.folder.path(of: "data")]
    let file = fixture.folder.path(of: "istilah.tsv")
    #expect(try fixture.padan.run("lexicon", "import", file, environment: home).exitCode == 0)
    let saved = try fixture.padan.run(
      "align", flood.source, flood.target, "--save", environment: home)
    #expect(saved.errorText.contains("padan.sqlite (1 headword)"))
    let unnamed = try fixture.padan.run("align", flood.source, flood.target, environment: home)
    #expect(!unnamed.errorText.contains("padan.sqlite"))
  }

  @Test func `a lexicon named twice is used and named once`() throws {
    let file = fixture.folder.path(of: "istilah.tsv")
    let run = try fixture.padan.run(
      "align", flood.source, flood.target, "--lexicon", file, "--lexicon", file)
    #expect(run.diagnostics.count { $0.hasPrefix("lexicon: \(file)") } == 1)
  }

  @Test func `a memory that only the environment names may be missing`() throws {
    let missing = ["PADAN_MEMORY": fixture.folder.path(of: "none.sqlite")]
    let run = try fixture.padan.run("align", flood.source, flood.target, environment: missing)
    #expect(run.exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: fixture.folder.path(of: "none.sqlite")))
  }

  @Test(arguments: [["--memory", "x.sqlite"], ["--save"]])
  func `--no-memory goes with no memory`(_ other: [String]) throws {
    let run = try fixture.padan.run(
      ["align", flood.source, flood.target, "--no-memory"] + other)
    #expect(run.exitCode == 2)
    #expect(run.errorText.contains("do not go together"))
  }
}
