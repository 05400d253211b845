import PadanLanguage

/// The words by which people head the columns of tables of translations.
///
///     ColumnNames.isSource("Sumber")  // true
package enum ColumnNames {
  /// Whether a word heads the column of what is translated, in a language that Padan knows.
  package static func isSource(_ name: String) -> Bool { words.source.contains(key(of: name)) }

  /// Whether a word heads the column of translations.
  package static func isTarget(_ name: String) -> Bool { words.target.contains(key(of: name)) }

  private static let words = LanguageProfile.columnWords

  private static func key(of name: String) -> String {
    TextForm.folded(TextForm.matchKey(of: name))
  }
}
