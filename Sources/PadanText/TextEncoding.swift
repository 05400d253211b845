import CICU
package import PadanModel

/// A text that was decoded to UTF-8, and how its encoding was found.
package struct DecodedText: Sendable {
  /// The text in UTF-8.
  ///
  /// Input that is UTF-8 already is not changed: it keeps its ill-formed bytes and its byte order
  /// mark, so that offsets refer to the original file.
  package var bytes: [UInt8]
  /// The name of the encoding, as ICU and HTML write it: `UTF-8`, `windows-1252`.
  package var encoding: String
  /// Whether the encoding is a guess from the look of the bytes.
  package var isGuessed: Bool
  /// The number of ill-formed sequences, each of which readers show as U+FFFD. In a converted text
  /// they are U+FFFD already.
  package var repairCount: Int
  /// The line of the first ill-formed sequence, from 1; `nil` if there is none.
  package var firstRepairLine: Int?
}

/// Why bytes cannot be decoded to text.
package enum TextEncodingError: PadanError, Equatable {
  /// The bytes contain NULs, so they are not text.
  case binary
  /// So many bytes are no UTF-8 that the text is in another encoding, which nothing tells.
  case otherEncoding
  /// ICU knows no encoding of this name.
  case unknownEncoding(String)
  /// ICU failed to decode the bytes. The first value is ICU's name for the error.
  case undecodable(String, encoding: String)

  /// Always `.badInput`.
  package var kind: ErrorKind { .badInput }

  /// The error's name: `text.binary`, `text.other-encoding`, `text.unknown-encoding` or `text.undecodable`.
  package var code: ErrorCode {
    switch self {
    case .binary: "text.binary"
    case .otherEncoding: "text.other-encoding"
    case .unknownEncoding: "text.unknown-encoding"
    case .undecodable: "text.undecodable"
    }
  }

  /// Always `nil`: the decoder sees bytes and does not know their file.
  package var location: SourceLocation? { nil }

  /// What is wrong with the bytes or with the encoding's name, as a sentence.
  package var fault: String {
    switch self {
    case .binary: "this is no text: it holds NUL bytes."
    case .otherEncoding:
      "most of what is not ASCII here is no UTF-8: the text is in another encoding."
    case .unknownEncoding(let name): "unknown encoding “\(name)”."
    case .undecodable(let fault, let encoding): "the text cannot be read as \(encoding) (\(fault))."
    }
  }

  /// What to give instead.
  package var remedy: Remedy? {
    switch self {
    case .binary: .advice("Give plain text, HTML or Markdown.")
    case .otherEncoding: .nameEncoding
    case .unknownEncoding: .advice("Give a name such as UTF-8, UTF-16LE or windows-1252.")
    case .undecodable: .advice("Convert it to UTF-8.")
    }
  }
}

