/// A line of a PO file as the tokens of gettext's grammar.
///
///     POLine("msgid \"satu \" \"dua\"").tokens  // .keyword(.id), .text("satu "), .text("dua")
struct POLine {
  /// A keyword, and the field that it begins.
  enum Field: Hashable {
    case context, id, plural
    /// The translation of a plural form, by its number.
    case translation(Int)
  }

  /// A part of a line.
  enum Token: Hashable {
    /// A keyword.
    case keyword(Field)
    /// The bytes of a quoted text, its escapes resolved.
    case text([UInt8])
    /// A comment: the character after `#`, if it is a mark, and the text.
    case comment(mark: Character?, String)
    /// The rest of a line that is none of these.
    case malformed

    /// Whether it begins a field.
    var isKeyword: Bool { if case .keyword = self { true } else { false } }
    /// The size of the token's text in UTF-8 bytes.
    var size: Int {
      switch self {
      case .text(let bytes): bytes.count
      case .comment(_, let text): text.utf8.count
      case .keyword, .malformed: 0
      }
    }
  }

  /// The tokens, in order.
  let tokens: [Token]
  /// Whether the line belongs to an obsolete entry: it begins with `#~`.
  let isObsolete: Bool

  /// Divides a line into tokens. Those of an obsolete entry are read like others.
  init(_ line: String) {
    var rest = Array(line.utf8)[...].trimmed
    isObsolete = rest.starts(with: "#~".utf8)
    if isObsolete {
      rest = rest.dropFirst(2).trimmed
      // The previous text of an obsolete entry is a comment, too.
      if rest.first == UInt8(ascii: "|") { rest = [] }
    }
    if rest.first == UInt8(ascii: "#") {
      tokens = [Self.comment(rest.dropFirst())]
      return
    }
    var found: [Token] = []
    while !rest.isEmpty {
      guard let token = Self.takeText(&rest) ?? Self.takeKeyword(&rest) else {
        found.append(.malformed)
        break
      }
      found.append(token)
      rest = rest.trimmed
    }
    tokens = found
  }

  /// A comment by the text after its `#`. A translator's comment has no mark, and mostly a blank.
  private static func comment(_ text: ArraySlice<UInt8>) -> Token {
    let mark = text.first.flatMap { byte in
      ",:.|=".utf8.contains(byte) ? Character(Unicode.Scalar(byte)) : nil
    }
    return .comment(mark: mark, text.dropFirst(mark == nil ? 0 : 1).trimmed.text)
  }

  /// The keyword at the beginning of a text, which is removed; `nil` if there is none.
  private static func takeKeyword(_ rest: inout ArraySlice<UInt8>) -> Token? {
    for (keyword, field) in [
      ("msgctxt", Field.context), ("msgid_plural", .plural), ("msgid", .id),
    ] where rest.starts(with: keyword.utf8) {
      rest = rest.dropFirst(keyword.utf8.count)
      return .keyword(field)
    }
    guard rest.starts(with: "msgstr".utf8) else { return nil }
    rest = rest.dropFirst(6).trimmed
    guard rest.first == UInt8(ascii: "[") else { return .keyword(.translation(0)) }
    guard let end = rest.firstIndex(of: UInt8(ascii: "]")),
      let form = Int(rest[..<end].dropFirst().trimmed.text), (0..<100).contains(form)
    else { return nil }
    rest = rest[(end + 1)...]
    return .keyword(.translation(form))
  }

  /// The quoted text at the beginning of a text, which is removed; `nil` if there is none.
  private static func takeText(_ rest: inout ArraySlice<UInt8>) -> Token? {
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    var inner = rest.dropFirst()
    var bytes: [UInt8] = []
    while let byte = inner.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        rest = inner
        return .text(bytes)
      case UInt8(ascii: "\\"):
        guard let escaped = takeEscape(&inner) else { return nil }
        bytes.append(escaped)
      default: bytes.append(byte)
      }
    }
    return nil
  }

  /// The byte of an escape after its backslash, which is removed; `nil` at the end of the line.
  private static func takeEscape(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    if let number = takeNumber(&rest, radix: 8, most: 3) { return number }
    guard let escaped = rest.popFirst() else { return nil }
    switch escaped {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "v"): return 0x0B
    case UInt8(ascii: "x"): return takeNumber(&rest, radix: 16, most: 2) ?? escaped
    default: return escaped
    }
  }

  /// The number at the beginning of a text, which is removed, as a byte; `nil` without a digit.
  private static func takeNumber(
    _ rest: inout ArraySlice<UInt8>, radix: Int, most: Int
  ) -> UInt8? {
    let digits = rest.prefix(most).prefix {
      Character(Unicode.Scalar($0)).hexDigitValue.map { $0 < radix } ?? false
    }
    rest = rest.dropFirst(digits.count)
    return Int(digits.text, radix: radix).map { UInt8(truncatingIfNeeded: $0) }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without blanks and tabs at their ends.
  fileprivate var trimmed: ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let rest = drop(while: isBlank)
    return rest[..<((rest.lastIndex { !isBlank($0) } ?? rest.startIndex - 1) + 1)]
  }
}
