import PadanText

/// Converts pieces of a file to well-formed UTF-8 without the control characters that XML forbids.
///
/// The file may be in UTF-8, UTF-16 or the encoding that its XML declaration names. A character
/// that is cut between two pieces is completed when the next piece arrives.
struct UTF8Repair {
  /// The encoding of the file.
  private enum Encoding: Equatable {
    case utf8, utf16LittleEndian, utf16BigEndian
    /// Another encoding, with its name in the XML declaration.
    case declared(String)
  }

  /// The encoding; `nil` before the first piece.
  private var encoding: Encoding?
  /// The bytes of an incomplete character at the end of the last piece.
  private var held: [UInt8] = []

  /// Converts a piece. The first piece decides the encoding.
  ///
  /// - Returns: UTF-8; ill-formed sequences are replaced by U+FFFD.
  mutating func text(of piece: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = held + piece
    if encoding == nil { encoding = Self.encoding(of: &bytes) }
    let whole = bytes.count - Self.incompleteCount(bytes, encoding!)
    held = Array(bytes[whole...])
    return decoded(bytes[..<whole])
  }

  /// Converts the bytes that no further piece completed. Call it at the end of the file.
  mutating func rest() -> [UInt8] {
    defer { held = [] }
    return held.isEmpty ? [] : decoded(held[...])
  }

  /// Converts bytes that end at the end of a character.
  private func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let text: String
    if case .declared(let name) = encoding {
      let converted = try? TextEncoding.decode(Array(bytes), declared: name).bytes
      text = String(decoding: converted ?? Array(bytes), as: UTF8.self)
    } else if encoding == .utf8 {
      text = String(decoding: bytes, as: UTF8.self)
    } else {
      let isLittle = encoding == .utf16LittleEndian
      let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
        UInt16(bytes[isLittle ? $0 : $0 + 1]) | UInt16(bytes[isLittle ? $0 + 1 : $0]) << 8
      }
      text = String(decoding: units, as: UTF16.self)
    }
    // U+FFFE and U+FFFF are left to the parser, because they are rare and costly to search for.
    return text.utf8.filter { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  /// The encoding by the byte order mark, by the NULs beside `<` in UTF-16, or by the XML
  /// declaration.
  ///
  /// - Parameter bytes: The start of the file. A byte order mark is removed from it.
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
    if bytes.starts(with: [0, 0x3C]) { return .utf16BigEndian }
    let name = declaredName(in: bytes)
    return ["", "utf-8", "utf8", "us-ascii"].contains(name.lowercased()) ? .utf8 : .declared(name)
  }

  /// The encoding's name in `<?xml encoding="…"?>`; empty if there is none.
  private static func declaredName(in bytes: [UInt8]) -> String {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
    guard head.hasPrefix("<?xml"), let start = head.firstRange(of: "encoding=")?.upperBound,
      let quote = head[start...].first, let end = head[start...].dropFirst().firstIndex(of: quote)
    else { return "" }
    return String(head[start..<end].dropFirst())
  }

  /// The number of bytes at the end that begin a character but do not complete it.
  ///
  /// An encoding named by the declaration is assumed to have one byte for each character.
  private static func incompleteCount(_ bytes: [UInt8], _ encoding: Encoding) -> Int {
    if case .declared = encoding { return 0 }
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
