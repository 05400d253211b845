import Glibc
import Padan

/// The output cannot be written.
struct OutputError: PadanError {
  /// The system's reason, with the path if the output is a file.
  var reason: String
  /// What would help.
  private var advice = "Free some space or choose another place."
  /// Whether the reader of a pipe has gone, which is no fault: the command ends with exit code 0.
  private(set) var isReaderGone = false

  init(reason: String) { self.reason = reason }

  /// The error that the system has just reported.
  ///
  /// - Parameter path: The output's file; `nil` for standard output.
  init(path: String?) {
    self.init(errno, path: path)
  }

  /// A failure to lock or to give a file's name.
  init(_ failure: NameLock.Failure, path: String) {
    switch failure {
    case .held:
      self.init(reason: "\(path): another run is writing it")
      advice = "Try again when it has finished."
    case .taken: self.init(EEXIST, path: path)
    case .system(let code): self.init(code, path: path)
    }
  }

  private init(_ code: Int32, path: String?) {
    let words = String(cString: strerror(code))
    reason = path.map { "\($0): \(words)" } ?? words
    switch code {
    case ENOENT, ENOTDIR: advice = "Make the folder first, or choose another place."
    case EACCES, EPERM, EROFS: advice = "Choose a place where you may write."
    case EEXIST: advice = "Choose another name."
    case EISDIR: advice = "Name a file in this folder."
    case EFBIG: advice = "Raise the limit on the size of files (ulimit -f)."
    case EPIPE: isReaderGone = true
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
  /// The lock on the name that the file will get; `nil` for standard output, a pipe or a device.
  private var name: NameLock?
  /// Whether a file that has the name by then is replaced.
  private let mayReplace: Bool
  /// The file; `nil` for standard output.
  private let path: String?
  /// Whether what a reader that has gone would get is dropped. That is an error otherwise.
  private let outlivesReader: Bool

  /// Collects bytes for standard output.
  ///
  /// - Parameter outlivesReader: Whether the command goes on when its reader, such as `head`, has gone: it
  ///   does more than to print.
  init(outlivesReader: Bool = false) {
    self.init(STDOUT_FILENO, nil, outlivesReader: outlivesReader)
  }

  private init(
    _ descriptor: Int32, _ path: String?, name: consuming NameLock? = nil, mayReplace: Bool = false,
    outlivesReader: Bool = false
  ) {
    self.descriptor = descriptor
    self.path = path
    self.name = name
    self.mayReplace = mayReplace
    self.outlivesReader = outlivesReader
    isTerminal = isatty(descriptor) == 1
  }

  /// Collects bytes for a file. It gets its name when `finish` is called, complete; until then an
  /// older file stays, and its rights stay for good. A symbolic link stays, too: the file that it leads
  /// to is replaced. A pipe or device is written directly.
  ///
  /// - Parameter mayReplace: Whether a file may have the name when this one gets it.
  init(path: String, mayReplace: Bool) throws(OutputError) {
    if let status = FileStatus(path), status.kind != .regular {
      self.init(try Self.open(path, O_WRONLY, for: path), path)
      return
    }
    let name = try Self.lock(path)
    let old = FileStatus(path)
    // What few may read is readable for nobody else in the meantime.
    let part = try Self.open(
      name.partFile, O_WRONLY | O_CREAT | O_EXCL, old == nil ? 0o666 : 0o600, for: path)
    old?.giveRights(to: part)
    self.init(part, path, name: name, mayReplace: mayReplace)
  }

  deinit {
    if name != nil { close(descriptor) }
  }

  private static func open(
    _ file: String, _ flags: Int32, _ rights: mode_t = 0, for path: String
  ) throws(OutputError) -> Int32 {
    let descriptor = Glibc.open(file.pathBytes, flags | O_CLOEXEC, rights)
    if descriptor < 0 { throw OutputError(path: path) }
    return descriptor
  }

  private static func lock(_ path: String) throws(OutputError) -> NameLock {
    do throws(NameLock.Failure) {
      return try NameLock(path, patience: .seconds(5))
    } catch {
      throw OutputError(error, path: path)
    }
  }

  /// Writes the rest, and gives a file its name.
  ///
  /// - Throws: `OutputError`. Then an older file stays as it was.
  mutating func finish() throws(OutputError) {
    try flush()
    guard let lock = name.take() else { return }
    close(descriptor)
    do throws(NameLock.Failure) {
      try lock.giveName(replacing: mayReplace)
    } catch {
      throw OutputError(error, path: lock.path)
    }
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
  mutating func flush() throws(OutputError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    do {
      guard isTerminal else { return try Self.write(buffer, to: descriptor, path) }
      let (buffer, descriptor) = (buffer, descriptor)
      try Progress.aside { () throws(OutputError) in try Self.write(buffer, to: descriptor, nil) }
    } catch {
      guard outlivesReader, error.isReaderGone else { throw error }
    }
  }

  private static func write(
    _ buffer: [UInt8], to descriptor: Int32, _ path: String?
  ) throws(OutputError) {
    Interrupt.giveWay()
    var start = 0
    while start < buffer.count {
      let count = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw OutputError(path: path)
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
    Interrupt.giveWay()
    write(message)
  }

  /// Prints a line also while a signal ends the run.
  static func write(_ message: String) {
    var line = message.withoutControls + "\n"
    Progress.aside {
      line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
  }
}
