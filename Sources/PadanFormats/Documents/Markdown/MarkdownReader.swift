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
  /// The lines of the open paragraph, and its structure.
  private var open: (lines: [Substring], structure: BlockStructure?) = ([], nil)
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
  static func parse(_ file: [UInt8], name: String) -> ParsedText {
    var reader = MarkdownReader(file, name: name)
    var lines = reader.source.split(
      omittingEmptySubsequences: false, whereSeparator: { $0.isNewline })[...]
    if lines.first?.trimmed == "---",
      let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" || $0.trimmed == "..." })
    {
      lines = lines[(end + 1)...]
    }
    for line in lines { reader.read(line) }
    reader.flush()
    return ParsedText(document: reader.document, places: reader.places)
  }

  /// Reads a line.
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
      open = ([heading], .heading)
      flush()
    } else if line.allSatisfy({ $0 == "=" }) || (line.count > 2 && line.allSatisfy { $0 == "-" }) {
      // Below a paragraph such a line makes it a heading. Alone it is a thematic break.
      if !open.lines.isEmpty { open.structure = .heading }
      flush()
    } else if line.allSatisfy({ "*_- ".contains($0) }) {
      flush()
    } else if line.hasPrefix("|") {
      flush()
      readCells(line)
    } else if Self.isListItem(line) {
      flush()
      open = ([line], .listItem)
    } else {
      open.lines.append(line)
    }
  }

  /// Reads the cells of a table row as paragraphs.
  private mutating func readCells(_ line: Substring) {
    guard !line.allSatisfy({ "|-: ".contains($0) }) else { return }
    for cell in line.split(separator: "|") where !cell.trimmed.isEmpty {
      open = ([cell.trimmed], .cell)
      flush()
    }
  }

  /// Ends the open paragraph and adds it to the document.
  private mutating func flush() {
    defer { open = ([], nil) }
    let inline = MarkdownInline(characters)
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
  }

  /// The characters of the open paragraph, with a space for each line break and the white space
  /// around it.
  private var characters: [MarkdownCharacter] {
    var characters: [MarkdownCharacter] = []
    var end: Int?
    for line in open.lines {
      let start = offset(of: line.startIndex)
      if let end {
        characters.append(MarkdownCharacter(value: " ", source: end..<start, isVerbatim: false))
      }
      for index in line.indices {
        let range = offset(of: index)..<offset(of: line.index(after: index))
        characters.append(MarkdownCharacter(value: line[index], source: range))
      }
      end = offset(of: line.endIndex)
    }
    return characters
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

extension Substring {
  /// The text without white space at its ends.
  var trimmed: Substring {
    var rest = self.drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
