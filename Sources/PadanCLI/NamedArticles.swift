import ArgumentParser
import Padan

/// The files that a command line names, and those of the folders that it names.
///
/// A file that is named and cannot be read ends the command. One of a folder is left out and named.
struct NamedArticles {
  /// The files and folders as they are named; `-` is standard input.
  let named: [String]
  /// The files, in order.
  let paths: [String]
  /// How many files of folders could not be read.
  private(set) var failures = 0

  /// Lists the folders.
  ///
  /// - Parameters:
  ///   - arguments: The files and folders; none means standard input.
  ///   - language: The language of the articles of a folder.
  ///   - takesBilingual: Whether XLIFF and PO files of a folder are taken, too.
  init(
    _ arguments: [String], in language: LanguageTag, takesBilingual: Bool = false
  ) throws {
    named = try StandardInput.ifUnnamed(arguments, "an article")
    paths = try named.flatMap {
      try ArticleOptions.files(at: $0, in: language, takesBilingual: takesBilingual)
    }
  }

  /// Calls a closure with each file, and says which could not be read.
  ///
  /// - Parameter body: Receives the number of the file, from 0, and its path.
  mutating func forEach(
    _ diagnostics: DiagnosticOptions, _ body: (Int, String) throws -> Void
  ) throws {
    for (number, path) in paths.enumerated() {
      do {
        try body(number, path)
      } catch let error as InputError where !named.contains(path) {
        diagnostics.note(Failure.message(error))
        failures += 1
      }
    }
  }

  /// Ends the command with the exit code for partial work if a file could not be read.
  func check() throws {
    guard failures > 0 else { return }
    throw Failure("\(failures.counted("article")) could not be read.", code: Exit.partlyDone)
  }
}
