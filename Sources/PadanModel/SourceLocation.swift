/// A place in an input: its name and, where one is known, a line, counted from 1.
///
///     SourceLocation(file: "padan.tmx", line: 12).description  // "padan.tmx:12"
public struct SourceLocation: Hashable, Codable, Sendable, CustomStringConvertible {
  public var file: String
  public var line: Int?

  public init(file: String, line: Int? = nil) {
    self.file = file
    self.line = line
  }

  public var description: String {
    if let line { "\(file):\(line)" } else { file }
  }
}
