/// A smallest run of source segments and the run of target segments that translates it.
///
/// A bead holds positions instead of texts, so one type serves paragraphs and sentences. Both
/// ranges are half-open. One of them may be empty; the bead is unpaired then.
///
///     Bead(source: 4..<6, target: 5..<6).kind  // "2-1": two sentences became one
///
/// The term is from Brown, Lai and Mercer, “Aligning Sentences in Parallel Corpora” (ACL 1991,
/// https://aclanthology.org/P91-1022).
public struct Bead: Hashable, Codable, Sendable {
  /// The positions of the source segments, from 0.
  public var source: Range<Int>
  /// The positions of the target segments, from 0.
  public var target: Range<Int>
  /// The probability that the bead is right, 0...1: its posterior under the aligner's model,
  /// calibrated. It is 1 for a bead that a reviewer decided.
  public var confidence: Double
  /// Whether the target stands out of order, as in a paragraph that the translation moved.
  public var isCrossing: Bool

  /// A bead, by default certain and in order.
  public init(
    source: Range<Int>, target: Range<Int>, confidence: Double = 1, isCrossing: Bool = false
  ) {
    self.source = source
    self.target = target
    self.confidence = confidence
    self.isCrossing = isCrossing
  }

  /// Whether both sides have a segment.
  public var isPaired: Bool { !source.isEmpty && !target.isEmpty }

  /// The numbers of segments on both sides, such as `1-2`.
  public var kind: String { "\(source.count)-\(target.count)" }
}
