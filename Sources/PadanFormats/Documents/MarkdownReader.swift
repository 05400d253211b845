import PadanModel

/// Reads the text of a Markdown file: paragraphs are unwrapped, headings, list items and quotations
/// known by their marks, emphasis and link marks left out, code and front matter skipped.
///
/// The line rules are CommonMark's (https://spec.commonmark.org), as far as prose needs them.
struct MarkdownReader {
  private var text: [UInt8] = []
  private var paragraphs: [Paragraph] = []
  private var open: (lines: [Substring], kind: SegmentKind?) = ([], nil)
  private var fence: Substring?

  /// Reads a file in UTF-8.
  static func document(from bytes: [UInt8], name: String) -> Document {
    var reader = MarkdownReader()
    let source = String(decoding: bytes, as: UTF8.self)
    var lines = source.split(
      omittingEmptySubsequences: false, whereSeparator: { $0.isNewline })[...]
    if lines.first?.trimmed == "---",
      let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" || $0.trimmed == "..." })
    {
      lines = lines[(end + 1)...]
    }
    for line in lines { reader.read(line) }
    reader.flush()
    return Document(name: name, text: reader.text, paragraphs: reader.paragraphs)
  }

  private mutating func read(_ line: Substring) {
    var line = line.trimmed
    if let fence {
      if line.hasPrefix(fence) { self.fence = nil }
      return
    }
    while line.hasPrefix(">") { line = line.dropFirst().trimmed }
    if line.hasPrefix("```") || line.hasPrefix("~~~") {
      flush()
      fence = line.prefix(3)
    } else if line.isEmpty {
      flush()
    } else if let heading = Self.heading(line) {
      flush()
      open = ([heading], .headline)
      flush()
    } else if line.allSatisfy({ $0 == "=" }) || (line.count > 2 && line.allSatisfy { $0 == "-" }) {
      // Under a paragraph such a line makes it a heading; alone it is a rule.
      if !open.lines.isEmpty { open.kind = .headline }
      flush()
    } else if line.allSatisfy({ "*_- ".contains($0) }) {
      flush()
    } else if line.hasPrefix("|") {
      flush()
      readCells(line)
    } else if Self.isListItem(line) {
      flush()
      open = ([line], .list)
    } else {
      open.lines.append(line)
    }
  }

  private mutating func readCells(_ line: Substring) {
    guard !line.allSatisfy({ "|-: ".contains($0) }) else { return }
    for cell in line.split(separator: "|") where !cell.trimmed.isEmpty {
      open = ([cell.trimmed], nil)
      flush()
    }
  }

  private mutating func flush() {
    let plain = Self.withoutInlineMarks(open.lines.joined(separator: " "))
    if !plain.isEmpty {
      if !text.isEmpty { text.append(0x0A) }
      let start = text.count
      text += Array(plain.utf8)
      paragraphs.append(Paragraph(range: start..<text.count, kind: open.kind))
    }
    open = ([], nil)
  }

  private static func heading(_ line: Substring) -> Substring? {
    let marks = line.prefix { $0 == "#" }
    let rest = line[marks.endIndex...]
    guard (1...6).contains(marks.count), rest.first?.isWhitespace ?? true else { return nil }
    var title = rest.trimmed
    while title.hasSuffix("#") { title = title.dropLast() }
    return title.trimmed
  }

  private static func isListItem(_ line: Substring) -> Bool {
    if "-*+".contains(line.first!), line.dropFirst().first == " " { return true }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line[digits.endIndex...]
    return (1...9).contains(digits.count) && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
  }

  /// The words of a paragraph: emphasis, code and link marks left out, a link's or image's text kept.
  private static func withoutInlineMarks(_ line: String) -> String {
    let source = Array(line)
    var result = ""
    var index = 0
    while index < source.count {
      let character = source[index]
      let next = index + 1 < source.count ? source[index + 1] : " "
      switch character {
      case "\\" where next.isPunctuation || next.isSymbol:
        result.append(next)
        index += 1
      case "`": break
      case "*":
        // A star between blanks is a star.
        if next == " ", result.hasSuffix(" ") || result.isEmpty { result.append(character) }
      case "_":
        let isInWord =
          (result.last?.isLetter ?? false || result.last?.isNumber ?? false)
          && (next.isLetter || next.isNumber)
        if isInWord { result.append(character) }
      case "!" where next == "[": break
      case "[":
        guard let close = closing("[", "]", from: index, in: source), close + 1 < source.count,
          source[close + 1] == "(", let end = closing("(", ")", from: close + 1, in: source)
        else {
          result.append(character)
          break
        }
        result += withoutInlineMarks(String(source[index + 1..<close]))
        index = end
      case "<":
        // An address or tag in angle brackets.
        let tail = source[index...].prefix(200)
        if let close = tail.firstIndex(of: ">"), next.isLetter || next == "/" || next == "!" {
          let inner = String(source[index + 1..<close])
          if inner.contains("://") || inner.contains("@") { result += inner }
          index = close
        } else {
          result.append(character)
        }
      default: result.append(character)
      }
      index += 1
    }
    return String(Substring(result).trimmed)
  }

  /// The position of the bracket that closes the one at a position, at most 2,000 characters on.
  private static func closing(
    _ open: Character, _ close: Character, from start: Int, in text: [Character]
  ) -> Int? {
    var depth = 0
    for index in start..<min(text.count, start + 2000) {
      if text[index] == open { depth += 1 }
      if text[index] == close {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

extension Substring {
  /// Without white space at either end.
  var trimmed: Substring {
    var rest = self.drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
