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
    let tags = texts.keys.sorted { $0.description < $1.description }
    let tag = texts[language] != nil ? language : tags.first { language.accepts($0) }
    return tag.flatMap { tag in texts[tag].map { Variant(language: tag, text: $0) } }
  }
}
