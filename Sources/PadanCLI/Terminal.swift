import FoundationEssentials
import Glibc

/// The terminal that reads the output, if one does.
enum Terminal {
  /// How many columns lines may take: what `COLUMNS` says, else what the terminal says, else 80.
  static var width: Int {
    let environment = ProcessInfo.processInfo.environment
    if let width = environment["COLUMNS"].flatMap(Int.init), width > 0 { return clamped(width) }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return clamped(Int(size.ws_col))
    }
    return 80
  }

  /// Wider lines are hard to read, and in narrower ones there is no room for a word.
  private static func clamped(_ width: Int) -> Int { min(max(width, 40), 160) }
}
