import PadanModel
import PadanText

/// The header of a PO file: the translation of its empty `msgid`, with a field on each line.
struct POHeader {
  /// The values by the names of the fields in lower case.
  private var values: [String: String] = [:]

  /// Reads the fields of a header.
  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = TextForm.matchKey(of: String(line[line.index(after: colon)...]))
      if !value.isEmpty { values[line[..<colon].lowercased()] = value }
    }
  }

  /// The encoding that the first bytes of a file declare in their header (GNU gettext manual,
  /// “Header Entry”); `nil` for none.
  static func encoding(in bytes: ArraySlice<UInt8>) -> String? {
    let mark = Array("charset=".utf8)
    guard
      let header = bytes.split(separator: 0x0A).first(where: {
        $0.contains(mark) && $0.contains(UInt8(ascii: "\""))
      }),
      let start = header.firstRange(of: mark)
    else { return nil }
    let name = header[start.upperBound...].prefix {
      $0 > 0x20 && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ";")
    }.text
    // A template has this word in place of a name.
    return name.isEmpty || name == "CHARSET" ? nil : name
  }

  /// The languages of the file's texts.
  ///
  /// A header says into which language a file translates, and mostly not from which. If it names
  /// the language of the sources as that, the file is the other way round.
  ///
  /// - Throws: `InputError` for such a file.
  func languages(
    _ options: ReadingOptions, at place: SourceLocation, _ warnings: inout Findings
  ) throws -> (source: LanguageTag, target: LanguageTag) {
    let source = language("x-source-language", options, at: place, &warnings)
    let target =
      language("language", options, at: place, &warnings)
      ?? language("x-poedit-language", options, at: place, &warnings)
    if source == nil, let target, options.source.hasLanguage(of: target),
      !options.target.hasLanguage(of: target)
    {
      throw InputError(place, .translatesInto(target, options))
    }
    return (source ?? options.source, target ?? options.target)
  }

  /// The language in a field; `nil` if the field is missing or names no language.
  private func language(
    _ field: String, _ options: ReadingOptions, at place: SourceLocation,
    _ warnings: inout Findings
  ) -> LanguageTag? {
    guard let value = values[field] else { return nil }
    let language = LanguageNames.language(value, in: [options.source, options.target])
    if language == nil {
      warnings.add(Finding(.unknownLanguage, at: place, detail: value))
    }
    return language
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
}
