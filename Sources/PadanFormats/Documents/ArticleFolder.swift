import FoundationEssentials
import Glibc
public import PadanModel

/// The articles in a folder and its subfolders.
public struct ArticleFolder: Sendable {
  /// Their paths, in the order of their bytes.
  public var articles: [String] = []
  /// The paths of other files, which were left alone.
  public var others: [String] = []

  /// Lists a folder: files of the formats that documents have, hidden ones left out. Where a file's name says its
  /// language, as `berita.en.txt` does, it must be the one that is asked for.
  ///
  /// - Throws: `InputError`.
  public init(
    _ folder: String, language: LanguageTag, of pair: [LanguageTag]
  ) throws(InputError) {
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    } catch {
      throw .unreadable(folder, "the folder cannot be listed")
    }
    let endings = Set(DocumentFormats.all.flatMap(\.endings))
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      guard Self.kind(of: path) == S_IFREG else { continue }
      let parts = ArticleName(path, languages: pair)
      let ending = parts.fileExtension.isEmpty ? "" : ".\(parts.fileExtension.lowercased())"
      guard ending.isEmpty || endings.contains(ending) else {
        others.append(path)
        continue
      }
      if parts.language == nil || parts.language == language { articles.append(path) }
    }
  }

  /// Whether a path leads to a folder.
  public static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}

/// What the name of an article's file says.
///
///     ArticleName("berita/banjir.id.txt", languages: [indonesian]).stem  // "berita/banjir"
public struct ArticleName: Hashable, Sendable {
  /// The path without the language and the extension: equal for an article and its translation.
  public var stem: String
  /// The language between the stem and the extension, parted by `.`, `-` or `_`.
  public var language: LanguageTag?
  /// What follows the last full stop.
  public var fileExtension: String

  /// Reads a path, whose language may be one of a few.
  public init(_ path: String, languages: [LanguageTag]) {
    let name = path.split(separator: "/").last ?? ""
    var stem = Substring(path)
    fileExtension = ""
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      fileExtension = String(name[name.index(after: dot)...])
      stem = path.dropLast(fileExtension.count + 1)
    }
    for language in languages {
      let mark = stem.dropLast(language.language.utf8.count)
      if stem.lowercased().hasSuffix(language.language), let last = mark.last, ".-_".contains(last),
        mark.count > 1
      {
        self.language = language
        stem = mark.dropLast()
        break
      }
    }
    self.stem = String(stem)
  }
}
