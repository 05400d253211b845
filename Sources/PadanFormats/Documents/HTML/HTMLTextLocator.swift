import CXML2

/// Finds the texts that libxml2 reports in the file that it parses.
///
/// The parser tells how far it has read, but not where a text began, and it reports an entity as
/// the character that it stands for. So this type searches near the parser's position. It accepts a
/// place only if the file has the same bytes there, or an entity for them. A place that is found is
/// right; some texts are not found.
struct HTMLTextLocator {
  /// The place of a text in the file.
  enum Place {
    /// The same bytes, beginning at this position.
    case verbatim(Int)
    /// A character reference at this place.
    case entity(Range<Int>)
  }

  /// The longest character reference that is recognized, in bytes.
  private static let longestEntity = 40

  /// The file in UTF-8.
  private let file: [UInt8]
  /// The position where the last text that was found ends.
  private var end = 0

  /// A locator at the start of a file.
  init(_ file: [UInt8]) { self.file = file }

  /// The place of a text that ends near a position; `nil` if it is not found.
  ///
  /// - Parameters:
  ///   - text: The text as reported, in UTF-8.
  ///   - position: How far the parser has read, in bytes.
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
    // An ampersand that begins no reference is reported alone, after the parser has passed the
    // name.
    if text.count == 1, text[0] == UInt8(ascii: "&"),
      let start = file[max(end, position - Self.longestEntity)..<position].lastIndex(of: text[0])
    {
      end = start + 1
      return .verbatim(start)
    }
    return nil
  }

  /// How far the parser may be from the end of a text when it reports it, in bytes.
  ///
  /// It reports a long text before it passes the text's last character, and also a `<` that begins
  /// no tag.
  private static func lead(of text: UnsafeBufferPointer<UInt8>) -> Int {
    if text.count > 64 { return 4 }
    return text.count == 1 && text[0] == UInt8(ascii: "<") ? 1 : 0
  }

  /// Whether the file has these bytes at a position that no earlier text covers.
  private func holds(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    start >= end && start + text.count <= file.count
      && file[start..<start + text.count].elementsEqual(text)
  }

  /// The character reference that ends at a position; `nil` if there is none.
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

  /// Whether a character reference stands for a text.
  private func means(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var name = String(decoding: file[(range.lowerBound + 1)..<range.upperBound], as: UTF8.self)
    if name.hasSuffix(";") { name.removeLast() }
    guard let scalar = Self.scalar(ofReference: name) else { return false }
    return String(scalar).utf8.elementsEqual(text)
  }

  /// The character for which a reference stands; `nil` if HTML knows none.
  ///
  /// - Parameter name: What stands between `&` and `;`.
  static func scalar(ofReference name: String) -> Unicode.Scalar? {
    let scalar: UInt32?
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      scalar =
        digits.first == "x" || digits.first == "X"
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    } else {
      scalar = htmlEntityLookup(name).map { $0.pointee.value }
    }
    return scalar.flatMap { Unicode.Scalar($0) }
  }
}
