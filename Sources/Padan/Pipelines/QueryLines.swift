import PadanFormats
import PadanMemory
import PadanText
import Synchronization

/// The queries of a text that arrives line by line: one for each line, also for a blank one. LF and
/// CRLF end a line, and nothing else does. A query is ready as soon as its context has arrived: the
/// texts before and after it, past blank lines. Queries that are ready at the same time are returned
/// together.
final class QueryLines: Sendable {
  private let state: Mutex<State>

  /// Opens the text.
  ///
  /// - Parameters:
  ///   - path: A file, which may be a pipe; `-` is standard input.
  ///   - encoding: The encoding of the text; `nil` to detect it.
  ///   - usesContext: Whether each query has the lines before and after it as context.
  ///   - portion: The largest number of queries that `next()` returns.
  /// - Throws: `InputError` if the file cannot be opened.
  init(path: String, encoding: String?, usesContext: Bool, portion: Int) throws {
    let reader = try LineReader(liveText: path, encoding: encoding)
    state = Mutex(State(reader: reader, usesContext: usesContext, portion: portion))
  }

  /// The next queries, at least one; waits until one is ready. `nil` at the end.
  ///
  /// - Throws: `InputError`.
  func next() throws -> ArraySlice<LookupQuery>? {
    try state.withLock { try $0.next() }
  }

  /// A line without its end.
  private struct Line {
    var text: String
    var isBlank: Bool
  }

  private struct State {
    let reader: LineReader
    let usesContext: Bool
    let portion: Int
    /// Lines that have been read but not yet returned as queries.
    var waiting: ArraySlice<Line> = []
    /// How many of them are not blank.
    var waitingTexts = 0
    /// The last line returned that is not blank.
    var previous: String?
    var isAtEnd = false

    mutating func next() throws -> ArraySlice<LookupQuery>? {
      var queries: [LookupQuery] = []
      while queries.count < portion, try isReady(mayWait: queries.isEmpty) {
        let line = waiting.removeFirst()
        if !line.isBlank { waitingTexts -= 1 }
        guard usesContext, !line.isBlank else {
          queries.append(LookupQuery(line.text))
          continue
        }
        let following = waiting.first { !$0.isBlank }?.text
        queries.append(LookupQuery(line.text, previous: previous, next: following))
        previous = line.text
      }
      return queries.isEmpty ? nil : queries[...]
    }

    /// Whether the next query is ready: its line has arrived, and with context also the text after
    /// it or the end.
    ///
    /// - Parameter mayWait: Whether to wait for lines that have not arrived yet.
    private mutating func isReady(mayWait: Bool) throws -> Bool {
      while !hasArrived, !isAtEnd, mayWait || reader.isLineBuffered {
        guard let line = try reader.next() else {
          isAtEnd = true
          break
        }
        let text = String(decoding: line, as: UTF8.self)
        let isBlank = TextForm.isBlank(text)
        waiting.append(Line(text: text, isBlank: isBlank))
        if !isBlank { waitingTexts += 1 }
      }
      return hasArrived || isAtEnd && !waiting.isEmpty
    }

    /// Whether the first waiting line needs nothing that has not arrived.
    private var hasArrived: Bool {
      guard let first = waiting.first else { return false }
      return !usesContext || first.isBlank || waitingTexts > 1
    }
  }
}
