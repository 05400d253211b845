import PadanModel

/// Recognizes, by their first bytes, files that hold text but no article.
enum OtherInput {
  /// Rejects a binary file, a feed, another XML file, and JSON, before they are read as an article.
  ///
  /// - Throws: `InputError` that says what the file is.
  static func refuse(_ start: [UInt8], name: String) throws(InputError) {
    try FileSignature.refuseBinary(start[...], name: name)
    if isBinary(start.prefix(sampleSize)) { throw InputError(name, .controlCharacters) }
    let text = start.prefix(sampleSize).drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    switch text.first {
    case UInt8(ascii: "<"): try refuseXML(String(decoding: text, as: UTF8.self), name: name)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if isJSON(text) { throw InputError(name, .json) }
    default: break
    }
  }

  /// How many bytes are looked at.
  private static let sampleSize = 4096

  /// Whether bytes are no text in any encoding: many are control characters that no text has. UTF-16
  /// shows itself by NULs or its mark, and is left to the decoder.
  private static func isBinary(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard bytes.count >= 16, !isUTF16, !bytes.contains(0) else { return false }
    // White space, and the escape character of ISO 2022 encodings and of terminals, are no signs.
    let controls = bytes.count { $0 < 0x20 && !(0x08...0x0F ~= $0) && $0 != 0x1B }
    return controls * 33 > bytes.count
  }

  /// Rejects XML that is no web page, by its root element.
  private static func refuseXML(_ text: String, name: String) throws(InputError) {
    var rest = text[...]
    let isDeclared = rest.hasPrefix("<?xml")
    // A declaration, comments and a document type stand before the root.
    while rest.hasPrefix("<?") || rest.hasPrefix("<!") {
      let end = rest.hasPrefix("<!--") ? "-->" : ">"
      guard let close = rest.firstRange(of: end) else { return }
      rest = rest[close.upperBound...].drop(while: \.isWhitespace)
    }
    guard rest.first == "<" else { return }
    let root = rest.dropFirst().prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
    switch root {
    case "rss", "rdf:RDF": throw InputError(name, .feed("RSS"))
    case "feed": throw InputError(name, .feed("Atom"))
    case "tmx", "xliff": throw InputError(name, .units)
    case _ where root.lowercased() == "html": break
    default: if isDeclared { throw InputError(name, .otherXML(root: String(root))) }
    }
  }

  /// Whether a text begins as JSON: with an object and its first name, or an array of values.
  private static func isJSON(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    while rest.first == UInt8(ascii: "[") { rest = rest.dropFirst().drop { $0 <= 0x20 } }
    let isArray = rest.startIndex > text.startIndex
    switch rest.first {
    case UInt8(ascii: "{"):
      rest = rest.dropFirst().drop { $0 <= 0x20 }
      return rest.first == UInt8(ascii: "}") || mark(afterString: rest) == UInt8(ascii: ":")
    case UInt8(ascii: "\""):
      return isArray && [UInt8(ascii: ","), UInt8(ascii: "]")].contains(mark(afterString: rest))
    default: return false
    }
  }

  /// The first mark after the string with which a text begins; `nil` if it begins with none.
  private static func mark(afterString text: ArraySlice<UInt8>) -> UInt8? {
    guard text.first == UInt8(ascii: "\"") else { return nil }
    var isEscaped = false
    for index in text.indices.dropFirst() {
      if isEscaped {
        isEscaped = false
      } else if text[index] == UInt8(ascii: "\\") {
        isEscaped = true
      } else if text[index] == UInt8(ascii: "\"") {
        return text[(index + 1)...].first { $0 > 0x20 }
      } else if text[index] == 0x0A {
        return nil
      }
    }
    return nil
  }
}

extension InputError.Reason {
  /// A feed, which lists articles.
  ///
  /// - Parameter format: `RSS` or `Atom`.
  static func feed(_ format: String) -> Self {
    Self(
      "page.feed", "this is a feed (\(format)), which lists articles.",
      advice: "Save the page of an article that it lists.")
  }

  /// An exchange file of translation units.
  static let units = Self(
    "page.units", "this is a file of translation units, not an article.", .importUnits)

  /// An XML file of another vocabulary.
  static func otherXML(root: String) -> Self {
    Self(
      "page.xml", "this is an XML file of `\(root)` elements, not a web page.", .readAsText)
  }

  /// Bytes that are no text.
  static let controlCharacters = Self(
    "input.other-kind", "this is no text: it is full of control characters.",
    advice: "Give plain text, HTML or Markdown.")

  /// JSON or JSON Lines.
  static let json = Self("page.json", "this is JSON, not an article.", .readAsText)
}
