import ArgumentParser
import Padan

/// The option that chooses the memory of a command.
struct MemoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The memory's file; by default PADAN_MEMORY, or, where a memory is needed, padan/padan.sqlite "
        + "in the user's data folder.",
      valueName: "file"), completion: .file())
  var memory: String?

  /// Rejects a second memory, of which the first would not be used.
  func validate() throws {
    let words = PadanCommand.arguments.prefix { $0 != "--" }
    guard words.count(where: { $0 == "--memory" || $0.hasPrefix("--memory=") }) < 2 else {
      throw ValidationError("--memory stands twice. This command uses one memory; name one.")
    }
  }

  /// The memory that the command line names, which no output may replace.
  var paths: [String] { memory.map { [$0] } ?? [] }

  /// The user's name, as the history of a memory keeps it; `nil` if the system gives none.
  static var person: String? { Terminal.variable("USER") }

  /// Opens the memory.
  ///
  /// - Throws: `MemoryError` if it does not exist.
  func open() throws -> Memory {
    try Memory(path: path())
  }

  /// Opens the memory, or starts a new one that appears under its name when something is kept in it.
  /// The default folder is made if it is missing.
  func maker() throws -> MemoryMaker {
    try MemoryMaker(path: pathInFolder())
  }

  /// The path of the memory. Creates the default folder.
  private func pathInFolder() throws -> String {
    let path = try path()
    if memory == nil, let folder = Folder.parent(of: path) { Folder.make(folder) }
    return path
  }

  /// Runs a body that changes nothing, on the memory or, if there is none, on an empty memory that
  /// is discarded afterwards.
  func withOldOrNone<Value>(_ body: (Memory) throws -> Value) throws -> Value {
    let path = try path()
    if FileStatus(path) != nil { return try body(Memory(path: path)) }
    return try body(.inMemory())
  }

  /// The path of `--memory`, or of the user's own memory.
  ///
  /// - Throws: `Failure` if the user has no folder for it.
  func path() throws -> String {
    if let path = memory ?? UserFolders().memory { return path }
    throw Failure.noHome(for: "memory", option: "--memory")
  }
}

/// Options for the languages of units.
struct LanguageOptions: ParsableArguments {
  @Option(name: .customLong("from"), help: "The source language.")
  var source: LanguageTag = UsualLanguages.source

  @Option(name: .customLong("to"), help: "The target language.")
  var target: LanguageTag = UsualLanguages.target

  /// Whether the command line names both languages.
  var areNamed: Bool {
    ["--from", "--to"].allSatisfy { option in
      PadanCommand.arguments.contains { $0 == option || $0.hasPrefix("\(option)=") }
    }
  }

  /// Rejects languages that do not exist, and two equal ones.
  ///
  /// A memory needs no segmenter, so a language that ICU does not know will do.
  func validate() throws {
    for language in [source, target] where !LanguageNames.mayExist(language) {
      throw ValidationError(SegmentationError.unknownLanguage(language.description).message)
    }
    if source == target {
      throw ValidationError("--from and --to are both \(source). Name two languages.")
    }
  }
}
