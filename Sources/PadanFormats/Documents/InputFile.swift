import Glibc

/// Reads whole inputs, by path or from standard input.
public enum InputFile {
  /// The name messages use for standard input.
  public static let standardInput = "(standard input)"

  /// Makes sure that a file is there and no folder, without opening it: a pipe is opened once.
  ///
  /// - Throws: `InputError`.
  public static func check(_ path: String) throws(InputError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT
        ? .missing(path) : .unreadable(path, String(cString: strerror(errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw .folder(path) }
  }

  /// The bytes of a file; `-` is standard input.
  ///
  /// - Throws: `InputError`.
  public static func read(_ path: String) throws(InputError) -> [UInt8] {
    let stream = try InputStream(path: path)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = try stream.read(into: &chunk), count > 0 {
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}
