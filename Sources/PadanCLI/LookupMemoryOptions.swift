import ArgumentParser
import Padan

/// Options that choose the memories of a lookup.
struct LookupMemoryOptions: ParsableArguments {
  @Option(
    name: .customLong("memory"),
    help: ArgumentHelp(
      "A memory's file; several may be named. After a colon: read-only, penalty=POINTS, or both with "
        + "a comma between them. By default PADAN_MEMORY, or padan/padan.sqlite in the user's data "
        + "folder.", valueName: "file"))
  var memories: [MemoryName] = []

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
  /// The memory's file.
  var path: String
  /// Whether lookups must not write to the file.
  var isReadOnly = false
  /// Points that are taken off the scores of its matches, 0...100.
  var penalty = 0.0

  /// Reads a path and the words after its last colon; `nil` if the penalty is not 0...100.
  init?(argument: String) {
    path = argument
    // A colon belongs to the file name unless known words follow it.
    guard let colon = argument.lastIndex(of: ":") else { return }
    var isReadOnly = false
    var penalty = 0.0
    for word in argument[argument.index(after: colon)...].split(
      separator: ",", omittingEmptySubsequences: false)
    {
      if word == "read-only" {
        isReadOnly = true
      } else if word.hasPrefix("penalty=") {
        guard let points = Double(word.dropFirst(8)), (0...100).contains(points) else {
          return nil
        }
        penalty = points
      } else {
        return
      }
    }
    path = String(argument[..<colon])
    (self.isReadOnly, self.penalty) = (isReadOnly, penalty)
  }
}
