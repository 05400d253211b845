import PadanFormats
public import PadanModel

/// A source file and the file of its translation.
public struct PairedFiles: Hashable, Codable, Sendable {
  /// The path of the source file.
  public var source: String
  /// The path of the target file.
  public var target: String

  /// A pair of two paths. The files need not exist yet.
  public init(source: String, target: String) {
    self.source = source
    self.target = target
  }

  /// The pairs in a list that `PairRecord` can read. Lines that name a file without a partner are
  /// skipped.
  ///
  /// - Parameter path: A file; `-` is standard input.
  /// - Throws: `InputError`.
  public static func listed(in path: String) throws -> [PairedFiles] {
    let name = path == "-" ? InputFile.standardInput : path
    return try PairRecord.readAll(InputFile.read(path), name: name).compactMap { record in
      guard let source = record.source, let target = record.target else { return nil }
      return PairedFiles(source: source, target: target)
    }
  }

  /// Pairs the articles of two folders by their names: `berita.txt` with `berita.txt`, and
  /// `a/b.id.html` with `a/b.en.txt`.
  ///
  /// - Parameters:
  ///   - source: The folder of the source articles.
  ///   - target: The folder of the target articles; it may be the same.
  ///   - languages: The languages of both sides, which names may hold.
  /// - Returns: The pairs in the order of the sources, and the paths of the articles that have no
  ///   partner: sources first.
  /// - Throws: `InputError`.
  public static func named(
    in source: String, and target: String, languages: (source: LanguageTag, target: LanguageTag)
  ) throws -> (pairs: [PairedFiles], unpaired: [String]) {
    let both = [languages.source, languages.target]
    func names(_ folder: String, _ language: LanguageTag) throws -> [(stem: String, path: String)] {
      try ArticleFolder(folder, language: language, of: both).articles.map { path in
        let name = path.dropFirst(folder.count).drop { $0 == "/" }
        return (ArticleName(String(name), languages: both).stem, path)
      }
    }
    let targets = try names(target, languages.target)
    var byStem = Dictionary(targets.map { ($0.stem, $0.path) }, uniquingKeysWith: { old, _ in old })
    var pairs: [PairedFiles] = []
    var unpaired: [String] = []
    for (stem, path) in try names(source, languages.source) {
      if let target = byStem[stem], FileIdentity(target) != FileIdentity(path) {
        byStem[stem] = nil
        pairs.append(PairedFiles(source: path, target: target))
      } else {
        unpaired.append(path)
      }
    }
    let used = Set(pairs.map(\.target))
    // A file without a language in its name is a source and a target where both folders are one.
    let known = used.union(unpaired)
    return (pairs, unpaired + targets.map(\.path).filter { !known.contains($0) })
  }
}
