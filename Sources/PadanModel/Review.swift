/// What a person says of a bead.
public enum ReviewVerdict: String, CaseIterable, Hashable, Codable, Sendable {
  /// Its sides translate each other; a bead of one side has no counterpart.
  case approved
  /// Its sides do not translate each other: they stay unpaired.
  case dropped
}

/// An aligned document as a memory keeps it.
public struct KeptAlignment: Hashable, Codable, Sendable {
  /// What the memory knows it by: 16 hexadecimal digits of a hash of its languages, name and segments.
  public var id: String
  /// All segments of both sides, and the beads as they are now, in order. The source has the name that
  /// provenance gives it. Of a segment its text and, where it is known, its block are kept.
  public var documents: AlignedDocuments

  public init(id: String, documents: AlignedDocuments) {
    self.id = id
    self.documents = documents
  }
}

/// A run of neighbouring beads of one document: those that need a verdict, and the ones before and
/// after, with which they may exchange segments.
public struct ReviewPassage: Hashable, Codable, Sendable {
  /// The alignment it is of, by `KeptAlignment.id`.
  public var alignment: String
  public var document: String
  public var beads: [Item]

  /// A bead with its segments.
  public struct Item: Hashable, Codable, Sendable {
    /// The number of the bead in its document, from 0.
    public var number: Int
    public var bead: Bead
    /// One text for each position of the bead's source, and of its target.
    public var source: [String]
    public var target: [String]
    /// Whether a verdict is wanted; a neighbour needs none.
    public var isDoubtful: Bool

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

  public init(alignment: String, document: String, beads: [Item]) {
    self.alignment = alignment
    self.document = document
    self.beads = beads
  }
}

/// A person's verdict on a bead, which may be one that the aligner did not make.
public struct ReviewDecision: Hashable, Codable, Sendable {
  /// The alignment it is of, by `KeptAlignment.id`.
  public var alignment: String
  /// The segments it is about; its confidence says nothing.
  public var bead: Bead
  public var verdict: ReviewVerdict

  public init(alignment: String, bead: Bead, verdict: ReviewVerdict) {
    self.alignment = alignment
    self.bead = bead
    self.verdict = verdict
  }
}
