/// What a line of Markdown begins with or consists of, by the rules of CommonMark
/// (https://spec.commonmark.org) and of GitHub for tables, task lists and footnotes.
enum MarkdownLine {
  /// Whether a line has only the marks of a thematic break, `* * *`.
  static func isBreak(_ line: Substring) -> Bool {
    !line.isEmpty && line.allSatisfy { "*_- ".contains($0) }
  }

  /// The mark that opens a block of code: three backticks or tildes, or more; `nil` for another line. Where a backtick
  /// stands behind them, they begin a code span (CommonMark, 4.5).
  static func fence(_ line: Substring) -> Substring? {
    guard let mark = line.first, "`~".contains(mark) else { return nil }
    let fence = line.prefix { $0 == mark }
    guard fence.count >= 3, mark == "~" || !line[fence.endIndex...].contains(mark) else {
      return nil
    }
    return fence
  }

  /// Whether a line closes a block of code: it has nothing but a mark that is as long as the one that opened it, or longer.
  static func closes(_ line: Substring, _ fence: Substring) -> Bool {
    line.count >= fence.count && line.allSatisfy { $0 == fence.first }
  }

  /// The title of a heading line, `# Title #`; `nil` for another line.
  static func heading(_ line: Substring) -> Substring? {
    let marks = line.prefix { $0 == "#" }
    let rest = line[marks.endIndex...]
    guard (1...6).contains(marks.count), rest.first?.isWhitespace ?? true else { return nil }
    var title = rest.trimmed
    while title.hasSuffix("#") { title = title.dropLast() }
    return title.trimmed
  }

  /// What stands behind the marker of a list item, `-`, `1.` or `- [x]`; `nil` for another line.
  ///
  /// - Parameter interrupts: Whether the line stands below one of a paragraph. There a number is a
  ///   marker only if it is 1, because any other may be one that the line's end has cut off.
  static func listItem(_ line: Substring, interrupts: Bool) -> Substring? {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    var rest = line.dropFirst(max(1, digits.count))
    if digits.isEmpty {
      guard let mark = line.first, "-*+".contains(mark) else { return nil }
    } else {
      guard digits.count <= 9, let mark = rest.popFirst(), ".)".contains(mark),
        !interrupts || digits == "1"
      else { return nil }
    }
    guard rest.first == " " || rest.first == "\t" else { return nil }
    rest = rest.trimmed
    let box = rest.prefix(3)
    if ["[ ]", "[x]", "[X]"].contains(box), rest.dropFirst(3).first?.isWhitespace ?? false {
      rest = rest.dropFirst(3).trimmed
    }
    return rest
  }

  /// What stands behind the mark of a footnote, `[^1]:`; `nil` for another line.
  static func footnote(_ line: Substring) -> Substring? {
    guard line.hasPrefix("[^"), let close = line.firstIndex(of: "]") else { return nil }
    let rest = line[close...].dropFirst()
    guard rest.first == ":", line[..<close].dropFirst(2).allSatisfy({ !$0.isWhitespace }) else {
      return nil
    }
    return rest.dropFirst().trimmed
  }

  /// The label of a line that defines the address of links, `[label]: address "title"`; `nil` for another
  /// line.
  static func definedLabel(_ line: Substring) -> String? {
    guard line.hasPrefix("["), !line.hasPrefix("[^"),
      let close = line.utf8.dropFirst().firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let label = line[..<close].dropFirst()
    var rest = line[close...].dropFirst()
    guard rest.popFirst() == ":", !label.contains("["), !label.allSatisfy(\.isWhitespace) else {
      return nil
    }
    rest = rest.trimmed
    let isBracketed = rest.hasPrefix("<")
    let address = rest.prefix { isBracketed ? $0 != ">" : !$0.isWhitespace }
    rest = rest[address.endIndex...].dropFirst(isBracketed ? 1 : 0).trimmed
    guard !address.isEmpty, rest.isEmpty || isTitle(rest) else { return nil }
    return normalized(label)
  }

