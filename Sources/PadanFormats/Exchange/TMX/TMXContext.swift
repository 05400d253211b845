/// Reads the neighbouring segments that tools write into a `prop`.
enum TMXContext {
  /// Reads a neighbour: a plain text or, from memoQ, the markup of a `seg` element.
  ///
  /// - Returns: The text without codes, and whether it had codes; `nil` for malformed markup.
  static func segment(_ value: String) -> (text: String, hasCodes: Bool)? {
    let (start, end) = ("<seg>".utf8, "</seg>".utf8)
    guard value.utf8.starts(with: start), value.utf8.reversed().starts(with: end.reversed()),
      value.utf8.count >= start.count + end.count
    else { return (value, false) }
    let inner = value.utf8.dropFirst(start.count).dropLast(end.count)
    guard inner.contains(UInt8(ascii: "<")) else { return (XMLText.unescaped(inner), false) }
    return SegmentReader.text(of: value).map { ($0, true) }
  }

  /// Reads the two texts of Trados's `x-ContextContent`: the previous source, and the previous
  /// target or the next source.
  ///
  /// The value has four parts, separated by ` | `: each text is followed by its tags in Base64. A
  /// bar in a text is doubled.
  ///
  /// - Returns: A text is `nil` if it is empty or has tags. The whole result is `nil` for another
  ///   format.
  static func tradosSegments(_ value: String) -> (first: String?, second: String?)? {
    var parts = [[UInt8]()]
    var rest = Array(value.utf8)[...]
    while !rest.isEmpty {
      if rest.starts(with: " | ".utf8) {
        parts.append([])
        rest = rest.dropFirst(3)
      } else {
        let isDoubled = rest.starts(with: "||".utf8)
        parts[parts.count - 1].append(rest.removeFirst())
        if isDoubled { rest.removeFirst() }
      }
    }
    guard parts.count == 4 else { return nil }
    func text(_ part: [UInt8], tags: [UInt8]) -> String? {
      part.isEmpty || !tags.isEmpty ? nil : String(decoding: part, as: UTF8.self)
    }
    return (text(parts[0], tags: parts[1]), text(parts[2], tags: parts[3]))
  }
}

/// Reads a single `seg` element.
private final class SegmentReader: XMLEventHandler {
  private var segment = TMXSegment()
  private var depth = 0

  /// The text of a `seg` element without its codes; `nil` if it is not well-formed.
  static func text(of markup: String) -> String? {
    let reader = SegmentReader()
    let parser = XMLPushParser(file: "", handler: reader)
    return withExtendedLifetime(reader) {
      do {
        try Array(markup.utf8).withUnsafeBytes { try parser.parse($0) }
        try parser.finish()
      } catch {
        return nil
      }
      return String(decoding: reader.segment.text, as: UTF8.self)
    }
  }

  func begin(_ parser: XMLPushParser) {}

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    depth += 1
    if depth > 1 { segment.start(element.qualifiedName, attributes.pairs) }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    depth -= 1
    if depth > 0 { _ = segment.end() }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) { segment.append(text) }

  func error(for fault: XMLFault) -> any Error { IllFormed() }

  /// The error of malformed markup, which becomes `nil`.
  private struct IllFormed: Error {}
}
