import Synchronization

/// Reads a file or standard input line by line as it comes, in memory for the longest line.
///
/// Several threads may ask; each line goes to one of them.
public final class LineReader: Sendable {
  /// What messages call the input.
  public let name: String
  private let state: Mutex<State>

  private struct State: ~Copyable {
    let input: InputStream
    var pending: [UInt8] = []
    /// Where in `pending` the next line begins.
    var start = 0
    var number = 0
    var isAtEnd = false
  }

  /// Opens a path; `-` is standard input.
  ///
  /// - Throws: `InputError`.
  public init(path: String) throws(InputError) {
    let input = try InputStream(path: path)
    name = input.name
    state = Mutex(State(input: input))
  }

  /// The next line that is not blank, without its end, and its number, counted from 1; `nil` at the
  /// end.
  ///
  /// - Throws: `InputError`.
  public func next() throws -> (line: [UInt8], number: Int)? {
    try state.withLock { state in
      while let line = try Self.line(&state) {
        if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
          return (line, state.number)
        }
      }
      return nil
    }
  }

  private static func line(_ state: inout State) throws -> [UInt8]? {
    var searched = state.start
    while true {
      if let end = state.pending[searched...].firstIndex(of: 0x0A) {
        defer { state.start = end + 1 }
        state.number += 1
        return Array(state.pending[state.start..<end])
      }
      if state.isAtEnd {
        guard state.start < state.pending.count else { return nil }
        defer { state.start = state.pending.count }
        state.number += 1
        return Array(state.pending[state.start...])
      }
      state.pending.removeFirst(state.start)
      state.start = 0
      searched = state.pending.count
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = try state.input.read(into: &chunk)
      state.pending.append(contentsOf: chunk[..<count])
      state.isAtEnd = count == 0
    }
  }
}
