package import PadanModel

/// Web pages. The inline elements of a paragraph are its codes, and a translation is written
/// between the tags of the page.
package struct HTMLFormat: TextDocumentFormat {
  /// The name in options and messages.
  package let name = "html"
  /// The endings of file names.
  package let endings = [".html", ".htm", ".xhtml"]
  /// The largest file.
  package let largestFile = Limits.largestMarkup

  /// The format of web pages.
  package init() {}

  /// Whether the file begins with an HTML doctype or an `html` element, after any white space.
  package func recognizes(_ start: [UInt8]) -> Bool {
    let start = String(decoding: start.prefix(256), as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  /// Finds the paragraphs of a page.
  ///
  /// - Throws: `InputError` if there are more parts than a document may have.
  package func parse(_ text: [UInt8], name: String) throws(InputError) -> ParsedText {
    try HTMLReader.parse(text, name: name)
  }

  /// The translation with its markup characters escaped, and its tags as they were.
  package func markUp(
    _ text: CodedText, in paragraph: Paragraph, surroundings: MarkupSurroundings, isAtStart: Bool
  ) -> [UInt8] {
    var quote: UInt8?
    var isBare = false
    if case .attribute(let mark) = surroundings { (quote, isBare) = (mark, mark == nil) }
    var bytes: [UInt8] = []
    for piece in text {
      switch piece {
      case .code(let code): bytes += code.content.utf8
      case .text(let words):
        for byte in words.utf8 {
          switch byte {
          case UInt8(ascii: "&"): bytes += "&amp;".utf8
          case UInt8(ascii: "<"): bytes += "&lt;".utf8
          case UInt8(ascii: ">"): bytes += "&gt;".utf8
          case UInt8(ascii: "\"") where byte == quote: bytes += "&quot;".utf8
          case _ where byte == quote: bytes += "&#39;".utf8
          case _ where isBare && Self.needsQuotes(byte): bytes += "&#\(byte);".utf8
          default: bytes.append(byte)
          }
        }
      }
    }
    return bytes
  }

  /// Whether a character ends the value of an attribute without quotation marks, or is not allowed in it.
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    HTMLMarkup.isBlank(byte) || "\"'`=".utf8.contains(byte)
  }

  /// The encoding that a page declares in its first kilobyte: `<meta charset=…>` or an XML
  /// declaration.
  package func declaredEncoding(in bytes: [UInt8]) -> String? {
    guard let range = Self.declaration(in: bytes) else { return nil }
    let value = String(decoding: bytes[range], as: UTF8.self).lowercased()
    // Browsers read Latin-1 as windows-1252, its superset (WHATWG Encoding Standard, 4.2).
    return ["iso-8859-1", "latin1", "ascii", "us-ascii"].contains(value) ? "windows-1252" : value
  }

  /// The page with its declared encoding replaced by `utf-8`; without a declaration it gets a byte
  /// order mark.
  package func declaringUTF8(_ text: [UInt8]) -> [UInt8] {
    guard let range = Self.declaration(in: text) else { return [0xEF, 0xBB, 0xBF] + text }
    return text[..<range.lowerBound] + Array("utf-8".utf8) + text[range.upperBound...]
  }

  /// The place of the encoding's name in the first kilobyte; `nil` if there is none.
  private static func declaration(in bytes: [UInt8]) -> Range<Int>? {
    let start = bytes.prefix(1024).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    for mark in ["charset=", "encoding="] {
      guard let found = start.firstRange(of: Array(mark.utf8)) else { continue }
      let value = start[found.upperBound...].drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
        .prefix { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || [0x2D, 0x5F, 0x2E].contains($0) }
      if !value.isEmpty { return value.startIndex..<value.endIndex }
    }
    return nil
  }
}
