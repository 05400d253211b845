import Padan

/// Reads one article: whole where it is short or marked up, piece by piece where it is a long text.
struct ArticleReader {
  private let path: String
  private let options: ArticleOptions

  /// How much of a text is read before it is taken for a long one, in bytes.
  private static let wholeLimit = 4 << 20

  init(path: String, options: ArticleOptions) {
    self.path = path
    self.options = options
  }

  /// Reads the whole article and says what was guessed or repaired.
  func readAll(talk: TalkOptions) throws -> Document {
    try options.read(path, talk: talk)
  }

  /// Hands on the article's segments, in memory that does not grow with a plain UTF-8 text, each with
  /// the text that holds it and whether that text is known to be well-formed.
  func forEachSegment(
    by segmenter: Segmenter, talk: TalkOptions,
    _ body: (SegmentSpan, Span<UInt8>, _ isWellFormed: Bool) throws -> Void
  ) throws {
    let input = try InputStream(path: path)
    var start: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var isWhole = false
    while start.count < Self.wholeLimit {
      let count = try input.read(into: &chunk)
      if count == 0 {
        isWhole = true
        break
      }
      start.append(contentsOf: chunk[..<count])
    }
    let reader = options.reader
    guard isWhole || !reader.isStreamable(start, name: input.name) else {
      var stream = try segmenter.stream()
      var survey = UTF8Survey()
      survey.add(start)
      func handOn(_ segment: SegmentSpan, _ text: Span<UInt8>) throws {
        try body(segment, text, survey.illFormed == 0)
      }
      try stream.append(start, handOn)
      start = []
      while case let count = try input.read(into: &chunk), count > 0 {
        let piece = count == chunk.count ? chunk : Array(chunk[..<count])
        survey.add(piece)
        try options.check(survey, name: input.name)
        try stream.append(piece, handOn)
      }
      survey.finish()
      try options.check(survey, name: input.name)
      if survey.illFormed > 0 {
        talk.note("\(DocumentReader.repairNote(survey.illFormed, name: input.name))")
      }
      return try stream.finish(handOn)
    }
    while !isWhole {
      let count = try input.read(into: &chunk)
      isWhole = count == 0
      start.append(contentsOf: chunk[..<count])
    }
    let document = try options.read(start, name: input.name, talk: talk)
    try segmenter.forEachSegment(of: document) { segment, text in
      try body(segment, text, document.isWellFormed)
    }
  }
}
