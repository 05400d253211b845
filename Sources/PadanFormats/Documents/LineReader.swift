import Glibc
package import PadanModel
import PadanText

/// Reads a text line by line, in UTF-8. Gzip data is decompressed.
///
///     let lines = try LineReader(path: "pairs.tsv", remedy: "Write a pair on each line.")
///     while let line = try lines.next() { print(lines.number, line.text) }
///
/// Memory depends on the longest line only, if the text is UTF-8. A text in another encoding is
/// read whole. Ill-formed bytes become U+FFFD in `text`; `repairs` has their lines.
package final class LineReader {
  /// The longest line in bytes. A longer one is an error.
  static let longestLine = 64 << 20
  /// The number of bytes that decide the encoding, from the first one that is not ASCII on.
  private static let sampleSize = 1 << 18

  /// The name of the input in messages.
  package let name: String
  /// The number of the last line returned, from 1; 0 before the first.
  package private(set) var number = 0
  /// Whether the last line returned has bytes that are no text.
  private(set) var isIllFormed = false
  /// What was guessed about the encoding, and the lines returned so far that have ill-formed bytes.
  package private(set) var repairs = Findings()
  /// The source of bytes.
  private var input: UnpackedInput
  /// Bytes that have been read. Those before `start` have been returned.
  private var buffer: [UInt8] = []
  /// The position in `buffer` where the next line begins.
  private var start = 0
  /// Whether the input has ended.
  private var isAtEnd = false
  /// The name of the encoding; `nil` while it is not decided, because all bytes so far are ASCII.
  private var encoding: String?
  /// The byte that ends a line: a line feed, or a carriage return in a text that has only those.
  private var lineEnd: UInt8 = 0x0A

  /// Opens an input whose lines are returned as soon as they arrive. It must be UTF-8, and may be
  /// empty.
  ///
  /// - Throws: `InputError` if the input cannot be opened.
  package init(live path: String) throws(InputError) {
    input = try UnpackedInput(path: path)
    name = input.name
    encoding = TextEncoding.utf8
  }

  /// Opens an input whose lines are returned as soon as they arrive.
  ///
  /// Without a name for the encoding, the first bytes that are not ASCII decide it. A text in
  /// another encoding than UTF-8 is read whole and converted. The input may be empty.
  ///
  /// - Parameter encoding: The name of the encoding; `nil` to detect it.
  /// - Throws: `InputError`, also for a text that cannot be decoded.
  package convenience init(liveText path: String, encoding: String? = nil) throws {
    try self.init(live: path)
    self.encoding = nil
    if let encoding { try decode(as: encoding) } else { try readMore() }
  }

  /// Opens a file.
  ///
  /// A text in another encoding than UTF-8 is read whole and converted. Without a name for the
  /// encoding, a byte order mark decides it, or what the file declares, or the first bytes that are
  /// not ASCII.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - encoding: The name of the encoding; `nil` to detect it.
  ///   - declaration: Returns the encoding that a file names in its first bytes; `nil` if it names
  ///     none.
  ///   - remedy: The advice in the error for an empty file.
  /// - Throws: `InputError`, also for a file that is empty, binary or cannot be decoded.
  package init(
    path: String, encoding: String? = nil,
    declaration: (ArraySlice<UInt8>) -> String? = { _ in nil }, remedy: String
  ) throws {
    input = try UnpackedInput(path: path)
    name = input.name
    try fill(to: Self.sampleSize)
    guard !buffer.isEmpty else { throw InputError(name, .empty(advice: remedy)) }
    try FileSignature.refuseBinary(buffer[...], name: name)
    if let encoding {
      try decode(as: encoding)
    } else if let declared = declaration(buffer[...]), !TextEncoding.isUTF8(declared) {
      try decode(declared: declared)
    } else {
      try decide(sample: Self.sampleSize)
    }
    if buffer.contains(0x0D), !buffer.contains(0x0A) { lineEnd = 0x0D }
  }

  /// The next lines that have been read but not returned, as `nextRaw` will return them.
  ///
  /// - Parameter count: The most lines.
  func ahead(_ count: Int) -> [ArraySlice<UInt8>] {
    var rest = buffer[start...]
    if number == 0, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    var lines: [ArraySlice<UInt8>] = []
    while lines.count < count, let end = rest.firstIndex(of: lineEnd) {
      lines.append(rest[..<end])
      rest = rest[(end + 1)...]
    }
    if isAtEnd, lines.count < count, !rest.isEmpty { lines.append(rest) }
    return lines
  }

  /// The location of the last line returned.
  package var location: SourceLocation { SourceLocation(file: name, line: number) }

  /// Whether `next` can return a line without waiting for more input.
  package var isLineBuffered: Bool { lineEnd(from: start) != nil }

  /// The next line without its end; `nil` at the end of the text.
  ///
  /// - Throws: `InputError` if the input cannot be read or the line is too long.
  package func next() throws -> ArraySlice<UInt8>? {
    guard var line = try nextRaw() else { return nil }
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  /// The next line without its line feed. A carriage return before it is kept.
  func nextRaw() throws -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = lineEnd(from: searched) { return take(upTo: end, andPass: 1) }
      if isAtEnd { return start < buffer.count ? take(upTo: buffer.count, andPass: 0) : nil }
      guard buffer.count - start < Self.longestLine else {
        throw InputError(
          SourceLocation(file: name, line: number + 1), .longLine(Self.longestLine))
      }
      searched = buffer.count - start
      try readMore()
    }
  }

  /// Returns the buffer up to a position as a line, without a byte order mark at the start of the
  /// text.
  ///
  /// - Parameter passed: The number of bytes after the line to skip.
  private func take(upTo end: Int, andPass passed: Int) -> ArraySlice<UInt8> {
    defer { start = end + passed }
    number += 1
    let line = buffer[start..<end]
    isIllFormed = hasIllFormedText(line)
    if isIllFormed {
      repairs.add(Finding(.illFormedText, at: location, detail: encoding))
    }
    return number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
  }

  /// The position of the first line end from an index on; `nil` if there is none in the buffer.
  private func lineEnd(from index: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard index < bytes.count,
        let found = memchr(bytes.baseAddress! + index, Int32(lineEnd), bytes.count - index)
      else { return nil }
      return UnsafeRawPointer(found) - bytes.baseAddress!
    }
  }

  /// Reads more bytes and drops those that have been returned.
  private func readMore() throws {
    buffer.removeFirst(start)
    start = 0
    try readPiece()
    if encoding == nil { try decide(sample: 0) }
  }

  /// Appends the next bytes of the input to the buffer.
  private func readPiece() throws {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = try input.read(&piece)
    isAtEnd = count == 0
    buffer += piece[..<count]
  }

  /// Reads until the buffer has a number of bytes or the input ends.
  private func fill(to count: Int) throws {
    while !isAtEnd, buffer.count < count { try readPiece() }
  }
}

