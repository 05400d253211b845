import CICU
public import PadanModel

/// A text read from bytes of some encoding: its UTF-8, and how sure that is.
public struct DecodedText: Sendable {
  /// UTF-8; for input that was UTF-8 already the input itself, ill-formed bytes and byte order mark
  /// included, so that offsets refer to the original.
  public var bytes: [UInt8]
  /// The encoding's name, as ICU and HTML know it.
  public var encoding: String
  /// Whether nothing declared the encoding and its bytes do not prove it.
  public var isGuessed: Bool
  /// How many ill-formed sequences stand for U+FFFD.
  public var repairCount: Int
  /// The line of the first of them, from 1.
  public var firstRepairLine: Int?
}

/// Why bytes are no text.
public enum TextEncodingError: PadanError, Equatable {
  /// The bytes hold NULs.
  case binary
  /// No encoding has this name.
  case unknownEncoding(String)
  /// ICU's name for what went wrong.
  case undecodable(String, encoding: String)

  public var kind: ErrorKind { .badInput }

  public var code: ErrorCode {
    switch self {
    case .binary: "text.binary"
    case .unknownEncoding: "text.unknown-encoding"
    case .undecodable: "text.undecodable"
    }
  }

  public var location: SourceLocation? { nil }

  public var fault: String {
    switch self {
    case .binary: "this is no text: it holds NUL bytes."
    case .unknownEncoding(let name): "unknown encoding “\(name)”."
    case .undecodable(let fault, let encoding): "the text cannot be read as \(encoding) (\(fault))."
    }
  }

  public var remedy: Remedy? {
    switch self {
    case .binary: .advice("Give plain text, HTML or Markdown.")
    case .unknownEncoding: .advice("Give a name such as UTF-8, UTF-16LE or windows-1252.")
    case .undecodable: .advice("Convert it to UTF-8.")
    }
  }
}

/// Finds out how a text is encoded and turns it into UTF-8.
public enum TextEncoding {
  /// Decodes bytes: by byte order mark, as UTF-8 where they are well-formed, by what was declared,
  /// and else by what the bytes look like.
  ///
  /// Bytes that are mostly good UTF-8, or that no Windows text would hold, stay UTF-8 and are
  /// counted as repaired; other bytes above 0x7F are read as windows-1252, which holds Latin-1.
  ///
  /// - Parameter declared: The encoding a user or the page itself named.
  /// - Complexity: O(n).
  public static func decode(
    _ bytes: [UInt8], declared: String? = nil
  ) throws(TextEncodingError) -> DecodedText {
    if bytes.starts(with: [0xFF, 0xFE]) {
      return try convert(Array(bytes.dropFirst(2)), from: "UTF-16LE", isGuessed: false)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return try convert(Array(bytes.dropFirst(2)), from: "UTF-16BE", isGuessed: false)
    }
    var survey = UTF8Survey()
    survey.add(bytes)
    survey.finish()
    if let declared, !["utf-8", "utf8"].contains(declared.lowercased()) {
      if survey.illFormed > 0 || survey.wellFormed == 0 {
        return try convert(bytes, from: declared, isGuessed: false)
      }
    }
    if let encoding = wideEncoding(of: bytes, nulCount: survey.nuls) {
      return try convert(bytes, from: encoding, isGuessed: true)
    }
    guard survey.nuls == 0 else { throw .binary }
    if survey.illFormed > 0, survey.wellFormed == 0, declared == nil, survey.looksLikeWindows1252 {
      return try convert(bytes, from: "windows-1252", isGuessed: true)
    }
    return DecodedText(
      bytes: bytes, encoding: "UTF-8", isGuessed: false, repairCount: survey.illFormed,
      firstRepairLine: survey.firstIllFormedLine)
  }

