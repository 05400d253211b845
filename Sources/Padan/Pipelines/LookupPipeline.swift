public import PadanMemory

/// Looks texts up in one or several memories and hands on the answers in the order of the queries.
///
///     let pipeline = LookupPipeline(MemoryShelf([.init(memory)]), options: options)
///     try pipeline.answerLines(of: "-") { answer in print(answer.query.text, answer.matches.count) }
///
/// All processors take part. A run ends early where the closure that takes the answers throws.
public struct LookupPipeline: Sendable {
  public let shelf: MemoryShelf
  public var options: LookupOptions
  /// Whether the lines of an input are the segments of one text, so that each is the context of its
  /// neighbours.
  public var usesContext = true

  public init(_ shelf: MemoryShelf, options: LookupOptions) {
    self.shelf = shelf
    self.options = options
  }

  /// A query and its matches, best first.
  public struct Answer: Sendable {
    public var query: LookupQuery
    public var matches: [Match]
  }

  /// How many lines are answered in one go where as many are waiting.
  private static let portion = 256

  /// Answers one query.
  ///
  /// - Throws: `MemoryError`.
  public func answer(_ query: LookupQuery) throws -> Answer {
    Answer(query: query, matches: try shelf.matches(for: [query], options: options)[0])
  }

  /// Answers queries that are all there, from one state of each memory.
  ///
  /// - Throws: `MemoryError`, and whatever `emit` throws.
  public func answer(_ queries: [LookupQuery], emit: (Answer) throws -> Void) throws {
    for answer in try answers(to: queries[...]).get() { try emit(answer) }
  }

  /// Answers each line of a text that is not blank, as soon as it and, for its context, the line after it
  /// have come. Lines that have come together are answered together, from one state of each memory.
  ///
  /// - Parameter path: A file, which may be a pipe; `-` is standard input.
  /// - Throws: `InputError`, `MemoryError`, and whatever `emit` throws.
  public func answerLines(of path: String, emit: (Answer) throws -> Void) throws {
    let lines = try QueryLines(path: path, usesContext: usesContext, portion: Self.portion)
    // The memory answers a portion on all processors, while the caller takes the one before.
    try OrderedWork.run(
      workers: 1, next: { try lines.next() }, work: { answers(to: $0) },
      emit: { for answer in try $0.get() { try emit(answer) } })
  }

  private func answers(to queries: ArraySlice<LookupQuery>) -> Result<[Answer], any Error> {
    Result {
      let matches = try shelf.matches(for: Array(queries), options: options)
      return zip(queries, matches).map { Answer(query: $0, matches: $1) }
    }
  }
}
