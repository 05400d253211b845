import Glibc
import Padan

/// The output cannot be written.
struct OutputError: PadanError {
  /// The system's reason, with the path if the output is a file.
  var reason: String
  /// What would help.
  private var advice = "Free some space or choose another place."

  init(reason: String) { self.reason = reason }

  /// The error that the system has just reported.
  ///
  /// - Parameter path: The output's file; `nil` for standard output.
  init(path: String?) {
    let code = errno
    let words = String(cString: strerror(code))
    reason = path.map { "\($0): \(words)" } ?? words
    switch code {
    case ENOENT, ENOTDIR: advice = "Make the folder first, or choose another place."
    case EACCES, EPERM, EROFS: advice = "Choose a place where you may write."
    case EISDIR: advice = "Name a file in this folder."
    default: break
    }
  }

  var kind: ErrorKind { .output }
  var code: ErrorCode { "output.unwritable" }
  var location: SourceLocation? { nil }
  var fault: String { "cannot write the output: \(reason)." }
  var remedy: Remedy? { .advice(advice) }
}

/// Buffered output of results, to standard output or to a file.
struct StandardOutput: ~Copyable {
  /// Bytes that have not been written yet.
  private var buffer: [UInt8] = []
  private let descriptor: Int32
  /// Whether a terminal reads the output. Control characters of texts must not reach it.
  private let isTerminal: Bool
  /// The temporary file and the name it will get; `nil` for standard output, a pipe or a device.
  private let file: (temporary: String, path: String)?

  /// Collects bytes for standard output.
  init() {
    descriptor = STDOUT_FILENO
    isTerminal = isatty(STDOUT_FILENO) == 1
    file = nil
  }

  /// Collects bytes for a file. It gets its name when `finish` is called, complete; until then an
  /// older file stays, and its rights stay for good. A pipe or device is written directly.
  init(path: String) throws(OutputError) {
    let old = FileStatus(path)
    if let old, old.kind != .regular {
      descriptor = open(path.pathBytes, O_WRONLY | O_CLOEXEC)
      isTerminal = isatty(descriptor) == 1
      file = nil
      guard descriptor >= 0 else {
        throw OutputError(path: path)
      }
      return
    }
    // A symbolic link stays: the file that it leads to is replaced.
    let target = Folder.resolved(path)
    let temporary = "\(target).\(getpid()).part"
    // What few may read is readable for nobody else in the meantime.
    let rights: mode_t = old == nil ? 0o666 : 0o600
    descriptor = open(temporary.pathBytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, rights)
    isTerminal = false
    file = (temporary, target)
    Unfinished.begin(file: temporary)
    guard descriptor >= 0 else {
      throw OutputError(path: path)
    }
    old?.giveRights(to: descriptor)
  }

  deinit {
    guard let file else { return }
    close(descriptor)
    // After `finish` there is no file with this name.
    unlink(file.temporary.pathBytes)
    Unfinished.end(file: file.temporary)
  }

  /// Writes the rest, and gives a file its name.
  ///
  /// - Throws: `OutputError`. Then an older file stays as it was.
  mutating func finish() throws(OutputError) {
    try flush()
    guard let file else { return }
    guard rename(file.temporary.pathBytes, file.path.pathBytes) == 0 else {
      throw OutputError(path: file.path)
    }
    Unfinished.end(file: file.temporary)
  }

  /// Adds bytes of texts. On a terminal, control characters become U+FFFD.
  mutating func write(_ bytes: some Collection<UInt8>) throws(OutputError) {
    guard isTerminal else { return try append(bytes) }
    try append(String(decoding: bytes, as: UTF8.self).withoutControls.utf8)
  }

  /// Adds a line with styles, whose texts are `printable`, and a line feed.
  mutating func writeStyledLine(_ line: String) throws(OutputError) {
    try append((line + "\n").utf8)
  }

  /// Adds a line for people, without control characters wherever it goes, and a line feed.
  mutating func writePrintableLine(_ line: String) throws(OutputError) {
    try writeStyledLine(line.printable)
  }

  /// Adds bytes. They are written when 32 KiB have come together.
  private mutating func append(_ bytes: some Collection<UInt8>) throws(OutputError) {
    if buffer.isEmpty, let piece = bytes as? [UInt8] {
      buffer = piece
    } else {
      buffer.append(contentsOf: bytes)
    }
    if buffer.count >= 1 << 15 { try flush() }
  }

  /// Adds a line and a line feed.
  mutating func writeLine(_ line: String) throws(OutputError) {
    try write(line.utf8)
    try append(CollectionOfOne(UInt8(ascii: "\n")))
  }

  /// Writes everything in the buffer. Call it at the end: a value that is dropped loses its buffer.
  ///
  /// If the reader of a pipe has gone, the process ends with exit code 0.
  mutating func flush() throws(OutputError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard isTerminal else { return try Self.write(buffer, to: descriptor) }
    let (buffer, descriptor) = (buffer, descriptor)
    try Progress.aside { () throws(OutputError) in try Self.write(buffer, to: descriptor) }
  }

  private static func write(_ buffer: [UInt8], to descriptor: Int32) throws(OutputError) {
    var start = 0
    while start < buffer.count {
      let count = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { exit(0) }
        throw OutputError(path: nil)
      }
      start += count
    }
  }
}

/// Diagnostics: messages on standard error.
enum Diagnostics {
  /// Prints a line on standard error, without the control characters of texts and names: also a
  /// log is read on a terminal one day. A line of progress is erased first.
  static func say(_ message: String) {
    var line = message.withoutControls + "\n"
    Progress.aside {
      line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
  }
}
