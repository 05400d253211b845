import PadanModel

/// A line of a page, or a part of one that may have a kind of its own.
struct PageLine {
  /// What it looks like. Its range is in the text that is in memory.
  var shape: LineShape
  /// The number of its line or paragraph, from 0. Blank lines are not counted.
  var block: Int
  /// The number of blank lines before it.
  var gap: Int
  /// Whether it continues the line of the part before it.
  var isContinuation = false
  /// Whether it may belong to the sentence of the part before it, and does if more sentences follow.
  var mayBelongToSentence = false
  /// Whether it repeats a line of the head, or one of the next lines repeats it.
  var repetition: PlaceSign.Trait?
  /// The kinds that it may have; `nil` if it may have any.
  var allowed: [SegmentKind]?
  /// What it has its kind from, if no model decides.
  var source: KindSource?
  /// What the markup adds to the scores of its kinds, in nats.
  var markupScores: [SegmentKind: Float]?
}
