import Foundation
import Glibc
import Padan
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
    sourceLocation: Testing.SourceLocation = #_sourceLocation
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

  @Test func `what stands beside a named lexicon is an input too`() throws {
    let index = try fixture.folder.write("kamus.index", "beras\tA\tO\n")
    let dictionary = try fixture.folder.write("kamus.dict", "beras\n1. rice\n")
    try expectRefusal(
      "align", source, target, "--lexicon", index, "-o", dictionary, "--force",
      keeping: dictionary, naming: "is an input")
    mkdir(fixture.folder.path(of: "padan"), 0o700)
    let rules = try fixture.folder.write("padan/id.rules", "[before-name]\nProf.\n")
    let run = try fixture.padan.run(
      "align", source, target, "-o", rules, "--force",
      environment: ["XDG_CONFIG_HOME": fixture.folder.path])
    #expect(run.exitCode == 2 && run.errorText.contains("is an input"))
  }

  @Test func `a rule file takes the place of no file of a memory`() throws {
    let old = FileManager.default.contents(atPath: fixture.memory)
    let edited = try fixture.padan.run(
      "rules", "add", "x.", "--before-name", "--rules", fixture.memory)
    #expect(edited.exitCode == 3)
    #expect(FileManager.default.contents(atPath: fixture.memory) == old)
    let log = fixture.memory + "-wal"
    let run = try fixture.padan.run(
      "rules", "add", "x.", "--before-name", "--rules", log,
      environment: ["PADAN_MEMORY": fixture.memory])
    #expect(run.exitCode == 2 && run.errorText.contains("is a file of the memory"))
  }

  @Test func `a link that leads nowhere does not hide a file of a memory, and stays`() throws {
    let link = fixture.folder.path(of: "link")
    for (target, isRefused) in [(fixture.memory + "-journal", true), ("new.tsv", false)] {
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      let run = try fixture.onMemory("export", "--tsv", "-o", link, "--force")
      #expect((run.exitCode == 2) == isRefused)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
      try FileManager.default.removeItem(atPath: link)
    }
    #expect(FileManager.default.fileExists(atPath: fixture.folder.path(of: "new.tsv")))
  }

  @Test func `a backup takes the place of a memory or backup alone`() throws {
    let note = try fixture.folder.write("catatan.txt", "penting\n")
    let foreign = try fixture.folder.write(
      "foreign.sqlite", Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 1000))
    for file in [note, foreign] {
      let old = FileManager.default.contents(atPath: file)
      let run = try fixture.onMemory("backup", file, "--force")
      #expect(run.exitCode == 5 && run.errorText.contains("a backup cannot take its place"))
      #expect(FileManager.default.contents(atPath: file) == old)
    }
    let empty = try fixture.folder.write("empty.sqlite", "")
    for _ in 1...2 { #expect(try fixture.onMemory("backup", empty, "--force").exitCode == 0) }
    #expect(
      try fixture.padan.run("lookup", "Harga beras naik.", "--memory", empty).exitCode == 0)
  }

  @Test(arguments: [0, 1, 2, 3])
  func `a backup takes the place of a broken one`(_ damage: Int) throws {
    let copy = fixture.folder.path(of: "copy.sqlite")
    #expect(try fixture.onMemory("backup", copy).exitCode == 0)
    var bytes = try contents(of: copy)
    switch damage {
    case 0: bytes.removeSubrange((bytes.count / 2)...)
    case 1: bytes.removeSubrange(100...)
    case 2: for place in 100..<8192 { bytes[place] = 0xFF }
    default: for place in 8192..<bytes.count { bytes[place] = 0 }
    }
    try fixture.folder.write("copy.sqlite", bytes)
    try fixture.folder.write("copy.sqlite-wal", "the log of the broken one")
    #expect(try fixture.onMemory("backup", copy, "--force").exitCode == 0)
    #expect(try fixture.padan.run("doctor", "--check", "--memory", copy).exitCode == 0)
    #expect(try fixture.padan.run("lookup", "Harga beras naik.", "--memory", copy).exitCode == 0)
  }

  // MARK: Rights

  private func status(_ path: String) throws -> FileStatus { try #require(FileStatus(path)) }

  @Test func `a file that is replaced keeps its rights and its owner`() throws {
    let old = try fixture.folder.write("hasil.tsv", "lama\n")
    let rules = try fixture.folder.write("id.rules", "[before-name]\nProf.\n")
    for (path, command) in [
      (old, ["export", "--tsv", "-o", old, "--force", "--memory", fixture.memory]),
      (rules, ["rules", "add", "x.", "--before-name", "--rules", rules]),
    ] {
      for rights: mode_t in [0o600, 0o640, 0o664] {
        chmod(path, rights)
        if getuid() == 0 { chown(path, 65534, 65534) }
        let before = try status(path)
        #expect(try fixture.padan.run(command).exitCode == 0)
        let after = try status(path)
        #expect(after.rights == rights && after.identity != before.identity)
        #expect(after.owner == before.owner && after.group == before.group)
      }
    }
  }

  @Test func `a new file has the rights that the user gives to new files`() throws {
    let new = fixture.folder.path(of: "baru.tsv")
    let mask = umask(0o022)
    umask(mask)
    #expect(try fixture.onMemory("export", "--tsv", "-o", new).exitCode == 0)
    #expect(try status(new).rights == 0o666 & ~mask)
  }

  @Test(arguments: [0o600, 0o640, 0o644] as [mode_t])
  func `a backup has the rights of its memory`(_ rights: mode_t) throws {
    chmod(fixture.memory, rights)
    let copy = try fixture.folder.write("copy.sqlite", "")
    for force in [["--force"], []] {
      let run = try fixture.padan.run(["backup", copy, "--memory", fixture.memory] + force)
      #expect(run.exitCode == 0)
      #expect(try status(copy).rights == rights)
      try FileManager.default.removeItem(atPath: copy)
    }
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
