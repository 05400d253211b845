import ArgumentParser
import Foundation
import PadanTestSupport
import Testing

@testable import PadanCLI

/// One word for one thing in all verbs: `--format` is what comes out, `--type` what goes in.
struct VocabularyTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  private func filled() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
  }

  @Test(arguments: ["tmx", "tsv", "csv", "xliff", "xliff2", "po", "jsonl"])
  func `export names its format like every verb`(_ format: String) throws {
    try filled()
    let run = try fixture.onMemory("export", "--format", format)
    #expect(run.exitCode == 0 && !run.text.isEmpty)
    #expect(try fixture.onMemory("export", "--\(format)").text == run.text)
  }

  @Test(arguments: [("x.tmx", "tmx"), ("x.PO", "po"), ("x.csv", "csv"), ("x.xlf", "xliff")])
  func `export takes the format from the name of its output`(
    _ name: String, _ format: String
  ) throws {
    try filled()
    let path = fixture.folder.path(of: name)
    #expect(try fixture.onMemory("export", "-o", path).exitCode == 0)
    #expect(try contents(of: path) == fixture.onMemory("export", "--format", format).output)
  }

  @Test(arguments: [[], ["-o", "x.odd"], ["-o", "x.tmx.gz"], ["--format", "tmx", "--csv"]])
  func `export without one format is a wrong use`(_ options: [String]) throws {
    let run = try fixture.padan.run(["export", "--memory", fixture.memory] + options)
    #expect(run.exitCode == 2)
    #expect(run.diagnostics[0].hasPrefix("Error: Name "))
  }

  @Test func `line pairs are a format like others`() throws {
    try filled()
    let prefix = fixture.folder.path(of: "korpus")
    #expect(try fixture.onMemory("export", "--format", "moses", "-o", prefix).exitCode == 0)
    #expect(try contents(of: "\(prefix).id") == Array("Harga naik.\n".utf8))
    let other = try CommandFixture()
    let run = try other.onMemory("import", "--type", "moses", prefix)
    #expect(run.exitCode == 0)
    #expect(run.diagnostics[0] == "\(prefix): 1 pair read, 1 unit added")
    #expect(try other.onMemory("export", "--format", "tsv").text == "Harga naik.\tPrices rose.\n")
    #expect(try fixture.onMemory("export", "--format", "moses").exitCode == 2)
  }

  @Test func `align takes the format from the name of its output`() throws {
    let article = CommandFixture.article("bencana-banjir")
    for (name, start) in [
      ("a.html", "<!DOCTYPE html>"), ("a.tmx", "<?xml"), ("a.jsonl", "{"), ("a.txt", "▸"),
    ] {
      let path = fixture.folder.path(of: name)
      let run = try fixture.padan.run("align", article.source, article.target, "-o", path)
      #expect(run.exitCode == 0)
      #expect(String(decoding: try contents(of: path), as: UTF8.self).hasPrefix(start), "\(name)")
    }
    let path = fixture.folder.path(of: "b.html")
    _ = try fixture.padan.run(
      "align", article.source, article.target, "-o", path, "--format", "tsv")
    #expect(String(decoding: try contents(of: path), as: UTF8.self).contains("\t1-1\t"))
  }

  @Test func `lexicons have a type that goes in and a format that comes out`() throws {
    let path = try fixture.folder.write("kata", "rice @ beras\n")
    let dictionary = fixture.folder.path(of: "out.dic")
    let table = fixture.folder.path(of: "out.tsv")
    for option in ["--type", "--format"] {
      #expect(try fixture.onMemory("lexicon", "import", path, option, "dic").exitCode == 0)
    }
    #expect(try fixture.onMemory("lexicon", "export", "-o", dictionary).exitCode == 0)
    #expect(try contents(of: dictionary) == Array("rice @ beras\n".utf8))
    #expect(try fixture.onMemory("lexicon", "export", "-o", table).exitCode == 0)
    #expect(try contents(of: table).starts(with: Array("beras\trice".utf8)))
  }

  @Test func `evaluations have a format`() throws {
    let segmentation = try fixture.folder.write(
      "s.jsonl", #"{"id":"a","lang":"id","text":"Satu. Dua.","spans":[[0,5],[6,10]]}"#)
    let alignment = try fixture.folder.write(
      "a.jsonl", #"{"id":"a","src":["Satu."],"tgt":["One."],"gold":[[[0],[0]]]}"#)
    for (what, path) in [("segmentation", segmentation), ("alignment", alignment)] {
      let run = try fixture.padan.run("evaluate", what, path, "--format", "json", "-q")
      #expect(run.exitCode == 0)
      #expect(run.errorText == "")
      _ = try object(run.text)
      #expect(try fixture.padan.run("evaluate", what, path, "--json", "-q").text == run.text)
    }
  }

  @Test(arguments: ["export", "lexicon import", "evaluate alignment", "import"])
  func `former spellings are not in the help`(_ verb: String) throws {
    let help = try fixture.padan.run(verb.split(separator: " ").map(String.init) + ["--help"]).text
    for former in ["--tmx", "--moses", "--json ", "--jsonl"] { #expect(!help.contains(former)) }
    #expect(help.contains(verb.hasSuffix("import") ? "--type" : "--format"))
  }

  /// The commands below a command that have none below themselves.
  private func leaves(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    let verbs = command.configuration.subcommands
    return verbs.isEmpty ? [command] : verbs.flatMap { leaves(of: $0) }
  }

  @Test func `every verb has -q, and none has an option of two meanings`() {
    let verbs = leaves(of: PadanCommand.self)
    #expect(verbs.count > 25)
    for verb in verbs {
      let options = VerbOptions(of: verb)
      #expect(options["-q"]?.isShown == true, "\(verb)")
      #expect(options["--json"]?.isShown != true, "\(verb)")
    }
  }

  @Test(arguments: [
    ["lookup", "Harga turun sekali."], ["stats"], ["imports"], ["export", "--format", "tsv"],
    ["doctor", "--check"], ["rules", "list", "--user"], ["lexicon", "info"],
  ])
  func `-q silences every verb`(_ arguments: [String]) throws {
    try filled()
    let takesMemory = !["rules", "lexicon"].contains(arguments[0])
    let run = try fixture.padan.run(
      arguments + ["-q"] + (takesMemory ? ["--memory", fixture.memory] : []))
    #expect(run.exitCode < 2)
    #expect(run.errorText == "")
  }

  @Test func `one language is named by --lang or --from`() throws {
    for option in ["--lang", "--from"] {
      let run = try fixture.padan.run(
        "segment", "-", option, "en", input: "It is 5 p.m. Mr. Smith left.\n")
      #expect(run.lines == ["It is 5 p.m. Mr. Smith left."] || run.lines.count == 2)
      #expect(run.errorText == "")
    }
  }

  @Test func `standard input is read where nothing is named`() throws {
    try filled()
    #expect(try fixture.padan.run("segment", input: "Satu. Dua.\n").lines == ["Satu.", "Dua."])
    let found = try fixture.onMemory("lookup", "--format", "tsv", input: "Harga naik.\n")
    #expect(found.lines == ["Harga naik.\t100.0\texact\tHarga naik.\tPrices rose.\t1"])
    let imported = try fixture.onMemory("import", "--type", "tsv", input: "Dua.\tTwo.\n")
    #expect(imported.exitCode == 0)
    #expect(try fixture.padan.run("rules", "test", input: "Satu. ⏐Dua.\n").exitCode == 0)
    #expect(try fixture.padan.run("tmx", "check", input: "<tmx/>").exitCode == 1)
    let lexicon = try fixture.onMemory("lexicon", "import", "--type", "tsv", input: "beras\trice\n")
    #expect(lexicon.exitCode == 0)
  }

  @Test(arguments: [["segment"], ["lookup"], ["import"], ["tmx", "check"], ["rules", "test"]])
  func `a person at a terminal is told what to name`(_ arguments: [String]) throws {
    let run = try fixture.padan.runOnTerminal(arguments)
    #expect(run.exitCode == 2)
    #expect(
      run.lines[0].hasPrefix("Error: Name ") && run.lines[0].hasSuffix("or - for standard input."))
  }
}
