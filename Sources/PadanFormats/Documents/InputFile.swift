import Glibc

/// Why an input cannot be read.
public enum InputError: Error, Equatable, CustomStringConvertible {
  case missing(String)
  case folder(String)
  /// The system's reason.
  case unreadable(String, String)
  /// What is wrong with the content.
  case content(String, String)

  public var description: String {
    switch self {
    case .missing(let path): "\(path): no such file. Check the path, or use - for standard input."
    case .folder(let path): "\(path): this is a folder. Name a file in it."
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)."
    case .content(let path, let fault): "\(path): \(fault)"
    }
  }
}

/// Reads whole inputs, by path or from standard input.
public enum InputFile {
  /// The name messages use for standard input.
  public static let standardInput = "(standard input)"

  /// The bytes of a file; `-` is standard input.
  ///
  /// - Throws: `InputError`.
  public static func read(_ path: String) throws(InputError) -> [UInt8] {
    let name = path == "-" ? standardInput : path
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      throw code == ENOENT ? .missing(path) : .unreadable(path, String(cString: strerror(code)))
    }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw .folder(path) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, Int(status.st_size)) + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { readBytes(descriptor, $0) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(name, String(cString: strerror(errno)))
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}

// Inside `InputFile` the name `read` is its own.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
