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

/// A run of text that a format set apart, with the kind its markup gives it, if any.
public struct Paragraph: Hashable, Codable, Sendable {
  /// UTF-8 byte offsets into the document's text.
  public var range: Range<Int>
  /// What the markup says it is: a heading, a list item, a figure caption; `nil` where only the
  /// words can tell.
  public var kind: SegmentKind?

  public init(range: Range<Int>, kind: SegmentKind? = nil) {
    self.range = range
    self.kind = kind
  }
}
