import PadanLanguage
public import PadanMemory
public import PadanModel
import PadanRepair
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
  /// Adapts translations to queries that differ from the stored sources; `nil` to leave them as they are.
  private var repairer: Lazily<Repairer>?
  /// The terms that are shown with each answer; `nil` for none.
  package var glossary: Glossary?
  /// The encoding of an input of lines, by a name that ICU knows; `nil` to detect it.
  public var encoding: String?

  /// A pipeline that looks texts up in the memories of a shelf.
  public init(_ shelf: MemoryShelf, options: LookupOptions) {
    self.shelf = shelf
    self.options = options
  }

  /// Lets fuzzy matches be repaired: where a query differs from a stored source only in numbers, amounts,
  /// dates, times, names or words of a lexicon or termbase that stand in both stored texts, the translation gets
  /// those of the query. A match that is repaired completely ranks below those of the same text and above
  /// all others; one that is repaired in part keeps its place.
  ///
  ///     try pipeline.repairMatches()
  ///     try pipeline.answer(LookupQuery("Harga naik 7 persen.")).matches[0].suggestion
  ///
  /// - Parameter lexicon: Words of both languages; by default the bundled ones, and those of the lexicons
  ///   that the memories have.
  /// - Throws: `MemoryError`.
  public mutating func repairMatches(with lexicon: Lexicon? = nil) throws {
    let (source, target) = (options.source, options.target)
    let own =
      try lexicon.map { [$0] }
      ?? shelf.entries.compactMap { try $0.memory.lexicon(from: source, to: target) }
    let terms = try shelf.entries.flatMap { try $0.memory.terms(from: source, to: target) }
    repairer = Lazily {
      let bundled = lexicon == nil ? Bundled.lexicon(source: source, target: target) : nil
      let lexicons = (bundled.map { [$0] } ?? []) + own
      let merged = lexicons.dropFirst().reduce(into: lexicons.first) { $0?.add($1) }
      return Repairer(
        source: source, target: target, lexicon: merged,
        original: PairProfile.of(source, target).isReversed
          ? Bundled.lexicon(source: target, target: source) : nil,
        terms: terms)
    }
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

    /// The terms that stand in the text.
    package var terms: [Glossary.Use] = []

    /// The answer to a query.
    package init(query: LookupQuery, matches: [Match], isFast: Bool = false) {
      self.query = query
      self.matches = matches
      self.isFast = isFast
    }
  }

  /// The largest number of lines that are answered together.
  private static let portion = 256
  /// How many matches of a query are tried to be repaired at least: as many as a lookup shows by default.
  private static let repairCandidates = 5

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

  /// The matches with repairs, in their new order, up to the limit of the options.
  private func repaired(_ matches: [Match], _ query: LookupQuery) -> [Match] {
    guard let repairer = repairer?.value, matches.contains(where: { $0.kind == .fuzzy }) else {
      return Array(matches.prefix(options.limit))
    }
    let text = repairer.query(query.text)
    var suggestions = Set(matches.filter(\.isOfSameText).map(\.target.text))
    var repaired: [Match] = []
    var kept: [Match] = []
    for var match in matches {
      let repair =
        match.isOfSameText
        ? nil : repairer.repair(text, source: match.source.text, target: match.target.text)
      if let repair { match.apply(repair) }
      if match.kind != .repaired {
        kept.append(match)
      } else if !options.hasDistinctTargets || suggestions.insert(match.suggestion).inserted {
        repaired.append(match)
      }
    }
    let ranked =
      repaired.isEmpty
      ? kept : kept.filter(\.isOfSameText) + repaired + kept.filter { !$0.isOfSameText }
    return Array(ranked.prefix(options.limit))
  }

  /// The matches of queries as the memories have them, enough of each for repairs; none of a blank query.
  ///
  /// - Throws: `MemoryError`.
  func matches(for queries: some Collection<LookupQuery>) throws -> [[Match]] {
    var options = options
    if repairer != nil { options.limit = max(options.limit, Self.repairCandidates) }
    var found = try shelf.matches(
      for: queries.filter { !TextForm.isBlank($0.text) }, options: options)[...]
    return queries.map { TextForm.isBlank($0.text) ? [] : found.removeFirst() }
  }

  /// The answer to a query of which the matches are known.
  func answer(_ query: LookupQuery, with matches: [Match]) -> Answer {
    var answer = Answer(
      query: query, matches: repaired(matches, query), isFast: options.isFast(for: query))
    answer.terms = glossary?.uses(in: query.text) ?? []
    return answer
  }

  private func answers(to queries: ArraySlice<LookupQuery>) -> Result<[Answer], any Error> {
    Result { zip(queries, try matches(for: queries)).map { answer($0, with: $1) } }
  }
}
