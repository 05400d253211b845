import CXML2

/// Finds the text that libxml2 reports in the file that it parses.
///
/// The parser tells how far it has read, not where a text began, and an entity is reported as what it
/// stands for. So a place is looked for near the parser's, and taken only where the file has the same
/// bytes there or an entity that means them: what is found is right, and the rest is not found.
struct HTMLTextLocator {
  enum Place {
    /// The same bytes, from a place on.
    case verbatim(Int)
    /// A reference to a character.
    case entity(Range<Int>)
  }

  /// The longest reference that is looked for, in bytes.
  private static let longestEntity = 40

  private let file: [UInt8]
  /// Where the last text that was found ends.
  private var end = 0

  init(_ file: [UInt8]) { self.file = file }

  /// The place of a text that ends about where the parser has read to; `nil` where it is not found.
  mutating func locate(_ text: UnsafeBufferPointer<UInt8>, endingAt position: Int) -> Place? {
    guard position >= 0, position <= file.count, !text.isEmpty else { return nil }
    if let range = entity(before: position), range.lowerBound >= end, means(range, text) {
      end = range.upperBound
      return .entity(range)
    }
    let first = position - text.count
    let starts = first...(first + Self.lead(of: text))
    let start =
      starts.contains(end) && holds(text, at: end) ? end : starts.first { holds(text, at: $0) }
    if let start {
      end = start + text.count
      return .verbatim(start)
    }
    // What only looks like a reference is reported as an ampersand and a name, with the name passed.
    if text.count == 1, text[0] == UInt8(ascii: "&"),
      let start = file[max(end, position - Self.longestEntity)..<position].lastIndex(of: text[0])
    {
      end = start + 1
      return .verbatim(start)
    }
    return nil
  }

  /// How many bytes before a text's end the parser may stand when it reports it: a long text is
  /// reported before its last character is passed, and so is a `<` that begins no tag.
  private static func lead(of text: UnsafeBufferPointer<UInt8>) -> Int {
    if text.count > 64 { return 4 }
    return text.count == 1 && text[0] == UInt8(ascii: "<") ? 1 : 0
  }

  private func holds(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    start >= end && start + text.count <= file.count
      && file[start..<start + text.count].elementsEqual(text)
  }

  /// The reference that ends at a position.
  private func entity(before position: Int) -> Range<Int>? {
    let window = file[max(0, position - Self.longestEntity)..<position]
    guard let start = window.lastIndex(of: UInt8(ascii: "&")), position - start > 1 else {
      return nil
    }
    let body = window[(start + 1)...]
    return body.dropLast(body.last == UInt8(ascii: ";") ? 1 : 0).allSatisfy {
      0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 || $0 == UInt8(ascii: "#")
    } ? start..<position : nil
  }

  /// Whether a reference means a text.
  private func means(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var name = String(decoding: file[(range.lowerBound + 1)..<range.upperBound], as: UTF8.self)
    if name.hasSuffix(";") { name.removeLast() }
    let scalar: UInt32?
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      scalar =
        digits.first == "x" || digits.first == "X"
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    } else {
      scalar = htmlEntityLookup(name).map { $0.pointee.value }
    }
    guard let scalar, let character = Unicode.Scalar(scalar) else { return false }
    return String(character).utf8.elementsEqual(text)
  }
}
