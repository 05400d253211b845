import PadanFormats
package import PadanModel

/// The results of an evaluation, found by the names of documents in a gold file.
///
/// A gold file names its documents as it likes, and a result by the paths of files. So a name is
/// looked for as it stands, then without folder, extension and language, as far as only one result
/// has that name.
///
///     ResultsByName([("berita/banjir.id.txt", 1)], languages: [indonesian])["banjir"]  // 1
package struct ResultsByName<Value> {
  /// The results by their whole names, their names without folder and extension, and those without
  /// a language too.
  private var levels: [[String: Value]] = []

  /// Results with their names. Of several with one name the last counts.
  ///
  /// - Parameter languages: The languages that names may have before their extension.
  package init(_ results: [(name: String, value: Value)], languages: [LanguageTag] = []) {
    levels.append(Dictionary(results.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
    levels.append(Self.unique(results) { DocumentName.base($0) })
    levels.append(Self.unique(results) { DocumentName.base($0, languages: languages) })
  }

  /// The result for a document of the gold; `nil` if there is none, or if several may be meant.
  package subscript(name: String) -> Value? {
    for key in [name, DocumentName.base(name)] {
      for level in levels {
        if let value = level[key] { return value }
      }
    }
    return nil
  }

  /// The results by a part of their names that no two share.
  private static func unique(
    _ results: [(name: String, value: Value)], _ key: (String) -> String
  ) -> [String: Value] {
    Dictionary(grouping: results) { key($0.name) }.compactMapValues {
      $0.count == 1 ? $0[0].value : nil
    }
  }
}

/// The names by which documents of two collections or results are compared.
package enum DocumentName {
  /// A path without folder and extension, and without one of the languages before it.
  package static func base(_ path: String, languages: [LanguageTag] = []) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return ArticleName(name, languages: languages).stem
  }
}
