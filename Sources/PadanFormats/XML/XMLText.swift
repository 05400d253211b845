import PadanModel

/// Escapes and unescapes text for XML.
enum XMLText {
  /// Appends text to UTF-8 bytes with its markup characters escaped. Vertical tabs and form feeds,
  /// which part words, become blanks; other characters that XML forbids are left out.
  ///
  /// - Parameter isAttribute: Whether the text is an attribute's value: then quotation marks, line
  ///   feeds and tabs are escaped, too.
  /// - Returns: The number of characters left out, and of those that became blanks.
  /// - Complexity: O(n). Runs without special bytes are copied whole.
  @discardableResult
  static func append(
    _ text: some StringProtocol, isAttribute: Bool = false, to bytes: inout [UInt8]
  ) -> WritingLosses {
    let losses = text.utf8.withContiguousStorageIfAvailable {
      append(utf8: $0, isAttribute: isAttribute, to: &bytes)
    }
    return losses ?? append(String(text), isAttribute: isAttribute, to: &bytes)
  }

  /// Appends well-formed UTF-8, like `append(_:isAttribute:to:)`.
  @discardableResult
  static func append(
    utf8 text: UnsafeBufferPointer<UInt8>, isAttribute: Bool = false, to bytes: inout [UInt8]
  ) -> WritingLosses {
    var losses = WritingLosses()
    var start = 0
    var index = 0
    while index < text.count {
      // The fast path: letters, digits and most bytes of other scripts.
      if isPlain[Int(text[index])] {
        index += 1
        continue
      }
      var length = 1
      let replacement: StaticString?
      switch text[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = isAttribute ? "&quot;" : nil
      // Unescaped, a parser would read them as a line feed or a space.
      case 0x0D: replacement = "&#13;"
      case 0x0A: replacement = isAttribute ? "&#10;" : nil
      case 0x09: replacement = isAttribute ? "&#9;" : nil
      case 0x0B, 0x0C:
        replacement = " "
        losses.breaks += 1
      case 0xEF:
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF. XML allows all other characters from EF.
        let isForbidden = text[index + 1] == 0xBF && text[index + 2] >= 0xBE
        length = 3
        replacement = isForbidden ? "" : nil
      default: replacement = ""
      }
      if let replacement {
        bytes.append(contentsOf: text[start..<index])
        bytes.append(
          contentsOf: UnsafeBufferPointer(
            start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
        start = index + length
        if replacement.utf8CodeUnitCount == 0 { losses.characters += 1 }
      }
      index += length
    }
    bytes.append(contentsOf: text[start...])
    return losses
  }

  /// A text with its markup characters escaped, for element content.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a byte needs no check: all but controls, markup and the first byte of U+F000...U+FFFF.
  private static let isPlain: [Bool] = (0...255).map { (byte: UInt8) in
    byte >= 0x20 && byte != 0xEF && !"&<>\"".utf8.contains(byte)
  }

  /// A start tag, `<name a="b">`, or an empty-element tag, `<name a="b"/>`, in UTF-8.
  ///
  /// - Parameters:
  ///   - name: The element's name, which must need no escape.
  ///   - attributes: Names and unescaped values, in order.
  static func tag(
    _ name: String, _ attributes: [(name: String, value: String)], isEmpty: Bool = false
  ) -> [UInt8] {
    var bytes = Array("<\(name)".utf8)
    for attribute in attributes {
      bytes.append(contentsOf: " \(attribute.name)=\"".utf8)
      append(attribute.value, isAttribute: true, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(contentsOf: (isEmpty ? "/>" : ">").utf8)
    return bytes
  }
}

extension XMLText {
  /// Replaces XML's five predefined entities and decimal character references with their
  /// characters.
  ///
  /// Anything else that begins with `&` is kept as it is. The function works on bytes, because a
  /// combining mark after a semicolon would make one `Character` with it.
  static func unescaped(_ text: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      bytes += rest[..<start]
      rest = rest[(start + 1)...]
      if let end = rest.firstIndex(of: UInt8(ascii: ";")),
        let character = character(named: String(decoding: rest[..<end], as: UTF8.self))
      {
        bytes += String(character).utf8
        rest = rest[(end + 1)...]
      } else {
        bytes.append(UInt8(ascii: "&"))
      }
    }
    return String(decoding: bytes + rest, as: UTF8.self)
  }

  /// The character of an entity's name, or of a reference such as `#38`; `nil` for an unknown name.
  private static func character(named name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    case _ where name.hasPrefix("#"): UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
    default: nil
    }
  }
}

extension XMLText {
  /// Whether a text can be the content of a TMX code: well-formed XML with only the elements,
  /// attributes and entities that TMX allows there.
  static func isCodeContent(_ markup: String) -> Bool {
    final class Handler: XMLEventHandler {
      private(set) var isAllowed = true
      private var depth = 0

      func begin(_ parser: XMLPushParser) {}
      func start(_ element: XMLElement, _ attributes: XMLAttributes) {
        depth += 1
        guard depth > 1 else { return }
        let element = element.qualifiedName
        let isKnown =
          ["sub", "hi"].contains(element) || TMXSegment.codeElements.contains(element)
        let hasKnown = attributes.pairs.allSatisfy {
          TMXGrammar.allows($0.name, $0.value, on: element)
        }
        isAllowed = isAllowed && isKnown && hasKnown
      }
      func end(_ name: UnsafePointer<UInt8>) {}
      func characters(_ text: UnsafeBufferPointer<UInt8>) {}
      func error(for fault: XMLFault) -> any Error { Ill() }
      struct Ill: Error {}
    }
    let handler = Handler()
    let parser = XMLPushParser(file: "", handler: handler)
    return withExtendedLifetime(handler) {
      do {
        try Array("<x>\(markup)</x>".utf8).withUnsafeBytes { try parser.parse($0) }
        try parser.finish()
        return handler.isAllowed
      } catch {
        return false
      }
    }
  }
}
