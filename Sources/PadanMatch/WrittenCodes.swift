package import PadanModel
import PadanText

/// Inline codes that are written in a plain text, as tools for translators show them.
///
/// This is the definition of such a code. It is one of
///
/// - a tag: `<b>`, `</b>`, `<br/>`, `<g id="1">`, OmegaT's `<f0>`: a name of ASCII letters, digits and
///   `-._:`, and attributes that have values;
/// - a placeholder in braces: `{1}`, `{name}`, `{0,number,#.##}`, `{{ name | upper }}`, also with `$` or
///   `%` before it;
/// - one of C's and Python's: `%s`, `%1$d`, `%-8.2f`, `%(name)s`, Apple's `%@`. A digit before it makes
///   it a percentage, and a letter behind it a word.
package enum WrittenCodes {
  /// A code with its place among the letters of its text.
  package struct Code: Hashable, Sendable {
    /// The code as it is written.
    var content: [UInt32]
    /// How many letters outside codes stand before it, none of them a digit.
    var place: Int
  }

  /// The codes of a match key, in order.
  ///
  /// - Complexity: O(n) for n scalars.
  package static func codes(in key: [UInt32]) -> [Code] {
    var codes: [Code] = []
    var place = 0
    var index = 0
    while index < key.count {
      if let end = end(ofCodeAt: index, in: key) {
        codes.append(Code(content: Array(key[index..<end]), place: place))
        index = end
      } else {
        if ScalarClass.isWord(key[index]), !ScalarClass.isDigit(key[index]) { place += 1 }
        index += 1
      }
    }
    return codes
  }

  /// The places of the codes of a text, in order.
  ///
  /// - Complexity: O(n) for n scalars.
  package static func ranges(in text: [UInt32]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < text.count {
      let end = end(ofCodeAt: index, in: text)
      if let end { ranges.append(index..<end) }
      index = end ?? index + 1
    }
    return ranges
  }

  /// The codes of a unit's text: those of its file, where all of them have one of the forms above,
  /// among those that are written in the text. `nil` if the unit has others.
  package static func codes(of variant: Variant) -> [Code]? {
    let contents = variant.codes.map {
      TextForm.matchKey(of: $0.content).unicodeScalars.map(\.value)
    }
    guard contents.allSatisfy({ end(ofCodeAt: 0, in: $0) == $0.count }) else { return nil }
    return codes(in: TextForm.matchKey(of: variant.textWithCodes).unicodeScalars.map(\.value))
  }

  /// A match key without its codes, and without the blanks that are double then.
  ///
  /// - Complexity: O(n) for n scalars.
  package static func bare(_ key: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(key.count)
    var index = 0
    while index < key.count {
      if let end = end(ofCodeAt: index, in: key) {
        index = end
        continue
      }
      if key[index] != 0x20 || result.last ?? 0x20 != 0x20 { result.append(key[index]) }
      index += 1
    }
    if result.last == 0x20 { result.removeLast() }
    return result
  }

  /// Whether a match key has a code.
  ///
  /// - Complexity: O(n) for n scalars.
  package static func areIn(_ key: [UInt32]) -> Bool {
    key.indices.contains { end(ofCodeAt: $0, in: key) != nil }
  }

  // MARK: The forms of codes

  /// The position behind the code that begins at a position; `nil` if none does.
  @inline(__always)
  private static func end(ofCodeAt start: Int, in key: [UInt32]) -> Int? {
    guard start < key.count else { return nil }
    switch key[start] {
    case "<": return CodeReader.end(in: key, at: start + 1) { $0.passTag() }
    case "{": return CodeReader.end(in: key, at: start) { $0.passBraces() }
    case "$": return CodeReader.end(in: key, at: start + 1) { $0.passBraces() }
    case "%":
      let isPercentage = start > 0 && ScalarClass.isDigit(key[start - 1])
      return CodeReader.end(in: key, at: start + 1) { $0.passBraces() }
        ?? (isPercentage ? nil : CodeReader.end(in: key, at: start + 1) { $0.passConversion() })
    default: return nil
    }
  }
}

