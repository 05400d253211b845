extension AlignedDocuments {
  /// The documents with the segments of each paired bead below a confidence unpaired.
  ///
  /// An unpaired bead is as likely right as the pair was wrong. The links of words are left out where
  /// beads change.
  ///
  /// - Parameter confidence: The least confidence of a pair, 0...1.
  package func unpaired(below confidence: Double) -> AlignedDocuments {
    guard alignment.beads.contains(where: { $0.isPaired && $0.confidence < confidence }) else {
      return self
    }
    var documents = self
    documents.wordLinks = nil
    documents.alignment.beads = alignment.beads.flatMap { bead in
      guard bead.isPaired, bead.confidence < confidence else { return [bead] }
      let rest = 1 - bead.confidence
      let (sourceEnd, targetStart) = (bead.source.upperBound, bead.target.lowerBound)
      return bead.source.map {
        Bead(source: $0..<$0 + 1, target: targetStart..<targetStart, confidence: rest)
      }
        + bead.target.map {
          Bead(source: sourceEnd..<sourceEnd, target: $0..<$0 + 1, confidence: rest)
        }
    }
    return documents
  }
}
