import PadanAlign
public import PadanMemory
public import PadanModel

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
  func added(to pair: DocumentPair, for aligner: Aligner) throws -> HelpedPair {
    var helped = HelpedPair(pair: pair)
    guard decisions != nil || encoder != nil else { return helped }
    let (source, target) = (pair.source.texts, pair.target.texts)
    if let decisions {
      helped.fixed = try decisions.decidedBeads(
        source, target, from: aligner.source, to: aligner.target)
    }
    if let encoder {
      helped.vectors = try encoder.vectors(source, target) {
        helped.vectors = $0
        return aligner.align(helped)
      }
    }
    return helped
  }

  /// Whether help can be got while a transaction writes to a memory: a memory has one writer, which would
  /// wait for itself where vectors are to be kept.
  func isAvailable(whileWriting memory: Memory) -> Bool {
    encoder?.memory !== memory && (decisions !== memory || memory.isReadableWhileWritten)
  }
}

/// Two texts to align.
public struct DocumentPair: Sendable {
  /// The name of the source is the pair's: most often the file's path.
  public var source: SegmentedText
  public var target: SegmentedText

  public init(source: SegmentedText, target: SegmentedText) {
    self.source = source
    self.target = target
  }
}

/// Two texts to align, and what is known of them.
struct HelpedPair: Sendable {
  var pair: DocumentPair
  /// Beads that are known.
  var fixed: [Bead] = []
  /// What a sentence encoder makes of the texts.
  var vectors: SentenceVectors?
}

extension Aligner {
  func align(_ helped: HelpedPair) -> AlignedDocuments {
    align(
      helped.pair.source, helped.pair.target, fixed: helped.fixed, vectors: helped.vectors)
  }
}
