package import PadanModel

/// Markdown. The marks inside a paragraph are its codes, and a translation is put back between them.
public struct MarkdownFormat: TextDocumentFormat {
  public let name = "markdown"
  public let endings = [".md", ".markdown"]

  public init() {}

  package func parse(_ text: [UInt8], name: String) -> ParsedText {
    MarkdownReader.parse(text, name: name)
  }

  /// Writes the text with a backslash before what would be read as a mark.
  package func markUp(_ text: CodedText, in paragraph: Paragraph, isAtStart: Bool) -> [UInt8] {
    var writer = MarkdownWriter(structure: paragraph.structure)
    for piece in text {
      switch piece {
      case .code(let code): writer.write(mark: code.content)
      case .text(let words): writer.write(words, isAtStart: isAtStart && writer.bytes.isEmpty)
      }
    }
    return writer.bytes
  }
}

/// Writes a segment of a Markdown file.
private struct MarkdownWriter {
  let structure: BlockStructure?
  private(set) var bytes: [UInt8] = []
  private var isCode = false

  init(structure: BlockStructure?) { self.structure = structure }

  mutating func write(mark: String) {
    if !mark.isEmpty, mark.allSatisfy({ $0 == "`" }) { isCode.toggle() }
    bytes += mark.utf8
  }

  mutating func write(_ text: Substring, isAtStart: Bool) {
    let words = Array(text)
    let begins = isAtStart && structure != .heading && structure != .listItem
    if begins, let place = Self.endOfNumber(words) {
      append(words[..<place])
      bytes.append(UInt8(ascii: "\\"))
      return write(words[place...], begins: false)
    }
    write(words[...], begins: begins)
  }

  private mutating func write(_ words: ArraySlice<Character>, begins: Bool) {
    for index in words.indices {
      let before = index > words.startIndex ? words[index - 1] : nil
      let after = index + 1 < words.endIndex ? words[index + 1] : nil
      let isFirst = begins && index == words.startIndex
      if isCode ? false : isMark(words[index], before, after, isFirst: isFirst) {
        bytes.append(UInt8(ascii: "\\"))
      }
      append(words[index...index])
    }
  }

  /// Whether a character would be read as a mark where it stands.
  private func isMark(
    _ character: Character, _ before: Character?, _ after: Character?, isFirst: Bool
  ) -> Bool {
    switch character {
    case "\\", "`", "[": true
    case "*": isFirst || !(before?.isWhitespace ?? true) || !(after?.isWhitespace ?? true)
    case "_": !(before.isWordPart && after.isWordPart)
    case "<": after.map { $0.isLetter || $0 == "/" || $0 == "!" } ?? true
    case "|": isFirst || structure == .cell
    case "#", ">", "+", "-", "=", "~": isFirst
    default: false
    }
  }

  /// A line break would begin another line, so it becomes a blank.
  private mutating func append(_ words: ArraySlice<Character>) {
    for character in words { bytes += (character.isNewline ? " " : String(character)).utf8 }
  }

  /// Where the full stop or bracket stands that would make a number at the start a list's.
  private static func endOfNumber(_ words: [Character]) -> Int? {
    let count = words.prefix { $0.isASCII && $0.isNumber }.count
    guard (1...9).contains(count), count < words.count, ".)".contains(words[count]) else {
      return nil
    }
    return count
  }
}

extension Character? {
  fileprivate var isWordPart: Bool { map { $0.isLetter || $0.isNumber } ?? false }
}
