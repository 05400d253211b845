import PadanModel

/// Beads that are known before the search. Their segments take no part in it, and the beads that
/// stand in order cut it.
struct FixedBeads {
  /// The beads; each unpaired segment has one of its own.
  let beads: [Bead]
  /// The source segments of the beads.
  let source: Set<Int>
  /// The target segments of the beads.
  let target: Set<Int>
  /// The paired beads in order, ascending on both sides. They cut the search.
  private let barriers: [Bead]

  /// Whether some bead pairs segments.
  var hasPairs: Bool { beads.contains(where: \.isPaired) }

  /// - Precondition: No segment is in two of the beads.
  init(_ fixed: [Bead]) {
    source = Set(fixed.flatMap(\.source))
    target = Set(fixed.flatMap(\.target))
    precondition(
      source.count == fixed.reduce(0) { $0 + $1.source.count }
        && target.count == fixed.reduce(0) { $0 + $1.target.count },
      "Two fixed beads hold the same segment.")
    let paired = fixed.filter(\.isPaired).sorted { $0.source.lowerBound < $1.source.lowerBound }
    barriers = Self.longestRise(of: paired.filter { !$0.isCrossing })
    let inOrder = Set(barriers.map(\.source.lowerBound))
    let unpaired = fixed.filter { !$0.isPaired }
    beads =
      paired.map {
        var bead = $0
        bead.isCrossing = !inOrder.contains(bead.source.lowerBound)
        return bead
      }
      + unpaired.flatMap { bead in
        bead.source.map { Bead(source: $0..<$0 + 1, target: 0..<0, confidence: bead.confidence) }
          + bead.target.map {
            Bead(source: 0..<0, target: $0..<$0 + 1, confidence: bead.confidence)
          }
      }
  }

  /// The longest subsequence of beads, given by ascending source, whose targets ascend too.
  ///
  /// - Complexity: O(n log n), by patience sorting (Fredman 1975,
  ///   https://doi.org/10.1016/0012-365X(75)90103-X).
  private static func longestRise(of beads: [Bead]) -> [Bead] {
    var ends: [Int] = []  // for each length the bead with the lowest target that ends such a choice
    var previous = Array(repeating: -1, count: beads.count)
    for (index, bead) in beads.enumerated() {
      let place = ends.partitioningIndex {
        beads[$0].target.lowerBound >= bead.target.lowerBound
      }
      previous[index] = place > 0 ? ends[place - 1] : -1
      if place == ends.count { ends.append(index) } else { ends[place] = index }
    }
    var rise: [Bead] = []
    var index = ends.last ?? -1
    while index >= 0 {
      rise.append(beads[index])
      index = previous[index]
    }
    return rise.reversed()
  }

  /// The rectangles of a document whose evidence leaves the fixed segments out. None extends across
  /// a bead in order.
  func rectangles(of evidence: DocumentEvidence) -> [Anchors.Rectangle] {
    var parts: [Anchors.Rectangle] = []
    var start = (source: 0, target: 0)
    func end(_ source: Int, _ target: Int) {
      parts.append(
        Anchors.Rectangle(source: start.source..<source, target: start.target..<target))
      start = (source, target)
    }
    for bead in barriers {
      end(
        evidence.source.places.partitioningIndex { $0 >= bead.source.lowerBound },
        evidence.target.places.partitioningIndex { $0 >= bead.target.lowerBound })
    }
    end(evidence.source.texts.count, evidence.target.texts.count)
    return Anchors.rectangles(of: evidence, in: parts)
  }
}
