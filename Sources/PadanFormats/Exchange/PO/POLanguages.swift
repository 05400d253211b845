import PadanModel
import PadanText

/// The languages of the texts in a PO file: those that its header names, or those of the options.
struct POLanguages {
  /// The language of the sources.
  private(set) var source: LanguageTag
  /// The language of the translations.
  private(set) var target: LanguageTag
  /// Whether the header has not named the language of the translations.
  private var assumesTarget = true
  private let options: ReadingOptions

  /// The languages of the options, until a header names others.
  init(_ options: ReadingOptions) {
    self.options = options
    (source, target) = (options.source, options.target)
  }

  /// Reads the languages of a header.
  ///
  /// A header says into which language a file translates, and mostly not from which. If it names
  /// the language of the sources as that, the file is the other way round.
  ///
  /// - Throws: `InputError` for such a file.
  mutating func read(
    _ header: POHeader, at place: SourceLocation, _ warnings: inout Findings
  ) throws {
    let source = language("x-source-language", of: header, at: place, &warnings)
    let target =
      language("language", of: header, at: place, &warnings)
      ?? language("x-poedit-language", of: header, at: place, &warnings)
    if source == nil, let target, options.source.hasLanguage(of: target),
      !options.target.hasLanguage(of: target)
    {
      throw InputError(place, .translatesInto(target, options))
    }
    assumesTarget = target == nil
    (self.source, self.target) = (source ?? options.source, target ?? options.target)
  }

  /// The language in a field; `nil` if the field is missing or names no language.
  private func language(
    _ field: String, of header: POHeader, at place: SourceLocation, _ warnings: inout Findings
  ) -> LanguageTag? {
    guard let value = header[field] else { return nil }
    let language = LanguageNames.language(value, in: [options.source, options.target])
    if language == nil {
      warnings.add(Finding(.unknownLanguage, at: place, detail: value))
    }
    return language
  }

  /// Says once which languages the pairs have, if no header says so.
  ///
  /// - Parameter place: The first entry with a pair.
  mutating func noteAssumption(at place: SourceLocation, _ report: inout ReadingReport) {
    guard assumesTarget else { return }
    assumesTarget = false
    report.assumesLanguages = true
    report.warnings.add(Finding(.assumedLanguages, at: place, detail: "\(source) → \(target)"))
  }
}

extension InputError.Reason {
  /// The file translates into the language of the sources.
  fileprivate static func translatesInto(
    _ language: LanguageTag, _ options: ReadingOptions
  ) -> Self {
    Self(
      "po.other-direction", "this file translates into \(language), the source language.",
      .turnLanguages(from: options.target, to: options.source))
  }
}

extension Finding.Kind {
  fileprivate static let unknownLanguage = Self(
    "po.language", "the header names a language that is not known")
  fileprivate static let assumedLanguages = Self(
    "po.assumed-languages",
    "no header names the language of the translations, and they are read as",
    isFault: false, remedy: .nameLanguagePair)
}
