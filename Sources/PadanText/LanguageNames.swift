import CICU
import PadanLanguage
package import PadanModel

/// Finds a language by what people call it in files and on the command line: a tag, a POSIX locale,
/// or a name in a language that Padan knows, or its own.
///
///     LanguageNames.language("Bahasa Inggris")  // en
///     LanguageNames.language("sr_RS@latin")     // sr-Latn-RS
package enum LanguageNames {
  /// The language that a text names; `nil` if it names none.
  ///
  /// - Parameter languages: Further languages in which the name may be written.
  package static func language(
    _ text: String, in languages: [LanguageTag] = []
  ) -> LanguageTag? {
    LanguageTag(text) ?? language(ofLocale: text) ?? language(named: text, in: languages)
  }

  /// Whether ICU lists a language.
  package static func isListed(_ language: LanguageTag) -> Bool {
    cicu_knows_language(language.language)
  }

  /// Whether there may be a language with this tag.
  ///
  /// ICU lists every code of two letters, or has a name for it. There are more codes of three letters
  /// than it knows, and private tags.
  package static func mayExist(_ language: LanguageTag) -> Bool {
    language.language.utf8.count != 2 || isListed(language)
      || LanguageProfile.known.contains { name(of: language, in: $0) != nil }
  }

  // MARK: Locales

  /// The language of a POSIX locale with a character set or a modifier: `id_ID.UTF-8`,
  /// `ca@valencia`. A modifier that is neither a script nor a variant is left out.
  private static func language(ofLocale locale: String) -> LanguageTag? {
    let parts = locale.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].prefix { $0 != "." }
    guard parts.count > 1 || name.count < locale.count, let tag = LanguageTag(String(name)) else {
      return nil
    }
    guard parts.count > 1 else { return tag }
    var subtags = tag.description.split(separator: "-")
    if let script = cicu_script_code(String(parts[1])) {
      subtags.insert(Substring(String(cString: script)), at: 1)
    } else if (5...8).contains(parts[1].utf8.count) {
      subtags.append(parts[1])
    }
    return LanguageTag(subtags.joined(separator: "-")) ?? tag
  }

  // MARK: Names

  /// The language with a name. In brackets after it may stand its tag or region: `English (US)`.
  ///
  /// - Parameter languages: Further languages in which the name may be written.
  package static func language(
    named text: String, in languages: [LanguageTag]
  ) -> LanguageTag? {
    let parts = text.split(separator: "(", maxSplits: 1)
    guard let name = parts.first else { return nil }
    let key = Self.key(of: String(name))
    guard let tag = tag(ofKey: key, in: languages) else { return nil }
    guard parts.count > 1 else { return tag }
    let detail = String(parts[1].prefix { $0 != ")" })
    if let own = LanguageTag(detail), tag.hasLanguage(of: own) { return own }
    return detail.utf8.count == 2 ? LanguageTag("\(tag)-\(detail)") ?? tag : tag
  }

  /// The language whose name has this key, in any of the known forms.
  private static func tag(ofKey key: String, in languages: [LanguageTag]) -> LanguageTag? {
    if let tag = usual[key] { return tag }
    for language in languages where !LanguageProfile.known.contains(language) {
      if let tag = names(in: language)[key] { return tag }
    }
    for form in LanguageProfile.nameForms {
      let word = form.word
      let rest =
        form.isBefore && key.hasPrefix(word + " ")
        ? key.dropFirst(word.count + 1)
        : !form.isBefore && key.hasSuffix(" " + word) ? key.dropLast(word.count + 1) : nil
      if let rest, let tag = usual[String(rest)] { return tag }
    }
    return nil
  }

  /// The tags of all languages by the keys of their names in the languages that Padan knows, and in
  /// themselves.
  private static let usual: [String: LanguageTag] = {
    var tags = LanguageProfile.known.map(names(in:)).reduce(into: [:]) {
      $0.merge($1) { first, _ in first }
    }
    for tag in all {
      if let name = name(of: tag, in: tag).map(key), tags[name] == nil { tags[name] = tag }
    }
    return tags
  }()

  /// The languages that ICU lists.
  private static let all = (0..<cicu_language_count()).compactMap {
    LanguageTag(String(cString: cicu_language_at($0)))
  }

  /// The tags of all languages by the keys of their names in one language.
  private static func names(in language: LanguageTag) -> [String: LanguageTag] {
    all.reduce(into: [:]) { names, tag in
      if let name = name(of: tag, in: language).map(key), names[name] == nil { names[name] = tag }
    }
  }

  /// A language's name in another language; `nil` if ICU has no name.
  package static func name(of tag: LanguageTag, in language: LanguageTag) -> String? {
    var status: Int32 = 0
    let name = ICUText.transform(Array(tag.language.utf8)) { _, output, capacity in
      cicu_language_name(tag.language, language.description, output, capacity, &status)
    }
    guard let name, !name.isEmpty else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// The form in which names are compared.
  private static func key(of name: String) -> String {
    TextForm.folded(TextForm.matchKey(of: name))
  }
}
