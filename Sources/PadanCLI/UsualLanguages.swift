import Padan

/// The default languages of commands. No other code in Padan names a language.
enum UsualLanguages {
  /// The default source language: Indonesian.
  static let source = LanguageTag("id")!
  /// The default target language: English.
  static let target = LanguageTag("en")!
}
