import Foundation
import PadanTestSupport
import Testing

/// The first moments of a memory, and the last ones of a run.
struct FirstMomentsTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// What is in the fixture's folder and belongs to the memory.
  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
      .filter { $0.hasPrefix("memory.sqlite") }.sorted()
  }

  /// Waits until something is so, for ten seconds at most.
  private func wait(until isSo: () -> Bool) {
    for _ in 0..<10_000 {
      if isSo() { return }
      usleep(1000)
    }
  }

  private func pipe(_ name: String) throws -> String {
    let path = fixture.folder.path(of: name)
    try #require(mkfifo(path, 0o600) == 0)
    return path
  }

  @Test(arguments: [SIGTERM, SIGKILL, SIGHUP])
  func `pairs that are said to be added are there when the run that made the memory is ended`(
    _ signal: Int32
  ) throws {
    let source = try pipe("berita.id.txt")
    let writer = open(source, O_RDWR | O_CLOEXEC)
    defer { close(writer) }
    let target = try fixture.folder.write("berita.en.txt", "One.\n")
    let arguments = ["align", source, target, "--save", "--memory", fixture.memory]
    let made = try fixture.padan.run(arguments) { first in
      wait { isThere(fixture.memory + ".padan.part") }
      let second = try fixture.padan.run(
        ["import", "-", "--type", "tsv", "--memory", fixture.memory],
        input: Array("Satu kalimat.\tOne sentence.\n".utf8)
      ) { _ in kill(first, signal) }
      #expect(second.exitCode == 0)
      #expect(second.diagnostics.first == "-: 1 pair read, 1 unit added")
    }
    #expect(made.exitCode == 128 + signal)
    #expect(try fixture.onMemory("export", "--tsv").text == "Satu kalimat.\tOne sentence.\n")
    #expect(try files() == ["memory.sqlite"])
  }

  @Test func `an import says what it added only when the memory has its name`() throws {
    let path = try pipe("pairs.tsv")
    let run = try fixture.padan.run([
      "import", path, "--memory", fixture.memory, "--format", "json",
    ]) { _ in
      // It opens the pipe after it has begun the memory.
      var writer: Int32 = -1
      wait {
        writer = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        return writer >= 0
      }
      try fixture.folder.write("memory.sqlite", "of another program")
      let text = "Satu.\tOne.\n"
      _ = Glibc.write(writer, text, text.utf8.count)
      close(writer)
    }
    #expect(run.exitCode == 5 && run.output == [])
    #expect(run.diagnostics.count == 1 && run.errorText.contains("made this memory meanwhile"))
    #expect(try files() == ["memory.sqlite"])
  }

  @Test func `what a dead process left is taken away by the next run on the name`() throws {
    let output = fixture.folder.path(of: "out.tsv")
    for name in ["memory.sqlite.padan.lock", "memory.sqlite.padan.part", "out.tsv.padan.part"] {
      try fixture.folder.write(name, "half")
    }
    #expect(try fixture.onMemory("add", "Satu.", "One.").exitCode == 0)
    #expect(try files() == ["memory.sqlite"])
    #expect(try fixture.onMemory("export", "--tsv", "--output", output).exitCode == 0)
    #expect(!isThere(output + ".padan.part") && isThere(output))
    // A run that was killed after the memory got its name leaves its lock only.
    try fixture.folder.write("memory.sqlite.padan.lock", "")
    #expect(try fixture.onMemory("stats").exitCode == 0)
    #expect(try files() == ["memory.sqlite"])
  }

  @Test func `a memory is closed however a command ends`() throws {
    let pairs = (0..<40).map { "Harga beras naik \($0).\tRice prices rose \($0).\n" }.joined()
    _ = try fixture.onMemory("import", fixture.folder.write("a.tsv", pairs))
    for arguments in [
      ["lookup", "Rice prices rose 3.", "--from", "en", "--to", "id"], ["lookup", "Tidak ada."],
      ["delete", "999"], ["doctor", "--check"], ["import", "/dev/null", "--type", "tmx"],
      ["export", "--tsv", "--where", "document = 'x'"],
    ] {
      _ = try fixture.padan.run(arguments + ["--memory", fixture.memory])
      #expect(try files() == ["memory.sqlite"], "\(arguments)")
    }
  }

  @Test func `a memory is closed where the reader of a lookup's answers goes away`() throws {
    _ = try fixture.onMemory("add", "Satu kalimat.", "One sentence.")
    let answers = try pipe("answers")
    let reader = open(answers, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    // More lines than are answered at once, so that others are looked up when the reader goes.
    let queries = (0..<700).map { "Satu kalimat lain \($0).\n" }.joined()
    let run = try fixture.padan.run(
      ["lookup", "-", "--memory", fixture.memory], input: Array(queries.utf8), device: answers
    ) { _ in
      var byte: UInt8 = 0
      wait { read(reader, &byte, 1) == 1 }
      close(reader)
    }
    #expect(run.exitCode == 0 && run.errorText.isEmpty)
    #expect(try files() == ["memory.sqlite"])
  }

  @Test func `a loop of links is told as one`() throws {
    let loop = fixture.folder.path(of: "loop")
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: "loop")
    for arguments in [["add", "Satu.", "One."], ["stats"], ["lookup", "Satu."]] {
      let run = try fixture.padan.run(arguments + ["--memory", loop])
      #expect(run.exitCode == 5)
      #expect(run.diagnostics == ["Error: \(loop): Too many levels of symbolic links."])
    }
  }
}
