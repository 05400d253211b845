import Glibc

/// Standard output cannot take more.
struct OutputError: Error, CustomStringConvertible {
  var reason: String
  var description: String { "cannot write the output: \(reason). Free some space or choose another place." }
}

/// Results, collected and written in large pieces to a file descriptor.
struct StandardOutput: ~Copyable {
  private var buffer: [UInt8] = []
  private let descriptor: Int32
  private let closes: Bool

  init() {
    descriptor = STDOUT_FILENO
    closes = false
  }

  /// Writes to a file instead, which is made anew.
  init(path: String) throws(OutputError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    closes = true
    guard descriptor >= 0 else {
      throw OutputError(reason: "\(path): \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    if closes { close(descriptor) }
  }

  mutating func write(_ bytes: some Collection<UInt8>) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  mutating func writeLine(_ line: String) throws(OutputError) {
    try write(line.utf8)
    try write(CollectionOfOne(UInt8(ascii: "\n")))
  }

  /// Hands everything to the system. Call it at the end: what is left in a dropped value is lost.
  mutating func flush() throws(OutputError) {
    var start = 0
    while start < buffer.count {
      let count = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { exit(0) }
        throw OutputError(reason: String(cString: strerror(errno)))
      }
      start += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Talk: messages on standard error.
enum Talk {
  static func say(_ message: String) {
    var line = message + "\n"
    line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
