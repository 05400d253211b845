import PadanAlign
package import PadanMemory
public import PadanModel

/// What an alignment may use besides the texts: the decisions of reviewers, and sentence vectors.
/// By default it uses neither.
package struct AlignmentHelp: Sendable {
  /// The memory whose review decisions fix beads; `nil` if no decisions apply.
  package var decisions: Memory?
  /// The source of sentence vectors; `nil` if none are used.
  package var encoder: SentenceVectorSource?

  /// Help from a memory's decisions and from an encoder, if they are given.
  package init(decisions: Memory? = nil, encoder: SentenceVectorSource? = nil) {
    self.decisions = decisions
    self.encoder = encoder
  }

  /// The pair with its fixed beads and its sentence vectors.
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

  /// Whether the help is available while a transaction writes to a memory.
  ///
  /// A memory has one writer. To keep vectors in the same memory, that writer would wait for
  /// itself.
  func isAvailable(whileWriting memory: Memory) -> Bool {
    encoder?.memory?.memory !== memory && (decisions !== memory || memory.isReadableWhileWritten)
  }
}

/// Two texts to align, a source and its translation.
public struct DocumentPair: Sendable {
  /// The source text. Its name, usually the path of its file, is also the name of the pair.
  public var source: SegmentedText
  /// The target text.
  public var target: SegmentedText

  /// A pair of a source and a target text.
  public init(source: SegmentedText, target: SegmentedText) {
    self.source = source
    self.target = target
  }
}

/// Two texts to align, with the help for them.
struct HelpedPair: Sendable {
  var pair: DocumentPair
  /// Beads that a reviewer decided. The alignment contains them as they are.
  var fixed: [Bead] = []
  /// The sentence vectors of the texts; `nil` without an encoder.
  var vectors: SentenceVectors?
  /// Where a first alignment of the texts has searched; `nil` if there was none.
  var corridors: [Corridor]?
}

extension Aligner {
  /// Aligns a pair with its help.
  func align(_ helped: HelpedPair) -> AlignedDocuments {
    let (source, target) = (helped.pair.source, helped.pair.target)
    guard let corridors = helped.corridors else {
      return align(source, target, fixed: helped.fixed, vectors: helped.vectors)
    }
    return align(
      source, target, fixed: helped.fixed, vectors: helped.vectors, in: corridors)
  }

  /// Aligns a pair with its help, for an aligner that learns from it.
  func study(_ helped: HelpedPair) -> StudiedDocuments {
    study(
      helped.pair.source, helped.pair.target, fixed: helped.fixed, vectors: helped.vectors)
  }
}
