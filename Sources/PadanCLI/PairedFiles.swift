import Padan

/// A source file and its translation.
struct PairedFiles: Sendable {
  var source: String
  var target: String
}

extension PairedFiles {
  /// A pair that was read, or why it could not be.
  struct Reading: Sendable {
    var files: PairedFiles
    var result: Result<DocumentPair, any Error>
    var notes: [String]
  }

  /// Reads both sides.
  func read(_ source: ArticleSegmenter, _ target: ArticleSegmenter) -> Reading {
    var notes: [String] = []
    do {
      let left = try source.text(of: self.source)
      notes += left.notes
      let right = try target.text(of: self.target)
      notes += right.notes
      let document = DocumentPair(source: left.text, target: right.text)
      return Reading(files: self, result: .success(document), notes: notes)
    } catch {
      return Reading(files: self, result: .failure(error), notes: notes)
    }
  }
}

/// Two folders whose files belong together by name.
struct NamedPairs {
  var pairs: [PairedFiles] = []
  /// Files without a namesake on the other side.
  var unpaired: [String] = []

  /// Pairs files of equal stem: `berita.txt` with `berita.txt`, `a/b.id.html` with `a/b.en.txt`.
  init(source: String, target: String, languages: LanguageOptions) throws {
    let pair = [languages.source, languages.target]
    func names(_ folder: String, _ language: LanguageTag) throws -> [(stem: String, path: String)] {
      try ArticleFolder(folder, language: language, of: pair).articles.map { path in
        let name = path.dropFirst(folder.count).drop { $0 == "/" }
        return (ArticleName(String(name), languages: pair).stem, path)
      }
    }
    let targets = try names(target, languages.target)
    var byStem = Dictionary(targets.map { ($0.stem, $0.path) }, uniquingKeysWith: { old, _ in old })
    for (stem, path) in try names(source, languages.source) {
      if let target = byStem.removeValue(forKey: stem), target != path {
        pairs.append(PairedFiles(source: path, target: target))
      } else {
        unpaired.append(path)
      }
    }
    let used = Set(pairs.map(\.target))
    unpaired += targets.map(\.path).filter { !used.contains($0) }
  }
}
