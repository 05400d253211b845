/// A text to segment: its UTF-8 bytes, and its paragraphs if the format marks them.
///
/// The text is bytes and not a `String`, because offsets refer to bytes, and because ill-formed
/// input keeps its bytes until it is printed.
public struct Document: Hashable, Codable, Sendable {
  /// The document's name in provenance, mostly the file's path; empty if it has none.
  public var name: String
  /// The text in UTF-8. Ill-formed bytes are allowed and stand for U+FFFD.
  public var text: [UInt8]
  /// The paragraphs that the format marks, in order; `nil` for plain text, in which each line is
  /// one.
  public var paragraphs: [Paragraph]?
  /// For each paragraph of a web page, what its markup tells of it, as the numbers of signs that a
  /// content model weighs, and empty for a page without paragraphs; `nil` if the whole document is text.
  package var evidence: [[UInt16]]?
  /// Whether the reader has found that the text is well-formed UTF-8; `false` if that is not known.
  public var isWellFormed = false

  /// A document of UTF-8 bytes, by default plain text.
  public init(name: String = "", text: [UInt8], paragraphs: [Paragraph]? = nil) {
    self.name = name
    self.text = text
    self.paragraphs = paragraphs
  }

  /// A document of plain text.
  public init(name: String = "", _ text: String) {
    self.init(name: name, text: Array(text.utf8))
  }
}

/// What a part of a document is according to its markup.
public enum BlockStructure: String, CaseIterable, Hashable, Codable, Sendable {
  /// A heading of any level.
  case heading
  /// A paragraph of running text.
  case paragraph
  /// An item of a list.
  case listItem = "list-item"
  /// A cell of a table.
  case cell
  /// The caption of a picture or table.
  case caption
  /// The text that a subtitle shows at one time.
  case cue
}

/// A part of a document's text that its format marks.
public struct Paragraph: Hashable, Codable, Sendable {
  /// Its UTF-8 byte offsets in the document's text.
  public var range: Range<Int>
  /// What the markup says it is; `nil` if only its words can tell.
  public var structure: BlockStructure?
  /// Its inline codes, in order. Their offsets count the Unicode scalars of the paragraph.
  ///
  /// The two codes of a pair have the same `i`. Every code except the end of a pair has an `x` of
  /// its own.
  public var codes: [InlineCode]
  /// How the format finds the paragraph again to write a translation in its place; `nil` if it
  /// cannot.
  public var anchor: Anchor?

  /// A paragraph's place in its file, in a form that only the file's format understands.
  public struct Anchor: Hashable, Codable, Sendable {
    /// The number of the place, as the format counts.
    package let number: Int

    /// The place with a number.
    package init(_ number: Int) { self.number = number }
  }

  /// A paragraph, by default without markup.
  public init(
    range: Range<Int>, structure: BlockStructure? = nil, codes: [InlineCode] = [],
    anchor: Anchor? = nil
  ) {
    self.range = range
    self.structure = structure
    self.codes = codes
    self.anchor = anchor
  }
}

extension Paragraph {
  /// The positions, in `codes`, of the inline codes that belong to a segment.
  ///
  /// If two segments touch, the codes between them up to the last closing one belong to the first
  /// segment, and the others to the second. If white space separates the segments, codes on the far
  /// side of it belong to neither.
  ///
  /// - Parameter range: The segment's place among the Unicode scalars of the paragraph.
  /// - Complexity: O(log c) for c codes, and O(k) for k codes at the ends of the segment.
  package func codeIndices(ofScalars range: Range<Int>) -> Range<Int> {
    func endOfClosing(at offset: Int) -> Int {
      let first = codes.partitioningIndex { $0.offset >= offset }
      let here = codes[first...].prefix { $0.offset == offset }
      return here.lastIndex { $0.side == .closing }.map { $0 + 1 } ?? first
    }
    let start = endOfClosing(at: range.lowerBound)
    return start..<max(start, endOfClosing(at: range.upperBound))
  }
}

extension InlineCode {
  /// Which part of a pair the code is, even if the other part is in another segment.
  package var side: Form {
    switch element {
    case "bpt": .opening
    case "ept": .closing
    case "it": self["pos"] == "end" ? .closing : .opening
    case "hi": form
    default: .whole
    }
  }
}

extension Document {
  /// The inline codes of a segment. Their offsets count the Unicode scalars of the segment.
  ///
  /// A code whose other part is in another segment becomes an isolated code (TMX `it`).
  ///
  /// - Parameter segment: UTF-8 byte offsets in the document's text, inside one paragraph.
  /// - Complexity: O(log p) for p paragraphs, and O(n) if the paragraph of n bytes has codes.
  public func codes(in segment: Range<Int>) -> [InlineCode] { codes(in: [segment])[0] }

  /// The inline codes of each of some segments.
  ///
  /// - Complexity: O(n) for paragraphs of n bytes and their codes if the segments are in the order of the text, and O(log p)
  ///   for each of them.
  package func codes(in segments: [Range<Int>]) -> [[InlineCode]] {
    var paragraph: Paragraph?
    // A place in the paragraph, and the number of scalars before it.
    var (place, scalars) = (0, 0)
    return segments.map { segment in
      let isNext = paragraph?.range.contains(segment.lowerBound) ?? false
      if !isNext || segment.lowerBound < place {
        paragraph = self.paragraph(at: segment.lowerBound)
        (place, scalars) = (paragraph?.range.lowerBound ?? 0, 0)
      }
      guard let paragraph, !paragraph.codes.isEmpty,
        segment.upperBound <= paragraph.range.upperBound
      else { return [] }
      scalars += text[place..<segment.lowerBound].scalarCount
      place = segment.lowerBound
      return paragraph.codes(ofScalars: scalars..<scalars + text[segment].scalarCount)
    }
  }

  /// The paragraph that contains a byte; `nil` if no paragraph does.
  private func paragraph(at offset: Int) -> Paragraph? {
    guard let paragraphs else { return nil }
    let place = paragraphs.partitioningIndex { $0.range.upperBound > offset }
    return place < paragraphs.count && paragraphs[place].range.contains(offset)
      ? paragraphs[place] : nil
  }
}

extension Paragraph {
  /// The inline codes of a segment, as `Document.codes(in:)` gives them.
  ///
  /// - Parameter range: The segment's place among the Unicode scalars of the paragraph.
  fileprivate func codes(ofScalars range: Range<Int>) -> [InlineCode] {
    let codes = codes[codeIndices(ofScalars: range)]
    var halves: [String?: Int] = [:]
    for code in codes where code.side != .whole { halves[code["i"], default: 0] += 1 }
    return codes.map { code in
      var code = code
      code.offset -= range.lowerBound
      if code.side != .whole, halves[code["i"]] != 2 { code.isolate() }
      return code
    }
  }
}

extension InlineCode {
  /// Changes one part of a pair (`bpt` or `ept`) to an isolated code (`it`). Other codes stay as
  /// they are.
  package mutating func isolate() {
    guard element == "bpt" || element == "ept" else { return }
    let position = element == "bpt" ? "begin" : "end"
    let number = self["i"] ?? ""
    element = "it"
    attributes = [
      MarkupAttribute(name: "pos", value: position), MarkupAttribute(name: "x", value: number),
    ]
  }
}

extension ArraySlice<UInt8> {
  /// The number of Unicode scalars that these UTF-8 bytes encode.
  package var scalarCount: Int { reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}
