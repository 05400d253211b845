import Glibc
import Padan
import Synchronization

/// What a run has begun: it goes again where the run ends before its time.
enum Unfinished {
  private struct State {
    var files: Set<String> = []
    var memory: String?
  }

  private static let state = Mutex(State())

  /// Takes note of a file that is written under a name of its own until it is whole.
  static func begin(file path: String) {
    state.withLock { _ = $0.files.insert(path) }
  }

  /// The file has got its name, or is gone.
  static func end(file path: String) {
    state.withLock { _ = $0.files.remove(path) }
  }

  /// Takes note of a memory that this run is about to make.
  static func begin(memory path: String) {
    state.withLock { $0.memory = path }
  }

  /// Takes everything away, but a memory that something has come into, be it from another run.
  static func remove() {
    let state = state.withLock { $0 }
    for path in state.files { unlink(path) }
    guard let memory = state.memory, isEmpty(memory) else { return }
    for suffix in ["", "-wal", "-shm"] { unlink(memory + suffix) }
  }

  private static func isEmpty(_ path: String) -> Bool {
    do throws(MemoryError) {
      return try Memory(path: path, access: .readOnly).isEmpty()
    } catch {
      // A schema that is not whole has no room for anything yet.
      if case .olderSchema = error { return true }
      if case .notAMemory = error { return true }
      return false
    }
  }
}

/// What happens when a person ends a run by Ctrl-C, or a system by a signal.
enum Interrupt {
  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    return signals
  }

  /// Ends the process on Ctrl-C (130) or SIGTERM (143), in order: what is unfinished goes. SQLite rolls an
  /// open transaction back when the memory is next opened.
  ///
  /// Call it before there is a second thread: the signals are blocked in all of them and waited for in
  /// one, which may do what no signal handler may.
  static func exitOnSignal() {
    var signals = self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, { _ in Interrupt.waitForSignal() }, nil)
    if failure != 0 { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
    // A reader that has seen enough, as `head` does, is no fault: the write fails and says so.
    signal(SIGPIPE, SIG_IGN)
  }

  private static func waitForSignal() -> Never {
    var signals = self.signals
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    Progress.leaveScreen()
    Unfinished.remove()
    _exit(128 + signal)
  }
}
