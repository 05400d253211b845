import Glibc
import Padan

/// Standard output cannot take more.
struct OutputError: PadanError {
  var reason: String

  var kind: ErrorKind { .output }
  var code: ErrorCode { "output.unwritable" }
  var location: SourceLocation? { nil }
  var fault: String { "cannot write the output: \(reason)." }
  var remedy: Remedy? { .advice("Free some space or choose another place.") }
}

/// Results, collected and written in large pieces to a file descriptor.
struct StandardOutput: ~Copyable {
  private var buffer: [UInt8] = []
  private let descriptor: Int32
  /// The file in the making and its name to be; a pair of standard output is `nil`.
  private let file: (temporary: String, path: String)?

  init() {
    descriptor = STDOUT_FILENO
    file = nil
  }

  /// Writes to a file instead. It appears under its name when `finish` is called, whole; until then an
  /// older one stays. A pipe or device is written as it is.
  init(path: String) throws(OutputError) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      file = nil
      guard descriptor >= 0 else {
        throw OutputError(reason: "\(path): \(String(cString: strerror(errno)))")
      }
      return
    }
    // A link stays one: the file it leads to is replaced.
    var path = path
    if let target = realpath(path, nil) {
      path = String(cString: target)
      free(target)
    }
    let temporary = "\(path).\(getpid()).part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    file = (temporary, path)
    Unfinished.begin(file: temporary)
    guard descriptor >= 0 else {
      throw OutputError(reason: "\(path): \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    guard let file else { return }
    close(descriptor)
    // After `finish` there is nothing under this name any more.
    unlink(file.temporary)
    Unfinished.end(file: file.temporary)
  }

  /// Writes what is left and gives a file its name.
  mutating func finish() throws(OutputError) {
    try flush()
    guard let file else { return }
    guard rename(file.temporary, file.path) == 0 else {
      throw OutputError(reason: "\(file.path): \(String(cString: strerror(errno)))")
    }
    Unfinished.end(file: file.temporary)
  }

  mutating func write(_ bytes: some Collection<UInt8>) throws(OutputError) {
    if buffer.isEmpty, let piece = bytes as? [UInt8] {
      buffer = piece
    } else {
      buffer.append(contentsOf: bytes)
    }
    if buffer.count >= 1 << 15 { try flush() }
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
    Progress.leaveScreen()
    var line = message + "\n"
    line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
