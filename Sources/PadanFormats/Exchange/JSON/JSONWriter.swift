/// Writes JSON member by member, in the order of the calls.
///
/// `JSONEncoder` sorts keys or leaves their order undefined, and takes longer for a segment than
/// ICU needs to find it. The output here is small and the same on every run.
///
///     var json = JSONWriter()
///     json.object {
///       $0.member("index", 0)
///       $0.member("text", "Selamat pagi")
///     }
///     String(decoding: json.bytes, as: UTF8.self)  // {"index":0,"text":"Selamat pagi"}
package struct JSONWriter: Sendable {
  /// The JSON written so far, in UTF-8.
  package private(set) var bytes: [UInt8] = []
  /// Whether a comma must precede the next value.
  private var needsComma = false

  /// A writer without output.
  package init() {}

  /// Discards the output and keeps its storage.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Ends a line, as JSON Lines needs after each value.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Writes an object whose members the closure writes.
  package mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
    try enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  /// Writes an array whose elements the closure writes.
  package mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
    try enclose(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
  }

  /// Writes a member with a string.
  package mutating func member(_ key: StaticString, _ value: String) {
    self.key(key)
    string(value)
  }

  /// Writes a member whose key is data, such as a column of a table. The key is escaped.
  package mutating func member(named key: String, _ value: String) {
    member(named: key) { $0.string(value) }
  }

  /// Writes a member whose key is data, and whose value the closure writes.
  package mutating func member(
    named key: String, value: (inout JSONWriter) throws -> Void
  ) rethrows {
    string(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
    try value(&self)
  }

  /// Writes a member whose value is JSON already: one value, without a line feed.
  package mutating func member(_ key: StaticString, json value: some Sequence<UInt8>) {
    self.key(key)
    json(value)
  }

  /// Writes a member with an integer.
  package mutating func member(_ key: StaticString, _ value: Int) {
    self.key(key)
    number(value)
  }

  /// Writes a member with a number; `null` if it is infinite or not a number.
  package mutating func member(_ key: StaticString, _ value: Double) {
    self.key(key)
    number(value)
  }

  /// Writes a member with `true` or `false`.
  package mutating func member(_ key: StaticString, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  /// Writes a member with a string; nothing for `nil`.
  package mutating func member(_ key: StaticString, ifPresent value: String?) {
    if let value { member(key, value) }
  }

  /// Writes a member with an integer; nothing for `nil`.
  package mutating func member(_ key: StaticString, ifPresent value: Int?) {
    if let value { member(key, value) }
  }

  /// Writes a member with a number; nothing for `nil`.
  package mutating func member(_ key: StaticString, ifPresent value: Double?) {
    if let value { member(key, value) }
  }

  /// Writes a member with a string, or with `null` for `nil`.
  package mutating func member(_ key: StaticString, orNull value: String?) {
    if let value { return member(key, value) }
    self.key(key)
    null()
  }

  /// Writes a member with an object, whose members the closure writes.
  package mutating func member(
    _ key: StaticString, object members: (inout JSONWriter) throws -> Void
  ) rethrows {
    self.key(key)
    try object(members)
  }

  /// Writes a member with an array, whose elements the closure writes.
  package mutating func member(
    _ key: StaticString, array elements: (inout JSONWriter) throws -> Void
  ) rethrows {
    self.key(key)
    try array(elements)
  }

  /// Writes a member with an array of objects, one for each element.
  ///
  /// - Parameters:
  ///   - key: The key, which must need no escape.
  ///   - elements: The elements, in the order of the array.
  ///   - members: Writes the members of an element's object.
  package mutating func member<Element>(
    _ key: StaticString, objects elements: some Sequence<Element>,
    _ members: (inout JSONWriter, Element) throws -> Void
  ) rethrows {
    try member(
      key,
      array: { json in
        for element in elements { try json.object { try members(&$0, element) } }
      })
  }

  /// Writes a member with an array of strings.
  package mutating func member(_ key: StaticString, strings: some Sequence<String>) {
    member(key, array: { json in for string in strings { json.string(string) } })
  }

  /// Writes a string as a value or an array element.
  package mutating func string(_ value: String) {
    separate()
    var value = value
    value.withUTF8 { appendQuoted($0) }
  }

  /// Writes an integer as a value or an array element.
  package mutating func number(_ value: Int) {
    separate()
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = digits.count
      var rest = value.magnitude
      // Two digits for each division, because divisions are the slow part.
      while rest >= 100 {
        let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
        start -= 2
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: pair / 10)
        digits[start + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: pair % 10)
        rest = quotient
      }
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if value < 0 {
        start -= 1
        digits[start] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  /// Writes a number; `null` if it is infinite or not a number, for which JSON has no form.
  package mutating func number(_ value: Double) {
    separate()
    bytes.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
  }

  /// Writes `null`.
  package mutating func null() { literal("null") }

  /// Writes `true` or `false`.
  package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  /// Writes a value that is JSON already, as a value or an array element.
  package mutating func json(_ value: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: value)
  }

  /// Writes `true`, `false` or `null`.
  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes a comma if a value precedes the next one.
  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Writes a key and its colon.
  private mutating func key(_ key: StaticString) {
    // Keys are literals that need no escape, so comma, key and colon are appended in one piece.
    let comma = needsComma ? 1 : 0
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: key.utf8CodeUnitCount + 4) { piece in
      piece[0] = UInt8(ascii: ",")
      piece[comma] = UInt8(ascii: "\"")
      let end = comma + 1 + key.utf8CodeUnitCount
      _ = UnsafeMutableBufferPointer(rebasing: piece[(comma + 1)..<end]).initialize(
        fromContentsOf: UnsafeBufferPointer(
          start: key.utf8Start, count: key.utf8CodeUnitCount))
      piece[end] = UInt8(ascii: "\"")
      piece[end + 1] = UInt8(ascii: ":")
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<(end + 2)]))
    }
    needsComma = false
  }

  /// Writes an object or an array between its brackets.
  private mutating func enclose(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws -> Void
  ) rethrows {
    separate()
    bytes.append(open)
    needsComma = false
    try body(&self)
    bytes.append(close)
    needsComma = true
  }

  /// Writes a member with a string that is stored as UTF-8 elsewhere, without making a `String`.
  ///
  /// - Parameter isWellFormed: Whether the UTF-8 is known to be well-formed. If not, ill-formed
  ///   sequences become U+FFFD.
  package mutating func member(_ key: StaticString, utf8 text: Span<UInt8>, isWellFormed: Bool) {
    self.key(key)
    text.withUnsafeBufferPointer { bytes in
      if isWellFormed {
        separate()
        appendQuoted(bytes)
      } else {
        string(String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  /// Appends a text in quotation marks. It escapes what RFC 8259 requires, and every character that
  /// could act on a terminal (see `escapedLength`).
  private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    while case let index = Self.nextEscape(in: text, from: start), index < text.count {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      start = index + Self.escapedLength(in: text, at: index)
      appendEscape(of: text[index..<start])
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    bytes.append(UInt8(ascii: "\""))
  }

  /// The position of the next character to escape; `text.count` if there is none.
  ///
  /// It examines eight bytes at a time (Lamport, “Multiple byte processing with full-word
  /// instructions”, CACM 1975).
  private static func nextEscape(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = UnsafeRawBufferPointer(text)
    var index = start
    while index + 8 <= text.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      func zeros(of byte: UInt8) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference
      }
      let ascii =
        ((word &- ones &* 0x20) & ~word) | zeros(of: UInt8(ascii: "\""))
        | zeros(of: UInt8(ascii: "\\")) | zeros(of: 0x7F)
      let hits = (ascii | zeros(of: 0xC2) | zeros(of: 0xE2)) & (ones &* 0x80)
      if hits == 0 {
        index += 8
      } else {
        index += hits.trailingZeroBitCount / 8
        if escapedLength(in: text, at: index) > 0 { return index }
        index += 1
      }
    }
    while index < text.count {
      if escapedLength(in: text, at: index) > 0 { return index }
      index += 1
    }
    return text.count
  }

  /// The number of bytes of the character at an index if it is escaped; 0 if it is not.
  ///
  /// Escaped are the quotation mark, the backslash, all control characters, and the embeddings,
  /// overrides and isolates of the bidirectional algorithm.
  private static func escapedLength(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let (byte, rest) = (text[index], text.count - index)
    switch byte {
    case 0x00..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"): return 1
    case 0xC2 where rest > 1 && text[index + 1] < 0xA0: return 2
    case 0xE2 where rest > 2:
      switch (text[index + 1], text[index + 2]) {
      case (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): return 3
      default: return 0
      }
    default: return 0
    }
  }

  /// Appends the escape of a character.
  private mutating func appendEscape(of character: Slice<UnsafeBufferPointer<UInt8>>) {
    bytes.append(UInt8(ascii: "\\"))
    for scalar in String(decoding: character, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n": bytes.append(UInt8(ascii: "n"))
      case "\r": bytes.append(UInt8(ascii: "r"))
      case "\t": bytes.append(UInt8(ascii: "t"))
      case "\"", "\\": bytes.append(UInt8(ascii: scalar))
      default:
        let digits = String(scalar.value, radix: 16)
        bytes.append(
          contentsOf: "u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
      }
    }
  }
}
