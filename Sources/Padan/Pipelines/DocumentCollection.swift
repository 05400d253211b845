package import PadanFormats
package import PadanModel
import PadanText

/// Segmented documents in one language, for pairing with those in another.
package struct DocumentCollection: Sendable {
  /// The documents. The name of each is its path, or its name in JSON Lines.
  package private(set) var documents: [SegmentedText] = []
  /// What tells the documents from those of other collections, in the same order.
  package private(set) var identities: [DocumentIdentity] = []
  /// The number of documents that could not be read.
  package private(set) var failures = 0

  /// A note about a collection that could be read.
  package enum Remark: Sendable, CustomStringConvertible {
    /// A folder has `count` files that are not articles. They were passed over.
    case otherFiles(folder: String, count: Int)
    /// What was guessed or repaired in a document.
    case reading(DocumentReader.Note)
    /// One of several documents was left out, for this reason.
    case unreadable(any Error)

    /// The note as a sentence for the user, without a full stop.
    package var description: String {
      switch self {
      case .otherFiles(let folder, let count):
        "\(folder): \(count) \(count == 1 ? "file is" : "files are") no text, HTML or Markdown"
      case .reading(let note): note.description
      case .unreadable(let error): "\(error)"
      }
    }
  }

  /// Reads the documents at a path: JSON Lines if it ends in `.jsonl`, the articles of a folder,
  /// the articles that a list names, or a single article.
  ///
  /// - Parameters:
  ///   - path: A file or a folder.
  ///   - isList: Whether the file is a list with one path a line.
  ///   - language: The language of the articles. In a folder, names such as `berita.id.txt` show
  ///     which files are in this language.
  ///   - languages: All languages that names may hold, `language` among them.
  ///   - articles: Makes the pipeline that reads articles; not called for JSON Lines.
  ///   - report: Receives notes about the documents.
  /// - Throws: `InputError`, `SegmentationError`, and whatever `articles` throws.
  package init(
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
      paths = try InputFile.read(path).split(separator: 0x0A)
        .map { String(path: $0.last == 0x0D ? $0.dropLast() : $0) }
        .filter { !TextForm.isBlank($0) }
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

  /// Reads files on all processors, and keeps their order. If one of several cannot be read, it is
  /// left out and reported.
  ///
  /// - Throws: `InputError` or `SegmentationError` if the only file cannot be read.
  package init(
    _ paths: [String], by articles: ArticlePipeline, report: (Remark) -> Void = { _ in }
  ) throws {
    try OrderedWork.run(
      over: paths,
      work: { path in
        var notes: [DocumentReader.Note] = []
        let text = Result { try articles.text(of: path) { notes.append($0) } }
        return (text, DocumentIdentity(file: FileIdentity(path)), notes)
      },
      emit: { text, identity, notes in
        do {
          let document = try text.get()
          for note in notes { report(.reading(note)) }
          documents.append(document)
          identities.append(identity)
        } catch {
          if paths.count == 1 { throw error }
          report(.unreadable(error))
          failures += 1
        }
      })
  }

  /// Reads JSON Lines of `{"name","segments":[…]}`. An `id` may take the place of `name`.
  ///
  /// - Throws: `InputError`.
  package init(lines path: String) throws {
    documents = try JSONLines.decodeAll(Record.self, from: InputFile.read(path), file: path)
      .map(\.text)
    let file = FileIdentity(path)
    identities = documents.indices.map { DocumentIdentity(file: file, line: $0) }
  }

  /// One document in JSON.
  package struct Record: Decodable, Sendable {
    private var name: String
    private var segments: [String]

    /// The document.
    package var text: SegmentedText { SegmentedText(name: name, texts: segments) }

    private enum CodingKeys: String, CodingKey {
      case name, id, segments
    }

    /// Reads `name`, or in its place `id`, and `segments`.
    package init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      name =
        try values.decodeIfPresent(String.self, forKey: .name)
        ?? values.decode(String.self, forKey: .id)
      segments = try values.decode([String].self, forKey: .segments)
    }
  }
}

/// What tells two documents apart: the file, and in JSON Lines the place in it.
package struct DocumentIdentity: Hashable, Sendable {
  fileprivate var file: FileIdentity
  fileprivate var line: Int?
}

extension InputError.Reason {
  fileprivate static func noArticles(in language: LanguageTag) -> Self {
    Self("folder.no-articles", "the folder has no articles in \(language).")
  }
}
