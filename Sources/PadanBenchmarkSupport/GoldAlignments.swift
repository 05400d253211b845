public import Padan

/// Texts whose alignment is known: what the aligner is timed and scored on.
public struct GoldAlignments {
  private var documents: [AlignmentRecord]

  /// The documents of gold files, as `corpora/alignment.jsonl` has them.
  ///
  /// - Throws: `InputError` if a file cannot be read.
  public init(files: [String]) throws {
    documents = try files.flatMap {
      try JSONLines.decodeAll(AlignmentRecord.self, from: InputFile.read($0), file: $0)
    }
  }

  /// A text and the beads that are right for it.
  public struct Text {
    /// The source segments.
    public var source: [String] = []
    /// The target segments.
    public var target: [String] = []
    fileprivate var gold: [BeadRecord] = []

    /// The strict F1 of an alignment of the text, from 0 to 1.
    public func strictF1(of alignment: Alignment) -> Double {
      var score = AlignmentScore()
      score.add(gold: gold, found: alignment.beads.map(BeadRecord.init))
      return score.strict.f1
    }
  }

  /// Documents one after the other, again and again, until the source has so many segments.
  public func repeated(upTo size: Int) -> Text {
    var text = Text()
    while text.source.count < size {
      for document in documents where text.source.count < size {
        text.gold += (document.beads ?? []).map { bead in
          BeadRecord(
            source: bead.source.map { $0 + text.source.count },
            target: bead.target.map { $0 + text.target.count })
        }
        text.source += document.source.texts
        text.target += document.target.texts
      }
    }
    return text
  }
}
