package import PadanModel

/// Markdown. The marks in a paragraph are its codes, and a translation is written between them.
package struct MarkdownFormat: TextDocumentFormat {
  /// The name in options and messages.
  package let name = "markdown"
  /// The endings of file names.
  package let endings = [".md", ".markdown"]
  /// The largest file.
  package let largestFile = Limits.largestMarkup

  /// The format of Markdown.
  package init() {}

  /// Finds the paragraphs of a file.
  ///
  /// - Throws: `InputError` if there are more parts than a document may have.
  package func parse(_ text: [UInt8], name: String) throws(InputError) -> ParsedText {
    try MarkdownReader.parse(text, name: name)
  }

  /// The translation, with a backslash before characters that Markdown would read as marks. In a block of HTML a
  /// backslash is none, and only what would begin a tag is escaped.
  package func markUp(
    _ text: CodedText, in paragraph: Paragraph, surroundings: MarkupSurroundings, isAtStart: Bool
  ) -> [UInt8] {
    var writer = MarkdownWriter(
      structure: paragraph.structure, isHTML: surroundings == .html)
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
  /// The structure of the segment's paragraph.
  let structure: BlockStructure?
  /// Whether the segment stands in a block of HTML.
  let isHTML: Bool
  /// The output, in UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Whether the writer is between backticks, where nothing is escaped.
  private var isCode = false

  /// A writer for a segment of a paragraph with this structure.
  init(structure: BlockStructure?, isHTML: Bool) {
    (self.structure, self.isHTML) = (structure, isHTML)
  }

  /// Writes native markup.
  mutating func write(mark: String) {
    if !isHTML, mark.hasPrefix("`"), mark.allSatisfy({ $0 == "`" }) { isCode.toggle() }
    bytes += mark.utf8
  }

  /// Writes text, escaped.
  ///
  /// - Parameter isAtStart: Whether the text begins a paragraph, where some characters mark a
  ///   block.
  mutating func write(_ text: Substring, isAtStart: Bool) {
    let words = Array(text)
    if isHTML { return writeHTML(words) }
    let begins = isAtStart && structure != .heading
    if begins, let place = Self.endOfNumber(words) {
      append(words[..<place])
      bytes.append(UInt8(ascii: "\\"))
      return write(words[place...], begins: false)
    }
    write(words[...], begins: begins)
  }

  /// Writes characters, escaped.
  ///
  /// - Parameter begins: Whether they begin a line.
  private mutating func write(_ words: ArraySlice<Character>, begins: Bool) {
    for index in words.indices {
      let before = index > words.startIndex ? words[index - 1] : nil
      let after = index + 1 < words.endIndex ? words[index + 1] : nil
      let isFirst = begins && index == words.startIndex
      let isEscaped =
        isCode
        ? structure == .cell && words[index] == "|"
        : isMark(words[index], before, after, isFirst: isFirst)
      if isEscaped { bytes.append(UInt8(ascii: "\\")) }
      append(words[index...index])
    }
  }

  /// Writes characters in a block of HTML.
  private mutating func writeHTML(_ words: [Character]) {
    for index in words.indices {
      if words[index] == "<", Self.isInTag(index + 1 < words.count ? words[index + 1] : nil) {
        bytes += "&lt;".utf8
      } else {
        append(words[index...index])
      }
    }
  }

  /// Whether a tag begins before a character, or could before what follows the text.
  private static func isInTag(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0 == "/" || $0 == "!" } ?? true
  }

  /// Whether Markdown would read a character as a mark at its place.
  private func isMark(
    _ character: Character, _ before: Character?, _ after: Character?, isFirst: Bool
  ) -> Bool {
    switch character {
    case "\\", "`", "[": true
    case "*": isFirst || !(before?.isWhitespace ?? true) || !(after?.isWhitespace ?? true)
    case "_": !(before.isWordPart && after.isWordPart)
    case "<": Self.isInTag(after)
    case "|": isFirst || structure == .cell
    case "~": isFirst || before == "~" || after == "~"
    case "#", ">", "+", "-", "=": isFirst
    default: false
    }
  }

  /// Writes characters as they are, but a space for a line break, which would begin another line.
  private mutating func append(_ words: ArraySlice<Character>) {
    for character in words { bytes += (character.isNewline ? " " : String(character)).utf8 }
  }

  /// The position of the full stop or bracket that would turn a number at the start into a list
  /// item; `nil` if there is none, as in `2.500 orang`.
  private static func endOfNumber(_ words: [Character]) -> Int? {
    let count = words.prefix { $0.isASCII && $0.isNumber }.count
    guard (1...9).contains(count), count < words.count, ".)".contains(words[count]),
      count + 1 == words.count || words[count + 1].isWhitespace
    else { return nil }
    return count
  }
}

extension Character? {
  /// Whether it is a letter or a digit; `false` at an end of the text.
  var isWordPart: Bool { map { $0.isLetter || $0.isNumber } ?? false }
}
