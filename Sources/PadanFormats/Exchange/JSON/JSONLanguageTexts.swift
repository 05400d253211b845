import PadanModel
import PadanText

/// The texts of a line by their languages, as data sets for machine translation have them:
/// `{"id": "Satu.", "en": "One."}`, or such an object in the member `translation`.
struct JSONLanguageTexts: Decodable {
  /// The texts of the members that are named by languages.
  let texts: [LanguageTag: String]

  /// A member of any name.
  private struct Key: CodingKey {
    let stringValue: String
    /// Always `nil`: the keys are names.
    var intValue: Int? { nil }
    init?(intValue: Int) { nil }
    init(stringValue: String) { self.stringValue = stringValue }
  }

  /// Reads an object. Members of other names or types are passed over.
  ///
  /// - Throws: `DecodingError` if the value is no object.
  init(from decoder: any Decoder) throws {
    let line = try decoder.container(keyedBy: Key.self)
    let values =
      (try? line.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: "translation")))
      ?? line
    texts = values.allKeys.reduce(into: [:]) { texts, key in
      if let tag = LanguageTag(key.stringValue),
        let text = try? values.decode(
          String.self, forKey: key)
      {
        texts[tag] = text
      }
    }
  }

  /// The text in a language: in the very one, or else in a region of it.
  func variant(_ language: LanguageTag) -> Variant? {
    if let text = texts[language] { return Variant(language: language, text: text) }
    return texts.filter { language.accepts($0.key) }
      .min { $0.key.description < $1.key.description }
      .map { Variant(language: $0.key, text: $0.value) }
  }
}
