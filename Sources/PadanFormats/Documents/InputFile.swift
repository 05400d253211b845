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
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - limit: The largest size in bytes. The rest of a larger file is not read.
  /// - Throws: `InputError` if the file cannot be read, or is larger.
  package static func read(
    _ path: String, limit: Int = Limits.largestFile
  ) throws(InputError) -> [UInt8] {
    let stream = try ByteStream(path: path)
    var bytes: [UInt8] = []
    try read(stream, into: &bytes, limit: limit)
    return bytes
  }

  /// Appends the rest of a stream to the bytes of its beginning.
  ///
  /// - Parameter limit: The largest size of all, in bytes.
  /// - Throws: `InputError` if the stream cannot be read, or has more.
  package static func read(
    _ stream: borrowing ByteStream, into bytes: inout [UInt8], limit: Int = Limits.largestFile
  ) throws(InputError) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = try stream.read(into: &chunk), count > 0 {
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > limit { throw InputError(stream.name, .largeFile(limit)) }
    }
  }

  /// The bytes of a file and its name, unpacked if it is gzip data.
  ///
  /// - Throws: `InputError` if the data is damaged, or unpacks to more than is read at once.
  package static func unpacked(
    _ bytes: [UInt8], name: String
  ) throws(InputError) -> (bytes: [UInt8], name: String) {
    guard GzipInflater.isGzip(bytes) else { return (bytes, name) }
    var unpacked: [UInt8] = []
    do throws(GzipError) {
      var inflater = try GzipInflater()
      try inflater.inflate(bytes) {
        if unpacked.count <= Limits.largestFile { unpacked.append(contentsOf: $0) }
      }
      try inflater.finish()
    } catch {
      throw InputError(name, .init(error))
    }
    guard unpacked.count <= Limits.largestFile else {
      throw InputError(name, .largeFile(Limits.largestFile))
    }
    return (unpacked, name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name)
  }
}

extension InputError.Reason {
  /// The file is larger than this many bytes, and would be read whole.
  package static func largeFile(_ limit: Int) -> Self {
    Self(
      "input.large-file",
      "the file is larger than \(limit >> 20) MB, the most that is read at once.",
      advice: "Split it.")
  }
}
