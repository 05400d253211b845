/// Which segments of two texts translate each other: beads that cover every segment of both texts
/// exactly once.
///
/// An alignment holds positions; `AlignedDocuments` holds it together with the texts.
public struct Alignment: Hashable, Codable, Sendable {
  /// The beads in the order of the source. A bead without a source follows the bead before it in
  /// the target.
  public var beads: [Bead]
  /// Whether the texts are translations of each other, judged by their words.
  ///
  /// It is `false` if the words on one side of a bead are linked to its other side no more often
  /// than to other beads. It is `true` if there are too few words to tell.
  public var isTranslation: Bool

  /// An alignment with some beads, of texts that translate each other by default.
  public init(beads: [Bead], isTranslation: Bool = true) {
    self.beads = beads
    self.isTranslation = isTranslation
  }
}

/// A text split into segments, with its name.
public struct SegmentedText: Hashable, Codable, Sendable {
  /// The text's name in provenance, mostly the file's path; empty if it has none.
  public var name: String
  /// The segments, in the order of the text.
  public var segments: [Segment]
  /// Whether the blocks and kinds of the segments come from a document.
  ///
  /// If only texts were given, each segment counts as body text in a block of its own. These blocks
  /// carry no information.
  public var hasBlocks: Bool
  /// The inline codes of each segment, as its document has them; `nil` if there are none.
  package var codes: [[InlineCode]]?
  /// The labels of its document; `nil` if it has none.
  package var labels: [SegmentedLabel]?

  /// The segments of a document, as a segmenter found them.
  public init(name: String = "", segments: [Segment]) {
    self.name = name
    self.segments = segments
    hasBlocks = true
  }

  /// Segments of which only the texts are known; they may be empty.
  ///
  /// Their ranges are those of a document with one text on each line.
  public init(name: String = "", texts: [String]) {
    self.name = name
    var start = 0
    segments = texts.enumerated().map { number, text in
      let range = start..<start + text.utf8.count
      start = range.upperBound + 1
      return Segment(text: text, range: range, block: number, kind: .body)
    }
    hasBlocks = false
  }

  /// The texts of the segments, in order.
  public var texts: [String] { segments.map(\.text) }

  /// The texts of some segments as they follow each other: joined by blanks in scripts that have them.
  ///
  /// - Parameter range: The positions of the segments.
  public func text(of range: Range<Int>) -> String {
    segments[range].lazy.map(\.text).joinedAsSentences()
  }

  /// The number of the block in which a run of segments begins; `nil` if the run is empty, or
  /// blocks are not known.
  ///
  /// - Parameter range: The positions of the segments.
  public func block(of range: Range<Int>) -> Int? {
    hasBlocks && !range.isEmpty ? segments[range.lowerBound].block : nil
  }
}

/// Two segmented texts and their alignment.
///
///     let pairs = documents.alignment.beads.filter(\.isPaired).map { bead in
///       (documents.sourceText(of: bead), documents.targetText(of: bead))
///     }
public struct AlignedDocuments: Hashable, Codable, Sendable {
  /// The source text.
  public var source: SegmentedText
  /// The target text.
  public var target: SegmentedText
  /// The alignment. Its positions are those of the segments of `source` and `target`.
  public var alignment: Alignment
  /// For each bead, the words that translate each other; `nil` if they were not asked for.
  public var wordLinks: [[AlignedDocuments.WordLink]]?

  /// Two texts and their alignment.
  ///
  /// - Precondition: The beads cover every segment of both texts exactly once.
  public init(source: SegmentedText, target: SegmentedText, alignment: Alignment) {
    self.source = source
    self.target = target
    self.alignment = alignment
  }

  /// The source text of a bead: its segments, joined by spaces.
  public func sourceText(of bead: Bead) -> String { source.text(of: bead.source) }

  /// The target text of a bead: its segments, joined by spaces.
  public func targetText(of bead: Bead) -> String { target.text(of: bead.target) }
}
