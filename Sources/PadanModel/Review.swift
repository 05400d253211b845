/// A reviewer's verdict on a bead.
package enum ReviewVerdict: String, CaseIterable, Hashable, Codable, Sendable {
  /// The two sides translate each other. For a bead of one side: it has no counterpart.
  case approved
  /// The two sides do not translate each other. Their segments stay unpaired.
  case dropped
}

/// An aligned document as a memory stores it.
package struct KeptAlignment: Hashable, Codable, Sendable {
  /// The identifier: 16 hexadecimal digits of a hash of the languages, the source's name and the
  /// segments.
  package var id: String
  /// The texts and the beads as they are now. Of each segment, only the text and the block, if it
  /// is known, are stored.
  package var documents: AlignedDocuments

  /// An alignment with its identifier.
  package init(id: String, documents: AlignedDocuments) {
    self.id = id
    self.documents = documents
  }
}

/// A run of neighbouring beads of one document: the beads that need a verdict, and the bead before
/// and after them, with which they may exchange segments.
package struct ReviewPassage: Hashable, Codable, Sendable {
  /// The identifier of the alignment (`KeptAlignment.id`).
  package var alignment: String
  /// The name of the source text.
  package var document: String
  /// The beads, in the order of the source.
  package var beads: [Item]

  /// A bead with the texts of its segments.
  package struct Item: Hashable, Codable, Sendable {
    /// The position of the bead in its alignment, from 0.
    package var number: Int
    /// The bead.
    package var bead: Bead
    /// The texts of its source segments.
    package var source: [String]
    /// The texts of its target segments.
    package var target: [String]
    /// Whether the bead needs a verdict; `false` for a neighbour.
    package var isDoubtful: Bool

    /// A bead with the texts of its segments.
    package init(
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
  package init(alignment: String, document: String, beads: [Item]) {
    self.alignment = alignment
    self.document = document
    self.beads = beads
  }
}

/// A reviewer's verdict on a bead. The bead may be one that the aligner did not make.
package struct ReviewDecision: Hashable, Codable, Sendable {
  /// The identifier of the alignment (`KeptAlignment.id`).
  package var alignment: String
  /// The segments on which the verdict is given. The bead's confidence is ignored.
  package var bead: Bead
  /// The verdict.
  package var verdict: ReviewVerdict

  /// A verdict on a bead of an alignment.
  package init(alignment: String, bead: Bead, verdict: ReviewVerdict) {
    self.alignment = alignment
    self.bead = bead
    self.verdict = verdict
  }
}
