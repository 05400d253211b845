/// A tag is encoded as its text.
extension LanguageTag: Codable {
  /// Decodes a tag.
  ///
  /// - Throws: `DecodingError` if the value is not a text, or the text is not a tag.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let tag = LanguageTag(text) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "“\(text)” is no language tag"))
    }
    self = tag
  }

  /// Encodes the canonical text of the tag.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
