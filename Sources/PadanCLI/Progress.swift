import Glibc
import Padan
import Synchronization

/// The line on a terminal that shows the progress of long work:
/// `aligning: 120 of 1,200 documents (10 %) · 3 s`.
///
/// A thread of its own writes it, so it also lives while nothing can be counted. It is not shown if
/// standard error is no terminal, or one that obeys no escape sequences.
enum Progress {
  private struct State {
    /// What is done: `aligning`; empty if there is nothing to show.
    var work = ""
    /// What is counted: `documents`; empty if nothing is.
    var unit = ""
    var count = 0
    var total: Int?
    var start = ContinuousClock.now
    /// Whether the line must be erased before anything else is written.
    var isOnScreen = false
    var hasThread = false
  }

  private static let state = Mutex(State())
  /// Whether the line can be shown. It would disturb a person who types the input.
  private static let isPossible =
    Terminal.takesEscapes(STDERR_FILENO)
    && !(isatty(STDIN_FILENO) == 1 && CommandLine.arguments.contains("-"))

  /// How long work takes before the line first appears.
  private static let pause = Duration.seconds(1)
  /// Microseconds between two updates.
  private static let interval: UInt32 = 200_000

  /// Begins a stage of work, in place of the one before.
  ///
  /// - Parameters:
  ///   - work: What is done: `aligning`.
  ///   - unit: What `show` counts: `documents`.
  ///   - total: How many there are, if that is known.
  static func begin(_ work: String, counting unit: String = "", of total: Int? = nil) {
    guard isPossible else { return }
    state.withLock { state in
      (state.work, state.unit, state.total, state.count) = (work, unit, total, 0)
      // Stages that follow each other closely belong to one wait.
      if !state.isOnScreen { state.start = .now }
      guard !state.hasThread else { return }
      var thread = pthread_t()
      state.hasThread = pthread_create(&thread, nil, { _ in Progress.update() }, nil) == 0
    }
  }

  /// Sets the count of the current stage. Cheap enough to call for each unit.
  static func show(_ count: Int) {
    guard isPossible else { return }
    state.withLock { $0.count = count }
  }

  /// Bytes in a megabyte, the unit in which the progress through a file is counted.
  static let megabyte = 1_000_000

  /// The whole megabytes of a file; `nil` if it is no regular file.
  static func megabytes(of path: String) -> Int? {
    guard let status = FileStatus(path), status.kind == .regular else { return nil }
    return status.size / megabyte
  }

  /// Ends the work and erases the line.
  static func end() {
    guard isPossible else { return }
    state.withLock { state in
      erase(&state)
      state.work = ""
    }
  }

  /// Writes something else to the terminal. The line is erased first and comes back later.
  static func aside<Fault: Error>(_ body: () throws(Fault) -> Void) throws(Fault) {
    try state.withLock { state throws(Fault) in
      erase(&state)
      try body()
    }
  }

  private static func erase(_ state: inout State) {
    if state.isOnScreen { write("\r\u{1B}[K") }
    state.isOnScreen = false
  }

  /// Writes the line again and again, in its own thread.
  private static func update() -> Never {
    while true {
      usleep(interval)
      state.withLock { state in
        let elapsed = ContinuousClock.now - state.start
        guard !state.work.isEmpty, elapsed >= pause else { return }
        // A line that the terminal wraps cannot be erased.
        let room = Terminal.width(of: STDERR_FILENO) - 1
        write("\r\u{1B}[K" + text(state, elapsed).printable.shortened(to: room))
        state.isOnScreen = true
      }
    }
  }

  private static func text(_ state: State, _ elapsed: Duration) -> String {
    var text = state.work
    if let total = state.total, total > 1 {
      text += ": \(state.count.grouped) of \(total.grouped) \(state.unit)"
      text += " (\(min(100, state.count * 100 / total)) %)"
    } else if state.count > 1 {
      text += ": \(state.count.grouped) \(state.unit)"
    }
    return text + " · \(elapsed.components.seconds) s"
  }

  /// Writes to standard error directly, without a line feed.
  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
