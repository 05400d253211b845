import FoundationEssentials
import Glibc

/// The terminal that reads the output, if one does.
enum Terminal {
  /// The width of output lines in columns, 40...160: the value of `COLUMNS`, or the width of the
  /// terminal, or 80. Longer lines are hard to read, and shorter ones have no room for two texts.
  static let width: Int = {
    let wanted = variable("COLUMNS").flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    return min(max(wanted ?? width(of: STDOUT_FILENO), 40), 160)
  }()

  /// The value of an environment variable; `nil` if it is empty or not set.
  static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a descriptor is a terminal that obeys escape sequences.
  static func takesEscapes(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1, let kind = variable("TERM") else { return false }
    return kind != "dumb"
  }

  /// The width of the terminal behind a descriptor, in columns; 80 if there is none.
  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }
}
