import ArgumentParser
import Padan

/// The memory whose lexicon, terms and review decisions a command uses: that of `--memory`, or of
/// PADAN_MEMORY. The user's own memory counts only if it is named.
struct HelpMemoryOptions: ParsableArguments {
  @OptionGroup var memory: MemoryOptions

  @Flag(
    help: """
      Use the lexicon, the terms and the review decisions of no memory, also where PADAN_MEMORY names one.
      """)
  var noMemory = false

  /// Rejects `--no-memory` with `--memory`.
  func validate() throws {
    if noMemory, memory.memory != nil {
      throw ValidationError("--no-memory and --memory do not go together.")
    }
  }

  /// Whether the command line or the environment names a memory.
  var isNamed: Bool { namedPath != nil }

  /// The path of the memory that is named, whether a file is there or not.
  var namedPath: String? { noMemory ? nil : memory.memory ?? UserFolders().namedMemory }

  /// Opens the memory; `nil` if none is named. A memory that only PADAN_MEMORY names may be missing:
  /// the next import makes it.
  ///
  /// - Parameter mayBeMissing: Whether that of `--memory` may be missing, too.
  /// - Throws: `MemoryError`.
  func open(mayBeMissing: Bool = false) throws -> Memory? {
    guard let path = namedPath else { return nil }
    let isNeeded = !mayBeMissing && memory.memory != nil
    if !isNeeded, FileStatus(path) == nil { return nil }
    return try Memory(path: path)
  }
}