  /// UTF-16 without a byte order mark: text of Latin letters has a NUL in every other byte.
  private static func wideEncoding(of bytes: [UInt8], nulCount: Int) -> String? {
    guard bytes.count >= 4, bytes.count % 2 == 0, nulCount * 10 >= bytes.count * 3 else {
      return nil
    }
    var oddNuls = 0
    for index in stride(from: 1, to: bytes.count, by: 2) where bytes[index] == 0 { oddNuls += 1 }
    if oddNuls * 100 >= nulCount * 98 { return "UTF-16LE" }
    return oddNuls * 100 <= nulCount * 2 ? "UTF-16BE" : nil
  }

  private static func convert(
    _ bytes: [UInt8], from encoding: String, isGuessed: Bool
  ) throws(TextEncodingError) -> DecodedText {
    var status: Int32 = 0
    let text = ICUText.transform(bytes) { input, output, capacity in
      cicu_decode(encoding, input.baseAddress, Int64(input.count), output, capacity, &status)
    }
    guard let text else {
      let name = String(cString: cicu_error_name(status))
      if name == "U_FILE_ACCESS_ERROR" { throw .unknownEncoding(encoding) }
      throw .undecodable(name, encoding: encoding)
    }
    guard !text.contains(0) else { throw .binary }
    return DecodedText(
      bytes: text, encoding: encoding, isGuessed: isGuessed, repairCount: 0,
      firstRepairLine: nil)
  }
}

/// Counts what is well-formed UTF-8 in a text that may come piece by piece, and what is not.
public struct UTF8Survey: Sendable {
  /// Sequences of more than one byte that are right.
  public private(set) var wellFormed = 0
  /// Maximal subparts of ill-formed sequences, each of which is read as U+FFFD.
  public private(set) var illFormed = 0
  /// The line of the first of them, from 1.
  public private(set) var firstIllFormedLine: Int?
  public private(set) var nuls = 0
  /// Whether every ill-formed byte could stand in a windows-1252 text.
  private(set) var looksLikeWindows1252 = true

  private var line = 1
  /// The last bytes of a piece, which the next one may complete.
  private var rest: [UInt8] = []

  public init() {}

  /// Surveys the next piece.
  public mutating func add(_ bytes: some Collection<UInt8>) {
    if rest.isEmpty, let whole = bytes as? [UInt8] {
      survey(whole, isLast: false)
    } else {
      survey(rest + bytes, isLast: false)
    }
  }

  /// Surveys what no further piece completes.
  public mutating func finish() {
    survey(rest, isLast: true)
  }

  private mutating func survey(_ bytes: [UInt8], isLast: Bool) {
    rest = []
    let text = bytes.span
    var offset = 0
    while true {
      offset = text.firstOffset(of: 0x00, 0x0A, 0x0A, orNonASCII: true, from: offset)
      guard offset < text.count else { return }
      let byte = text[offset]
      if byte < 0x80 {
        if byte == 0 { nuls += 1 } else { line += 1 }
        offset += 1
        continue
      }
      let (scalar, length) = text.scalar(at: offset)
      // A real U+FFFD has bytes of its own: EF BF BD.
      if scalar.value == 0xFFFD, byte != 0xEF || length < 3 {
        if !isLast, offset + length == text.count {
          // What ends with the piece may only be cut off.
          rest = Array(bytes[offset...])
          return
        }
        illFormed += 1
        firstIllFormedLine = firstIllFormedLine ?? line
        for index in offset..<offset + length where !Self.isPlausibleInWindows1252(text[index]) {
          looksLikeWindows1252 = false
        }
      } else {
        wellFormed += 1
      }
      offset += length
    }
  }

  /// Whether Indonesian or English text in windows-1252 would hold this byte: punctuation, currency,
  /// signs and accented letters, but not the unassigned five, nor `þ`, `ÿ` and their capitals.
  private static func isPlausibleInWindows1252(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xDE, 0xFE, 0xFF, 0xD0, 0xF0: false
    default: byte >= 0x80
    }
  }
}
