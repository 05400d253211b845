package import PadanModel

/// The articles in a folder and its subfolders.
///
///     let folder = try ArticleFolder("berita", language: english, of: [english, indonesian])
///     print(folder.articles)
package struct ArticleFolder: Sendable {
  /// The paths of the articles, sorted by their bytes.
  package var articles: [String] = []
  /// The paths of files in other formats, which are ignored.
  package var others: [String] = []

  /// Lists a folder.
  ///
  /// Articles are files with the ending of a document format or without one. Hidden files are left
  /// out. A file whose name has the other language of the pair is left out, too: `berita.en.txt` is
  /// English.
  ///
  /// - Parameters:
  ///   - folder: The path of the folder.
  ///   - language: The language of the articles.
  ///   - pair: The languages that file names may have.
  /// - Throws: `InputError` if the folder cannot be listed.
  package init(
    _ folder: String, language: LanguageTag, of pair: [LanguageTag]
  ) throws(InputError) {
    let paths = try Self.paths(in: folder)
    let endings = Set(DocumentFormats.all.flatMap(\.endings))
    for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard FileStatus(path)?.kind == .regular else { continue }
      let parts = ArticleName(path, languages: pair)
      let ending = parts.fileExtension.isEmpty ? "" : ".\(parts.fileExtension.lowercased())"
      guard ending.isEmpty || endings.contains(ending) else {
        others.append(path)
        continue
      }
      if parts.language == nil || parts.language == language { articles.append(path) }
    }
  }

  /// Whether there is a folder at a path.
  package static func isFolder(_ path: String) -> Bool { FileStatus(path)?.kind == .folder }

  /// The paths of what is in a folder and its subfolders, without hidden names. Links to folders are
  /// not followed.
  private static func paths(in folder: String) throws(InputError) -> [String] {
    guard let names = Folder.names(in: folder) else {
      throw .unreadable(folder, "the folder cannot be listed")
    }
    var paths: [String] = []
    for name in names where name.utf8.first != UInt8(ascii: ".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if FileStatus(path, followsLinks: false)?.kind == .folder {
        paths += try Self.paths(in: path)
      } else {
        paths.append(path)
      }
    }
    return paths
  }
}

/// The parts of an article's path.
///
///     ArticleName("berita/banjir.id.txt", languages: [indonesian]).stem  // "berita/banjir"
package struct ArticleName: Hashable, Sendable {
  /// The path without language and extension. An article and its translation have equal stems.
  package var stem: String
  /// The language between stem and extension, after `.`, `-` or `_`; `nil` if there is none.
  package var language: LanguageTag?
  /// The text after the last full stop; empty if there is none.
  package var fileExtension: String

  /// Splits a path.
  ///
  /// - Parameter languages: The languages that the name may have.
  package init(_ path: String, languages: [LanguageTag]) {
    let name = path.split(separator: "/").last ?? ""
    var stem = Substring(path)
    fileExtension = ""
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      fileExtension = String(name[name.index(after: dot)...])
      stem = path.dropLast(fileExtension.count + 1)
    }
    if let mark = stem.lastIndex(where: { ".-_".contains($0) }),
      let tag = LanguageTag(String(stem[stem.index(after: mark)...])),
      let language = languages.first(where: { $0.hasLanguage(of: tag) }),
      stem[..<mark].last.map({ $0 != "/" }) ?? false
    {
      self.language = language
      stem = stem[..<mark]
    }
    self.stem = String(stem)
  }

  /// The language that the name of a file says, before or in place of its extension: `a.id.txt`,
  /// `a.id`; `nil` if it says none.
  package static func language(of path: String, among languages: [LanguageTag]) -> LanguageTag? {
    let name = ArticleName(path, languages: languages)
    return name.language ?? languages.first { $0.language == name.fileExtension.lowercased() }
  }
}
