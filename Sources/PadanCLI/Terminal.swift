import FoundationEssentials
import Glibc

/// The terminal that reads the output, if one does.
enum Terminal {
  /// How many columns lines of output may take: what `COLUMNS` says, else what the terminal says, else
  /// 80; wider lines are hard to read, and in narrower ones there is no room for a word.
  static var width: Int {
    let environment = ProcessInfo.processInfo.environment
    let wanted = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    return min(max(wanted ?? width(of: STDOUT_FILENO), 40), 160)
  }

  /// How many columns the terminal behind a descriptor has; 80 where there is none.
  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }
}
