import PadanModel
import PadanText

/// Reads the first line of a table, which may name its columns.
enum TableHeader {
  /// The longest name of a language in words, such as *Bahasa Inggris (en)*.
  private static let mostWords = 4

  /// The columns that the fields of a first line name, `nil` for one of another name; `nil`
  /// altogether if they do not name the columns of two texts.
  ///
  /// Texts are named by `source` and `target`, or by two or more languages: by their tags or their
  /// names. The tag `id` also names the column of unit names; it is a language only where that is
  /// asked for.
  static func columns(
    namedBy fields: [String], _ options: ReadingOptions
  ) -> [PairColumn?]? {
    let fields = fields.map { TextForm.matchKey(of: $0) }
    let named = fields.map { PairColumn(named: $0) }
    if named.contains(.source), named.contains(.target) { return named }
    let columns = zip(named, languages(in: fields, options)).map { column, language in
      guard let language, column == nil || options.asks(for: language) else { return column }
      return PairColumn.language(language)
    }
    return Set(columns.compactMap { $0?.language }).count > 1 ? columns : nil
  }

  /// The languages that fields name. Names are looked up only if there are not two tags.
  private static func languages(
    in fields: [String], _ options: ReadingOptions
  ) -> [LanguageTag?] {
    let tags = fields.map { field in
      LanguageTag(field).flatMap { LanguageNames.isListed($0) || options.asks(for: $0) ? $0 : nil }
    }
    if Set(tags.compactMap(\.self)).count > 1 { return tags }
    let canBeNames = fields.map {
      $0.split(separator: " ").count <= mostWords && !$0.contains(where: \.isNumber)
    }
    guard canBeNames.count(where: \.self) > 1 else { return tags }
    return fields.indices.map { index in
      tags[index]
        ?? (canBeNames[index]
          ? LanguageNames.language(named: fields[index], in: [options.source, options.target])
          : nil)
    }
  }
}

extension ReadingOptions {
  /// Whether a language is that of the sources or the targets.
  func asks(for language: LanguageTag) -> Bool {
    source.hasLanguage(of: language) || target.hasLanguage(of: language)
  }
}
