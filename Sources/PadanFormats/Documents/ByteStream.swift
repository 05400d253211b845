import Glibc

/// A file, a pipe or standard input that is read piece by piece.
package struct ByteStream: ~Copyable {
  /// The name of the input in messages.
  package let name: String
  /// The file descriptor, which is closed at the end unless it is standard input.
  private let descriptor: Int32

  /// Opens an input.
  ///
  /// - Parameter path: The file; `-` is standard input.
  /// - Throws: `InputError` if the file cannot be opened or is a folder.
  package init(path: String) throws(InputError) {
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

  /// Reads the available bytes into a buffer; waits if there are none yet.
  ///
  /// - Parameter position: Where in the buffer to begin.
  /// - Returns: The number of bytes read. 0 means the end of the input.
  /// - Throws: `InputError` if the system reports an error.
  package func read(
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

  /// Reads until the buffer is full or the input ends.
  ///
  /// - Returns: The number of bytes read.
  /// - Throws: `InputError` if the system reports an error.
  package func fill(_ buffer: inout [UInt8]) throws(InputError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: &buffer, at: filled)
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
