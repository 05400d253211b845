import CData

/// A data file that is built into the binary. It holds one kind of knowledge about a language or a
/// pair of languages.
package struct LanguageFile: Hashable, Sendable {
  /// The folder of the defaults, for languages and pairs that have no data of their own.
  package static let root = "root"

  /// The folder's name: a language tag, two language tags joined by a hyphen, or `root`.
  package let folder: String
  /// The file's name, which says what it is about, such as `rules`.
  package let name: String
  /// The file's position in the table of the module CData.
  private let index: Int

  /// The file's name in messages: `id/rules`.
  package var path: String { "\(folder)/\(name)" }

  /// The content of the file.
  ///
  /// - Complexity: O(n) for n bytes.
  package var text: String { String(cString: cdata_at(index).text) }

  /// All files, in the order in which CData lists them.
  package static let all: [LanguageFile] = (0..<cdata_count()).map { index in
    let file = cdata_at(index)
    return LanguageFile(
      folder: String(cString: file.folder), name: String(cString: file.name), index: index)
  }

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
  private static let folders = Set(all.map(\.folder))

  /// Whether a folder exists.
  package static func hasFolder(_ folder: String) -> Bool { folders.contains(folder) }

  /// The files of a name that apply to a folder: those of the folder's parents, and then its own.
  ///
  /// A reader reads them in this order, each on top of those before it.
  package static func files(_ name: String, of folder: String) -> [LanguageFile] {
    var visited: Set<String> = []
    return files(name, of: folder, visited: &visited)
  }

  /// `files(_:of:)` without the folders already visited. Two folders may be each other's parents.
  private static func files(
    _ name: String, of folder: String, visited: inout Set<String>
  ) -> [LanguageFile] {
    guard visited.insert(folder).inserted else { return [] }
    var files: [LanguageFile] = []
    for parent in parents[folder]?[name] ?? [] {
      files += self.files(name, of: parent, visited: &visited)
    }
    return files + (byPath["\(folder)/\(name)"].map { [$0] } ?? [])
  }

  /// The parent folders of each folder, for each name of a file.
  private static let parents: [String: [String: [String]]] = {
    var parents: [String: [String: [String]]] = [:]
    for file in all where file.name == "parents" {
      for entry in SectionFile.entries(of: file.text) {
        parents[file.folder, default: [:]][entry.name, default: []].append(entry.value ?? "")
      }
    }
    return parents
  }()
}
