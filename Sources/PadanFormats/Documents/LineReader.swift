import Glibc
public import PadanModel
import PadanText

/// The lines of a text of any size, one by one, as UTF-8; gzip is unpacked on the way.
///
///     let lines = try LineReader(path: "pairs.tsv", remedy: "Write a pair on each line.")
///     while let line = try lines.next() { print(lines.number, line.text) }
///
/// Ill-formed bytes become U+FFFD in `text`.
public final class LineReader {
  /// A longer line is a mistake.
  static let longestLine = 64 << 20

  /// What messages call the input.
  public let name: String
  /// The number of the line that `next` returned last, from 1.
  public private(set) var number = 0
  private var input: UnpackedInput
  private var buffer: [UInt8] = []
  /// Where in `buffer` the next line begins.
  private var start = 0
  private var isAtEnd = false

  /// Opens a text whose lines are handed on as they come, however little a pipe holds: UTF-8, or
  /// nothing at all.
  ///
  /// - Throws: `InputError`.
  public init(live path: String) throws(InputError) {
    input = try UnpackedInput(path: path)
    name = input.name
  }

  /// Opens a text whose lines are handed on as they come. The piece that comes first tells the encoding,
  /// as that of a file does; a text in another one than UTF-8 is read whole and converted.
  ///
  /// - Throws: `InputError`, also for what is no text.
  public convenience init(liveText path: String) throws {
    try self.init(live: path)
    try readMore()
    try decodeUnlessUTF8()
  }

  /// Opens a file and looks into its first piece: a text in another encoding (told by its byte order
  /// mark, or by bytes that are no UTF-8) is read whole and converted.
  ///
  /// - Throws: `InputError`, also for an empty file, with the remedy, and for one that is no text.
  public init(path: String, remedy: String) throws {
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

  /// The place of the line that `next` returned last.
  public var location: SourceLocation { SourceLocation(file: name, line: number) }

  /// Whether the next line has been read already, so that `next` need not wait for it.
  public var isLineBuffered: Bool { lineFeed(from: start) != nil }

  /// The next line without its line feed and a carriage return before it; `nil` at the end.
  ///
  /// - Throws: `InputError`, also for a line that is too long.
  public func next() throws -> ArraySlice<UInt8>? {
    guard var line = try nextRaw() else { return nil }
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  /// The next line without its line feed; a carriage return stays.
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

  private func take(upTo end: Int, andPass passed: Int) -> ArraySlice<UInt8> {
    defer { start = end + passed }
    number += 1
    let line = buffer[start..<end]
    return number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
  }

  private func lineFeed(from index: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard index < bytes.count,
        let found = memchr(bytes.baseAddress! + index, 0x0A, bytes.count - index)
      else { return nil }
      return UnsafeRawPointer(found) - bytes.baseAddress!
    }
  }

  private func readMore() throws {
    buffer.removeFirst(start)
    start = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = try input.read(&piece)
    isAtEnd = count == 0
    buffer += piece[..<count]
  }

  /// Reads the text whole and converts it, where its first piece is not UTF-8.
  private func decodeUnlessUTF8() throws {
    // The end of a piece may cut a character in two, so what is near it proves nothing.
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
  /// The text, with U+FFFD for ill-formed bytes.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether there is nothing but blanks and tabs.
  public var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}
