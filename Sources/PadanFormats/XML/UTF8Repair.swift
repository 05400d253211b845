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

    /// The name of the encoding.
    var name: String {
      switch self {
      case .utf8: "UTF-8"
      case .utf16LittleEndian: "UTF-16LE"
      case .utf16BigEndian: "UTF-16BE"
      case .declared(let name): name
      }
    }
  }

  /// A repair of the text.
  struct Repair {
    /// What was repaired.
    var kind: Finding.Kind
    /// The line, from 1.
    var line: Int
    /// The name of the encoding, for bytes that are no text in it.
    var detail: String?
  }

  /// The encoding; `nil` before the first piece.
  private var encoding: Encoding?
  /// The bytes of an incomplete character at the end of the last piece.
  private var held: [UInt8] = []
  /// The line, from 1, of the next character.
  private var line = 1
  /// The repairs not taken yet: at most one of a kind for each line.
  private var repairs: [Repair] = []

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

  /// Returns the repairs since the last call, each with its line.
  mutating func takeRepairs() -> [Repair] {
    defer { repairs = [] }
    return repairs
  }

  /// Converts bytes that end at the end of a character.
  private mutating func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    switch encoding {
    case .declared(let name): return decoded(bytes, from: name)
    case .utf16LittleEndian: return repaired(Self.units(bytes, isLittleEndian: true), UTF16.self)
    case .utf16BigEndian: return repaired(Self.units(bytes, isLittleEndian: false), UTF16.self)
    case .utf8, nil:
      // The fast path. U+FFFE and U+FFFF are left to the parser: they are rare, and costly to find.
      guard !bytes.contains(where: Self.isForbidden),
        String(validating: bytes, as: UTF8.self) != nil
      else { return repaired(bytes, UTF8.self) }
      line += bytes.count { $0 == 0x0A }
      return Array(bytes)
    }
  }

  /// Converts bytes of a declared encoding; as UTF-8 if ICU does not know it.
  private mutating func decoded(_ bytes: ArraySlice<UInt8>, from name: String) -> [UInt8] {
    // No encoding of bytes has NUL as a part of a character. ICU's converter takes none.
    let text = try? TextEncoding.decode(bytes.map { $0 == 0 ? 0x01 : $0 }, declared: name).bytes
    guard let text else { return repaired(bytes, UTF8.self) }
    return repaired(text, UTF8.self, marksRepairs: true)
  }

  /// Decodes code units, notes what is ill-formed, and leaves out forbidden control characters.
  ///
  /// - Parameter marksRepairs: Whether U+FFFD in the text stands for bytes that were ill-formed.
  private mutating func repaired<Codec: UnicodeCodec>(
    _ units: some Sequence<Codec.CodeUnit>, _: Codec.Type, marksRepairs: Bool = false
  ) -> [UInt8] {
    var text: [UInt8] = []
    var codec = Codec()
    var iterator = units.makeIterator()
    while true {
      switch codec.decode(&iterator) {
      case .emptyInput: return text
      case .error: append("\u{FFFD}", isRepair: true, to: &text)
      case .scalarValue(let scalar):
        let isRepair = marksRepairs && (scalar == "\u{FFFD}" || isUnassigned(scalar))
        append(isRepair ? "\u{FFFD}" : scalar, isRepair: isRepair, to: &text)
      }
    }
  }

  /// Whether ICU made a character of a byte that its Windows code page does not assign.
  private func isUnassigned(_ scalar: Unicode.Scalar) -> Bool {
    guard (0x80...0x9F).contains(scalar.value), let name = encoding?.name.lowercased() else {
      return false
    }
    return name.hasPrefix("windows-") || name.hasPrefix("cp125")
  }

  /// Appends a character, unless it is a forbidden control character.
  private mutating func append(_ scalar: Unicode.Scalar, isRepair: Bool, to text: inout [UInt8]) {
    if isRepair { note(.illFormedText) }
    if scalar.isASCII, Self.isForbidden(UInt8(scalar.value)) { return note(.forbiddenCharacter) }
    text.append(contentsOf: String(scalar).utf8)
    if scalar == "\n" { line += 1 }
  }

  /// Notes a repair in this line.
  private mutating func note(_ kind: Finding.Kind) {
    let isKnown = repairs.reversed().prefix { $0.line == line }.contains { $0.kind == kind }
    let detail = kind == .illFormedText ? encoding?.name : nil
    if !isKnown { repairs.append(Repair(kind: kind, line: line, detail: detail)) }
  }

  /// Whether a byte is a control character that XML forbids.
  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09
  }

  /// The code units of UTF-16. A last odd byte is left out.
  private static func units(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool) -> [UInt16] {
    stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
      UInt16(bytes[isLittleEndian ? $0 : $0 + 1]) | UInt16(bytes[isLittleEndian ? $0 + 1 : $0]) << 8
    }
  }

  /// The most bytes that are held for the next piece.
  private static let longestHeld = 1 << 20

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
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes.removeFirst(3)
      return .utf8
    }
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
  /// In an encoding named by the declaration a character may have several bytes, but `>` and a line
  /// feed are none of them, and end every shift. So the bytes behind the last of these are held.
  private static func incompleteCount(_ bytes: [UInt8], _ encoding: Encoding) -> Int {
    if case .declared = encoding {
      let end = bytes.lastIndex { $0 == UInt8(ascii: ">") || $0 == 0x0A }
      let count = end.map { bytes.count - 1 - $0 } ?? bytes.count
      return count <= longestHeld ? count : 0
    }
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
