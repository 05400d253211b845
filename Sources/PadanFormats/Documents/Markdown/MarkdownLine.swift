/// What a line of Markdown begins with or consists of, by the rules of CommonMark
/// (https://spec.commonmark.org) and of GitHub for tables, task lists and footnotes.
enum MarkdownLine {
  /// The column at which a part of a line begins. A tab reaches to the next multiple of four
  /// (CommonMark, 2.2).
  ///
  /// - Complexity: O(n) for n characters before it.
  static func column(of part: Substring, in whole: Substring) -> Int {
    whole[..<part.startIndex].reduce(0) { $1 == "\t" ? ($0 / 4 + 1) * 4 : $0 + 1 }
  }

  /// The column at which the text of a list item begins. Behind more than four blanks it is one column from the
  /// marker (CommonMark, 5.2).
  ///
  /// - Parameter item: The line from the item's marker on.
  static func indent(ofItem item: Substring, in whole: Substring) -> Int {
    let blank = item[(item.firstIndex(where: \.isWhitespace) ?? item.endIndex)...]
    let marker = column(of: blank, in: whole)
    let text = column(of: blank.drop(while: \.isWhitespace), in: whole)
    return text - marker > 4 ? marker + 1 : text
  }

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

  /// Whether a line is the header of a table: the line below it draws a border under each of its cells (GFM, 4.10).
  static func isHeader(_ line: Substring, above next: Substring?) -> Bool {
    guard let border = next?.drop(while: { $0.isWhitespace || $0 == ">" }).trimmed,
      border.contains("|")
    else { return false }
    let columns = cells(border)
    return columns.count == cells(line).count
      && columns.allSatisfy { column in
        let dashes = column.drop { $0 == ":" }.prefix { $0 == "-" }
        return !dashes.isEmpty && column.count - dashes.count <= 2
          && column[dashes.endIndex...].allSatisfy { $0 == ":" }
      }
  }

  /// What ends a block of HTML without text, a comment or a script; `nil` if a line begins none, or ends it before its
  /// own text (CommonMark, 4.6).
  static func endOfPassed(_ line: Substring) -> String? {
    guard line.first == "<" else { return nil }
    let line = line.lowercased()
    let blocks = [
      ("<!--", "-->"), ("<?", "?>"), ("<script", "</script>"), ("<style", "</style>"),
      ("<textarea", "</textarea>"),
    ]
    guard let (start, end) = blocks.first(where: { line.hasPrefix($0.0) }),
      !(start.last?.isLetter ?? false)
        || line.dropFirst(start.count).first.map({ $0.isWhitespace || $0 == ">" }) ?? true
    else { return nil }
    let isAtEnd = line.firstRange(of: end).map { $0.upperBound == line.endIndex } ?? true
    return isAtEnd ? end : nil
  }

  /// Whether a line begins a block of HTML, in which nothing is Markdown: it begins with the tag of a block, or has
  /// nothing but another tag (CommonMark, 4.6).
  ///
  /// - Parameter interrupts: Whether the line stands below one of a paragraph, which only a block interrupts.
  static func beginsHTML(_ line: Substring, interrupts: Bool) -> Bool {
    guard line.first == "<" else { return false }
    let inner = line.dropFirst().drop { $0 == "/" }
    let name = inner.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    guard name.first?.isLetter ?? false,
      inner[name.endIndex...].first.map({ $0.isWhitespace || "/>".contains($0) }) ?? true
    else { return false }
    if HTMLReader.isBlock(name.lowercased()), name.lowercased() != "br" { return true }
    return !interrupts && line.firstIndex(of: ">") == line.indices.last
  }

  /// The cells of a table row, without those beyond its outer bars. A bar behind a backslash or in a code span ends no
  /// cell.
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
    cells.append(line[start...].trimmed)
    if cells.first?.isEmpty ?? false { cells.removeFirst() }
    if cells.last?.isEmpty ?? false { cells.removeLast() }
    return cells
  }

  /// The text of a line between the HTML tags that end a block, such as `<summary>` and `<br>`.
  ///
  /// - Parameter isHTML: Whether the line stands in a block of HTML, where nothing is code.
  /// - Returns: The pieces of text, at least one. All but the last end at a tag.
  /// - Complexity: O(n) for n bytes.
  static func pieces(_ line: Substring, isHTML: Bool) -> [Substring] {
    guard line.utf8.contains(UInt8(ascii: "<")) else { return [line] }
    var spans = MarkdownCodeSpans(isHTML ? "" : line).spans[...]
    var pieces: [Substring] = []
    var start = line.startIndex
    var isEscaped = false
    for (offset, index) in line.utf8.indices.enumerated() where index >= start {
      while let span = spans.first, span.range.upperBound <= offset { spans.removeFirst() }
      let byte = line.utf8[index]
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped && !isHTML }
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
