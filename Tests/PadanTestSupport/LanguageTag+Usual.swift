public import PadanModel

extension LanguageTag {
  /// The language most tests are written in.
  public static let indonesian = LanguageTag("id")!
  /// The language of its translations.
  public static let english = LanguageTag("en")!
}
