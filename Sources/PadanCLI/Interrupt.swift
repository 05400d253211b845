import Glibc
import Padan
import Synchronization

/// The end of a run by Ctrl-C or a signal.
enum Interrupt {
  /// Whether a signal is ending the run.
  private static let hasBegun = Atomic(false)
  /// How long memories may take to finish their transactions. One that waits for its input is left
  /// to SQLite, which rolls it back when the memory is next opened.
  private static let patience = Duration.milliseconds(500)

  /// The signals that end a run.
  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    // Under `nohup` a run goes on when its terminal closes.
    var hangUp = sigaction()
    sigaction(SIGHUP, nil, &hangUp)
    let handler = withUnsafeBytes(of: hangUp.__sigaction_handler) { $0.load(as: Int.self) }
    if handler != ignored { sigaddset(&signals, SIGHUP) }
    return signals
  }

  /// `SIG_IGN` as a number. Swift cannot compare functions.
  private static let ignored = 1

  /// Ends the process cleanly on Ctrl-C (exit code 130), SIGTERM (143) or SIGHUP (129), with a
  /// message: unfinished files are removed and memories are closed.
  ///
  /// Call it before there is a second thread. All threads block the signals, and one waits for
  /// them: a thread may call functions that a signal handler may not.
  static func exitOnSignal() {
    var signals = self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, { _ in Interrupt.waitForSignal() }, nil)
    if failure != 0 { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
    // A write then fails with EPIPE or EFBIG: a reader that stops early, such as `head`, is no error,
    // and a file that may not grow (`ulimit -f`) is one with a message.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Gives the signals back their usual effect, for a program that takes the place of this one.
  static func unblockSignals() {
    var signals = self.signals
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Never returns if a signal is ending the run: other threads then print nothing more, and leave
  /// the exit code to it.
  static func giveWay() {
    while hasBegun.load(ordering: .acquiring) { pause() }
  }

  /// Waits in its own thread, then cleans up and ends the process.
  private static func waitForSignal() -> Never {
    var signals = self.signals
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    Progress.end()
    hasBegun.store(true, ordering: .releasing)
    NameLock.releaseAll()
    Memory.closeAll(within: patience)
    Diagnostics.write(
      Memory.hasKept || NameLock.hasNamed
        ? "interrupted; what was finished before is kept" : "interrupted; nothing was kept")
    _exit(128 + signal)
  }
}
