/// A smallest run of source segments and the run of target segments that translates it.
///
/// A bead holds positions, never text, so one type serves paragraphs and sentences alike. Both
/// ranges are half-open segment positions; one of them may be empty, and such a bead is an unpaired
/// run.
///
///     Bead(source: 4..<6, target: 5..<6).kind  // "2-1": two sentences became one
///
/// The term is from Brown, Lai and Mercer, “Aligning Sentences in Parallel Corpora” (ACL 1991,
/// https://aclanthology.org/P91-1022).
public struct Bead: Hashable, Codable, Sendable {
  public var source: Range<Int>
  public var target: Range<Int>
  /// The probability, 0...1, that the bead is right: its posterior under the aligner's model.
  public var confidence: Double
  /// Whether its target stands out of order, as a moved paragraph does.
  public var isCrossing: Bool

  public init(
    source: Range<Int>, target: Range<Int>, confidence: Double = 1, isCrossing: Bool = false
  ) {
    self.source = source
    self.target = target
    self.confidence = confidence
    self.isCrossing = isCrossing
  }

  /// Whether both sides hold a segment.
  public var isPaired: Bool { !source.isEmpty && !target.isEmpty }

  /// The counts of both sides, such as `1-2`.
  public var kind: String { "\(source.count)-\(target.count)" }
}
