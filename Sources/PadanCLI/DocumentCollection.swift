import Padan

/// Documents to pair: the articles of a folder or a list, or JSON Lines of documents in segments.
struct DocumentCollection: Sendable {
  /// Paths, or the names that JSON Lines give.
  private(set) var names: [String] = []
  /// For each document its segments.
  private(set) var segments: [[String]] = []
  /// How many could not be read.
  private(set) var failures = 0

  /// A line of a JSON Lines collection.
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

  /// Reads the two collections of a command line.
  ///
  /// - Parameter areLists: Whether the inputs hold a path a line.
  static func pair(
    _ inputs: [String], languages: LanguageOptions, isSegmented: Bool, areLists: Bool,
    reading: ArticleOptions, rules: RuleOptions, talk: TalkOptions
  ) throws -> (source: DocumentCollection, target: DocumentCollection) {
    func collection(_ input: String, _ language: LanguageTag) throws -> DocumentCollection {
      if input.hasSuffix(".jsonl") { return try DocumentCollection(lines: input) }
      let segmenter = try ArticleSegmenter(
        language: language, isSegmented: isSegmented, reading: reading, rules: rules, talk: talk)
      return try DocumentCollection(
        paths(of: input, language, languages, areLists: areLists, talk), segmenter, talk)
    }
    return (
      try collection(inputs[0], languages.source), try collection(inputs[1], languages.target)
    )
  }

  private static func paths(
    of input: String, _ language: LanguageTag, _ languages: LanguageOptions, areLists: Bool,
    _ talk: TalkOptions
  ) throws -> [String] {
    if areLists {
      return try String(decoding: InputFile.read(input), as: UTF8.self)
        .split(whereSeparator: \.isNewline).map(String.init)
        .filter { !$0.allSatisfy(\.isWhitespace) }
    }
    guard ArticleFolder.isFolder(input) else { return [input] }
    let folder = try ArticleFolder(
      input, language: language, of: [languages.source, languages.target])
    if !folder.others.isEmpty {
      let what = folder.others.count == 1 ? "file is" : "files are"
      talk.note("\(input): \(folder.others.count) \(what) no text, HTML or Markdown")
    }
    if folder.articles.isEmpty {
      throw InputError(input, .noArticles(in: language))
    }
    return folder.articles
  }

  private init(_ paths: [String], _ segmenter: ArticleSegmenter, _ talk: TalkOptions) throws {
    try OrderedWork.run(
      over: paths, work: { path in (path, Result { try segmenter.text(of: path) }) },
      emit: { path, result in
        do {
          let (text, notes) = try result.get()
          for note in notes { talk.note(note) }
          names.append(path)
          segments.append(text.texts)
        } catch {
          if paths.count == 1 { throw error }
          talk.note(Failure.message(error))
          failures += 1
        }
      })
  }

  private init(lines path: String) throws {
    for record in try JSONLines.decodeAll(
      Record.self, from: InputFile.read(path), file: path)
    {
      names.append(record.name)
      segments.append(record.segments)
    }
  }
}

extension InputError.Reason {
  fileprivate static func noArticles(in language: LanguageTag) -> Self {
    Self("folder.no-articles", "the folder has no articles in \(language).")
  }
}
