import Foundation
import PadanTestSupport
import Testing

/// The scripts that complete a command line, run in the shells they are for.
struct CompletionTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
    for name in ["krl.id.txt", "krl.en.txt", "padan.sqlite"] {
      try fixture.folder.write(name, "")
    }
    try FileManager.default.createDirectory(
      atPath: fixture.folder.path(of: "kripto"), withIntermediateDirectories: false)
  }

  /// Writes the completion script for a shell.
  private func script(for shell: String) throws -> String {
    let run = try fixture.padan.run("--generate-completion-script", shell)
    #expect(run.exitCode == 0)
    return try fixture.folder.write("_padan.\(shell)", run.output)
  }

  /// Whether a shell is installed.
  private static func has(_ shell: String) -> Bool {
    ["/bin", "/usr/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(shell)")
    }
  }

  /// The lines that a shell prints for a program, which runs in the fixture's folder.
  private func output(of shell: String, _ program: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [shell, "-c", program]
    process.currentDirectoryURL = URL(fileURLWithPath: fixture.folder.path)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": fixture.folder.path, "TERM": "dumb"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// The words that bash offers for the last word of each command line, a line each.
  private func bash(_ lines: [[String]]) throws -> [Set<String>] {
    let calls = lines.map { words in
      """
      COMPREPLY=(); COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
      COMP_CWORD=\(words.count - 1); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
      $function padan "${COMP_WORDS[$COMP_CWORD]}" "${COMP_WORDS[$COMP_CWORD-1]}" 2>/dev/null
      echo "${COMPREPLY[*]}"
      """
    }
    let program = """
      source '\(try script(for: "bash"))'
      function=$(complete -p padan | sed -E 's/.*-F ([^ ]+).*/\\1/')

      """
    return try output(of: "bash", program + calls.joined(separator: "\n")).map {
      Set($0.split(separator: " ").map(String.init))
    }
  }

  /// Command lines whose last word is the beginning of a file's name.
  private static let places =
    [
      "segment", "align", "align krl.id.txt", "pair", "review", "backup", "import", "tmx check",
      "lexicon import", "lexicon info", "lexicon learn", "rules test", "rules import-srx",
      "evaluate segmentation", "evaluate alignment", "evaluate pairing krl.id.txt",
      "align --output", "align -o", "align --pairs", "align --weights", "align --lexicon",
      "export --output", "segment --srx", "segment --rules", "import --source-text",
      "lexicon export -o", "rules export-srx -o", "stats --memory", "lookup x --memory",
      "add a b --memory", "undo --memory", "doctor --memory",
    ].map { "padan \($0) kr".split(separator: " ").map(String.init) }

  @Test func `bash completes files and folders wherever a path is wanted`() throws {
    for (words, found) in zip(Self.places, try bash(Self.places)) {
      #expect(found.isSuperset(of: ["krl.id.txt", "krl.en.txt"]), "\(words): \(found)")
      #expect(found.contains("kripto") || found.contains("kripto/"), "\(words): \(found)")
    }
  }

  @Test func `bash completes verbs, options and values`() throws {
    let found = try bash([
      ["padan", "look"], ["padan", "rules", "exp"], ["padan", "align", "--form"],
      ["padan", "export", "--format", "xl"], ["padan", "lookup", "--color", "a"],
      ["padan", "segment", "--type", "h"],
    ])
    #expect(
      found == [
        ["lookup"], ["export-srx"], ["--format"], ["xliff", "xliff2"], ["auto", "always"],
        ["html"],
      ])
  }

  @Test(.enabled(if: has("fish")))
  func `fish completes files wherever a path is wanted`() throws {
    // fish takes a second for each.
    let places = Self.places.filter {
      ["segment", "check", "--output", "--pairs", "--memory"].contains($0[$0.count - 2])
    }
    let calls = places.map {
      "echo (complete --do-complete '\($0.joined(separator: " "))')"
    }
    let program = "source '\(try script(for: "fish"))'\n" + calls.joined(separator: "\n")
    let lines = try output(of: "fish", program)
    #expect(!places.isEmpty && lines.count == places.count)
    for (words, line) in zip(places, lines) {
      #expect(line.contains("krl.id.txt") && line.contains("krl.en.txt"), "\(words): \(line)")
    }
  }

  @Test func `zsh is told to complete files for every path`() throws {
    let text = String(decoding: try contents(of: script(for: "zsh")), as: UTF8.self)
    for option in ["--memory", "--lexicon", "--srx", "--pairs", "--weights"] {
      let lines = text.split(separator: "\n").filter { $0.contains("\(option)[") }
      #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("_files") }, "\(option)")
    }
  }

  @Test(.enabled(if: has("zsh")))
  func `zsh reads its script`() throws {
    let script = try script(for: "zsh")
    #expect(try output(of: "zsh", "zsh -n '\(script)' && echo whole") == ["whole"])
  }
}
