/// Which segments of two texts translate each other: beads that cover every segment of both exactly
/// once.
///
/// It holds positions only; `AlignedDocuments` holds it beside the texts. Beads stand in source order;
/// an unpaired target follows the bead before it.
public struct Alignment: Hashable, Codable, Sendable {
  public var beads: [Bead]
  /// Whether the texts are translations of each other, as far as their words can tell: `false` where
  /// words that translate each other meet inside beads no more often than between them.
  public var isTranslation: Bool

  public init(beads: [Bead], isTranslation: Bool = true) {
    self.beads = beads
    self.isTranslation = isTranslation
  }
}

/// A text in segments, and what it is called.
public struct SegmentedText: Hashable, Codable, Sendable {
  /// What provenance calls the text: most often the file's path; empty where it has no name.
  public var name: String
  /// The segments, in the order of the text.
  public var segments: [Segment]
  /// Whether the segments' blocks and kinds were found in a document. Where only texts were given, each
  /// counts as body text in a block of its own, and nothing is concluded from that.
  public var hasBlocks: Bool

  /// The segments of a document, as a segmenter found them.
  public init(name: String = "", segments: [Segment]) {
    self.name = name
    self.segments = segments
    hasBlocks = true
  }

  /// Segments of which only the texts are known, blank ones too. Ranges are those of a document that
  /// holds one text a line.
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

  /// The texts of all segments, in order.
  public var texts: [String] { segments.map(\.text) }

  /// The text of a run of segments, joined by a blank.
  public func text(of range: Range<Int>) -> String {
    segments[range].lazy.map(\.text).joined(separator: " ")
  }

  /// The number of the block that a run of segments begins in; `nil` where the run is empty or blocks are
  /// not known.
  public func block(of range: Range<Int>) -> Int? {
    hasBlocks && !range.isEmpty ? segments[range.lowerBound].block : nil
  }
}

/// Two segmented texts and their alignment: all that is worth keeping of an aligned document.
public struct AlignedDocuments: Hashable, Codable, Sendable {
  public var source: SegmentedText
  public var target: SegmentedText
  /// The beads, whose positions are those of the segments of `source` and `target`.
  public var alignment: Alignment

  public init(source: SegmentedText, target: SegmentedText, alignment: Alignment) {
    self.source = source
    self.target = target
    self.alignment = alignment
  }

  /// The source text of a bead: its segments, joined by a blank.
  public func sourceText(of bead: Bead) -> String { source.text(of: bead.source) }

  /// The target text of a bead: its segments, joined by a blank.
  public func targetText(of bead: Bead) -> String { target.text(of: bead.target) }
}
