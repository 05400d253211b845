package import PadanModel

/// The dictionaries that are installed for the dictd server, as Debian's packages `dict-freedict-…`
/// do.
package enum InstalledDictionaries {
  /// Where the packages put them.
  package static let folder = "/usr/share/dictd"

  /// The index of the dictionary of a pair of languages; `nil` if there is none.
  ///
  /// One whose headwords are in the source language comes before one for the opposite direction. An
  /// index without its dictionary does not count.
  ///
  ///     InstalledDictionaries.path(from: german, to: french)  // …/freedict-deu-fra.index
  ///
  /// - Complexity: Reads the names in the folder.
  package static func path(
    from source: LanguageTag, to target: LanguageTag, in folder: String = folder
  ) -> String? {
    let wanted = [source.language, target.language]
    let indexes = (Folder.names(in: folder) ?? []).filter { $0.hasSuffix(".index") }.sorted()
    for pair in [wanted, wanted.reversed()] {
      for index in indexes where DictdReader.languages(ofName: index) == pair {
        let path = "\(folder)/\(index)"
        if let base = DictdReader.base(of: path), DictdReader.dictionary(ofBase: base) != nil {
          return path
        }
      }
    }
    return nil
  }
}
