import Foundation
import Glibc
import Padan
import PadanTestSupport
import Testing

/// Names of files that look like something else, or are not UTF-8.
struct FileNameTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  /// A path in the fixture's folder whose name is not UTF-8.
  private func path(_ start: String, _ byte: UInt8 = 0xFF, _ end: String = "") -> String {
    fixture.folder.path(of: start) + String(path: [byte]) + end
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path.pathBytes, "w"))
    fputs(text, file)
    fclose(file)
  }

  private func read(_ path: String) throws -> String {
    let file = try #require(fopen(path.pathBytes, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
  }

  /// The names in the fixture's folder as the system has them.
  private var names: Set<String> { Set(Folder.names(in: fixture.folder.path) ?? []) }

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws
    -> PadanBinary.Run
  {
    try fixture.padan.run(
      arguments, environment: environment, folder: fixture.folder.path)
  }

  // MARK: Names that are not UTF-8

  @Test func `two memories whose names are not UTF-8 are two memories`() throws {
    let (first, second) = (path("m", 0xFF, ".sqlite"), path("m", 0xFE, ".sqlite"))
    #expect(try run("add", "satu", "one", "--memory", first).exitCode == 0)
    let added = try run("add", "dua", "two", environment: ["PADAN_MEMORY": second])
    #expect(added.errorText.contains("m\\xFE.sqlite: 1 unit added"))
    #expect(try run("lookup", "satu", "--memory", first).exitCode == 0)
    #expect(try run("lookup", "satu", "--memory", second).exitCode == 1)
    let names = names.filter { $0.hasPrefix("m") }
    #expect(names.contains(String(path: [0x6D, 0xFF] + Array(".sqlite".utf8))))
    #expect(names.allSatisfy { $0.hasBytes })
    let stats = try object(run("stats", "--format", "json", "--memory", first).text)
    #expect(stats["memory"] as? String == first.shownPath)
  }

  @Test func `answers in JSON and TSV name a file that is not UTF-8 as people read it`() throws {
    let (table, file) = (path("a", 0xFF, ".tsv"), path("b", 0xFE, ".tmx"))
    try write("satu\tone\n", to: table)
    try write("<tmx version=\"1.4\"><header/><body/></tmx>", to: file)
    let receipt = try run(
      "import", table, "--format", "json", "--memory", fixture.memory, "--dry-run")
    #expect(try object(receipt.text)["file"] as? String == table.shownPath)
    for format in ["json", "tsv", "text"] {
      let check = try run("tmx", "check", file, "--format", format)
      #expect(check.exitCode == 1 && !check.text.hasBytes)
      #expect(check.text.contains(format == "json" ? "b\\\\xFE.tmx" : "b\\xFE.tmx"))
    }
  }

  @Test func `a memory whose name is not UTF-8 is made, read only, copied and cared for`() throws {
    let table = path("a", 0xFF, ".tsv")
    try write("satu\tone\ndua\ttwo\n", to: table)
    let (memory, copy) = (path("m"), path("copy"))
    for arguments in [
      ["import", table, "--memory", memory], ["doctor", "--vacuum", "--memory", memory],
      ["backup", copy, "--memory", memory], ["doctor", "--check", "--memory", copy],
      ["lookup", "satu", "--memory", copy + ":read-only"],
    ] {
      let run = try fixture.padan.run(arguments)
      #expect(run.exitCode == 0, "\(arguments): \(run.errorText)")
    }
    #expect(try run("imports", "--memory", copy).text.contains("a\\xFF.tsv"))
    #expect(!names.contains { $0.contains("\u{FFFD}") || $0.hasSuffix(".part") })
  }

  @Test func `inputs and outputs whose names are not UTF-8 are those files`() throws {
    let (source, target) = (path("a", 0xE9, ".id.txt"), path("a", 0xE9, ".en.txt"))
    try write("Harga beras naik.\n", to: source)
    try write("Rice prices rose.\n", to: target)
    let output = path("out", 0x80, ".tsv")
    #expect(try run("align", source, target, "-o", output).exitCode == 0)
    #expect(try read(output).hasPrefix("Harga beras naik.\tRice prices rose.\t"))
    let refused = try run("align", source, target, "-o", source, "--force")
    #expect(refused.errorText.contains("a\\xE9.id.txt is an input of this command."))
    let segmented = try run("segment", source, "--format", "json")
    #expect(try object(segmented.text)["document"] as? String == source.shownPath)
    let missing = try run("segment", path("a", 0xE8, ".id.txt"))
    #expect(missing.exitCode == 3 && missing.errorText.contains("a\\xE8.id.txt: no such file"))
  }

  @Test func `folders and lists lead to files whose names are not UTF-8`() throws {
    let folder = path("berita", 0xFF)
    mkdir(folder.pathBytes, 0o700)
    let stem = "\(folder)/krl" + String(path: [0xC3])
    try write("Harga beras naik.\n", to: stem + ".id.txt")
    try write("Rice prices rose.\n", to: stem + ".en.txt")
    let folders = try run("align", folder, folder, "--save", "--memory", fixture.memory)
    #expect(folders.exitCode == 0, "\(folders.errorText)")
    let exported = try run(
      "export", "--format", "jsonl", "--where", "document ~ \"*krl\\xC3.id.txt\"", "-q",
      "--memory", fixture.memory)
    #expect(exported.text.contains(#"krl\\xC3.id.txt"#))
    let paired = try run("pair", folder, folder, "--format", "tsv", "--threshold", "0")
    let list = try fixture.folder.write("list.tsv", paired.output)
    let listed = try run("align", "--pairs", list, "--format", "json")
    #expect(listed.exitCode == 0, "\(listed.errorText)")
    #expect(try object(listed.text)["id"] as? String == (stem + ".id.txt").shownPath)
  }

  @Test func `a text that is not UTF-8 is refused`() throws {
    let text = "caf" + String(path: [0xE9])
    for arguments in [["add", text, "coffee"], ["lookup", text], ["add", "coffee", text]] {
      let run = try fixture.padan.run(arguments + ["--memory", fixture.memory])
      #expect(run.exitCode == 2)
      #expect(run.errorText.contains("caf\\xE9” is not UTF-8."))
    }
  }

  // MARK: Names that mean something else to SQLite

  @Test(arguments: [
    "file:x.sqlite", ":memory:", "file:x?mode=memory", "file:///x", "x y%41.sqlite",
  ])
  func `a memory has the name that is given`(_ name: String) throws {
    let folder = fixture.folder.path(of: "in")
    mkdir(folder, 0o700)
    if name.contains("/") {
      mkdir("\(folder)/file:", 0o700)
    }
    func run(_ arguments: String..., input: String = "") throws -> PadanBinary.Run {
      try fixture.padan.run(
        arguments, input: Array(input.utf8), environment: ["PADAN_MEMORY": name], folder: folder)
    }
    #expect(try run("add", "satu", "one").exitCode == 0)
    let file = name.replacing("///", with: "/")
    #expect(FileManager.default.fileExists(atPath: "\(folder)/\(file)"))
    #expect(try run("lookup", "satu", "--memory", name).exitCode == 0)
    #expect(unlink("\(folder)/\(file)") == 0)
    let imported = try run("import", "-", "--type", "tsv", "--memory", name, input: "dua\ttwo\n")
    #expect(imported.exitCode == 0, "\(imported.errorText)")
    #expect(try run("backup", "file:copy").exitCode == 0)
    #expect(try run("lookup", "dua", "--memory", "file:copy").exitCode == 0)
    #expect(!(Folder.names(in: folder) ?? []).contains { $0.hasSuffix(".part") || $0 == "x" })
  }

  @Test func `a memory without a name is an error`() throws {
    let run = try run("add", "satu", "one", "--memory", "")
    #expect(run.exitCode == 5)
    #expect(names.isEmpty)
  }

  // MARK: No home

  @Test(arguments: ["", ".", "rumah"])
  func `without a home nothing is written into the current folder`(_ home: String) throws {
    for arguments in [["add", "satu", "one"], ["stats"], ["rules", "add", "x.", "--before-name"]] {
      let run = try fixture.padan.run(
        arguments, environment: ["HOME": home, "XDG_DATA_HOME": "data"],
        folder: fixture.folder.path)
      #expect(run.exitCode == 2)
      #expect(run.errorText.contains("Set HOME, or name the "))
    }
    #expect(names.isEmpty)
    let segmented = try fixture.padan.run(
      ["segment"], input: Array("Satu. Dua.\n".utf8), environment: ["HOME": home])
    #expect(segmented.exitCode == 0)
  }
}
