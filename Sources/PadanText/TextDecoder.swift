import CICU

/// Converts a text from a named encoding to UTF-8, piece by piece.
///
///     var decoder = try TextDecoder("windows-1252")
///     try decoder.decode([0xE9], isLast: true)  // é
///
/// Bytes that the encoding does not have become U+FFFD. A byte order mark is no text.
package struct TextDecoder: ~Copyable {
  /// The name of the encoding.
  package let encoding: String
  /// ICU's converter, which this value owns.
  private let handle: OpaquePointer
  /// Whether nothing has been returned yet, so that a byte order mark may come.
  private var isAtStart = true

  /// A decoder at the beginning of a text.
  ///
  /// - Throws: `TextEncodingError.unknownEncoding` or `.undecodable`.
  package init(_ encoding: String) throws(TextEncodingError) {
    var status: Int32 = 0
    guard let handle = cicu_decoder_open(encoding, &status) else {
      throw TextEncodingError(status, encoding)
    }
    self.handle = handle
    self.encoding = encoding
  }

  deinit { cicu_decoder_close(handle) }

  /// Converts the next bytes of the text. A character that they do not end is part of the next result.
  ///
  /// - Throws: `TextEncodingError.binary` for a text with a NUL; `.undecodable` if ICU fails.
  /// - Complexity: O(n) for n bytes.
  package mutating func decode(
    _ bytes: [UInt8], isLast: Bool
  ) throws(TextEncodingError) -> [UInt8] {
    var text: [UInt8] = []
    var room = bytes.count + bytes.count / 4 + 16
    var start = 0
    while true {
      let (piece, taken) = try next(bytes, from: start, isLast, room: room)
      start += taken
      text = text.isEmpty ? piece : text + piece
      if start == bytes.count, piece.count < room { break }
      room = bytes.count + 16
    }
    if text.contains(0) { throw .binary }
    if isAtStart, !text.isEmpty {
      isAtStart = false
      if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    }
    return text
  }

  /// Converts as much as there is room for, and returns how many bytes are done with.
  private func next(
    _ bytes: [UInt8], from start: Int, _ isLast: Bool, room: Int
  ) throws(TextEncodingError) -> (text: [UInt8], taken: Int) {
    var status: Int32 = 0
    var taken: Int64 = 0
    var written: Int64 = 0
    let text = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      bytes.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...]).bindMemory(to: CChar.self)
        output.withMemoryRebound(to: CChar.self) { output in
          written = cicu_decoder_next(
            handle, rest.baseAddress, Int64(rest.count), isLast, output.baseAddress, Int64(room),
            &taken, &status)
        }
      }
      count = max(0, Int(written))
    }
    guard written >= 0 else { throw TextEncodingError(status, encoding) }
    return (text, Int(taken))
  }
}

extension TextEncodingError {
  /// The error for a failure of ICU.
  fileprivate init(_ status: Int32, _ encoding: String) {
    let name = String(cString: cicu_error_name(status))
    self =
      name == "U_FILE_ACCESS_ERROR"
      ? .unknownEncoding(encoding) : .undecodable(name, encoding: encoding)
  }
}
