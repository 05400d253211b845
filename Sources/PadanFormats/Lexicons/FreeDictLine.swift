/// The line of a FreeDict entry that holds translations.
///
///     flat <n> [Br.], apartment <n> apt.,  /ˈapt/ 2.
///
/// gives *flat*, *apartment* and *apt.* Text in brackets is left out, and so are pronunciations and
/// the number of a subsense at the end. A part of speech, such as `<n>`, ends a translation.
struct FreeDictLine {
  /// The text outside brackets, with a semicolon for each part of speech and pronunciation, and
  /// without two blanks in a row.
  private var text: [UInt8] = []

  /// Reads a line in UTF-8.
  init(_ line: ArraySlice<UInt8>) {
    text.reserveCapacity(line.count)
    var rest = line
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "[") where rest.first == byte: rest.removeFirst()  // A link: “[[kota]]”
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"):
        rest = Self.rest(of: rest, afterBracket: byte)
        if byte == UInt8(ascii: "<") { text.append(.semicolon) }
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"): break
      case .slash:
        if text.last?.isBlank ?? true, let after = Self.rest(afterPronunciation: rest) {
          removeAbbreviationWithoutEnd()
          text.append(.semicolon)
          rest = after
        } else {
          text.append(byte)
        }
      default:
        if !byte.isBlank || text.last?.isBlank == false { text.append(byte) }
      }
    }
    removeNumber()
  }

  /// The translations, separated by commas or semicolons in the line.
  var parts: [ArraySlice<UInt8>] {
    text.split { $0 == .comma || $0 == .semicolon }.compactMap { part in
      let start = part.drop { $0.isBlank }
      let end = start.last?.isBlank == true ? start.dropLast() : start
      return end.isEmpty ? nil : end
    }
  }

  /// The text after the bracket that closes an open one; nothing if none does.
  private static func rest(
    of line: ArraySlice<UInt8>, afterBracket open: UInt8
  ) -> ArraySlice<UInt8> {
    // In ASCII “)” follows “(”, and one character stands between the others.
    let close = open == UInt8(ascii: "(") ? open + 1 : open + 2
    var depth = 1
    let end = line.firstIndex { byte in
      if byte == open { depth += 1 } else if byte == close { depth -= 1 }
      return depth == 0
    }
    return end.map { line[($0 + 1)...] } ?? []
  }

  /// The text after a pronunciation that has begun; `nil` if the slash was that of an alternative.
  private static func rest(afterPronunciation line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = line.first, !first.isBlank, let end = line.firstIndex(of: .slash) else {
      return nil
    }
    return line[(end + 1)...]
  }

  /// Removes an abbreviation before its pronunciation, with the term before it.
  ///
  /// The files lack what stood between the two: “cash machineATM,  /…/”. Only after a part of speech
  /// is it seen where the abbreviation begins.
  private mutating func removeAbbreviationWithoutEnd() {
    let end = (text.lastIndex { !$0.isBlank && $0 != .comma } ?? -1) + 1
    let separator = text[..<end].lastIndex { $0 == .comma || $0 == .semicolon }
    guard let separator, text[separator] == .semicolon else {
      text.removeSubrange((separator ?? 0)...)
      return
    }
    text.removeSubrange(end...)
  }

  /// Removes the number of a subsense from the end: “hitam 2.”
  private mutating func removeNumber() {
    while text.last?.isBlank == true { text.removeLast() }
    let word = text[((text.lastIndex(where: \.isBlank) ?? -1) + 1)...]
    if word.last == UInt8(ascii: "."), word.count > 1, word.dropLast().allSatisfy(\.isDigit) {
      text.removeLast(word.count)
    }
  }
}

extension UInt8 {
  fileprivate static let comma = UInt8(ascii: ",")
  fileprivate static let semicolon = UInt8(ascii: ";")
  fileprivate static let slash = UInt8(ascii: "/")

  /// Whether the byte is a blank or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// Whether the byte is a digit.
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}
