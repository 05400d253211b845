import ArgumentParser
import Padan

/// The memory whose lexicon and review decisions a command uses: that of `--memory`, or of
/// PADAN_MEMORY. The user's own memory counts only if it is named.
struct HelpMemoryOptions: ParsableArguments {
  @OptionGroup var memory: MemoryOptions

  @Flag(
    help: """
      Use the lexicon and the review decisions of no memory, also where PADAN_MEMORY names one.
      """)
  var noMemory = false

  /// Rejects `--no-memory` with `--memory`.
  func validate() throws {
    if noMemory, memory.memory != nil {
      throw ValidationError("--no-memory and --memory do not go together.")
    }
  }

  /// Whether the command line or the environment names a memory.
  var isNamed: Bool { !noMemory && namedPath != nil }

  private var namedPath: String? { memory.memory ?? UserFolders().namedMemory }

  /// Opens the memory; `nil` if none is named.
  ///
  /// - Parameter access: `.create` creates a missing file. Otherwise a memory that only PADAN_MEMORY
  ///   names may be missing: the next import makes it.
  /// - Throws: `MemoryError`, also if the file of `--memory` is missing.
  func open(access: Memory.Access = .existing) throws -> Memory? {
    guard !noMemory, let path = namedPath else { return nil }
    let isThere = FileStatus(path) != nil
    if access != .create, !isThere, memory.memory == nil { return nil }
    if !isThere { Unfinished.begin(memory: path) }
    return try Memory(path: path, access: access)
  }
}
