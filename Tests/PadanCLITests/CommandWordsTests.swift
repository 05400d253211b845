import Foundation
import PadanTestSupport
import Testing

@testable import PadanCLI

/// Words of a command line that name nothing, and texts that look like options.
struct CommandWordsTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  @Test(
    arguments: [
      (["align", "a.id.txt", "a.en.txt", "--fromat", "html"], "--fromat", "--format"),
      (["align", "--fromat", "html"], "--fromat", "--format"),
      (["edit", "67", "--targt", "x"], "--targt", "--target"),
      (["undo", "--memry", "x"], "--memry", "--memory"),
      (["lookup", "--fromat=json"], "--fromat", "--format"),
      (["add", "satu", "--quite"], "--quite", "--quiet"),
      (["rules", "add", "--before-nme"], "--before-nme", "--before-name"),
      (["lexicon", "import", "--ouput", "x"], "--ouput", "--output"),
      (["evaluate", "alignment", "--per-docment"], "--per-docment", "--per-document"),
      (["doctor", "--vacum"], "--vacum", "--vacuum"),
      (["tmx", "check", "--forma", "json"], "--forma", "--format"),
      (["export", "--flavour", "omegat"], "--flavour", "--flavor"),
    ] as [([String], String, String)])
  func `an unknown option is the first thing told, with the nearest`(
    _ arguments: [String], _ unknown: String, _ nearest: String
  ) throws {
    let run = try fixture.padan.run(arguments)
    #expect(run.exitCode == 2)
    #expect(run.text == "")
    #expect(run.diagnostics[0] == "Error: Unknown option '\(unknown)'. Did you mean '\(nearest)'?")
  }

  @Test(
    arguments: [
      (["lokup", "x"], "lokup", "lookup"), (["help", "lokup"], "lokup", "lookup"),
      (["lokup", "--help"], "lokup", "lookup"), (["exp"], "exp", "export"),
      (["Segmen"], "Segmen", "segment"), (["evalute", "alignment"], "evalute", "evaluate"),
    ] as [([String], String, String)])
  func `an unknown verb is told with the nearest`(
    _ arguments: [String], _ unknown: String, _ nearest: String
  ) throws {
    let run = try fixture.padan.run(arguments)
    #expect(run.exitCode == 2)
    #expect(run.text == "")
    #expect(run.diagnostics[0] == "Error: Unknown verb '\(unknown)'. Did you mean '\(nearest)'?")
  }

  @Test(arguments: [["rules", "ad"], ["help", "rules", "ad"], ["rules", "ad", "x", "--opener"]])
  func `an unknown verb below another names its place`(_ arguments: [String]) throws {
    let run = try fixture.padan.run(arguments)
    #expect(run.exitCode == 2)
    #expect(run.diagnostics[0] == "Error: Unknown verb 'ad' of 'padan rules'. Did you mean 'add'?")
  }

  @Test func `a verb that resembles none has no advice`() throws {
    let run = try fixture.padan.run("zzz")
    #expect(run.exitCode == 2)
    #expect(run.diagnostics[0] == "Error: Unknown verb 'zzz'.")
  }

  @Test(arguments: [["help"], ["help", "align"], ["help", "rules", "add"], ["align", "--help"]])
  func `help of what there is is printed`(_ arguments: [String]) throws {
    let run = try fixture.padan.run(arguments)
    #expect(run.exitCode == 0)
    #expect(run.text.contains("USAGE: padan"))
  }

  /// The commands of the examples in a text: their words without what follows a redirection or a comment.
  private static func examples(in text: String) -> [[String]] {
    let commands = text.split(separator: "\n").flatMap { $0.split(separator: "|") }
    return commands.compactMap { command in
      let words = command.split(separator: " ").map(String.init)
      guard words.first == "padan", words.count > 2 else { return nil }
      return Array(words.dropFirst().prefix { ![">", "<", "#"].contains($0) })
    }
  }

  @Test(arguments: [
    "README.md", "align", "check", "export", "filter", "import", "lookup", "segment",
  ])
  func `documented examples have options and formats that there are`(_ place: String) throws {
    let text =
      place == "README.md"
      ? String(decoding: try contents(of: "\(Repository.root)/README.md"), as: UTF8.self)
      : try fixture.padan.run("help", place).text
    let examples = Self.examples(in: text)
    #expect(!examples.isEmpty)
    for example in examples {
      let options = example.indices.filter { example[$0].hasPrefix("--") && example[$0].count > 2 }
      guard !options.isEmpty else { continue }
      let verbs = example.prefix {
        $0.first != "-" && $0.allSatisfy { $0.isLowercase || $0 == "-" }
      }
      .prefix(2)
      var help = try fixture.padan.run(["help"] + verbs)
      if help.exitCode != 0 { help = try fixture.padan.run("help", example[0]) }
      // The first part is about, and has examples.
      let known = help.text.components(separatedBy: "USAGE:").last!
      for option in options {
        #expect(known.contains(example[option]), "\(example)")
        if example[option] == "--format", option + 1 < example.count {
          let format = known.components(separatedBy: "--format <format>").last!.prefix(400)
          #expect(format.contains(example[option + 1]), "\(example)")
        }
      }
    }
  }

  @Test(arguments: ["- Halo, Bu.", "-- Halo, Bu.", "-5 derajat", "-5", "--- ", "- a=b"])
  func `a text that begins with a hyphen is a text`(_ text: String) throws {
    #expect(try fixture.onMemory("add", text, "- Hello.").exitCode == 0)
    let found = try fixture.onMemory("lookup", text, "--format", "json")
    #expect(found.exitCode == 0)
    #expect(try object(found.text)["query"] as? String == text)
    #expect(try fixture.onMemory("edit", "1", "--target", "- Bye.").exitCode == 0)
    let match = try fixture.onMemory(
      "lookup", "--previous", "- Ya.", text, "--format", "tsv", "--next", "-1")
    #expect(match.lines.first?.contains("\t- Bye.\t") == true)
  }

  @Test func `a short text that looks like an option gets the way to write it`() throws {
    let text = try fixture.onMemory("lookup", "-Halo")
    #expect(text.exitCode == 2)
    #expect(
      text.diagnostics[0]
        == "Error: Unknown option '-Halo'. If it is a text or the name of a file, write -- before it."
    )
    let value = try fixture.onMemory("edit", "1", "--target", "-Halo")
    #expect(value.exitCode == 2)
    #expect(
      value.diagnostics[0]
        == "Error: Unknown option '-Halo'. If it is the value of --target, write --target=-Halo.")
    _ = try fixture.padan.run("add", "--memory", fixture.memory, "--", "-Halo", "-Hello")
    let found = try fixture.padan.run("lookup", "--memory", fixture.memory, "--", "-Halo")
    #expect(found.exitCode == 0)
  }

  @Test(arguments: [
    ["lookup", "x", "-q", "--min", "50"], ["export", "-qo", "x"], ["rules", "list", "--user"],
    ["align", "--no-self-train", "-", "b.txt", "--", "-c"],
  ])
  func `known words stay as they are`(_ words: [String]) {
    let line = CommandWords(words)
    #expect(line.verbFault == nil)
    #expect(line.optionFault == nil)
    #expect(line.parsable == words)
  }

  @Test func `the order of texts stays`() {
    let line = CommandWords(["add", "-q", "satu", "--from", "id", "- dua"])
    #expect(line.parsable == ["add", "-q", "--from", "id", "--", "satu", "- dua"])
  }

  @Test(
    arguments: [
      ("memry", "memory"), ("fromat", "format"), ("out", "output"), ("xyz", nil),
      ("FORMAT", "format"),
    ] as [(String, String?)])
  func `the nearest name is one that may be meant`(_ word: String, _ nearest: String?) {
    #expect(word.nearest(among: ["memory", "format", "output"]) == nearest)
  }
}
