import FoundationEssentials
import Glibc
import HTTPTypes
import Padan
import Synchronization

/// A line for each answer: time, client, method, route, status, bytes and milliseconds. It has no text that
/// was looked up: of an address it has the pattern alone.
final class AccessLog: Sendable {
  private let descriptor: Int32
  private let lock = Mutex(())

  /// Opens a file, to which lines are appended; `-` is standard error.
  ///
  /// - Throws: `Fault` if it cannot be opened.
  init(_ path: String) throws(Fault) {
    descriptor =
      path == "-"
      ? STDERR_FILENO : open(path.pathBytes, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 {
      throw Fault(
        .internalServerError, "server.log", "\(path.shownPath): \(String(cString: strerror(errno)))"
      )
    }
  }

  /// Writes the line of an answer.
  func write(
    client: String, method: String, route: String, status: Int, bytes: Int, seconds: Double
  ) {
    let time = Date().formatted(.iso8601)
    let milliseconds = (seconds * 10_000).rounded() / 10
    let line = "\(time) \(client) \(method) \(route) \(status) \(bytes) \(milliseconds)\n"
    // A line is short enough to be written at once, also beside other processes.
    lock.withLock { _ in
      var line = line
      line.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
  }
}
