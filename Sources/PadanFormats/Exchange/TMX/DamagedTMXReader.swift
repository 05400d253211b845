import PadanModel
import PadanText

/// Reads what is whole in a damaged TMX file.
///
/// The text is cut before every `<tu`. Each piece goes to the parser; one that the parser refuses, or
/// that leaves its unit open, is left out, and a new parser goes on with the next. What is wrong in the
/// bytes themselves is mended first: ill-formed UTF-8 becomes U+FFFD, forbidden characters go.
struct DamagedTMXReader {
  /// A unit longer than this is given up.
  private static let longestUnit = 16 << 20

  private let handler: TMXParser
  private let file: String
  private var parser: XMLPushParser
  /// The line on which the piece begins that is parsed next.
  private var line = 1
  /// How much of what is pending holds no beginning of a unit but its own.
  private var scannedCount = 0
  private var isBegun = false
  private var firstError: (any Error)?

  init(handler: TMXParser, file: String) {
    self.handler = handler
    self.file = file
    parser = XMLPushParser(file: file, handler: handler, ignoresDeclaration: true)
  }

  mutating func read(_ input: inout UnpackedInput) throws {
    var repair = UTF8Repair()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var pending: [UInt8] = []
    var isEmpty = true
    while case let count = try input.fill(&chunk), count > 0 {
      if isEmpty { try FileSignature.refuseBinary(chunk[..<count], name: file) }
      isEmpty = false
      pending += repair.text(of: chunk[..<count])
      try parseUnits(&pending)
    }
    if isEmpty { throw InputError.content(file, "the file is empty. Name a TMX file.") }
    pending += repair.rest()
    try parseUnits(&pending)
    try parse(pending[...], isLast: true)
    if !handler.hasRoot || (!isBegun && firstError != nil) {
      throw firstError ?? TMXError(location: parser.location, reason: .truncated)
    }
  }

  /// Parses every piece that is followed by another, and leaves the last.
  private mutating func parseUnits(_ pending: inout [UInt8]) throws {
    var start = 0
    // What was looked through before is not looked through again.
    var from = max(1, scannedCount - 3)
    while let end = Self.nextUnit(in: pending, from: from) {
      try parse(pending[start..<end], isLast: false)
      start = end
      from = start + 1
    }
    pending.removeFirst(start)
    scannedCount = pending.count
    if pending.count > Self.longestUnit {
      // Whatever it is, it goes no further than the next unit.
      try parse(pending[...], isLast: false)
      pending.removeAll()
      scannedCount = 0
    }
  }

  private mutating func parse(_ piece: ArraySlice<UInt8>, isLast: Bool) throws {
    defer { line += piece.count { $0 == 0x0A } }
    let isUnit = piece.starts(with: Self.unitStart)
    do {
      // libxml2 refuses to be given much at once.
      try piece.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
          let end = min(start + (1 << 16), bytes.count)
          try parser.parse(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
      }
      if handler.isUnitOpen { throw TMXError(location: parser.location, reason: .truncated) }
      if isLast { try parser.finish() }
      isBegun = isBegun || isUnit
    } catch let error as TMXError {
      if case .notTMX = error.reason { throw error }
      firstError = firstError ?? error
      isBegun = isBegun || isUnit
      handler.abandonUnit(error.fault, at: SourceLocation(file: file, line: line))
      parser = XMLPushParser(file: file, handler: handler, ignoresDeclaration: true)
      parser.lineOffset = line - 1 + piece.count { $0 == 0x0A }
      try Array("<tmx><body>".utf8).withUnsafeBytes { try parser.parse($0) }
    }
  }

  private static let unitStart = Array("<tu".utf8)

  /// The place of the next `<tu` that begins a unit and not a variant.
  private static func nextUnit(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 3 < bytes.count {
      if bytes[index] == 0x3C, bytes[index + 1] == unitStart[1], bytes[index + 2] == unitStart[2],
        bytes[index + 3] <= 0x20 || bytes[index + 3] == 0x3E || bytes[index + 3] == 0x2F
      {
        return index
      }
      index += 1
    }
    return nil
  }
}

/// Makes well-formed UTF-8 that XML allows out of pieces of UTF-8 or UTF-16.
struct UTF8Repair {
  private enum Encoding { case utf8, utf16LittleEndian, utf16BigEndian }

  private var encoding: Encoding?
  /// Bytes of a character that the next piece completes.
  private var held: [UInt8] = []

  mutating func text(of piece: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = held + piece
    if encoding == nil { encoding = Self.encoding(of: &bytes) }
    let whole = bytes.count - Self.incompleteCount(bytes, encoding!)
    held = Array(bytes[whole...])
    return decoded(bytes[..<whole])
  }

  mutating func rest() -> [UInt8] {
    defer { held = [] }
    return held.isEmpty ? [] : decoded(held[...])
  }

  private func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let text: String
    if encoding == .utf8 {
      text = String(decoding: bytes, as: UTF8.self)
    } else {
      let isLittle = encoding == .utf16LittleEndian
      let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
        UInt16(bytes[isLittle ? $0 : $0 + 1]) | UInt16(bytes[isLittle ? $0 + 1 : $0]) << 8
      }
      text = String(decoding: units, as: UTF16.self)
    }
    // U+FFFE and U+FFFF are left to the parser: they are too rare to look for.
    return text.utf8.filter { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  /// By the byte order mark, which is taken away, or by the NULs that UTF-16 puts beside `<`.
  private static func encoding(of bytes: inout [UInt8]) -> Encoding {
    if bytes.starts(with: [0xFF, 0xFE]) {
      bytes.removeFirst(2)
      return .utf16LittleEndian
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      bytes.removeFirst(2)
      return .utf16BigEndian
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if bytes.starts(with: [0x3C, 0]) { return .utf16LittleEndian }
    return bytes.starts(with: [0, 0x3C]) ? .utf16BigEndian : .utf8
  }

  /// How many bytes at the end belong to a character that is not whole yet.
  private static func incompleteCount(_ bytes: [UInt8], _ encoding: Encoding) -> Int {
    if encoding != .utf8 {
      if bytes.count % 2 == 1 { return 1 }
      guard bytes.count >= 2 else { return 0 }
      let high = encoding == .utf16LittleEndian ? bytes[bytes.count - 1] : bytes[bytes.count - 2]
      return high & 0xFC == 0xD8 ? 2 : 0
    }
    for length in 1...3 where length <= bytes.count {
      let byte = bytes[bytes.count - length]
      if byte & 0xC0 == 0x80 { continue }
      let wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return wanted > length ? length : 0
    }
    return 0
  }
}
