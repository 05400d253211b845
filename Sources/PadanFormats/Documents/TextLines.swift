import PadanModel
import PadanText

/// The lines of a text of any size, one by one, as UTF-8.
///
/// UTF-8 streams; a text in another encoding (told by its byte order mark, or by bytes that are no
/// UTF-8 in its first piece) is read whole and converted. Ill-formed bytes become U+FFFD.
final class TextLines {
  /// A longer line is a mistake.
  static let longestLine = 64 << 20

  /// What messages call the input.
  let name: String
  /// The number of the line that `next` returned last, from 1.
  private(set) var number = 0
  private var input: UnpackedInput
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// - Throws: `InputError`, also for an empty file, with the remedy.
  init(path: String, remedy: String) throws {
    input = try UnpackedInput(path: path)
    name = input.name
    var first = [UInt8](repeating: 0, count: 1 << 18)
    let count = try input.fill(&first)
    guard count > 0 else { throw InputError.content(name, "the file is empty. \(remedy)") }
    buffer = Array(first[..<count])
    isAtEnd = count < first.count
    try FileSignature.refuseBinary(buffer[...], name: name)
    // The end of a piece may cut a character in two, so what is near it proves nothing.
    var survey = UTF8Survey()
    survey.add(isAtEnd ? buffer : Array(buffer.dropLast(4)))
    if survey.illFormed > 0 || survey.nuls > 0 { try decodeWhole() }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
  }

  var location: SourceLocation { SourceLocation(file: name, line: number) }

  /// The next line without its line feed and a carriage return before it.
  func next() throws -> ArraySlice<UInt8>? {
    guard var line = try nextRaw() else { return nil }
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  /// The next line without its line feed; a carriage return stays.
  func nextRaw() throws -> ArraySlice<UInt8>? {
    while true {
      if let end = buffer[start...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        number += 1
        return buffer[start..<end]
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return buffer[start...]
      }
      guard buffer.count - start < Self.longestLine else {
        throw InputError.content(
          "\(name):\(number + 1)", "the line is longer than \(Self.longestLine) bytes.")
      }
      try readMore()
    }
  }

  private func readMore() throws {
    buffer.removeFirst(start)
    start = 0
    var piece = [UInt8](repeating: 0, count: max(1 << 18, buffer.count))
    let count = try input.fill(&piece)
    isAtEnd = count < piece.count
    buffer += piece[..<count]
  }

  private func decodeWhole() throws {
    while !isAtEnd { try readMore() }
    do throws(TextEncodingError) {
      buffer = try TextEncoding.decode(buffer).bytes
    } catch {
      throw InputError.content(name, error.description)
    }
  }
}

extension ArraySlice<UInt8> {
  /// The text, with U+FFFD for ill-formed bytes.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether there is nothing but blanks and tabs.
  var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}
