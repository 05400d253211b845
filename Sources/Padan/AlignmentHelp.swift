import PadanAlign
public import PadanMemory
import PadanModel

/// What an alignment may know beyond the texts: what people have decided about them, and what a
/// sentence encoder makes of them. Nothing, unless it is given.
public struct AlignmentHelp: Sendable {
  /// The memory whose decisions hold.
  public var decisions: Memory?
  public var encoder: SentenceVectorSource?

  public init(decisions: Memory? = nil, encoder: SentenceVectorSource? = nil) {
    self.decisions = decisions
    self.encoder = encoder
  }

  /// The pair with what is known of it.
  ///
  /// - Throws: `MemoryError` or `EncoderError`.
  func added(to pair: DocumentPair, for aligner: Aligner) throws -> DocumentPair {
    guard decisions != nil || encoder != nil else { return pair }
    var pair = pair
    let (source, target) = (pair.source.texts, pair.target.texts)
    if let decisions {
      pair.fixed = try decisions.decidedBeads(
        source, target, from: aligner.source, to: aligner.target)
    }
    if let encoder {
      pair.vectors = try encoder.vectors(source, target) {
        pair.vectors = $0
        return aligner.align(pair)
      }
    }
    return pair
  }
}
