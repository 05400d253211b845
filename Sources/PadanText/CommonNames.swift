import CICU
package import PadanModel

/// What things are called that every language has words for: numbers, months, days of the week,
/// countries, cities and units. ICU has these words for hundreds of languages, from Unicode's Common
/// Locale Data Repository (https://cldr.unicode.org).
///
///     CommonNames.lexicon(from: german, to: french)?.translations(of: "stunde").first?.text  // "heure"
package enum CommonNames {
  /// The name of the lexicon in messages and results.
  package static let lexiconName = "cldr"

  /// A dictionary of these words; `nil` if ICU lacks one of the languages, or both are the same.
  ///
  /// - Complexity: Writes some thousand words: about 50 ms.
  package static func lexicon(from source: LanguageTag, to target: LanguageTag) -> Lexicon? {
    guard source.language != target.language else { return nil }
    var translations: [Substring: [String]] = [:]
    for (thing, name) in names(in: target) { translations[thing, default: []].append(name) }
    var lexicon = Lexicon(name: lexiconName, source: source, target: target)
    for (thing, name) in names(in: source) {
      if let others = translations[thing] { lexicon.add(name, others) }
    }
    guard lexicon.count > 0 else { return nil }
    lexicon.markAsDictionary()
    return lexicon
  }

  /// The things with their names in a language, folded as words are compared. A thing may have
  /// several names.
  private static func names(in language: LanguageTag) -> [(thing: Substring, name: String)] {
    var status: Int32 = 0
    let text = ICUText.transform([], capacity: usualSize) { _, output, capacity in
      cicu_common_names(language.description, output, capacity, &status)
    }
    guard let text else { return [] }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t")
      guard parts.count == 2, !parts[1].contains(where: \.isNumber) else { return nil }
      return (parts[0], TextForm.wordForm(TextForm.matchKey(of: String(parts[1]))))
    }
  }

  /// The bytes of all names in a language: about 60 kB in German, and more in few languages.
  private static let usualSize = 1 << 17
}
