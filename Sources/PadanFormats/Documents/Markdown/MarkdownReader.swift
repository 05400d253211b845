import PadanModel

/// Reads the text of a Markdown file.
///
/// The lines of a paragraph are joined. Headings, list items and table cells get a structure. The
/// marks of emphasis, code and links become codes. Code blocks, front matter and the marks of block
/// quotations are left out.
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
  /// The mark that closes the open code block; `nil` outside of one.
  private var fence: Substring?

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
      for line in reader.source.pieces(endingWhere: \.isNewline).dropFirst(reader.frontMatter) {
        try reader.read(line)
      }
      try reader.flush()
    } catch {
      throw InputError(name, .manyParts(in: "markdown"))
    }
    return ParsedText(document: reader.document, places: reader.places)
  }

  /// The number of lines of front matter: those from a first line `---` to the next.
  private var frontMatter: Int {
    var lines = source.pieces(endingWhere: \.isNewline).enumerated().makeIterator()
    guard lines.next()?.element.trimmed == "---" else { return 0 }
    while let (number, line) = lines.next() {
      if ["---", "..."].contains(line.trimmed) { return number + 1 }
    }
    return 0
  }

  /// Reads a line.
  private mutating func read(_ line: Substring) throws(MarkdownInline.TooManyParts) {
    var line = line.trimmed
    if let fence {
      if line.hasPrefix(fence) { self.fence = nil }
      return
    }
    while line.hasPrefix(">") { line = line.dropFirst().trimmed }
    if line.hasPrefix("```") || line.hasPrefix("~~~") {
      try flush()
      fence = line.prefix(3)
    } else if line.isEmpty {
      try flush()
    } else if let heading = Self.heading(line) {
      try flush()
      try append(heading, .heading)
      try flush()
    } else if line.allSatisfy({ $0 == "=" }) || (line.count > 2 && line.allSatisfy { $0 == "-" }) {
      // Below a paragraph such a line makes it a heading. Alone it is a thematic break.
      if open.text.count > 0 { open.structure = .heading }
      try flush()
    } else if line.allSatisfy({ "*_- ".contains($0) }) {
      try flush()
    } else if line.hasPrefix("|") {
      try flush()
      try readCells(line)
    } else if Self.isListItem(line) {
      try flush()
      try append(line, .listItem)
    } else {
      try append(line, open.structure)
    }
  }

  /// Reads the cells of a table row as paragraphs.
  private mutating func readCells(_ line: Substring) throws(MarkdownInline.TooManyParts) {
    guard !line.allSatisfy({ "|-: ".contains($0) }) else { return }
    for cell in line.pieces(endingWhere: { $0 == "|" }).lazy.map(\.trimmed) where !cell.isEmpty {
      try append(cell, .cell)
      try flush()
    }
  }

  /// Appends a line to the open paragraph.
  private mutating func append(
    _ line: Substring, _ structure: BlockStructure?
  ) throws(MarkdownInline.TooManyParts) {
    open.structure = structure
    open.text.append(line, at: offset(of: line.startIndex)..<offset(of: line.endIndex))
    guard open.text.stretchCount <= budget else { throw MarkdownInline.TooManyParts() }
  }

  /// The parts that the document may still have.
  private var budget: Int { Limits.mostMarkupParts - partCount }

  /// Ends the open paragraph and adds it to the document.
  private mutating func flush() throws(MarkdownInline.TooManyParts) {
    defer { open = (MarkdownText(), nil) }
    let inline = try MarkdownInline(open.text, budget: budget)
    guard !inline.text.isEmpty else { return }
    if !document.text.isEmpty { document.text.append(0x0A) }
    let start = document.text.count
    document.text += inline.text
    var paragraph = Paragraph(range: start..<document.text.count, structure: open.structure)
    if isExact {
      let (codes, sources) = InlineMark.codes(of: inline.marks, in: inline.text[...], file: file)
      paragraph.codes = codes
      paragraph.anchor = .init(places.count)
      places.append(ParagraphPlace(map: inline.map, codes: sources))
    }
    document.paragraphs?.append(paragraph)
    partCount += 1 + inline.partCount
  }

  /// The position of an index in the file, in UTF-8 bytes.
  private func offset(of index: String.Index) -> Int {
    source.utf8.distance(from: source.startIndex, to: index)
  }

  /// The title of a heading line, `# Title #`; `nil` for another line.
  private static func heading(_ line: Substring) -> Substring? {
    let marks = line.prefix { $0 == "#" }
    let rest = line[marks.endIndex...]
    guard (1...6).contains(marks.count), rest.first?.isWhitespace ?? true else { return nil }
    var title = rest.trimmed
    while title.hasSuffix("#") { title = title.dropLast() }
    return title.trimmed
  }

  /// Whether a line begins a list item. The line must not be empty.
  private static func isListItem(_ line: Substring) -> Bool {
    if "-*+".contains(line.first!), line.dropFirst().first == " " { return true }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line[digits.endIndex...]
    return (1...9).contains(digits.count) && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
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
