import PadanModel

/// Reads the text of a Markdown file.
///
/// The lines of a paragraph are joined, up to a hard break or an HTML tag of a block. Headings, list items
/// and table cells get a structure. The marks of emphasis, code, links and footnotes become codes; in a
/// block of HTML only its tags do. Code blocks, front matter, the addresses of links, and the markers of
/// quotations, list items and footnotes are left out.
///
/// The rules for lines are those of CommonMark (https://spec.commonmark.org) that prose needs.
struct MarkdownReader {
  /// The file in UTF-8.
  private let file: [UInt8]
  /// The file as text.
  private let source: String
  /// Whether `source` has the bytes of the file, without U+FFFD for ill-formed ones.
  private let isExact: Bool
  /// The document so far.
  private var document: Document
  /// The places of the paragraphs so far.
  private var places: [ParagraphPlace] = []
  /// How many paragraphs, marks and stretches of text they have.
  private var partCount = 0
  /// The open paragraph, and its structure.
  private var open: (text: MarkdownText, structure: BlockStructure?) = (MarkdownText(), nil)
  /// The block at hand whose lines are no Markdown; `nil` outside of one.
  private var literal: LiteralBlock?
  /// The columns at which the text of the open list items and footnotes begins, the innermost last.
  private var indents: [Int] = []
  /// Whether the line above is a row of a table.
  private var isInTable = false
  /// Whether the line above defines the address of links. Its title may follow.
  private var isBelowDefinition = false
  /// The labels of the addresses that the file defines.
  private var labels: Set<String> = []

  /// A block whose lines are no Markdown.
  private struct LiteralBlock {
    /// The kinds of such blocks.
    enum Kind {
      /// Code, opened by a mark.
      case code(mark: Substring)
      /// HTML, up to a blank line.
      case html
      /// A comment or a script, up to a text that ends it.
      case passed(end: String)
    }

    /// The kind.
    var kind: Kind
    /// Whether it stands in a quotation.
    var isQuoted: Bool
    /// The column at which the text of the list item around it begins; 0 outside of one.
    var indent: Int
  }

  /// A reader of a file in UTF-8.
  private init(_ file: [UInt8], name: String) {
    self.file = file
    source = String(decoding: file, as: UTF8.self)
    isExact = source.utf8.elementsEqual(file)
    document = Document(name: name, text: [], paragraphs: [])
  }

  /// Reads a file in UTF-8.
  ///
  /// - Parameter name: The name of the file.
  /// - Throws: `InputError` if it has too many parts.
  /// - Complexity: O(n) for n bytes.
  static func parse(_ file: [UInt8], name: String) throws(InputError) -> ParsedText {
    var reader = MarkdownReader(file, name: name)
    do throws(MarkdownInline.TooManyParts) {
      let lines = reader.source.pieces(endingWhere: \.isNewline)
      reader.labels = Set(
        lines.lazy.compactMap { line in
          MarkdownLine.definedLabel(line.drop { $0.isWhitespace || $0 == ">" }.trimmed)
        })
      let body = lines.dropFirst(reader.frontMatter)
      var following = body.dropFirst().makeIterator()
      for line in body { try reader.read(line, before: following.next()) }
      try reader.flush()
    } catch {
      throw InputError(name, .manyParts(in: "markdown"))
    }
    return ParsedText(document: reader.document, places: reader.places)
  }

  /// The number of lines of front matter: those from a first line `---` of YAML or `+++` of TOML to the next.
  private var frontMatter: Int {
    var lines = source.pieces(endingWhere: \.isNewline).enumerated().makeIterator()
    let marks = ["---": ["---", "..."], "+++": ["+++"]]
    guard let first = lines.next()?.element.trimmed, let ends = marks[String(first)] else {
      return 0
    }
    while let (number, line) = lines.next() {
      if ends.contains(String(line.trimmed)) { return number + 1 }
    }
    return 0
  }

