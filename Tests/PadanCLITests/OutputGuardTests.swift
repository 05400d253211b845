import Foundation
import PadanTestSupport
import Testing

struct OutputGuardTests {
  private let fixture: CommandFixture
  private let source: String
  private let target: String

  init() throws {
    fixture = try CommandFixture()
    source = try fixture.folder.write("krl.id.txt", "Harga beras naik.\n")
    target = try fixture.folder.write("krl.en.txt", "Rice prices rose.\n")
    _ = try fixture.onMemory("add", "Harga beras naik.", "Rice prices rose.")
  }

  /// Runs a command that must be refused, and checks that the file stays as it is.
  private func expectRefusal(
    _ arguments: String..., keeping path: String, naming fault: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let old = FileManager.default.contents(atPath: path)
    let run = try fixture.padan.run(arguments)
    #expect(run.exitCode == 2, sourceLocation: sourceLocation)
    #expect(run.errorText.contains(fault), "\(run.errorText)", sourceLocation: sourceLocation)
    #expect(FileManager.default.contents(atPath: path) == old, sourceLocation: sourceLocation)
  }

  @Test func `an output takes the place of no input, forced or not`() throws {
    for force in [[], ["--force"]] {
      let run = try fixture.padan.run(
        ["align", source, target, "--format", "html", "-o", source] + force)
      #expect(run.exitCode == 2)
      #expect(run.errorText.contains("\(source) is an input of this command."))
      #expect(try String(contentsOfFile: source, encoding: .utf8) == "Harga beras naik.\n")
    }
  }

  @Test func `links do not hide an input`() throws {
    let symbolic = fixture.folder.path(of: "symbolic.txt")
    let hard = fixture.folder.path(of: "hard.txt")
    try FileManager.default.createSymbolicLink(atPath: symbolic, withDestinationPath: target)
    try FileManager.default.linkItem(atPath: target, toPath: hard)
    for link in [symbolic, hard, "\(fixture.folder.path)/./krl.en.txt"] {
      try expectRefusal(
        "align", source, target, "-o", link, "--force", keeping: target, naming: "is an input")
    }
  }

  @Test func `files named by options are inputs too`() throws {
    let lexicon = try fixture.folder.write("istilah.tsv", "beras\trice\n")
    try expectRefusal(
      "align", source, target, "--lexicon", lexicon, "-o", lexicon, "--force", keeping: lexicon,
      naming: "is an input")
    try expectRefusal(
      "lexicon", "import", lexicon, "-o", lexicon, "--force", keeping: lexicon,
      naming: "is an input")
    try expectRefusal(
      "lexicon", "export", "--lexicon", lexicon, "-o", lexicon, "--force", keeping: lexicon,
      naming: "is an input")
    let pairs = try fixture.folder.write("pairs.tsv", "\(source)\t\(target)\n")
    try expectRefusal(
      "align", "--pairs", pairs, "-o", pairs, "--force", keeping: pairs, naming: "is an input")
    let learnt = try fixture.folder.write("pasangan.tsv", "beras\trice\n")
    try expectRefusal(
      "lexicon", "learn", learnt, "-o", learnt, "--force", keeping: learnt, naming: "is an input")
  }

  @Test(arguments: ["", "-wal", "-shm"])
  func `an output takes the place of no file of a memory`(_ suffix: String) throws {
    let path = fixture.memory + suffix
    for command in [["export", "--tsv", "-o", path], ["backup", path]] {
      let run = try fixture.padan.run(command + ["--force", "--memory", fixture.memory])
      #expect(run.exitCode == 2)
      #expect(run.errorText.contains("is a file of the memory \(fixture.memory)"))
    }
    #expect(try fixture.onMemory("export", "--tsv", "-q").text.contains("Harga beras naik."))
  }

  @Test func `the user's own memory is safe although no option names it`() throws {
    let run = try fixture.padan.run(
      "align", source, target, "-o", fixture.memory, "--force",
      environment: ["PADAN_MEMORY": fixture.memory])
    #expect(run.exitCode == 2)
    #expect(try fixture.onMemory("export", "--tsv", "-q").text.contains("Harga beras naik."))
  }

  @Test func `a file that is there is replaced with --force only`() throws {
    let old = try fixture.folder.write("hasil.txt", "alt\n")
    let prefix = fixture.folder.path(of: "korpus")
    _ = try fixture.folder.write("korpus.en", "alt\n")
    for command in [
      ["align", source, target, "-o", old],
      ["export", "--tsv", "-o", old, "--memory", fixture.memory],
      ["lexicon", "export", "--bundled", "-o", old], ["rules", "export-srx", "-o", old],
      ["export", "--moses", prefix, "--memory", fixture.memory],
    ] {
      let refused = try fixture.padan.run(command)
      #expect(refused.exitCode == 2, "\(command)")
      #expect(refused.errorText.contains("replace it with --force"), "\(command)")
      #expect(try fixture.padan.run(command + ["--force"]).exitCode == 0, "\(command)")
      _ = try fixture.folder.write("hasil.txt", "alt\n")
    }
  }

  @Test func `new files, devices and standard output need no --force`() throws {
    let new = fixture.folder.path(of: "baru.tsv")
    for output in [new, "/dev/null", "-"] {
      let run = try fixture.padan.run("align", source, target, "--format", "tsv", "-o", output)
      #expect(run.exitCode == 0)
      #expect(run.text.isEmpty == (output != "-"))
    }
    #expect(FileManager.default.fileExists(atPath: new))
    #expect(!FileManager.default.fileExists(atPath: "-"))
  }
}
