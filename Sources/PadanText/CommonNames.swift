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
    for (thing, name) in names(in: target, commonNames) {
      translations[thing, default: []].append(name)
    }
    var lexicon = Lexicon(name: lexiconName, source: source, target: target)
    for (thing, name) in names(in: source, commonNames) {
      if let others = translations[thing] { lexicon.add(name, others) }
    }
    guard lexicon.count > 0 else { return nil }
    lexicon.markAsDictionary()
    return lexicon
  }

  /// The units of time, length, mass, area and temperature that a name stands for, by folded names and short
  /// names of two letters or more; empty if ICU lacks the language.
  ///
  /// - Complexity: Writes some hundred words: about 20 ms.
  package static func units(in language: LanguageTag) -> [String: Set<String>] {
    names(in: language, unitNames).reduce(into: [:]) { units, entry in
      guard entry.name.count > 1 else { return }
      // Few languages tell metric tons from others.
      let unit =
        entry.thing.hasSuffix("ton") || entry.thing.hasSuffix("tonne") ? "unit ton" : entry.thing
      units[entry.name, default: []].insert(String(unit))
    }
  }

  /// A function of ICU that writes names in the language of a locale.
  private typealias Writer =
    @Sendable (
      _ locale: String, _ output: UnsafeMutablePointer<CChar>?, _ capacity: Int64,
      _ status: inout Int32
    ) -> Int64

  private static let commonNames: Writer = { cicu_common_names($0, $1, $2, &$3) }
  private static let unitNames: Writer = { cicu_unit_names($0, $1, $2, &$3) }

  /// The things with their names in a language, folded as words are compared. A thing may have
  /// several names.
  private static func names(
    in language: LanguageTag, _ write: Writer
  ) -> [(thing: Substring, name: String)] {
    var status: Int32 = 0
    let text = ICUText.transform([], capacity: usualSize) { _, output, capacity in
      write(language.description, output, capacity, &status)
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
