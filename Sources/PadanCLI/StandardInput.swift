import ArgumentParser
import Glibc

/// Standard input, which `-` names.
enum StandardInput {
  /// The named inputs, or standard input if none is named.
  ///
  /// - Parameter what: What may be named, for the message: `an article`.
  /// - Throws: `ValidationError` if none is named and standard input is a terminal, where nobody
  ///   would know that a command waits.
  static func ifUnnamed(_ names: [String], _ what: String) throws -> [String] {
    if !names.isEmpty { return names }
    guard isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("Name \(what), or - for standard input.")
    }
    return ["-"]
  }
}
