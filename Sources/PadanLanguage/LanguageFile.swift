import CData

/// A file of the data that ships inside the binary: what a folder, a language's or a pair's, says of one
/// thing.
package struct LanguageFile: Hashable, Sendable {
  /// The folder of what holds where a language has nothing of its own.
  package static let root = "root"

  /// The folder: a language tag, two of them with a hyphen between, or `root`.
  package let folder: String
  /// What it says, such as `rules`.
  package let name: String
  private let index: Int

  /// What messages call it: `id/rules`.
  package var path: String { "\(folder)/\(name)" }

  /// Its text.
  ///
  /// - Complexity: O(n) for n bytes.
  package var text: String { String(cString: cdata_at(index).text) }

  /// All files, in the order in which they are listed.
  package static let all: [LanguageFile] = (0..<cdata_count()).map { index in
    let file = cdata_at(index)
    return LanguageFile(
      folder: String(cString: file.folder), name: String(cString: file.name), index: index)
  }

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
  private static let folders = Set(all.map(\.folder))

  /// Whether a folder is there.
  package static func hasFolder(_ folder: String) -> Bool { folders.contains(folder) }

  /// The files of a name that a folder's knowledge is read from, each on top of those before it: its
  /// parents' and then its own.
  package static func files(_ name: String, of folder: String) -> [LanguageFile] {
    var visited: Set<String> = []
    return files(name, of: folder, visited: &visited)
  }

  /// Two folders may be each other's parents, so none is visited twice.
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

  /// For each folder and each of its files' names the folders on top of which it is read.
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
