import PadanModel
import PadanText

/// Reads the first line of a table, which may name its columns.
enum TableHeader {
  /// The longest name of a language in words, such as *Bahasa Inggris (en)*.
  private static let mostWords = 4

  /// The columns that the fields of a first line name, `nil` for one of another name; `nil`
  /// altogether if they name no columns of texts.
  ///
  /// Texts are named by `source` and `target` or other words for these, or by two or more languages: by
  /// their tags or their names. The tag `id` also names the column of unit names; it is a language only where
  /// that is asked for, and its column holds no numbers and has no other beside it. One text alone is named
  /// if the table has nothing else, or names of units: `key,id`. Languages that the next record has in the same
  /// places, or that stand beside a sentence, are values.
  ///
  /// - Parameter rows: The records that follow, as far as they are known.
  static func columns(
    namedBy fields: [String], above rows: [[String]] = [], _ options: ReadingOptions
  ) -> [PairColumn?]? {
    let fields = fields.map { TextForm.matchKey(of: $0) }
    let named = fields.map { PairColumn(named: $0) ?? column(inWords: $0) }
    if named.contains(.source), named.contains(.target) { return named }
    let namesText = named.contains(.source) || named.contains(.target)
    let languages = Self.languages(in: fields, options)
    func isTwice(_ language: LanguageTag) -> Bool {
      zip(named, languages).contains { $0 == nil && $1?.hasLanguage(of: language) ?? false }
    }
    let columns = fields.indices.map { index -> PairColumn? in
      guard let language = languages[index] else { return named[index] }
      if let column = named[index] {
        let isLanguage =
          !namesText && options.asks(for: language) && !isTwice(language)
          && !holdsNumbers(at: index, rows)
        if !isLanguage { return column }
      }
      return .language(language)
    }
    if areValues(fields, columns, rows) { return nil }
    let texts = Set(columns.compactMap { $0?.language })
    if texts.count > 1 { return columns }
    guard namesText || texts.contains(where: options.asks) else { return nil }
    return fields.count == 1 || columns.contains { $0?.content == .id }
      || namesText && !texts.isEmpty ? columns : nil
  }

  /// Whether a column has nothing but numbers.
  private static func holdsNumbers(at index: Int, _ rows: [[String]]) -> Bool {
    let cells = rows.filter { index < $0.count }.map { $0[index] }
      .filter { !TextForm.isBlank($0) }
    return !cells.isEmpty && cells.allSatisfy { Int($0) != nil }
  }

  /// Whether languages in a first line are values and name no columns.
  private static func areValues(
    _ fields: [String], _ columns: [PairColumn?], _ rows: [[String]]
  ) -> Bool {
    let places = columns.indices.filter { columns[$0]?.language != nil }
    guard !places.isEmpty else { return false }
    let isRepeated =
      rows.first.map { row in
        places.allSatisfy { $0 < row.count && TextForm.matchKey(of: row[$0]) == fields[$0] }
      } ?? false
    return isRepeated || zip(fields, columns).contains { $1 == nil && isSentence($0) }
  }

  /// Whether a field is a sentence, and no name such as *No.* or *Max. length*.
  private static func isSentence(_ field: String) -> Bool {
    field.split(separator: " ").count > 2 && field.unicodeScalars.last?.isTerminal ?? false
  }

  /// Whether columns that a first line names hold two texts, and not sources or translations alone.
  static func namePairs(_ columns: [PairColumn?]) -> Bool {
    let texts = Set(columns.compactMap(\.self).filter { $0.isText })
    return texts.count > 1
  }

  /// The column of a text that is named in words, with its language in brackets if that is known: *Source (id)*,
  /// *Terjemahan*.
  private static func column(inWords field: String) -> PairColumn? {
    let parts = field.split(separator: "(", maxSplits: 1)
    guard let name = parts.first.map(String.init) else { return nil }
    let (isSource, isTarget) = (ColumnNames.isSource(name), ColumnNames.isTarget(name))
    guard isSource || isTarget else { return nil }
    let language = parts.dropFirst().first.flatMap {
      LanguageNames.language(String($0.prefix { $0 != ")" }))
    }
    return language.map(PairColumn.language) ?? (isSource ? .source : .target)
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
    let found = fields.indices.map { index in
      tags[index]
        ?? (canBeNames[index]
          ? LanguageNames.language(named: fields[index], in: [options.source, options.target])
          : nil)
    }
    // A tag beside a word that happens to name some language is no table of languages: *ID, Nama, Harga*.
    let hasTag = tags.contains { $0 != nil }
    return hasTag && Set(found.compactMap(\.self).filter(options.asks)).count < 2 ? tags : found
  }
}

extension ReadingOptions {
  /// Whether a language is that of the sources or the targets.
  func asks(for language: LanguageTag) -> Bool {
    source.hasLanguage(of: language) || target.hasLanguage(of: language)
  }
}
