import Glibc
package import PadanModel
import PadanText

/// Reads a text line by line, in UTF-8. Gzip data is decompressed.
///
///     let lines = try LineReader(path: "pairs.tsv", remedy: "Write a pair on each line.")
///     while let line = try lines.next() { print(lines.number, line.text) }
///
/// The first bytes that are not ASCII show the encoding; all that follow are converted piece by
/// piece. So memory depends on the longest line only. Ill-formed bytes become U+FFFD in `text`;
/// `repairs` has their lines. A NUL is an error: the file is no text.
package final class LineReader {
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
  /// The damage and the long lines that were passed over, if they may be.
  private(set) var skipped = Findings()
  /// Whether damage ends the text, so that the last lines may lack something.
  private(set) var isCut = false
  /// Whether damage ends the text instead of being an error, and long lines are passed over.
  private let toleratesDamage: Bool
  /// The source of bytes.
  private var input: UnpackedInput
  /// How many bytes, from the first one that is not ASCII on, are waited for to decide the encoding.
  private let sample: Int
  /// Bytes that have been read. Those before `start` have been returned.
  private var buffer: [UInt8] = []
  /// The position in `buffer` where the next line begins.
  private var start = 0
  /// Whether the rest of a line that is too long must be passed over.
  private var isInLongLine = false
  /// Whether a piece had a NUL.
  private var hasNul = false
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
    toleratesDamage = false
    sample = 0
  }

  /// Opens an input whose lines are returned as soon as they arrive.
  ///
  /// Without a name for the encoding, the first bytes that are not ASCII decide it. The input may be
  /// empty.
  ///
  /// - Parameter encoding: The name of the encoding; `nil` to detect it.
  /// - Throws: `InputError`, also for a text that cannot be decoded.
  package convenience init(liveText path: String, encoding: String? = nil) throws {
    try self.init(live: path)
    self.encoding = nil
    if let encoding { try decode(from: encoding) } else { try readMore() }
  }

  /// Opens a file.
  ///
  /// Without a name for the encoding, a byte order mark decides it, or what the file declares, or
  /// the first bytes that are not ASCII.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - encoding: The name of the encoding; `nil` to detect it.
  ///   - tolerance: With `.damage` the lines before damaged gzip data are read, and a line that is too
  ///     long is passed over.
  ///   - declaration: Returns the encoding that a file names in its first bytes; `nil` if it names
  ///     none.
  ///   - remedy: The advice in the error for an empty file.
  /// - Throws: `InputError`, also for a file that is empty, binary or cannot be decoded.
  package init(
    path: String, encoding: String? = nil, tolerance: Tolerance = .deviations,
    declaration: (ArraySlice<UInt8>) -> String? = { _ in nil }, remedy: String
  ) throws {
    input = try UnpackedInput(path: path)
    name = input.name
    toleratesDamage = tolerance == .damage
    sample = Self.sampleSize
    try fill(to: Self.sampleSize)
    guard !buffer.isEmpty else { throw InputError(name, .empty(advice: remedy)) }
    try FileSignature.refuseBinary(buffer[...], name: name)
    if let encoding {
      try decode(from: encoding)
    } else if let declared = declaration(buffer[...]), !TextEncoding.isUTF8(declared) {
      try decide(declared: declared)
    } else {
      try decide(from: 0)
    }
    try fill(to: Self.sampleSize)
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
  /// - Throws: `InputError` if the input cannot be read or the line is too long or no text. An error that
  ///   names a line is of this line alone: the lines after it can be read.
  package func next() throws -> ArraySlice<UInt8>? {
    guard var line = try nextRaw() else { return nil }
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  /// The next line without its line feed. A carriage return before it is kept.
  func nextRaw() throws -> ArraySlice<UInt8>? {
    if isInLongLine { try passRestOfLine() }
    var searched = start
    while true {
      if let end = lineEnd(from: searched) { return try take(upTo: end, andPass: 1) }
      if isAtEnd {
        return start < buffer.count && !isCut ? try take(upTo: buffer.count, andPass: 0) : nil
      }
      if buffer.count - start > Limits.longestLine {
        try passOverLine()
        searched = start
      } else {
        searched = buffer.count - start
        try readMore()
      }
    }
  }

  /// Passes over a line that is too long, if damage is tolerated.
  private func passOverLine() throws {
    number += 1
    isInLongLine = true
    guard toleratesDamage else { throw InputError(location, .longLine(Limits.longestLine)) }
    skipped.add(Finding(.longLine, at: location))
    try passRestOfLine()
  }

  private func passRestOfLine() throws {
    isInLongLine = false
    while true {
      if let end = lineEnd(from: start) {
        start = end + 1
        return
      }
      start = buffer.count
      if isAtEnd { return }
      try readMore()
    }
  }

  /// Returns the buffer up to a position as a line, without a byte order mark at the start of the
  /// text.
  ///
  /// - Parameter passed: The number of bytes after the line to skip.
  private func take(upTo end: Int, andPass passed: Int) throws -> ArraySlice<UInt8> {
    defer { start = end + passed }
    number += 1
    let line = buffer[start..<end]
    if hasNul, line.contains(0) { throw InputError(location, .init(TextEncodingError.binary)) }
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
    let known = buffer.count
    try readPiece()
    // All bytes before the piece are ASCII.
    if encoding == nil { try decide(from: known) }
  }

  /// Appends the next bytes of the input to the buffer. Damaged gzip data may end the text.
  private func readPiece() throws {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    do {
      let count = try input.read(&piece)
      isAtEnd = count == 0
      buffer += piece[..<count]
      hasNul = hasNul || piece.withUnsafeBytes { memchr($0.baseAddress!, 0, count) } != nil
    } catch {
      guard toleratesDamage, error.code.subject == "gzip", number > 0 || !buffer.isEmpty else {
        throw error
      }
      isAtEnd = true
      if isCut { return }
      isCut = true
      let place = SourceLocation(
        file: name, line: number + 1 + buffer[start...].count { $0 == lineEnd })
      skipped.add(Finding(.damagedFile, at: place, detail: error.explanation()))
    }
  }

  /// Reads until the buffer has a number of bytes or the input ends.
  private func fill(to count: Int) throws {
    while !isAtEnd, buffer.count < count { try readPiece() }
  }
}

// MARK: Encodings

extension LineReader {
  /// Decides the encoding, if the buffer has bytes from a position on that are not ASCII.
  private func decide(from position: Int) throws {
    guard let first = buffer[position...].firstIndex(where: { $0 >= 0x80 || $0 == 0 }) else {
      return
    }
    try fill(to: first + sample)
    // A live input may have stopped inside a character, but not inside a line.
    while !isAtEnd, sample == 0, lineEnd(from: first) == nil,
      buffer.count - start <= Limits.longestLine
    {
      try readPiece()
    }
    let line = number + 1 + buffer[start..<first].count { $0 == lineEnd }
    try decide(at: SourceLocation(file: name, line: line))
  }

  /// Decides the encoding by the buffer.
  ///
  /// - Parameters:
  ///   - place: The place of the first byte that is not ASCII; `nil` for the whole file.
  ///   - declared: The encoding that the file declares.
  private func decide(at place: SourceLocation? = nil, declared: String? = nil) throws {
    let place = place ?? SourceLocation(file: name)
    let found: TextEncoding.Detected
    do throws(TextEncodingError) {
      found = try TextEncoding.detect(
        Array(buffer[start...]), isWhole: isAtEnd && !isCut, declared: declared)
    } catch {
      throw InputError(place, .init(error))
    }
    if found.isGuessed { repairs.add(Finding(.guessedEncoding, at: place, detail: found.name)) }
    try decode(from: found.name)
  }

  /// Converts what has not been returned, and all that follows, from an encoding.
  private func decode(from encoding: String) throws {
    self.encoding = TextEncoding.isUTF8(encoding) ? TextEncoding.utf8 : encoding
    guard self.encoding != TextEncoding.utf8 else { return }
    try input.decode(from: encoding, bytes: Array(buffer[start...]))
    buffer = []
    start = 0
    isAtEnd = false
    try readPiece()
  }

  /// Whether a line has bytes that the encoding of the file does not have.
  private func hasIllFormedText(_ line: ArraySlice<UInt8>) -> Bool {
    guard let encoding else { return false }
    // What cannot be converted has become U+FFFD already.
    guard encoding == TextEncoding.utf8 else {
      return line.contains(0xEF) && line.contains([0xEF, 0xBF, 0xBD])
    }
    return (try? UTF8Span(validating: line.span)) == nil
  }
}

extension ArraySlice<UInt8> {
  /// The bytes as text, with U+FFFD for ill-formed sequences.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether the line is empty or has only spaces, tabs and carriage returns.
  public var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}
