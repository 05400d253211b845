import Foundation
import PadanTestSupport

/// A folder with a memory to be, and the binary to run on both.
struct CommandFixture {
  let folder: TemporaryFolder
  let padan: PadanBinary
  /// The memory's path; nothing is there yet.
  let memory: String

  init() throws {
    folder = try TemporaryFolder()
    padan = try PadanBinary()
    memory = folder.path(of: "memory.sqlite")
  }

  /// Runs a command that uses the fixture's memory.
  func onMemory(_ arguments: String..., input: String = "") throws -> PadanBinary.Run {
    try padan.run(arguments + ["--memory", memory], input: Array(input.utf8))
  }

  /// Everything the memory holds, as its own export writes it; `nil` where there is no memory.
  func memoryContents() throws -> String? {
    guard FileManager.default.fileExists(atPath: memory) else { return nil }
    return try onMemory("export", "--tmx", "--quiet").text
      + onMemory("stats", "--format", "json").text
  }

  /// The day on which the test runs, as answers print it.
  static var today: String { String(ISO8601DateFormatter().string(from: Date()).prefix(10)) }

  /// The paths of a corpus article and its reference.
  static func article(_ id: String) -> (source: String, target: String) {
    (
      Repository.corpus("articles/\(id).id.txt"), Repository.corpus("articles/\(id).en.txt")
    )
  }
}

/// A JSON object of an output line.
func object(_ line: String) throws -> [String: Any] {
  let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
  guard let object = value as? [String: Any] else {
    throw CocoaError(.propertyListReadCorrupt)
  }
  return object
}

/// The members of an object's text, in the order in which they stand.
func keys(_ line: String) throws -> Set<String> { Set(try object(line).keys) }
