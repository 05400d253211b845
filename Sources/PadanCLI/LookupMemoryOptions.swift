import ArgumentParser
import Padan

/// Options that choose the memories of a lookup.
struct LookupMemoryOptions: ParsableArguments {
  @Option(
    name: .customLong("memory"),
    help: ArgumentHelp(
      "A memory's file; several may be named. After a colon: read-only, penalty=POINTS, or both with "
        + "a comma between them. By default PADAN_MEMORY, or padan/padan.sqlite in the user's data "
        + "folder.", valueName: "file"), completion: .file())
  var memories: [MemoryName] = []

  /// Rejects words after a colon that are no options of a memory, unless they are part of a file's
  /// name.
  func validate() throws {
    for name in memories {
      guard let fault = name.fault, FileStatus(name.path) == nil else {
        continue
      }
      throw ValidationError("--memory \(name.path): \(fault)")
    }
  }

  /// Opens the named memories, or the user's own if none is named. They must exist.
  func open() throws -> MemoryShelf {
    if memories.isEmpty { return MemoryShelf([.init(try MemoryOptions.parse([]).open())]) }
    return MemoryShelf(
      try memories.map { name in
        let access = name.isReadOnly ? Memory.Access.readOnly : .existing
        return .init(try Memory(path: name.path, access: access), penalty: name.penalty)
      })
  }
}

/// A memory on the command line: `theirs.sqlite:read-only,penalty=5`.
struct MemoryName: ExpressibleByArgument {
  /// The memory's file. Words after a colon that are no options are taken as part of its name.
  var path: String
  /// Whether lookups must not write to the file.
  var isReadOnly = false
  /// Points that are taken off the scores of its matches, 0...100.
  var penalty = 0.0
  /// What is wrong with the words after the colon, if they were meant as options.
  var fault: String?

  /// Reads a path and the words after its last colon.
  init(argument: String) {
    path = argument
    guard let colon = argument.lastIndex(of: ":") else { return }
    for word in argument[argument.index(after: colon)...].split(
      separator: ",", omittingEmptySubsequences: false)
    {
      if word == "read-only" {
        isReadOnly = true
      } else if word.hasPrefix("penalty="), let points = Double(word.dropFirst(8)),
        (0...100).contains(points)
      {
        penalty = points
      } else {
        fault = Self.fault(of: String(word))
        (isReadOnly, penalty) = (false, 0)
        return
      }
    }
    path = String(argument[..<colon])
  }

  /// What is wrong with a word that is no option of a memory.
  private static func fault(of word: String) -> String {
    let name = String(word.prefix { $0 != "=" })
    if name == "penalty" { return "a penalty is a number of points, 0 to 100: penalty=5." }
    let nearest = name.nearest(among: ["read-only", "penalty"])
    let advice = nearest.map { "Did you mean \($0 == "penalty" ? "penalty=POINTS" : $0)?" }
    return "“\(word)” is no option of a memory. "
      + (advice ?? "There are read-only and penalty=POINTS, with a comma between them.")
  }
}
