/// A place in an input.
///
///     SourceLocation(file: "padan.tmx", line: 12).description  // "padan.tmx:12"
public struct SourceLocation: Hashable, Codable, Sendable, CustomStringConvertible {
  /// The name of the input: mostly a file's path.
  public var file: String
  /// The line, from 1; `nil` if it is not known.
  public var line: Int?

  /// A line of an input, or the input as a whole.
  public init(file: String, line: Int? = nil) {
    self.file = file
    self.line = line
  }

  /// The place as messages begin: `padan.tmx:12` or `padan.tmx`. Bytes of a path that are no UTF-8
  /// are shown as `\xFF`.
  public var description: String {
    let file = file.shownPath
    return if let line { "\(file):\(line)" } else { file }
  }
}
