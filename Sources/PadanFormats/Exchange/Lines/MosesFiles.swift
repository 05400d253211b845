package import PadanModel

extension ExchangeInput {
  /// Two texts whose names are a prefix, a full stop and a language: `train.id` and `train.en`.
  ///
  /// The names may have any code of the languages: `train.ind`, `train.en-GB`. A text may be packed
  /// by gzip, and then ends in `.gz`.
  ///
  /// - Throws: `InputError` if a text is missing.
  package static func moses(
    prefix: String, from source: LanguageTag, to target: LanguageTag
  ) throws(InputError) -> ExchangeInput {
    ExchangeInput(
      .moses, try path(prefix, language: source), try path(prefix, language: target))
  }

  /// The path of a text: the plain name if it is there, or else the first by its bytes.
  private static func path(
    _ prefix: String, language: LanguageTag
  ) throws(InputError) -> String {
    let plain = "\(prefix).\(language)"
    if FileStatus(plain) != nil { return plain }
    let folder = prefix.upToName
    let start = prefix[folder.endIndex...] + "."
    let names = Folder.names(in: folder.isEmpty ? "." : String(folder))
    let found = (names ?? []).filter { name in
      guard name.hasPrefix(start) else { return false }
      let ending = name.dropFirst(start.count)
      let code = ending.hasSuffix(".gz") ? ending.dropLast(3) : ending
      return LanguageTag(String(code)).map(language.accepts) ?? false
    }
    guard let name = found.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) else {
      throw .missing(plain)
    }
    return folder + name
  }
}
