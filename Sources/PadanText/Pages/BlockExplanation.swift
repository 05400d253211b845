package import PadanModel

/// Why a line of a page, or a part of one, has its kind.
package struct BlockExplanation: Hashable, Sendable {
  /// The number of the line or paragraph, from 0. Blank lines are not counted.
  package var block: Int
  /// UTF-8 byte offsets in the document's text.
  package var range: Range<Int>
  /// The kind.
  package var kind: SegmentKind
  /// The probability that the kind is right, 0...1.
  package var confidence: Float
  /// What it has its kind from, if no model decided.
  package var source: KindSource?
  /// The features that the page model counted, as its weight file names them; those that speak most
  /// for the kind come first.
  package var features: [String]
  /// The probability that a block of a web page is the article, 0...1; `nil` for other documents.
  package var contentShare: Float?
  /// The features that the content model counted, as its weight file names them.
  package var contentFeatures: [String] = []

  /// Why a line has its kind.
  package init(
    block: Int, range: Range<Int>, kind: SegmentKind, confidence: Float, source: KindSource? = nil,
    features: [String]
  ) {
    self.block = block
    self.range = range
    self.kind = kind
    self.confidence = confidence
    self.source = source
    self.features = features
  }
}