  /// Reads a line.
  ///
  /// - Parameter next: The line below it.
  private mutating func read(
    _ whole: Substring, before next: Substring?
  ) throws(MarkdownInline.TooManyParts) {
    if try readLiteral(whole) { return }
    guard let line = try passMarkers(of: whole) else { return }
    let wasInTable = isInTable
    isInTable = false
    let mayBeTitle = isBelowDefinition
    isBelowDefinition = false
    if let mark = MarkdownLine.fence(line) {
      try begin(.code(mark: mark), at: line, of: whole)
    } else if let end = MarkdownLine.endOfPassed(line) {
      try begin(.passed(end: end), at: line, of: whole)
      _ = try readLiteral(whole)
    } else if MarkdownLine.beginsHTML(line, interrupts: open.text.count > 0) {
      let structure = open.text.count > 0 ? nil : open.structure
      try begin(.html, at: line, of: whole)
      try append(line, structure)
    } else if line.isEmpty {
      try flush()
    } else if let heading = MarkdownLine.heading(line) {
      try flush()
      try append(heading, .heading)
      try flush()
    } else if line.allSatisfy({ $0 == "=" }) || (line.count > 2 && line.allSatisfy { $0 == "-" }) {
      // Below a paragraph such a line makes it a heading. Alone it is a thematic break.
      if open.text.count > 0 { open.structure = .heading }
      try flush()
    } else if MarkdownLine.isBreak(line) || MarkdownLine.isAlert(line) {
      try flush()
    } else if line.hasPrefix("|") || wasInTable || MarkdownLine.isHeader(line, above: next) {
      try flush()
      try readCells(line)
      isInTable = true
    } else if open.text.count == 0, MarkdownLine.definedLabel(line) != nil {
      isBelowDefinition = true
    } else if !(mayBeTitle && MarkdownLine.isTitle(line)) {
      let (text, isHard) = MarkdownLine.hardBreak(line, in: whole)
      try append(text, open.structure)
      if isHard { try endPiece() }
    }
  }

  /// Begins a block whose lines are no Markdown.
  ///
  /// - Parameter line: Its first line without the markers before it.
  private mutating func begin(
    _ kind: LiteralBlock.Kind, at line: Substring, of whole: Substring
  ) throws(MarkdownInline.TooManyParts) {
    try flush()
    literal = LiteralBlock(
      kind: kind, isQuoted: whole[..<line.startIndex].contains(">"), indent: indents.last ?? 0)
  }

  /// Reads a line of a block whose lines are no Markdown.
  ///
  /// - Returns: Whether it is one.
  private mutating func readLiteral(
    _ whole: Substring
  ) throws(MarkdownInline.TooManyParts) -> Bool {
    guard let literal else { return false }
    var line = whole.trimmed
    // A quotation ends with its last `>`, and a block in it ends there too.
    let isOutside = literal.isQuoted && !line.hasPrefix(">")
    if literal.isQuoted { line = line.drop { $0 == ">" || $0.isWhitespace } }
    var isEnd = isOutside
    switch literal.kind {
    case .code(let mark): isEnd = isEnd || MarkdownLine.closes(line, mark)
    case .passed(let end): isEnd = isEnd || line.lowercased().contains(end)
    case .html:
      // Nor does HTML in a list item go on where the item ends.
      if isOutside || line.isEmpty || MarkdownLine.column(of: line, in: whole) < literal.indent {
        self.literal = nil
        try flush()
        return line.isEmpty && !isOutside
      }
      try append(line, open.structure)
    }
    if isEnd { self.literal = nil }
    return !isOutside
  }

