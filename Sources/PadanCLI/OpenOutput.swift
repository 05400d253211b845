/// An output that can be shared and kept in an array, which a noncopyable `StandardOutput` cannot.
final class OpenOutput {
  private var output: StandardOutput

  init(_ output: consuming StandardOutput) {
    self.output = output
  }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws { try output.write(bytes) }

  /// Adds a line and a line feed.
  func writeLine(_ line: String) throws { try output.writeLine(line) }

  /// Adds a line with colours, and a line feed.
  func writeStyledLine(_ line: String) throws { try output.writeStyledLine(line) }

  /// Writes everything in the buffer.
  func flush() throws { try output.flush() }

  /// Writes the rest, and gives a file its name.
  func finish() throws { try output.finish() }
}

extension Collection<OpenOutput> {
  /// Writes the rest of all, and then gives each file its name: a full disk is noticed while none has it.
  func finish() throws {
    for output in self { try output.flush() }
    for output in self { try output.finish() }
  }
}
