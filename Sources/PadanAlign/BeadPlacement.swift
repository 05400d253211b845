import PadanModel

/// Puts beads of some of the segments back among all of them.
enum BeadPlacement {
  /// The beads over all segments: those of the aligned ones at their true positions, and one
  /// unpaired bead for each segment left out.
  ///
  /// - Parameters:
  ///   - inner: Beads of the aligned segments; none spans a segment left out.
  ///   - sourcePlaces: For each aligned source segment, its position among all; ascending.
  ///   - targetPlaces: The same for the target.
  static func beads(
    _ inner: [Bead], sourcePlaces: [Int], sourceCount: Int, targetPlaces: [Int], targetCount: Int
  ) -> [Bead] {
    let placed = inner.map { bead in
      Bead(
        source: range(bead.source, in: sourcePlaces), target: range(bead.target, in: targetPlaces),
        confidence: bead.confidence, isCrossing: bead.isCrossing)
    }
    var isSourceCovered = Array(repeating: false, count: sourceCount)
    var isTargetCovered = Array(repeating: false, count: targetCount)
    for bead in placed {
      for index in bead.source { isSourceCovered[index] = true }
      for index in bead.target { isTargetCovered[index] = true }
    }
    let sources = isSourceCovered.indices.filter { !isSourceCovered[$0] }
    let targets = isTargetCovered.indices.filter { !isTargetCovered[$0] }
    return ordered(
      placed + sources.map { Bead(source: $0..<$0 + 1, target: 0..<0) }
        + targets.map { Bead(source: 0..<0, target: $0..<$0 + 1) })
  }

  /// Beads in source order, an unpaired target after the bead that holds the target before it.
  ///
  /// Empty ranges come out at the place where the bead stands, so that a bead always says where it is.
  static func ordered(_ beads: [Bead]) -> [Bead] {
    var result = beads.filter { !$0.source.isEmpty }.sorted {
      $0.source.lowerBound < $1.source.lowerBound
    }
    for bead in beads.filter({ $0.source.isEmpty })
      .sorted(by: { $0.target.lowerBound < $1.target.lowerBound })
    {
      let before = result.lastIndex {
        $0.target.upperBound == bead.target.lowerBound && !$0.target.isEmpty
      }
      result.insert(bead, at: before.map { $0 + 1 } ?? 0)
    }
    var sourceEnd = 0
    var targetEnd = 0
    for index in result.indices {
      if result[index].source.isEmpty { result[index].source = sourceEnd..<sourceEnd }
      if result[index].target.isEmpty { result[index].target = targetEnd..<targetEnd }
      sourceEnd = result[index].source.upperBound
      targetEnd = result[index].target.upperBound
    }
    return result
  }

  private static func range(_ range: Range<Int>, in places: [Int]) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return places[first]..<places[last] + 1
  }
}
