import Glibc

/// The limit on how many files the process may have open at once (`ulimit -n`).
enum OpenFiles {
  /// The fewest with which a command can work: what the system's libraries hold, two connections to a
  /// memory, an input and an output. With fewer, libdispatch traps.
  private static let fewest: rlim_t = 20

  /// Raises a low limit as far as the process may.
  ///
  /// - Throws: `Failure` if it stays too low.
  static func check() throws {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
      limit.rlim_cur < fewest
    else { return }
    limit.rlim_cur = min(fewest, limit.rlim_max)
    if limit.rlim_cur == fewest, setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    {
      return
    }
    throw Failure(
      "a command needs \(fewest) open files, and \(limit.rlim_max) are allowed. Raise the limit "
        + "(ulimit -n).", code: Exit.memoryUnusable)
  }
}
