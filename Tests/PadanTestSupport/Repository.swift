import Foundation

/// Files of the working copy that the tests were built from.
public enum Repository {
  /// The working copy's folder, or that of a copy of it that `PADAN_TEST_ROOT` names.
  public static let root =
    ProcessInfo.processInfo.environment["PADAN_TEST_ROOT"]
    ?? URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The path of a file in `corpora`.
  public static func corpus(_ name: String) -> String { "\(root)/corpora/\(name)" }

  /// The names of the files of a folder in `corpora`, in order.
  public static func corpusFiles(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: corpus(folder)).sorted()
  }

  /// The path of a file in a test target's `Fixtures`.
  public static func fixture(_ name: String, of target: String) -> String {
    "\(root)/Tests/\(target)/Fixtures/\(name)"
  }

  /// The path of a recorded file in a test target's `Golden`.
  public static func golden(_ name: String, of target: String) -> String {
    "\(root)/Tests/\(target)/Golden/\(name)"
  }

  /// The JSON objects of a JSON Lines file.
  public static func objects<Value: Decodable>(
    _ type: Value.Type, inLinesOf path: String
  ) throws -> [Value] {
    try contents(of: path).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(type, from: Data($0))
    }
  }
}
