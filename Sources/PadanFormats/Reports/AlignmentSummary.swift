public import PadanModel

/// What a reader wants to know of an alignment first: counts, and where to look.
public struct AlignmentSummary: Hashable, Sendable {
  public var sourceCount: Int
  public var targetCount: Int
  /// Beads with both sides, those that cross included.
  public var pairedCount = 0
  public var crossingCount = 0
  public var unpairedSources = 0
  public var unpairedTargets = 0
  /// The mean confidence of beads with both sides, 0...1; `nil` where there is none.
  public var meanConfidence: Double?
  /// How many beads with both sides there are of each kind, the commonest first.
  public var kinds: [(name: String, count: Int)] {
    kindCounts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map { ($0.key, $0.value) }
  }
  /// Runs of beads of low confidence, where the texts may have drifted apart: positions in `beads`.
  public var drifts: [Range<Int>] = []

  private var kindCounts: [String: Int] = [:]

  public init(_ alignment: Alignment) {
    sourceCount = alignment.source.count
    targetCount = alignment.target.count
    var confidence = 0.0
    var drift = 0..<0
    for (index, bead) in alignment.beads.enumerated() {
      if bead.isPaired {
        pairedCount += 1
        crossingCount += bead.isCrossing ? 1 : 0
        confidence += bead.confidence
        kindCounts[bead.kind, default: 0] += 1
      }
      unpairedSources += bead.target.isEmpty ? bead.source.count : 0
      unpairedTargets += bead.source.isEmpty ? bead.target.count : 0
      if ConfidenceBand(bead.confidence) == .low {
        drift = drift.lowerBound..<index + 1
      } else {
        if drift.count >= Self.shortestDrift { drifts.append(drift) }
        drift = index + 1..<index + 1
      }
    }
    if drift.count >= Self.shortestDrift { drifts.append(drift) }
    meanConfidence = pairedCount == 0 ? nil : confidence / Double(pairedCount)
  }

  /// The fewest doubtful beads in a row that are more than bad luck.
  private static let shortestDrift = 3
}

/// How far a confidence can be trusted, in three steps.
public enum ConfidenceBand: String, CaseIterable, Sendable {
  /// 0.9 and above: right in more than 98 of 100 on the development sets.
  case high
  case fair
  /// Below 0.5: more likely wrong than right.
  case low

  public init(_ confidence: Double) {
    self = confidence >= 0.9 ? .high : confidence >= 0.5 ? .fair : .low
  }
}
