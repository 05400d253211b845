/// A text as it is segmented: its UTF-8 bytes and, where the format told them, its paragraphs.
///
/// Bytes rather than a `String`, because offsets refer to them and an ill-formed input keeps its own
/// bytes until it is printed.
public struct Document: Hashable, Codable, Sendable {
  /// What provenance calls this document: most often the file's path.
  public var name: String
  /// The text, in UTF-8; ill-formed bytes are allowed and stand for U+FFFD.
  public var text: [UInt8]
  /// The paragraphs a format marked up, in order; `nil` for plain text, whose lines decide.
  public var paragraphs: [Paragraph]?
  /// Whether the text is known to be well-formed UTF-8: whoever read it has looked.
  public var isWellFormed = false

  public init(name: String = "", text: [UInt8], paragraphs: [Paragraph]? = nil) {
    self.name = name
    self.text = text
    self.paragraphs = paragraphs
  }

  public init(name: String = "", _ text: String) {
    self.init(name: name, text: Array(text.utf8))
  }
}

/// What a part of a document is by its markup, whatever it says.
public enum BlockStructure: String, CaseIterable, Hashable, Codable, Sendable {
  case heading
  case paragraph
  case listItem = "list-item"
  /// A cell of a table.
  case cell
  /// The caption of a picture or table.
  case caption
  /// What a subtitle shows at one time.
  case cue
}

/// A run of text that a format set apart.
public struct Paragraph: Hashable, Codable, Sendable {
  /// UTF-8 byte offsets into the document's text.
  public var range: Range<Int>
  /// What the markup says it is; `nil` where only the words can tell.
  public var structure: BlockStructure?
  /// The markup inside it, in order; offsets count the Unicode scalars of its text. Codes that make a
  /// pair have the same `i`, and every code but the end of a pair has an `x` of its own.
  public var codes: [InlineCode]
  /// Where the format finds it again; `nil` where nothing can be written back in its place.
  public var anchor: Anchor?

  /// A paragraph's place in its file, which only the format that made it understands.
  public struct Anchor: Hashable, Codable, Sendable {
    package let number: Int

    package init(_ number: Int) { self.number = number }
  }

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
  /// Which of the paragraph's codes a segment holds, by its place among the Unicode scalars of the
  /// paragraph's text.
  ///
  /// Where two segments meet, codes up to the last closing one stay with the first segment and the
  /// others go to the second; where white space parts them, what stands on its far side is neither's.
  package func codeIndices(ofScalars range: Range<Int>) -> Range<Int> {
    func endOfClosing(at offset: Int) -> Int {
      codes.lastIndex { $0.offset == offset && $0.side == .closing }.map { $0 + 1 }
        ?? codes.firstIndex { $0.offset >= offset } ?? codes.count
    }
    let start = endOfClosing(at: range.lowerBound)
    return start..<max(start, endOfClosing(at: range.upperBound))
  }
}

extension InlineCode {
  /// Which part of a pair a code is, whether its counterpart is near or not.
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
  /// The markup inside a segment: offsets count the Unicode scalars of the segment's text. A code
  /// whose counterpart is in another segment is isolated (`it`).
  ///
  /// - Parameter segment: UTF-8 byte offsets into the document's text, inside one paragraph.
  /// - Complexity: O(log p) for p paragraphs, and O(n) for a paragraph of n bytes that has codes.
  public func codes(in segment: Range<Int>) -> [InlineCode] {
    guard let paragraph = paragraph(at: segment.lowerBound), !paragraph.codes.isEmpty,
      segment.upperBound <= paragraph.range.upperBound
    else { return [] }
    let start = text[paragraph.range.lowerBound..<segment.lowerBound].scalarCount
    let count = text[segment].scalarCount
    let codes = paragraph.codes[paragraph.codeIndices(ofScalars: start..<start + count)]
    return codes.map { code in
      var code = code
      code.offset -= start
      let isPaired =
        codes.count { $0["i"] == code["i"] && $0.side != .whole } == 2
      if code.side != .whole, !isPaired { code.isolate() }
      return code
    }
  }

  /// The paragraph in which a byte stands.
  private func paragraph(at offset: Int) -> Paragraph? {
    guard let paragraphs else { return nil }
    var low = 0
    var high = paragraphs.count
    while low < high {
      let middle = (low + high) / 2
      if paragraphs[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < paragraphs.count && paragraphs[low].range.contains(offset) ? paragraphs[low] : nil
  }
}

extension InlineCode {
  /// Makes half of a pair a code on its own.
  package mutating func isolate() {
    guard element == "bpt" || element == "ept" else { return }
    let position = element == "bpt" ? "begin" : "end"
    let number = self["i"] ?? ""
    element = "it"
    attributes = [
      Attribute(name: "pos", value: position), Attribute(name: "x", value: number),
    ]
  }
}

extension ArraySlice<UInt8> {
  /// How many Unicode scalars UTF-8 bytes hold.
  package var scalarCount: Int { reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}
