import Glibc
import PadanModel
import Synchronization

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
    descriptor = path == "-" ? STDIN_FILENO : open(path.pathBytes, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      throw code == ENOENT ? .missing(path) : .unreadable(path, String(cString: strerror(code)))
    }
    if FileStatus(descriptor: descriptor)?.kind == .folder { throw .folder(path) }
  }

  /// The first bytes of standard input, if they were looked at before it is read.
  private static let ahead = Mutex<[UInt8]>([])

  /// The first bytes of an input, which stay to be read.
  ///
  /// Bytes of a pipe can be read only once. Those of standard input are kept for its stream; for
  /// other pipes there are none.
  ///
  /// - Parameter count: The most bytes.
  /// - Throws: `InputError` if the file cannot be opened or read.
  package static func peek(_ path: String, _ count: Int) throws(InputError) -> [UInt8] {
    let stream = try ByteStream(path: path)
    guard path == "-" || FileStatus(descriptor: stream.descriptor)?.kind == .regular else {
      return []
    }
    var bytes = [UInt8](repeating: 0, count: count)
    bytes.removeLast(count - (try stream.fill(&bytes)))
    if path == "-" { ahead.withLock { $0 = bytes + $0 } }
    return bytes
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
    if descriptor == STDIN_FILENO, let count = takeAhead(into: &buffer, at: position) {
      return count
    }
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress! + position, $0.count - position)
      }
      if count >= 0 { return count }
      guard errno == EINTR else { throw .unreadable(name, String(cString: strerror(errno))) }
    }
  }

  /// Moves bytes that were looked at into a buffer; `nil` if there are none.
  private func takeAhead(into buffer: inout [UInt8], at position: Int) -> Int? {
    Self.ahead.withLock { ahead in
      guard !ahead.isEmpty else { return nil }
      let count = min(ahead.count, buffer.count - position)
      buffer.replaceSubrange(position..<(position + count), with: ahead.prefix(count))
      ahead.removeFirst(count)
      return count
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
