import PadanModel

/// Converts beads of the segments that took part in a search to beads of all segments.
enum BeadPlacement {
  /// The beads over all segments: the found and fixed beads at their true places, and one unpaired
  /// bead for each other segment.
  ///
  /// - Parameters:
  ///   - inner: Beads of the segments that took part; none spans a segment that was left out.
  ///   - fixed: Beads of segments that were left out, at their true places.
  static func beads(
    _ inner: [Bead], fixed: [Bead], source: AlignmentSide, target: AlignmentSide
  ) -> [Bead] {
    let placed =
      fixed
      + inner.map { Self.placed($0, source: source, target: target) }
    var isSourceCovered = Array(repeating: false, count: source.totalCount)
    var isTargetCovered = Array(repeating: false, count: target.totalCount)
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

  /// A bead of segments that took part at its true place.
  static func placed(_ bead: Bead, source: AlignmentSide, target: AlignmentSide) -> Bead {
    Bead(
      source: range(bead.source, in: source.places),
      target: range(bead.target, in: target.places), confidence: bead.confidence,
      isCrossing: bead.isCrossing)
  }

  /// Sorts beads by source. An unpaired target comes after the bead that holds the target before
  /// it.
  ///
  /// An empty range gets the position where the bead stands, so that every bead has a place on both
  /// sides.
  private static func ordered(_ beads: [Bead]) -> [Bead] {
    var unpairedTargets: [Int: Bead] = [:]
    for bead in beads where bead.source.isEmpty { unpairedTargets[bead.target.lowerBound] = bead }
    var result: [Bead] = []
    func appendUnpaired(from target: Int) {
      var target = target
      while let bead = unpairedTargets[target] {
        result.append(bead)
        target = bead.target.upperBound
      }
    }
    appendUnpaired(from: 0)
    for bead in beads.filter({ !$0.source.isEmpty })
      .sorted(by: { $0.source.lowerBound < $1.source.lowerBound })
    {
      result.append(bead)
      if !bead.target.isEmpty { appendUnpaired(from: bead.target.upperBound) }
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

  /// A range of segments that took part, as a range of all segments.
  private static func range(_ range: Range<Int>, in places: [Int]) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return places[first]..<places[last] + 1
  }
}
