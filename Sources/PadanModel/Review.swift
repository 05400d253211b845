/// A reviewer's verdict on a bead.
public enum ReviewVerdict: String, CaseIterable, Hashable, Codable, Sendable {
  /// The two sides translate each other. For a bead of one side: it has no counterpart.
  case approved
  /// The two sides do not translate each other. Their segments stay unpaired.
  case dropped
}

/// An aligned document as a memory stores it.
public struct KeptAlignment: Hashable, Codable, Sendable {
  /// The identifier: 16 hexadecimal digits of a hash of the languages, the source's name and the
  /// segments.
  public var id: String
  /// The texts and the beads as they are now. Of each segment, only the text and the block, if it
  /// is known, are stored.
  public var documents: AlignedDocuments

  /// An alignment with its identifier.
  public init(id: String, documents: AlignedDocuments) {
    self.id = id
    self.documents = documents
  }
}

/// A run of neighbouring beads of one document: the beads that need a verdict, and the bead before
/// and after them, with which they may exchange segments.
public struct ReviewPassage: Hashable, Codable, Sendable {
  /// The identifier of the alignment (`KeptAlignment.id`).
  public var alignment: String
  /// The name of the source text.
  public var document: String
  /// The beads, in the order of the source.
  public var beads: [Item]

  /// A bead with the texts of its segments.
  public struct Item: Hashable, Codable, Sendable {
    /// The position of the bead in its alignment, from 0.
    public var number: Int
    /// The bead.
    public var bead: Bead
    /// The texts of its source segments.
    public var source: [String]
    /// The texts of its target segments.
    public var target: [String]
    /// Whether the bead needs a verdict; `false` for a neighbour.
    public var isDoubtful: Bool

    /// A bead with the texts of its segments.
    public init(
      number: Int, bead: Bead, source: [String], target: [String], isDoubtful: Bool
    ) {
      self.number = number
      self.bead = bead
      self.source = source
      self.target = target
      self.isDoubtful = isDoubtful
    }
  }

  /// A passage of an alignment.
  public init(alignment: String, document: String, beads: [Item]) {
    self.alignment = alignment
    self.document = document
    self.beads = beads
  }
}

/// A reviewer's verdict on a bead. The bead may be one that the aligner did not make.
public struct ReviewDecision: Hashable, Codable, Sendable {
  /// The identifier of the alignment (`KeptAlignment.id`).
  public var alignment: String
  /// The segments on which the verdict is given. The bead's confidence is ignored.
  public var bead: Bead
  /// The verdict.
  public var verdict: ReviewVerdict

  /// A verdict on a bead of an alignment.
  public init(alignment: String, bead: Bead, verdict: ReviewVerdict) {
    self.alignment = alignment
    self.bead = bead
    self.verdict = verdict
  }
}