/// Detects the encoding of a text and converts the text to UTF-8.
package enum TextEncoding {
  /// The name of UTF-8.
  package static let utf8 = "UTF-8"

  /// Whether a name means UTF-8.
  package static func isUTF8(_ name: String) -> Bool {
    ["utf-8", "utf8"].contains(name.lowercased())
  }

  /// Whether ICU has a converter of this name.
  package static func isKnown(_ name: String) -> Bool { cicu_knows_encoding(name) }

  /// Decodes bytes from an encoding that the user names. Nothing is detected; a byte order mark of
  /// the same encoding is no text.
  ///
  /// - Throws: `TextEncodingError`.
  /// - Complexity: O(n) for n bytes.
  package static func decode(
    _ bytes: [UInt8], as encoding: String
  ) throws(TextEncodingError) -> DecodedText {
    guard isUTF8(encoding) else { return try convert(bytes, from: encoding, isGuessed: false) }
    let survey = UTF8Survey(of: bytes)
    guard survey.nuls == 0 else { throw .binary }
    return DecodedText(bytes: bytes, survey)
  }

  /// The encoding of a text, and how it was found.
  package struct Detected: Equatable, Sendable {
    /// The name, as ICU and HTML write it: `UTF-8`, `windows-1252`.
    package var name: String
    /// Whether it is a guess from the look of the bytes.
    package var isGuessed: Bool

    /// An encoding, by default no guess.
    package init(name: String, isGuessed: Bool = false) {
      self.name = name
      self.isGuessed = isGuessed
    }
  }

  /// Finds the encoding of a text by its first bytes. The first of these that applies decides it:
  ///
  /// 1. a byte order mark of UTF-16;
  /// 2. the declared encoding, unless the bytes are proven to be UTF-8: they contain multi-byte
  ///    sequences, and all of these are well-formed; or they are all ASCII and ICU does not know the
  ///    encoding;
  /// 3. UTF-16 without a byte order mark, if NULs stand in every other byte;
  /// 4. windows-1252, if nothing is declared, the bytes contain ill-formed UTF-8 but no well-formed
  ///    multi-byte sequence, and each ill-formed byte is plausible in windows-1252, unless most bytes are such;
  /// 5. UTF-8, even if some of it is ill-formed, but not if most of it is.
  ///
  /// Latin-1 is read as windows-1252, which contains all of its printable characters.
  ///
  /// - Parameters:
  ///   - start: The first bytes, which may end inside a character.
  ///   - isWhole: Whether they are the whole text.
  ///   - declared: The encoding that the user or the page itself names.
  /// - Throws: `TextEncodingError.binary` if the bytes contain NULs and are not UTF-16;
  ///   `.otherEncoding`.
  /// - Complexity: O(n) for n bytes.
  package static func detect(
    _ start: [UInt8], isWhole: Bool, declared: String? = nil
  ) throws(TextEncodingError) -> Detected {
    var survey = UTF8Survey()
    survey.add(start)
    if isWhole { survey.finish() }
    return try detect(start, survey, declared: declared)
  }

  /// Finds the encoding of bytes that have been surveyed.
  private static func detect(
    _ bytes: [UInt8], _ survey: UTF8Survey, declared: String?
  ) throws(TextEncodingError) -> Detected {
    if bytes.starts(with: [0xFF, 0xFE]) { return Detected(name: "UTF-16LE") }
    if bytes.starts(with: [0xFE, 0xFF]) { return Detected(name: "UTF-16BE") }
    if let declared, !isUTF8(declared) {
      // Bytes of ASCII alone may mean something else in ISO-2022-JP. If ICU does not know the
      // encoding, they are read as they are.
      if survey.illFormed > 0 || survey.wellFormed == 0 && isKnown(declared) {
        return Detected(name: declared)
      }
    }
    if let encoding = wideEncoding(of: bytes, nulCount: survey.nuls) {
      return Detected(name: encoding, isGuessed: true)
    }
    guard survey.nuls == 0 else { throw .binary }
    // Where a third of all bytes are such letters, the script is none of windows-1252.
    if survey.illFormed > 0, survey.wellFormed == 0, declared == nil, survey.looksLikeWindows1252,
      !isForeign(survey, count: bytes.count, share: 3)
    {
      return Detected(name: "windows-1252", isGuessed: true)
    }
    if isForeign(survey, count: bytes.count, share: 20) { throw .otherEncoding }
    return Detected(name: utf8)
  }

  /// Whether a text that would be read as UTF-8 is in another encoding: most of its sequences are ill-formed, and
  /// they are more than damage explains. An article in Cyrillic letters has one in two bytes, a page with much
  /// markup one in ten, Turkish one in twelve.
  ///
  /// - Parameter share: One in how many bytes must be ill-formed.
  private static func isForeign(_ survey: UTF8Survey, count: Int, share: Int) -> Bool {
    survey.illFormed >= 16 && survey.illFormed > survey.wellFormed
      && survey.illFormed * share >= count
  }

  /// Decodes a whole text to UTF-8. `detect(_:isWhole:declared:)` says in which encoding it is read.
  ///
  /// - Parameter declared: The encoding that the user or the page itself names.
  /// - Throws: `TextEncodingError.binary` if the text contains NULs, `.otherEncoding`, `.unknownEncoding` or
  ///   `.undecodable` if ICU cannot convert from the encoding.
  /// - Complexity: O(n) for n bytes.
  package static func decode(
    _ bytes: [UInt8], declared: String? = nil
  ) throws(TextEncodingError) -> DecodedText {
    let survey = UTF8Survey(of: bytes)
    let found = try detect(bytes, survey, declared: declared)
    if found.name == utf8 { return DecodedText(bytes: bytes, survey) }
    return try convert(bytes, from: found.name, isGuessed: found.isGuessed)
  }

  /// A text in UTF-8 in another encoding, without a byte order mark.
  ///
  /// - Parameters:
  ///   - encoding: The name of the encoding.
  ///   - escapesForXML: Whether a character that the encoding does not have becomes a reference such as
  ///     `&#8364;`.
  /// - Returns: `nil` if the encoding does not have a character, or ICU does not know it.
  /// - Complexity: O(n) for n bytes.
  package static func encode(
    _ text: [UInt8], as encoding: String, escapesForXML: Bool
  ) -> [UInt8]? {
    var status: Int32 = 0
    var count: Int64 = -1
    // A reference to a character of two bytes has seven, to one of four bytes ten.
    let room = text.count * 4 + 16
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { output, written in
      text.withUnsafeBytes { text in
        output.withMemoryRebound(to: CChar.self) { output in
          count = cicu_encode(
            encoding, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int64(text.count),
            escapesForXML, output.baseAddress, Int64(room), &status)
        }
      }
      written = max(0, Int(count))
    }
    return count < 0 ? nil : bytes
  }

  /// The byte order mark of an encoding that may have one; empty for another.
  package static func mark(of encoding: String) -> [UInt8] {
    switch encoding.uppercased() {
    case "UTF-16LE": [0xFF, 0xFE]
    case "UTF-16BE": [0xFE, 0xFF]
    default: []
    }
  }

  /// Detects UTF-16 without a byte order mark: in text of Latin letters every other byte is NUL.
  ///
  /// At least 30 % of the bytes must be NULs, and 98 % of these must stand on the same side.
  private static func wideEncoding(of bytes: [UInt8], nulCount: Int) -> String? {
    guard bytes.count >= 4, nulCount * 10 >= bytes.count * 3 else { return nil }
    var oddNuls = 0
    for index in stride(from: 1, to: bytes.count, by: 2) where bytes[index] == 0 { oddNuls += 1 }
    if oddNuls * 100 >= nulCount * 98 { return "UTF-16LE" }
    return oddNuls * 100 <= nulCount * 2 ? "UTF-16BE" : nil
  }

  /// Converts bytes of a named encoding to UTF-8.
  private static func convert(
    _ bytes: [UInt8], from encoding: String, isGuessed: Bool
  ) throws(TextEncodingError) -> DecodedText {
    var decoder = try TextDecoder(encoding)
    var decoded = DecodedText(
      bytes: try decoder.decode(bytes, isLast: true), encoding: encoding, isGuessed: isGuessed,
      repairCount: 0, firstRepairLine: nil)
    decoded.countReplacements()
    return decoded
  }
}

