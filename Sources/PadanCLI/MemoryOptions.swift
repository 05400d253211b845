import ArgumentParser
import FoundationEssentials
import Padan

/// Which memory a command uses.
struct MemoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The memory's file; by default PADAN_MEMORY, or padan/padan.sqlite in the user's data folder.",
      valueName: "file"))
  var memory: String?

  /// Whether the command line itself names the memory.
  var isNamed: Bool { memory != nil }

  /// Opens the memory, which must exist.
  func open() throws -> Memory {
    try Memory(path: path())
  }

  /// Opens the memory, making its file, and the default folder, where there is none. One into which
  /// nothing comes, because the command fails or is interrupted, is taken away again.
  func openOrCreate() throws -> Memory {
    noteNew(path())
    return try Memory(path: pathInFolder(), access: .create)
  }

  /// Opens the memory, or begins one that appears when it is finished.
  func maker() throws -> MemoryMaker {
    let path = pathInFolder()
    Unfinished.begin(file: MemoryMaker.temporaryFile(for: path))
    return try MemoryMaker(path: path)
  }

  /// The memory's path, with the default folder made.
  private func pathInFolder() -> String {
    let path = path()
    if memory == nil, let slash = path.lastIndex(of: "/") {
      try? FileManager.default.createDirectory(
        atPath: String(path[..<slash]), withIntermediateDirectories: true)
    }
    return path
  }

  /// Opens the memory that the command line names with `--memory`; `nil` where it names none.
  ///
  /// - Parameters:
  ///   - mayBeMissing: Whether a file that is not there yet is no fault.
  ///   - access: `.create` to make a file that is not there yet.
  func openNamed(
    mayBeMissing: Bool = false, access: Memory.Access = .existing
  ) throws -> Memory? {
    guard let memory else { return nil }
    if mayBeMissing, !FileManager.default.fileExists(atPath: memory) { return nil }
    if access == .create { noteNew(memory) }
    return try Memory(path: memory, access: access)
  }

  private func noteNew(_ path: String) {
    if !FileManager.default.fileExists(atPath: path) { Unfinished.begin(memory: path) }
  }

  /// Runs a command that changes nothing on the memory, or, where there is none, on an empty one that is
  /// gone afterwards.
  func withOldOrNone<Value>(_ body: (Memory) throws -> Value) throws -> Value {
    let path = path()
    if FileManager.default.fileExists(atPath: path) { return try body(Memory(path: path)) }
    return try body(.inMemory())
  }

  private func path() -> String { memory ?? UserFolders().memory }
}

/// The pair of languages of a memory's units.
struct LanguageOptions: ParsableArguments {
  @Option(name: .customLong("from"), help: "The source language.")
  var source: LanguageTag = UsualLanguages.source

  @Option(name: .customLong("to"), help: "The target language.")
  var target: LanguageTag = UsualLanguages.target

  func validate() throws {
    for language in [source, target] {
      do {
        try Segmenter.check(language)
      } catch {
        throw ValidationError(error.message)
      }
    }
    if source == target {
      throw ValidationError("--from and --to are both \(source). Name two languages.")
    }
  }
}