  /// Passes what marks the block of a line: quotations, list items and footnotes. The marks of items and
  /// footnotes begin a paragraph.
  ///
  /// - Returns: The rest of the line; `nil` for a line of indented code.
  private mutating func passMarkers(
    of whole: Substring
  ) throws(MarkdownInline.TooManyParts) -> Substring? {
    var line = whole.trimmed
    var quotation = 0
    var mayBeCode = !isInTable
    for _ in 0..<Self.mostMarkers {
      let column = MarkdownLine.column(of: line, in: whole)
      if open.text.count == 0, !line.isEmpty {
        while let indent = indents.last, indent > column { indents.removeLast() }
        if mayBeCode, column - max(quotation, indents.last ?? 0) >= 4 { return nil }
      }
      // Left of the text of its item, a number is no word of a paragraph there.
      let isInParagraph =
        open.text.count > 0 && open.structure != .listItem && column >= indents.last ?? 0
      if line.hasPrefix(">") {
        let rest = line.dropFirst()
        quotation = column + (rest.first == " " ? 2 : 1)
        line = rest.trimmed
      } else if MarkdownLine.isBreak(line) {
        return line
      } else if let item = MarkdownLine.listItem(line, interrupts: isInParagraph) {
        try flush()
        open.structure = .listItem
        while let indent = indents.last, indent > column { indents.removeLast() }
        indents.append(MarkdownLine.indent(ofItem: line, in: whole))
        (mayBeCode, isInTable) = (false, false)
        line = item
      } else if let note = MarkdownLine.footnote(line) {
        try flush()
        indents = [column + 4]
        (mayBeCode, isInTable) = (false, false)
        line = note
      } else {
        return line
      }
    }
    return line
  }

  /// How many markers of blocks a line has at most; what follows is text.
  private static let mostMarkers = 100

  /// Reads the cells of a table row as paragraphs.
  private mutating func readCells(_ line: Substring) throws(MarkdownInline.TooManyParts) {
    guard !line.allSatisfy({ "|-: ".contains($0) }) else { return }
    for cell in MarkdownLine.cells(line) where !cell.isEmpty {
      try append(cell, .cell)
      try flush()
    }
  }

  /// Appends a line to the open paragraph, which ends at each tag of a block.
  private mutating func append(
    _ line: Substring, _ structure: BlockStructure?
  ) throws(MarkdownInline.TooManyParts) {
    open.structure = structure
    var isHTML = false
    if case .html = literal?.kind { isHTML = true }
    let pieces = MarkdownLine.pieces(line, isHTML: isHTML)
    for (number, piece) in pieces.enumerated() {
      if !piece.isEmpty {
        open.text.isHTML = isHTML
        open.text.append(piece, at: offset(of: piece.startIndex)..<offset(of: piece.endIndex))
        guard open.text.stretchCount <= budget else { throw MarkdownInline.TooManyParts() }
      }
      if number + 1 < pieces.count { try endPiece() }
    }
  }

  /// Ends the open paragraph. What follows has the same structure.
  private mutating func endPiece() throws(MarkdownInline.TooManyParts) {
    let structure = open.structure
    try flush()
    open.structure = structure
  }

  /// The parts that the document may still have.
  private var budget: Int { Limits.mostMarkupParts - partCount }

  /// Ends the open paragraph and adds it to the document.
  private mutating func flush() throws(MarkdownInline.TooManyParts) {
    defer { open = (MarkdownText(), nil) }
    let inline = try MarkdownInline(open.text, labels: labels, budget: budget)
    guard !inline.text.isEmpty else { return }
    if !document.text.isEmpty { document.text.append(0x0A) }
    let start = document.text.count
    document.text += inline.text
    var paragraph = Paragraph(range: start..<document.text.count, structure: open.structure)
    if isExact {
      let (codes, sources) = InlineMark.codes(of: inline.marks, in: inline.text[...], file: file)
      paragraph.codes = codes
      paragraph.anchor = .init(places.count)
      places.append(
        ParagraphPlace(
          map: inline.map, codes: sources, surroundings: open.text.isHTML ? .html : .text))
    }
    document.paragraphs?.append(paragraph)
    partCount += 1 + inline.partCount
  }

  /// The position of an index in the file, in UTF-8 bytes.
  private func offset(of index: String.Index) -> Int {
    source.utf8.distance(from: source.startIndex, to: index)
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The pieces between characters, one after the other and without a list of them.
  fileprivate func pieces(
    endingWhere isEnd: @escaping (Character) -> Bool
  ) -> UnfoldSequence<Substring, Substring?> {
    sequence(state: self[...]) { rest in
      guard let text = rest else { return nil }
      let end = text.firstIndex(where: isEnd)
      rest = end.map { text[text.index(after: $0)...] }
      return text[..<(end ?? text.endIndex)]
    }
  }
}

extension Substring {
  /// The text without white space at its ends.
  var trimmed: Substring {
    var rest = self.drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
