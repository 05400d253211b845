import Glibc
import Padan
import Synchronization

/// Files that a run has started. They are removed if the run ends early.
enum Unfinished {
  /// The paths of unfinished files, and the memory that this run creates.
  private struct State {
    var files: Set<String> = []
    var memory: String?
    /// Whether a part of the run's work has been stored for good.
    var hasKept = false
  }

  private static let state = Mutex(State())

  /// Notes a file that has a temporary name until it is complete.
  static func begin(file path: String) {
    state.withLock { _ = $0.files.insert(path) }
  }

  /// Forgets a file: it has its name, or has been removed.
  static func end(file path: String) {
    state.withLock { _ = $0.files.remove(path) }
  }

  /// Notes a memory that this run is about to create.
  static func begin(memory path: String) {
    state.withLock { $0.memory = path }
  }

  /// Notes that a part of the run's work has been stored in a memory. An early end does not take it
  /// back, unless the memory itself is unfinished and does not have its name yet.
  static func keep(in memory: String) {
    guard FileStatus(memory) != nil else { return }
    state.withLock { $0.hasKept = true }
  }

  /// Whether a part of the run's work has been stored.
  static var hasKept: Bool { state.withLock { $0.hasKept } }

  /// Removes all of them. A memory stays if it has content, which may come from another run.
  static func remove() {
    let state = state.withLock { $0 }
    for path in state.files { unlink(path.pathBytes) }
    guard let memory = state.memory, isEmpty(memory) else { return }
    for suffix in ["", "-wal", "-shm"] { unlink((memory + suffix).pathBytes) }
  }

  /// Whether a memory has no content, so that nothing is lost with it.
  private static func isEmpty(_ path: String) -> Bool {
    do throws(MemoryError) {
      return try Memory(path: path, access: .readOnly).isEmpty()
    } catch {
      // A memory with an incomplete schema holds nothing yet.
      if case .olderSchema = error { return true }
      if case .notAMemory = error { return true }
      return false
    }
  }
}

/// The end of a run by Ctrl-C or a signal.
enum Interrupt {
  /// The signals that end a run.
  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    return signals
  }

  /// Ends the process cleanly on Ctrl-C (exit code 130) or SIGTERM (143), with a message:
  /// unfinished files are removed. SQLite rolls an open transaction back when the memory is next opened.
  ///
  /// Call it before there is a second thread. All threads block the signals, and one waits for
  /// them: a thread may call functions that a signal handler may not.
  static func exitOnSignal() {
    var signals = self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, { _ in Interrupt.waitForSignal() }, nil)
    if failure != 0 { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
    // A reader that stops early, such as `head`, is not an error: the write fails with EPIPE.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Waits in its own thread, then cleans up and ends the process.
  private static func waitForSignal() -> Never {
    var signals = self.signals
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    Progress.end()
    Unfinished.remove()
    Diagnostics.say(
      Unfinished.hasKept
        ? "interrupted; what was finished before is kept" : "interrupted; nothing was kept")
    _exit(128 + signal)
  }
}
