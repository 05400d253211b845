import Glibc

/// A file, pipe or standard input, read piece by piece.
public struct InputStream: ~Copyable {
  /// What messages call it.
  public let name: String
  private let descriptor: Int32

  /// Opens a path; `-` is standard input.
  ///
  /// - Throws: `InputError`.
  public init(path: String) throws(InputError) {
    name = path == "-" ? InputFile.standardInput : path
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      throw code == ENOENT ? .missing(path) : .unreadable(path, String(cString: strerror(code)))
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .folder(path)
    }
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  /// Reads into a buffer from its start, or from a position, and returns how many bytes came; 0 at the
  /// end.
  ///
  /// - Throws: `InputError`.
  public func read(
    into buffer: inout [UInt8], at position: Int = 0
  ) throws(InputError) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress! + position, $0.count - position)
      }
      if count >= 0 { return count }
      guard errno == EINTR else { throw .unreadable(name, String(cString: strerror(errno))) }
    }
  }

  /// Fills a buffer as far as the input goes and returns how many bytes that is.
  ///
  /// - Throws: `InputError`.
  public func fill(_ buffer: inout [UInt8]) throws(InputError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: &buffer, at: filled)
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
