import PadanModel

/// hunalign's dictionaries. A line is a phrase of the target language, ` @ `, and a phrase of the
/// source language, in this order (hunalign's readme, “File formats”).
enum HunalignDictionary {
  /// The text between the target and the source.
  static let separator = " @ "

  /// Reads the lines of a dictionary in UTF-8.
  ///
  /// The format has no comments. A line without two sides is skipped and reported as a finding.
  /// Blank lines are ignored.
  ///
  /// - Throws: `InputError` if there are too many entries.
  static func read(
    _ text: [UInt8], name: String, source: LanguageTag, target: LanguageTag
  ) throws(InputError) -> LexiconFile {
    var lexicon = Lexicon(name: name, source: source, target: target)
    var skipped = Findings()
    try LexiconReader.forEachLine(of: text, name: name) { line, number in
      // Lexicons separate translations by commas, so a comma must not become part of one.
      let sides = line.text.split(
        separator: separator, maxSplits: 1, omittingEmptySubsequences: false
      )
      .map { LexiconReader.form($0.replacing(",", with: " ")) }
      if sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty {
        lexicon.add(sides[1], [Lexicon.Translation(sides[0])])
      } else {
        skipped.add(
          Finding(.missingSide, at: SourceLocation(file: name, line: number)))
      }
      return 1
    }
    return LexiconFile(lexicon: lexicon, format: .dic, skipped: skipped)
  }
}

extension Finding.Kind {
  fileprivate static let missingSide = Self(
    "dic.missing-side", "an entry is “target @ source”, both sides with a word")
}
