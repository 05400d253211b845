import PadanFormats
import PadanMemory
import PadanText
import Synchronization

/// The queries of a text that arrives line by line. A query is ready as soon as its context has
/// arrived. Queries that are ready at the same time are returned together.
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

  private struct State {
    let reader: LineReader
    let usesContext: Bool
    let portion: Int
    /// Texts that have been read but not yet returned as queries.
    var waiting: [String] = []
    var previous: String?
    var isAtEnd = false

    mutating func next() throws -> ArraySlice<LookupQuery>? {
      var queries: [LookupQuery] = []
      while queries.count < portion, try isReady(mayWait: queries.isEmpty) {
        let text = waiting.removeFirst()
        queries.append(
          usesContext
            ? LookupQuery(text, previous: previous, next: waiting.first) : LookupQuery(text))
        previous = text
      }
      return queries.isEmpty ? nil : queries[...]
    }

    /// Whether the next query is ready: its text has arrived, and with context also the text after
    /// it or the end.
    ///
    /// - Parameter mayWait: Whether to wait for lines that have not arrived yet.
    private mutating func isReady(mayWait: Bool) throws -> Bool {
      let needed = usesContext ? 2 : 1
      while waiting.count < needed, !isAtEnd, mayWait || reader.isLineBuffered {
        guard let line = try reader.next() else {
          isAtEnd = true
          break
        }
        if line.contains(0) {
          throw InputError(reader.name, .init(TextEncodingError.binary))
        }
        // Other newline characters end a line too, as in a text that is read whole.
        waiting += String(decoding: line, as: UTF8.self).split(whereSeparator: \.isNewline)
          .filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
      }
      return waiting.count >= needed || isAtEnd && !waiting.isEmpty
    }
  }
}
