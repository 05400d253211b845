import FoundationEssentials
import Glibc
import Synchronization

/// A line on a terminal that says how far long work has come; nothing elsewhere.
struct Progress {
  private let isShown: Bool
  private var shownAt: Date

  /// Seconds before the first sight of it, and between two.
  private static let pause = 0.3
  /// Whether there is a line on the screen that must go before anything else is written.
  private static let isOnScreen = Atomic(false)

  init(isShown: Bool) {
    self.isShown = isShown && isatty(STDERR_FILENO) == 1
    shownAt = Date()
  }

  /// Shows a count that goes up: `12,000 units read from lama.tmx`.
  mutating func show(_ count: Int, _ what: @autoclosure () -> String) {
    guard isShown, Date().timeIntervalSince(shownAt) >= Self.pause else { return }
    show("\(count.grouped) \(what())")
  }

  /// Shows what is done now, at once where something is on the screen already.
  mutating func show(stage: @autoclosure () -> String) {
    guard isShown, Self.isOnScreen.load(ordering: .relaxed) else { return }
    show(stage())
  }

  private mutating func show(_ line: String) {
    shownAt = Date()
    Self.isOnScreen.store(true, ordering: .relaxed)
    // A line that is broken cannot be taken back.
    let room = Terminal.width(of: STDERR_FILENO) - 1
    Self.write("\r\u{1B}[K" + line.printable.shortened(to: room))
  }

  /// Takes the line off the screen.
  static func leaveScreen() {
    if isOnScreen.exchange(false, ordering: .relaxed) { write("\r\u{1B}[K") }
  }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
