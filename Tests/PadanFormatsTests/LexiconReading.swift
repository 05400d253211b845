import PadanFormats
import PadanModel
import PadanTestSupport

/// A suite that reads lexicons from files.
protocol LexiconReading {}

extension LexiconReading {
  /// Reads an Indonesian–English lexicon.
  func read(
    _ path: String, format: LexiconFormat? = nil, isFlipped: Bool? = nil
  ) throws -> LexiconFile {
    try LexiconReader.read(
      path, format: format, isFlipped: isFlipped, source: .indonesian, target: .english)
  }

  /// Each headword of a lexicon with its translations.
  func entries(_ lexicon: Lexicon) -> [String] {
    lexicon.sortedEntries.map { entry in
      "\(entry.headword): \(entry.translations.map(\.text).joined(separator: ", "))"
    }
  }
}
