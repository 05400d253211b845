public import PadanModel
import PadanText

/// Why a lexicon cannot be read.
public struct LexiconError: Error, Equatable, CustomStringConvertible {
  public var location: SourceLocation
  public var fault: String
  public var description: String { "\(location): \(fault)" }
}

/// Reads lexicons.
public enum LexiconReader {
  /// Reads a tab-separated lexicon: a headword, a tab, and its translations, best first, parted by
  /// commas. A line that begins with `#` is a comment.
  ///
  /// - Throws: `LexiconError` with the line that holds no tab or an empty side.
  public static func readTSV(
    _ bytes: [UInt8], name: String, source: LanguageTag, target: LanguageTag
  ) throws(LexiconError) -> Lexicon {
    var lexicon = Lexicon(name: name, source: source, target: target)
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      let sides = line.split(separator: "\t", omittingEmptySubsequences: false)
      let translations =
        sides.count < 2
        ? []
        : sides[1].split(separator: ",").map {
          TextForm.folded(TextForm.matchKey(of: String($0)))
        }.filter { !$0.isEmpty }
      let headword = TextForm.folded(TextForm.matchKey(of: String(sides[0])))
      guard !headword.isEmpty, !translations.isEmpty else {
        throw LexiconError(
          location: SourceLocation(file: name, line: index + 1),
          fault: "an entry is a headword, a tab and at least one translation.")
      }
      lexicon.add(headword, translations)
    }
    return lexicon
  }
}
