import Glibc
import Padan

/// Opens the outputs of a command, and refuses a path at which something would be lost.
///
/// An output is never an input of the same command or a file of a memory, whatever its path looks
/// like: files are compared by device and inode. Any other file that exists is replaced only if the
/// user asks for it. New files, pipes and devices need no permission.
struct OutputGuard {
  /// The files that the command reads; `-` is standard input.
  var inputs: [String] = []
  /// The memories that the command uses.
  var memories: [String] = []
  /// Whether files that exist may be replaced.
  var mayReplace = false
  /// Whether the command goes on when the reader of standard output has gone.
  var outlivesReader = false

  /// Opens an output.
  ///
  /// - Parameter path: The output's file; `nil` and `-` are standard output.
  /// - Throws: `Failure` for a path that is refused, `OutputError` if it cannot be opened.
  func open(_ path: String?) throws -> StandardOutput {
    try check(path)
    guard let path, path != "-" else { return StandardOutput(outlivesReader: outlivesReader) }
    return try StandardOutput(path: path, mayReplace: mayReplace)
  }

  /// Checks a path, so that a refusal comes before long work.
  ///
  /// - Throws: `Failure` with the exit code for wrong use.
  func check(_ path: String?) throws {
    guard let path, path != "-" else { return }
    let status = FileStatus(path)
    guard status?.kind ?? .regular == .regular else { return }
    let file = status?.identity ?? FileIdentity(path)
    for memory in memories + [UserFolders().memory].compactMap(\.self) {
      let files = Self.files(ofMemory: memory)
      guard files.contains(where: { FileIdentity($0) == file }) else { continue }
      throw Failure(
        "\(path) is a file of the memory \(memory). Name another output.", code: Exit.wrongUse)
    }
    guard status != nil else { return }
    if inputs.contains(where: { $0 != "-" && FileIdentity($0) == file })
      || FileStatus(descriptor: STDIN_FILENO)?.identity == file
    {
      throw Failure(
        "\(path) is an input of this command. Name another output.", code: Exit.wrongUse)
    }
    if !mayReplace {
      throw Failure(
        "\(path) is there already. Choose another name, or replace it with --force.",
        code: Exit.wrongUse)
    }
  }

  /// The files that SQLite keeps for a memory. The log and its index may not exist.
  private static func files(ofMemory path: String) -> [String] {
    let path = Folder.resolved(path)
    return ["", "-wal", "-shm", "-journal"].map { path + $0 }
  }
}
