import ArgumentParser
import Padan

/// Texts on the command line, whose words are read as paths at first (see `String.init(path:)`).
enum Text {
  /// A word as text.
  ///
  /// - Throws: `ValidationError` if it is not UTF-8.
  static func argument(_ word: String) throws -> String {
    guard let text = String(validating: word.unterminatedPathBytes, as: UTF8.self) else {
      throw ValidationError("“\(word)” is not UTF-8.")
    }
    return text
  }
}
