public import PadanFormats
public import PadanModel

/// Documents of one language in segments, to be paired with those of another.
public struct DocumentCollection: Sendable {
  /// The documents, each under its path or the name that JSON Lines give it.
  public private(set) var documents: [SegmentedText] = []
  /// How many could not be read.
  public private(set) var failures = 0

  /// What is worth saying of a collection that is read all the same.
  public enum Remark: Sendable, CustomStringConvertible {
    /// A folder has so many files that are no articles.
    case otherFiles(folder: String, count: Int)
    /// What was guessed or repaired in a document.
    case reading(DocumentReader.Note)
    /// Why a document of several was left out.
    case unreadable(any Error)

    public var description: String {
      switch self {
      case .otherFiles(let folder, let count):
        "\(folder): \(count) \(count == 1 ? "file is" : "files are") no text, HTML or Markdown"
      case .reading(let note): note.description
      case .unreadable(let error): "\(error)"
      }
    }
  }

  /// Reads what a path leads to: JSON Lines where it ends in `.jsonl`, the articles of a folder, a single
  /// article, or those that a list names.
  ///
  /// - Parameters:
  ///   - isList: Whether the file holds a path a line.
  ///   - language: The language of the articles, one of `languages`: names such as `berita.id.txt` say
  ///     which of a folder's files are of it.
  ///   - articles: Makes what reads articles; not called for JSON Lines.
  /// - Throws: `InputError`, `SegmentationError`, and whatever `articles` throws.
  public init(
    of path: String, isList: Bool = false, language: LanguageTag, languages: [LanguageTag],
    by articles: () throws -> ArticlePipeline, report: (Remark) -> Void = { _ in }
  ) throws {
    guard !path.hasSuffix(".jsonl") else {
      try self.init(lines: path)
      return
    }
    let articles = try articles()
    var paths = [path]
    if isList {
      paths = try String(decoding: InputFile.read(path), as: UTF8.self)
        .split(whereSeparator: \.isNewline).map(String.init)
        .filter { !$0.allSatisfy(\.isWhitespace) }
    } else if ArticleFolder.isFolder(path) {
      let folder = try ArticleFolder(path, language: language, of: languages)
      if !folder.others.isEmpty {
        report(.otherFiles(folder: path, count: folder.others.count))
      }
      if folder.articles.isEmpty {
        throw InputError(path, .noArticles(in: language))
      }
      paths = folder.articles
    }
    try self.init(paths, by: articles, report: report)
  }

  /// Reads files side by side. One of several that cannot be read is left out.
  ///
  /// - Throws: What keeps a single file from being read.
  public init(
    _ paths: [String], by articles: ArticlePipeline, report: (Remark) -> Void = { _ in }
  ) throws {
    try OrderedWork.run(
      over: paths,
      work: { path in
        var notes: [DocumentReader.Note] = []
        let text = Result { try articles.text(of: path) { notes.append($0) } }
        return (text, notes)
      },
      emit: { text, notes in
        do {
          let document = try text.get()
          for note in notes { report(.reading(note)) }
          documents.append(document)
        } catch {
          if paths.count == 1 { throw error }
          report(.unreadable(error))
          failures += 1
        }
      })
  }

  /// Reads JSON Lines of `{"name","segments":[…]}`, or with an `id` for a name.
  ///
  /// - Throws: `InputError`.
  public init(lines path: String) throws {
    documents = try JSONLines.decodeAll(Record.self, from: InputFile.read(path), file: path)
      .map { SegmentedText(name: $0.name, texts: $0.segments) }
  }

  /// A line of JSON Lines.
  private struct Record: Decodable, Sendable {
    var name: String
    var segments: [String]

    private enum CodingKeys: String, CodingKey {
      case name, id, segments
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      name =
        try values.decodeIfPresent(String.self, forKey: .name)
        ?? values.decode(String.self, forKey: .id)
      segments = try values.decode([String].self, forKey: .segments)
    }
  }
}

extension InputError.Reason {
  fileprivate static func noArticles(in language: LanguageTag) -> Self {
    Self("folder.no-articles", "the folder has no articles in \(language).")
  }
}
