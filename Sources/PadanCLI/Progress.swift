import FoundationEssentials
import Glibc
import Synchronization

/// A line on a terminal that shows the progress of long work. If standard error is not a terminal,
/// it prints nothing.
struct Progress {
  /// Whether progress is wanted and standard error is a terminal.
  private let isShown: Bool
  /// When the line was last written.
  private var shownAt: Date

  /// Seconds before the line first appears, and between two updates.
  private static let pause = 0.3
  /// Whether the line is on the screen. It must be erased before anything else is written.
  private static let isOnScreen = Atomic(false)

  /// Progress of a piece of work that starts now.
  init(isShown: Bool) {
    self.isShown = isShown && isatty(STDERR_FILENO) == 1
    shownAt = Date()
  }

  /// Shows a count: `12,000 units read from lama.tmx`. Most calls return at once.
  ///
  /// - Parameter what: The words after the count, made only if they are shown.
  mutating func show(_ count: Int, _ what: @autoclosure () -> String) {
    guard isShown, Date().timeIntervalSince(shownAt) >= Self.pause else { return }
    show("\(count.grouped) \(what())")
  }

  /// Shows the current stage, if a line is on the screen already.
  mutating func show(stage: @autoclosure () -> String) {
    guard isShown, Self.isOnScreen.load(ordering: .relaxed) else { return }
    show(stage())
  }

  /// Writes the line in place of the one before.
  private mutating func show(_ line: String) {
    shownAt = Date()
    Self.isOnScreen.store(true, ordering: .relaxed)
    // A line that the terminal wraps cannot be erased.
    let room = Terminal.width(of: STDERR_FILENO) - 1
    Self.write("\r\u{1B}[K" + line.printable.shortened(to: room))
  }

  /// Erases the line.
  static func leaveScreen() {
    if isOnScreen.exchange(false, ordering: .relaxed) { write("\r\u{1B}[K") }
  }

  /// Writes to standard error directly, without a line feed.
  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
