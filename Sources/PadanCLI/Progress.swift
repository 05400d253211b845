import FoundationEssentials
import Glibc

/// A count that goes up on a terminal while long work runs; nothing elsewhere.
struct Progress {
  private let what: String
  private let isShown: Bool
  private var shownAt: Date
  private var isOnScreen = false

  /// Seconds before the first sight of it, and between two.
  private static let pause = 0.3

  init(isShown: Bool, what: String) {
    self.what = what
    self.isShown = isShown && isatty(STDERR_FILENO) == 1
    shownAt = Date()
  }

  mutating func show(_ count: Int) {
    guard isShown, Date().timeIntervalSince(shownAt) >= Self.pause else { return }
    shownAt = Date()
    isOnScreen = true
    write("\r\(what): \(count)")
  }

  /// Takes it off the screen.
  mutating func clear() {
    if isOnScreen { write("\r\u{1B}[K") }
    isOnScreen = false
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
