/// A part of a document that no segment crosses: a line, paragraph, heading or list item.
///
/// A caption line that begins with a copy of the headline and ends with a credit is three blocks
/// with the same `number`.
package struct Block: Hashable, Codable, Sendable {
  /// The number of the line or paragraph, from 0. Blank lines are not counted.
  package var number: Int
  /// UTF-8 byte offsets in the document's text, without the white space around the block.
  package var range: Range<Int>
  /// The kind of the segments in the block.
  package var kind: SegmentKind
  /// Whether the block repeats the headline.
  package var isCopy: Bool
  /// The probability that the kind is right, 0...1.
  package var confidence: Float

  /// A block, by default not a copy of the headline and of a kind that is certain.
  package init(
    number: Int, range: Range<Int>, kind: SegmentKind, isCopy: Bool = false, confidence: Float = 1
  ) {
    self.number = number
    self.range = range
    self.kind = kind
    self.isCopy = isCopy
    self.confidence = confidence
  }
}

/// A piece of text that is translated as one, mostly a sentence.
public struct Segment: Hashable, Codable, Sendable {
  /// The text: the bytes of `range`, with U+FFFD for ill-formed ones. Of hard-wrapped text the lines
  /// are joined.
  public var text: String
  /// UTF-8 byte offsets in the document's text.
  public var range: Range<Int>
  /// The number of its block, from 0.
  public var block: Int
  /// The kind of its block.
  public var kind: SegmentKind
  /// Whether the segment repeats the headline.
  public var isCopy: Bool
  /// The probability that the kind is right, 0...1; `nil` if it was not computed.
  public var confidence: Float?

  /// A segment, by default not a copy of the headline.
  public init(
    text: String, range: Range<Int>, block: Int, kind: SegmentKind, isCopy: Bool = false,
    confidence: Float? = nil
  ) {
    self.text = text
    self.range = range
    self.block = block
    self.kind = kind
    self.isCopy = isCopy
    self.confidence = confidence
  }

  /// Whether an aligner looks for its counterpart: its kind is translatable, and it is not a copy.
  public var isTranslatable: Bool { kind.isTranslatable && !isCopy }
}