  /// A label as it is compared with others: without regard to case and to the kind of white space.
  static func normalized(_ label: Substring) -> String {
    label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a line is the title of a link, in quotation marks or brackets.
  static func isTitle(_ line: Substring) -> Bool {
    guard line.count > 1, let first = line.first, let last = line.last else { return false }
    return first == last && "\"'".contains(first) || first == "(" && last == ")"
  }

  /// Whether a line names the kind of a quotation, as GitHub's `[!NOTE]` does.
  static func isAlert(_ line: Substring) -> Bool {
    line.hasPrefix("[!") && line.hasSuffix("]")
      && line.dropFirst(2).dropLast().allSatisfy { $0.isASCII && $0.isLetter }
  }

  /// The cells of a table row. A bar behind a backslash or in a code span ends no cell.
  ///
  /// - Complexity: O(n) for n bytes.
  static func cells(_ line: Substring) -> [Substring] {
    var spans = MarkdownCodeSpans(line).spans[...]
    var cells: [Substring] = []
    var start = line.startIndex
    var isEscaped = false
    for (offset, index) in line.utf8.indices.enumerated() {
      while let span = spans.first, span.range.upperBound <= offset { spans.removeFirst() }
      let byte = line.utf8[index]
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      guard byte == UInt8(ascii: "|"), !isEscaped, !(spans.first?.range.contains(offset) ?? false)
      else { continue }
      cells.append(line[start..<index].trimmed)
      start = line.utf8.index(after: index)
    }
    return (cells + [line[start...].trimmed]).filter { !$0.isEmpty }
  }

  /// The text of a line between the HTML tags that end a block, such as `<summary>` and `<br>`.
  ///
  /// - Returns: The pieces of text, at least one. All but the last end at a tag.
  /// - Complexity: O(n) for n bytes.
  static func pieces(_ line: Substring) -> [Substring] {
    guard line.utf8.contains(UInt8(ascii: "<")) else { return [line] }
    var spans = MarkdownCodeSpans(line).spans[...]
    var pieces: [Substring] = []
    var start = line.startIndex
    var isEscaped = false
    for (offset, index) in line.utf8.indices.enumerated() where index >= start {
      while let span = spans.first, span.range.upperBound <= offset { spans.removeFirst() }
      let byte = line.utf8[index]
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      guard byte == UInt8(ascii: "<"), !isEscaped, !(spans.first?.range.contains(offset) ?? false),
        let end = endOfBlockTag(in: line[index...])
      else { continue }
      pieces.append(line[start..<index].trimmed)
      start = end
    }
    return pieces + [line[start...].trimmed]
  }

  /// The end of an HTML tag of a block at the start of a text; `nil` if there is none.
  private static func endOfBlockTag(in text: Substring) -> Substring.Index? {
    let inner = text.dropFirst().prefix { $0 != "<" && $0 != ">" }
    let name = inner.drop { $0 == "/" }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard inner.endIndex < text.endIndex, text[inner.endIndex] == ">",
      inner[name.endIndex...].first.map({ $0.isWhitespace || $0 == "/" }) ?? true,
      HTMLReader.isBlock(name.lowercased())
    else { return nil }
    return text.index(after: inner.endIndex)
  }

  /// A line without the backslash that breaks it, and whether it is broken so or by two blanks
  /// (CommonMark, 6.7).
  ///
  /// - Parameters:
  ///   - line: The line without white space around it.
  ///   - whole: The line as it stands in the file.
  static func hardBreak(_ line: Substring, in whole: Substring) -> (text: Substring, isHard: Bool) {
    if line.reversed().prefix(while: { $0 == "\\" }).count % 2 == 1 {
      return (line.dropLast().trimmed, true)
    }
    return (line, whole.hasSuffix("  "))
  }
}
