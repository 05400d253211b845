import Padan

/// The languages that commands mean where they are told none: the one place in which Padan names any.
enum UsualLanguages {
  static let source = LanguageTag("id")!
  static let target = LanguageTag("en")!
}
