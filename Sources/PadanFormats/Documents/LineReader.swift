import Glibc
package import PadanModel
import PadanText

/// Reads a text line by line, in UTF-8. Gzip data is decompressed.
///
///     let lines = try LineReader(path: "pairs.tsv", remedy: "Write a pair on each line.")
///     while let line = try lines.next() { print(lines.number, line.text) }
///
/// Memory depends on the longest line only, if the text is UTF-8. A text in another encoding is
/// read whole. Ill-formed bytes become U+FFFD in `text`.
package final class LineReader {
  /// The longest line in bytes. A longer one is an error.
  static let longestLine = 64 << 20

  /// The name of the input in messages.
  package let name: String
  /// The number of the last line returned, from 1; 0 before the first.
  package private(set) var number = 0
  /// The source of bytes.
  private var input: UnpackedInput
  /// Bytes that have been read. Those before `start` have been returned.
  private var buffer: [UInt8] = []
  /// The position in `buffer` where the next line begins.
  private var start = 0
  /// Whether the input has ended.
  private var isAtEnd = false

  /// Opens an input whose lines are returned as soon as they arrive. It must be UTF-8, and may be
  /// empty.
  ///
  /// - Throws: `InputError` if the input cannot be opened.
  package init(live path: String) throws(InputError) {
    input = try UnpackedInput(path: path)
    name = input.name
  }

  /// Opens an input whose lines are returned as soon as they arrive.
  ///
  /// The first bytes decide the encoding. A text in another encoding than UTF-8 is read whole and
  /// converted. The input may be empty.
  ///
  /// - Throws: `InputError`, also for a text that cannot be decoded.
  package convenience init(liveText path: String) throws {
    try self.init(live: path)
    try readMore()
    try decodeUnlessUTF8()
  }

  /// Opens a file.
  ///
  /// The first 256 KiB decide the encoding, by a byte order mark or by bytes that are not UTF-8. A
  /// text in another encoding is read whole and converted.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - remedy: The advice in the error for an empty file.
  /// - Throws: `InputError`, also for a file that is empty, binary or cannot be decoded.
  package init(path: String, remedy: String) throws {
    input = try UnpackedInput(path: path)
    name = input.name
    var first = [UInt8](repeating: 0, count: 1 << 18)
    let count = try input.fill(&first)
    guard count > 0 else { throw InputError(name, .empty(advice: remedy)) }
    buffer = Array(first[..<count])
    isAtEnd = count < first.count
    try FileSignature.refuseBinary(buffer[...], name: name)
    try decodeUnlessUTF8()
  }

  /// The location of the last line returned.
  package var location: SourceLocation { SourceLocation(file: name, line: number) }

  /// Whether `next` can return a line without waiting for more input.
  package var isLineBuffered: Bool { lineFeed(from: start) != nil }

  /// The next line without its line feed and a carriage return before it; `nil` at the end.
  ///
  /// - Throws: `InputError` if the input cannot be read or the line is too long.
  package func next() throws -> ArraySlice<UInt8>? {
    guard var line = try nextRaw() else { return nil }
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  /// The next line without its line feed. A carriage return is kept.
  func nextRaw() throws -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = lineFeed(from: searched) { return take(upTo: end, andPass: 1) }
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
    return number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
  }

  /// The position of the first line feed from an index on; `nil` if there is none in the buffer.
  private func lineFeed(from index: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard index < bytes.count,
        let found = memchr(bytes.baseAddress! + index, 0x0A, bytes.count - index)
      else { return nil }
      return UnsafeRawPointer(found) - bytes.baseAddress!
    }
  }

  /// Reads more bytes and drops those that have been returned.
  private func readMore() throws {
    buffer.removeFirst(start)
    start = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = try input.read(&piece)
    isAtEnd = count == 0
    buffer += piece[..<count]
  }

  /// Reads the whole text and converts it, if its first bytes are not UTF-8.
  private func decodeUnlessUTF8() throws {
    // The buffer may end inside a character, so its last bytes are not examined.
    var survey = UTF8Survey()
    survey.add(isAtEnd ? buffer : Array(buffer.dropLast(4)))
    guard survey.illFormed > 0 || survey.nuls > 0 else { return }
    while !isAtEnd { try readMore() }
    do throws(TextEncodingError) {
      buffer = try TextEncoding.decode(buffer).bytes
    } catch {
      throw InputError(name, .init(error))
    }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes as text, with U+FFFD for ill-formed sequences.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether the line is empty or has only spaces, tabs and carriage returns.
  public var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}
