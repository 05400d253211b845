import PadanFormats
import PadanMemory
import PadanText
import Synchronization

/// The queries of a text that comes line by line. One is handed on as soon as it is whole; those that
/// have come together are handed on together.
final class QueryLines: Sendable {
  private let state: Mutex<State>

  /// - Parameters:
  ///   - usesContext: Whether the lines before and after a query belong to it.
  ///   - portion: The most queries that are handed on at a time.
  /// - Throws: `InputError`.
  init(path: String, usesContext: Bool, portion: Int) throws {
    state = Mutex(
      State(reader: try LineReader(liveText: path), usesContext: usesContext, portion: portion))
  }

  /// The next queries, at least one; waits for it. `nil` at the end.
  ///
  /// - Throws: `InputError`.
  func next() throws -> ArraySlice<LookupQuery>? {
    try state.withLock { try $0.next() }
  }

  private struct State {
    let reader: LineReader
    let usesContext: Bool
    let portion: Int
    /// Texts that have been read and not been handed on as queries.
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

    /// Whether a text waits, and what follows it is known as far as it matters.
    ///
    /// - Parameter mayWait: Whether to wait for lines that have not come yet.
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
        // Further signs end a line too, as in every text that is read whole.
        waiting += String(decoding: line, as: UTF8.self).split(whereSeparator: \.isNewline)
          .filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
      }
      return waiting.count >= needed || isAtEnd && !waiting.isEmpty
    }
  }
}