// MARK: Encodings

extension LineReader {
  /// Decides the encoding, if the buffer has bytes that are not ASCII.
  ///
  /// - Parameter sample: The number of bytes, from the first one that is not ASCII on, to wait for.
  private func decide(sample: Int) throws {
    guard let first = buffer[start...].firstIndex(where: { $0 >= 0x80 || $0 == 0 }) else { return }
    try fill(to: first + sample)
    // The buffer may end inside a character, which the survey leaves out.
    var survey = UTF8Survey()
    survey.add(buffer)
    if isAtEnd { survey.finish() }
    guard survey.illFormed > 0 || survey.nuls > 0 else {
      encoding = TextEncoding.utf8
      return
    }
    let line = number + 1 + buffer[start..<first].count { $0 == lineEnd }
    let decoded = try decode { (bytes) throws(TextEncodingError) in try TextEncoding.decode(bytes) }
    guard decoded.isGuessed else { return }
    repairs.add(
      Finding(
        .guessedEncoding, at: SourceLocation(file: name, line: line), detail: decoded.encoding))
  }

  /// Converts the whole text from an encoding that the file declares, unless it is UTF-8 all the
  /// same.
  private func decode(declared: String) throws {
    try decode { (bytes) throws(TextEncodingError) in
      try TextEncoding.decode(bytes, declared: declared)
    }
  }

  /// Converts the whole text from an encoding.
  private func decode(as encoding: String) throws {
    try decode { (bytes) throws(TextEncodingError) in
      try TextEncoding.decode(bytes, as: encoding)
    }
  }

  /// Reads the whole text and converts it.
  @discardableResult
  private func decode(
    _ convert: ([UInt8]) throws(TextEncodingError) -> DecodedText
  ) throws -> DecodedText {
    while !isAtEnd { try readPiece() }
    do throws(TextEncodingError) {
      let decoded = try convert(buffer)
      buffer = decoded.bytes
      encoding = decoded.encoding
      return decoded
    } catch {
      throw InputError(name, .init(error))
    }
  }

  /// Whether a line has bytes that the encoding of the file does not have.
  private func hasIllFormedText(_ line: ArraySlice<UInt8>) -> Bool {
    guard let encoding else { return false }
    // What cannot be converted has become U+FFFD already.
    guard encoding == TextEncoding.utf8 else { return line.contains([0xEF, 0xBF, 0xBD]) }
    return (try? UTF8Span(validating: line.span)) == nil
  }
}

extension ArraySlice<UInt8> {
  /// The bytes as text, with U+FFFD for ill-formed sequences.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether the line is empty or has only spaces, tabs and carriage returns.
  public var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}
