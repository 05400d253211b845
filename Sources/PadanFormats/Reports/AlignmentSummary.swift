package import PadanModel

/// The figures of an alignment that a reader needs first: counts, and places to check.
package struct AlignmentSummary: Hashable, Sendable {
  /// The number of source segments.
  package var sourceCount: Int
  /// The number of target segments.
  package var targetCount: Int
  /// The number of beads with both sides, crossing ones included.
  package var pairedCount = 0
  /// The number of paired beads that cross others.
  package var crossingCount = 0
  /// The number of source segments without a counterpart.
  package var unpairedSources = 0
  /// The number of target segments without a counterpart.
  package var unpairedTargets = 0
  /// The mean confidence of the paired beads, 0...1; `nil` if there are none.
  package var meanConfidence: Double?
  /// The number of paired beads of each kind, such as `2–1`, the most frequent kind first.
  package var kinds: [(name: String, count: Int)] {
    kindCounts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map { ($0.key, $0.value) }
  }
  /// Runs of at least three beads of low confidence, where the texts may have drifted apart: ranges
  /// of positions in `beads`.
  package var drifts: [Range<Int>] = []

  /// The number of paired beads of each kind.
  private var kindCounts: [String: Int] = [:]

  /// Summarizes an alignment.
  ///
  /// - Complexity: O(n) for n beads.
  package init(_ documents: AlignedDocuments) {
    sourceCount = documents.source.segments.count
    targetCount = documents.target.segments.count
    var confidence = 0.0
    var drift = 0..<0
    for (index, bead) in documents.alignment.beads.enumerated() {
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

  /// The fewest low-confidence beads in a row that count as a drift. Shorter runs happen by chance.
  private static let shortestDrift = 3
}

extension Double {
  /// A confidence, 0...1, as every report prints it: rounded to hundredths, `0.97`.
  package var inHundredths: String { formatted(decimals: 2) }
}

/// A confidence in three steps.
package enum ConfidenceBand: String, CaseIterable, Sendable {
  /// 0.9 and above: more than 98 of 100 such beads are right in the development sets.
  case high
  /// From 0.5 to below 0.9.
  case fair
  /// Below 0.5: a bead is more likely wrong than right.
  case low

  /// The band of a confidence of 0...1.
  package init(_ confidence: Double) {
    self = confidence >= 0.9 ? .high : confidence >= 0.5 ? .fair : .low
  }
}
