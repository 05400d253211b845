public import PadanMemory
public import PadanModel
import PadanText

/// Looks texts up in one or several memories, and emits the answers in the order of the queries.
///
///     let pipeline = LookupPipeline(MemoryShelf([.init(memory)]), options: options)
///     try pipeline.answerLines(of: "-") { answer in print(answer.query.text, answer.matches.count) }
///
/// It uses all processors. A run ends early if `emit` throws.
public struct LookupPipeline: Sendable {
  /// The memories that are searched.
  public let shelf: MemoryShelf
  /// The languages, the least score, the number of matches and the filters of each lookup.
  public var options: LookupOptions
  /// Whether the lines of an input are consecutive segments of one text. If so, each line has the
  /// lines before and after it as context.
  public var usesContext = true
  /// The encoding of an input of lines, by a name that ICU knows; `nil` to detect it.
  public var encoding: String?

  /// A pipeline that looks texts up in the memories of a shelf.
  public init(_ shelf: MemoryShelf, options: LookupOptions) {
    self.shelf = shelf
    self.options = options
  }

  /// A query and its matches, best first.
  public struct Answer: Sendable {
    /// The text that was looked up, with its context.
    public var query: LookupQuery
    /// The matches, best first.
    public var matches: [Match]
    /// Whether only units were looked at that share enough with the query
    /// (`LookupOptions.isFast`).
    public var isFast: Bool
    /// The position of the segment in its article, from 0; `nil` if no article was looked up.
    public var position: Int?
    /// The segment that was looked up; `nil` if no article was.
    public var segment: Segment?

    /// The answer to a query.
    package init(query: LookupQuery, matches: [Match], isFast: Bool = false) {
      self.query = query
      self.matches = matches
      self.isFast = isFast
    }
  }

  /// The largest number of lines that are answered together.
  private static let portion = 256

  /// Answers one query.
  ///
  /// - Throws: `MemoryError`.
  public func answer(_ query: LookupQuery) throws -> Answer {
    try answers(to: [query]).get()[0]
  }

  /// Answers queries together. All answers come from the same state of each memory.
  ///
  /// - Throws: `MemoryError`, and whatever `emit` throws.
  public func answer(_ queries: [LookupQuery], emit: (Answer) throws -> Void) throws {
    for answer in try answers(to: queries[...]).get() { try emit(answer) }
  }

  /// Looks up the segments of an article that are translated, each with the segments before and after
  /// it as context: those that a pair has which an alignment of the article makes. All answers come
  /// from the same state of each memory.
  ///
  ///     let articles = ArticlePipeline(try Segmenter(language: indonesian))
  ///     try pipeline.answer(articles.text(of: "berita.html")) { print($0.matches.count) }
  ///
  /// - Parameters:
  ///   - article: The segments of the article, as `ArticlePipeline` finds them.
  ///   - emit: Receives each answer, in the order of the segments.
  /// - Throws: `MemoryError`, and whatever `emit` throws.
  public func answer(_ article: SegmentedText, emit: (Answer) throws -> Void) throws {
    let texts = article.texts
    let positions = texts.indices.filter { article.segments[$0].isTranslatable }
    let queries = positions.map { position in
      LookupQuery(
        texts[position], previous: position > 0 ? texts[position - 1] : nil,
        next: position + 1 < texts.count ? texts[position + 1] : nil)
    }
    for (position, answer) in zip(positions, try answers(to: queries[...]).get()) {
      var answer = answer
      answer.position = position
      answer.segment = article.segments[position]
      try emit(answer)
    }
  }

  /// Answers each line of a text as soon as it arrives; a blank line has no matches.
  ///
  /// With context, a line is answered when the next line that is not blank has arrived. Lines that
  /// arrive together are answered together, from the same state of each memory.
  ///
  /// - Parameters:
  ///   - path: A file, which may be a pipe; `-` is standard input.
  ///   - emit: Receives each answer, in the order of the lines.
  /// - Throws: `InputError`, `MemoryError`, and whatever `emit` throws.
  public func answerLines(of path: String, emit: (Answer) throws -> Void) throws {
    let lines = try QueryLines(
      path: path, encoding: encoding, usesContext: usesContext, portion: Self.portion)
    // The memory answers one portion on all processors while the caller takes the portion before
    // it.
    try OrderedWork.run(
      workers: 1, next: { try lines.next() }, work: { answers(to: $0) },
      emit: { for answer in try $0.get() { try emit(answer) } })
  }

  private func answers(to queries: ArraySlice<LookupQuery>) -> Result<[Answer], any Error> {
    Result {
      let texts = queries.filter { !TextForm.isBlank($0.text) }
      var matches = try shelf.matches(for: texts, options: options)[...]
      return queries.map { query in
        Answer(
          query: query, matches: TextForm.isBlank(query.text) ? [] : matches.removeFirst(),
          isFast: options.isFast(for: query))
      }
    }
  }
}
