/// The segments of a label: of a text that a document shows beside its own, such as the title of a page.
package struct SegmentedLabel: Hashable, Codable, Sendable {
  /// What holds the label, such as `title` or `img alt`.
  package var name: String
  /// Where it stands, as a page and its translation have it in common: its name and, of an element, the tag without
  /// its labels.
  package var place: String
  /// Its segments, in blocks behind those of the document.
  package var segments: [Segment]

  /// A label with its segments.
  package init(name: String, place: String, segments: [Segment]) {
    self.name = name
    self.place = place
    self.segments = segments
  }
}

extension AlignedDocuments {
  /// The texts with their labels that translate each other as further segments and beads at the end.
  ///
  /// Those in the same places translate each other, one by one where several are; of elements whose tags differ
  /// in more than labels, if both pages have the same ones. A label that is the same on both sides is not
  /// translated, and left out.
  package func withLabels() -> AlignedDocuments {
    var documents = self
    (documents.source.labels, documents.target.labels) = (nil, nil)
    for (source, target) in pairedLabels {
      let starts = (documents.source.segments.count, documents.target.segments.count)
      documents.source.segments += source.segments
      documents.target.segments += target.segments
      let isOneToOne = source.segments.count == target.segments.count
      let beads =
        isOneToOne
        ? source.segments.indices.map {
          Bead(
            source: starts.0 + $0..<starts.0 + $0 + 1, target: starts.1 + $0..<starts.1 + $0 + 1)
        }
        : [
          Bead(
            source: starts.0..<documents.source.segments.count,
            target: starts.1..<documents.target.segments.count)
        ]
      documents.alignment.beads += beads
      documents.wordLinks? += beads.map { _ in [] }
    }
    return documents
  }

  /// The labels that translate each other, in the order of the source.
  private var pairedLabels: [(source: SegmentedLabel, target: SegmentedLabel)] {
    let (own, other) = (source.labels ?? [], target.labels ?? [])
    let places = Dictionary(grouping: other.indices) { other[$0].place }
    var partners: [Int: Int] = [:]
    for (place, positions) in Dictionary(grouping: own.indices, by: { own[$0].place }) {
      guard let same = places[place], same.count == positions.count else { continue }
      for (position, partner) in zip(positions, same) { partners[position] = partner }
    }
    let known = Set(partners.values)
    let rest = (
      own.indices.filter { partners[$0] == nil }, other.indices.filter { !known.contains($0) }
    )
    if rest.0.map({ own[$0].name }) == rest.1.map({ other[$0].name }) {
      for (position, partner) in zip(rest.0, rest.1) { partners[position] = partner }
    }
    return own.indices.compactMap { position in
      partners[position].map { (own[position], other[$0]) }
    }.filter { $0.segments.map(\.text) != $1.segments.map(\.text) }
  }
}