/// Reads one code from left to right. No part of a code holds the sign with which another begins, so
/// all readings of a text together take linear time.
private struct CodeReader {
  let key: [UInt32]
  private(set) var index: Int

  /// The position behind what `pass` passes from a position on; `nil` if it does not.
  static func end(
    in key: [UInt32], at start: Int, _ pass: (inout CodeReader) -> Bool
  ) -> Int? {
    var reader = CodeReader(key: key, index: start)
    return pass(&reader) ? reader.index : nil
  }

  /// The scalar at hand; 0 at the end.
  private var scalar: UInt32 { index < key.count ? key[index] : 0 }

  /// Passes one scalar if it is the given one.
  private mutating func pass(_ sign: Unicode.Scalar) -> Bool {
    guard scalar == sign.value else { return false }
    index += 1
    return true
  }

  /// Passes all scalars of a kind; returns whether there was one.
  @discardableResult
  private mutating func passAll(_ isOne: (UInt32) -> Bool) -> Bool {
    let start = index
    while index < key.count, isOne(key[index]) { index += 1 }
    return index > start
  }

  private static func isAlphanumeric(_ scalar: UInt32) -> Bool {
    scalar < 0x80 && scalar != "_" && ScalarClass.isWord(scalar)
  }

  private static func isOneOf(_ signs: String, _ scalar: UInt32) -> Bool {
    signs.unicodeScalars.contains { $0.value == scalar }
  }

  /// Behind `<`.
  mutating func passTag() -> Bool {
    _ = pass("/")
    guard Self.isAlphanumeric(scalar) else { return false }
    func isInName(_ scalar: UInt32) -> Bool {
      Self.isAlphanumeric(scalar) || Self.isOneOf("-._:", scalar)
    }
    passAll(isInName)
    while pass(" "), passAll(isInName) {
      guard pass("=") else { return false }
      if pass("\"") {
        passAll { $0 != "\"" && $0 != "<" }
        guard pass("\"") else { return false }
      } else if pass("'") {
        passAll { $0 != "'" && $0 != "<" }
        guard pass("'") else { return false }
      } else {
        guard passAll({ !Self.isOneOf(" \"'<>=/", $0) }) else { return false }
      }
    }
    _ = pass("/")
    return pass(">")
  }

  /// At `{`.
  mutating func passBraces() -> Bool {
    guard pass("{") else { return false }
    let isDouble = pass("{")
    _ = pass(" ")
    guard passAll({ ScalarClass.isWord($0) || Self.isOneOf("-.", $0) }) else { return false }
    _ = pass(" ")
    // The form in which the value is shown.
    if Self.isOneOf(",:|", scalar) { passAll { !Self.isOneOf("{}<%", $0) } }
    return pass("}") && (!isDouble || pass("}"))
  }

  /// Behind `%`: flags, width, precision, length and conversion (ISO C, 7.23.6.1, but for the blank as a
  /// flag).
  mutating func passConversion() -> Bool {
    func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }
    if pass("(") {
      guard passAll({ ScalarClass.isWord($0) }), pass(")") else { return false }
    }
    let start = index
    if passAll(isDigit), !pass("$") { index = start }
    passAll { Self.isOneOf("-+#0'", $0) }
    if !pass("*") { passAll(isDigit) }
    if pass("."), !pass("*") { passAll(isDigit) }
    passAll { Self.isOneOf("hlLqjzt", $0) }
    guard Self.isOneOf("diouxXeEfFgGaAcCsSpn@", scalar) else { return false }
    index += 1
    return !ScalarClass.isWord(scalar)
  }
}

extension UInt32 {
  fileprivate static func ~= (sign: Unicode.Scalar, scalar: UInt32) -> Bool { sign.value == scalar }
  fileprivate static func != (scalar: UInt32, sign: Unicode.Scalar) -> Bool { scalar != sign.value }
}
