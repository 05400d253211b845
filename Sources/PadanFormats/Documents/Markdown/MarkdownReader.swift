import PadanModel

/// Reads the text of a Markdown file: paragraphs are unwrapped, headings, list items and quotations
/// known by their marks, emphasis and link marks made codes, code and front matter skipped.
///
/// The line rules are CommonMark's (https://spec.commonmark.org), as far as prose needs them.
struct MarkdownReader {
  private let file: [UInt8]
  private let source: String
  /// Whether the source has the file's own bytes, and not U+FFFD for ill-formed ones.
  private let isExact: Bool
  private var document: Document
  private var places: [ParagraphPlace] = []
  private var open: (lines: [Substring], structure: BlockStructure?) = ([], nil)
  private var fence: Substring?

  private init(_ file: [UInt8], name: String) {
    self.file = file
    source = String(decoding: file, as: UTF8.self)
    isExact = source.utf8.elementsEqual(file)
    document = Document(name: name, text: [], paragraphs: [])
  }

  /// Reads a file in UTF-8.
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
      // Under a paragraph such a line makes it a heading; alone it is a rule.
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

  private mutating func readCells(_ line: Substring) {
    guard !line.allSatisfy({ "|-: ".contains($0) }) else { return }
    for cell in line.split(separator: "|") where !cell.trimmed.isEmpty {
      open = ([cell.trimmed], .cell)
      flush()
    }
  }

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

  /// The characters of the open lines, with a blank for each line break and what stands around it.
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

  private func offset(of index: String.Index) -> Int {
    source.utf8.distance(from: source.startIndex, to: index)
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
}

extension Substring {
  /// Without white space at either end.
  var trimmed: Substring {
    var rest = self.drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
