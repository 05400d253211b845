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

  /// The document with what is known of it.
  ///
  /// - Throws: `MemoryError` or `EncoderError`.
  func added(to document: DocumentPair, for aligner: Aligner) throws -> DocumentPair {
    guard decisions != nil || encoder != nil else { return document }
    var document = document
    let (source, target) = document.segmentTexts
    if let decisions {
      document.fixed = try decisions.decidedBeads(
        source, target, from: aligner.source, to: aligner.target)
    }
    if let encoder {
      document.vectors = try encoder.vectors(source, target) {
        document.vectors = $0
        return aligner.align(document)
      }
    }
    return document
  }
}

extension DocumentPair {
  fileprivate var segmentTexts: (source: [String], target: [String]) {
    switch texts {
    case .articles(let source, let target): (source.map(\.text), target.map(\.text))
    case .segments(let source, let target): (source, target)
    }
  }
}