extension DecodedText {
  /// A text that is UTF-8 already.
  fileprivate init(bytes: [UInt8], _ survey: UTF8Survey) {
    self.init(
      bytes: bytes, encoding: TextEncoding.utf8, isGuessed: false, repairCount: survey.illFormed,
      firstRepairLine: survey.firstIllFormedLine)
  }

  /// Counts the U+FFFD of a converted text: what the converter could not read.
  fileprivate mutating func countReplacements() {
    var line = 1
    for index in bytes.indices {
      if bytes[index] == 0x0A { line += 1 }
      guard bytes[index] == 0xEF, bytes[index...].starts(with: [0xEF, 0xBF, 0xBD]) else { continue }
      repairCount += 1
      firstRepairLine = firstRepairLine ?? line
    }
  }
}

/// Counts the well-formed and the ill-formed UTF-8 sequences of a text. The text may come in
/// pieces.
///
///     var survey = UTF8Survey()
///     survey.add(Array("café".utf8))
///     survey.finish()
///     survey.wellFormed  // 1: the é
package struct UTF8Survey: Sendable {
  /// The number of well-formed sequences of more than one byte.
  package private(set) var wellFormed = 0
  /// The number of maximal subparts of ill-formed sequences (Unicode Standard, section 3.9). Each
  /// is read as one U+FFFD.
  package private(set) var illFormed = 0
  /// The line of the first ill-formed sequence, from 1; `nil` if there is none.
  package private(set) var firstIllFormedLine: Int?
  /// The number of NUL bytes.
  package private(set) var nuls = 0
  /// Whether every byte of the ill-formed sequences is plausible in a windows-1252 text.
  private(set) var looksLikeWindows1252 = true

  /// The current line, from 1; lines end with a line feed.
  private var line = 1
  /// An incomplete sequence at the end of the last piece, which the next piece may complete.
  private var rest: [UInt8] = []

  /// A survey of nothing yet.
  package init() {}

  /// A survey of a whole text.
  init(of bytes: [UInt8]) {
    add(bytes)
    finish()
  }

  /// Surveys the next piece.
  ///
  /// - Complexity: O(n) for n bytes.
  package mutating func add(_ bytes: some Collection<UInt8>) {
    if rest.isEmpty, let whole = bytes as? [UInt8] {
      survey(whole, isLast: false)
    } else {
      survey(rest + bytes, isLast: false)
    }
  }

  /// Ends the survey: an incomplete sequence at the end of the text is counted as ill-formed.
  package mutating func finish() {
    survey(rest, isLast: true)
  }

  /// Surveys bytes, and puts an incomplete sequence at their end into `rest` unless they are the
  /// last.
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
      // `scalar(at:)` returns U+FFFD for ill-formed bytes. A real U+FFFD has the bytes EF BF BD.
      if scalar.value == 0xFFFD, byte != 0xEF || length < 3 {
        if !isLast, offset + length == text.count {
          // The next piece may complete this sequence.
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

  /// Whether a byte above 0x7F is likely in Indonesian or English text in windows-1252:
  /// punctuation, currency signs, accented letters.
  ///
  /// The five unassigned bytes, `Ð`, `ð`, `Þ`, `þ` and `ÿ` are not.
  private static func isPlausibleInWindows1252(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xDE, 0xFE, 0xFF, 0xD0, 0xF0: false
    default: byte >= 0x80
    }
  }
}
