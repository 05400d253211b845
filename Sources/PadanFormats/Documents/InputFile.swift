import Glibc
import PadanModel

/// Reads a whole file or standard input.
package enum InputFile {
  /// The name of standard input in messages.
  package static let standardInput = "(standard input)"

  /// Checks that a path is a file, without opening it: a pipe can be opened only once.
  ///
  /// - Throws: `InputError` if there is no file or it is a folder.
  package static func check(_ path: String) throws(InputError) {
    guard let status = FileStatus(path) else {
      throw errno == ENOENT
        ? .missing(path) : .unreadable(path, String(cString: strerror(errno)))
    }
    if status.kind == .folder { throw .folder(path) }
  }

  /// Reads all bytes of a file.
  ///
  /// - Parameter path: The file; `-` is standard input.
  /// - Throws: `InputError` if the file cannot be read.
  package static func read(_ path: String) throws(InputError) -> [UInt8] {
    let stream = try ByteStream(path: path)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = try stream.read(into: &chunk), count > 0 {
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}
