/// A part of a document that no segment crosses: a line, a paragraph, a heading, a list item.
///
/// A caption line that begins with a copy of the headline and ends with a credit is one block in
/// three parts: three values with the same `number`.
public struct Block: Hashable, Codable, Sendable {
  /// The number of the line or paragraph among those that are not blank, from 0.
  public var number: Int
  /// UTF-8 byte offsets into the document's text, without the white space around the block.
  public var range: Range<Int>
  public var kind: SegmentKind
  /// Whether this is the headline met again.
  public var isCopy: Bool

  public init(number: Int, range: Range<Int>, kind: SegmentKind, isCopy: Bool = false) {
    self.number = number
    self.range = range
    self.kind = kind
    self.isCopy = isCopy
  }
}

/// What is translated as one: mostly a sentence.
public struct Segment: Hashable, Codable, Sendable {
  /// The text, exactly the bytes of `range`, with U+FFFD for ill-formed ones.
  public var text: String
  /// UTF-8 byte offsets into the document's text.
  public var range: Range<Int>
  /// The number of the block it stands in, from 0.
  public var block: Int
  public var kind: SegmentKind
  /// Whether this is the headline met again.
  public var isCopy: Bool

  public init(
    text: String, range: Range<Int>, block: Int, kind: SegmentKind, isCopy: Bool = false
  ) {
    self.text = text
    self.range = range
    self.block = block
    self.kind = kind
    self.isCopy = isCopy
  }

  /// Whether an alignment should look for its counterpart: a translatable kind, and no copy.
  public var isTranslatable: Bool { kind.isTranslatable && !isCopy }
}
