import PadanModel

/// The second pass, which pairs moved blocks.
///
/// A block that stands elsewhere in the translation comes out of the first pass unpaired on both
/// sides. This pass compares every unpaired run of the source with every unpaired run of the target
/// that shares words with it. It takes the pairing that gains most, removes its segments, and goes
/// on while the gain is worth the crossing.
struct CrossingSearch {
  let evidence: DocumentEvidence
  let model: BeadModel

  /// A pairing of two runs: its beads, and the evidence for them, in nats.
  private struct Pairing {
    var source: Range<Int>
    var target: Range<Int>
    var beads: [Bead]
    var gain: Double
  }

  /// The beads of a first pass with moved blocks paired, in no particular order.
  func beads(after first: [Bead]) -> [Bead] {
    var sources = runs(of: first.filter { $0.target.isEmpty }.map(\.source))
    var targets = runs(of: first.filter { $0.source.isEmpty }.map(\.target))
    guard !sources.isEmpty, !targets.isEmpty else { return first }
    var crossing: [Bead] = []
    var known: [Pairing] = []
    var isKnown: Set<[Int]> = []
    while true {
      for source in sources {
        for target in related(targets, to: source) {
          let key = [source.lowerBound, source.upperBound, target.lowerBound, target.upperBound]
          if isKnown.insert(key).inserted, let pairing = pairing(source, target) {
            known.append(pairing)
          }
        }
      }
      known.removeAll { !sources.contains($0.source) || !targets.contains($0.target) }
      guard let best = known.max(by: precedes), best.gain >= evidence.weights.crossingCost else {
        break
      }
      crossing += best.beads
      sources = remainder(of: sources, without: best.beads.map(\.source))
      targets = remainder(of: targets, without: best.beads.map(\.target))
    }
    guard !crossing.isEmpty else { return first }
    let takenSources = Set(crossing.flatMap { Array($0.source) })
    let takenTargets = Set(crossing.flatMap { Array($0.target) })
    return first.filter { bead in
      bead.isPaired
        || (!bead.source.contains { takenSources.contains($0) }
          && !bead.target.contains { takenTargets.contains($0) })
    } + crossing
  }

  /// Whether a pairing gains less than another. Of two equal gains the earlier source is better,
  /// then the earlier target.
  private func precedes(_ a: Pairing, _ b: Pairing) -> Bool {
    (a.gain, -a.source.lowerBound, -a.target.lowerBound)
      < (b.gain, -b.source.lowerBound, -b.target.lowerBound)
  }

  /// The best way to pair two runs; `nil` if no bead is better than none.
  private func pairing(_ source: Range<Int>, _ target: Range<Int>) -> Pairing? {
    let rectangle = Anchors.Rectangle(source: source, target: target)
    let path = evidence.search(in: evidence.corridor(of: rectangle), model).bestPath()
    var gain = 0.0
    var beads: [Bead] = []
    for step in path where !step.source.isEmpty && !step.target.isEmpty {
      gain += step.score - model.priors.oneToOne
      beads.append(
        Bead(
          source: step.source, target: step.target, confidence: step.confidence, isCrossing: true))
    }
    return beads.isEmpty ? nil : Pairing(source: source, target: target, beads: beads, gain: gain)
  }

  /// The most segments that a word may be in and still show that two runs belong together.
  private static let rareLimit = 8
  /// The least sum of votes of such words: that of one word in two places.
  private static let leastVotes = 0.25

  /// The target runs with rare words that are linked to words of the source run, in order.
  ///
  /// - Complexity: O(w log r) for w linked words of the run and r target runs.
  private func related(_ targets: [Range<Int>], to source: Range<Int>) -> [Range<Int>] {
    let words = evidence.forward
    let all = 0..<evidence.target.texts.count
    var votes: [Int: Double] = [:]
    for entry in Set(source.flatMap { words.causes.segments[$0] }).sorted() {
      for link in words.links[entry] {
        let count = words.segmentCount(of: link.target)
        guard count <= Self.rareLimit else { continue }
        words.forEachSegment(with: link.target, in: all) { segment, _ in
          if let run = Self.index(of: segment, in: targets) {
            votes[run, default: 0] += link.strength / Double(count)
          }
        }
      }
    }
    return votes.filter { $0.value >= Self.leastVotes }.keys.sorted().map { targets[$0] }
  }

  /// The position of the run that holds a segment, among ascending runs; `nil` if none does.
  private static func index(of segment: Int, in runs: [Range<Int>]) -> Int? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound <= segment { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].contains(segment) ? low : nil
  }

  /// Joins neighbouring single segments to runs.
  private func runs(of singles: [Range<Int>]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for single in singles.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = runs.last, last.upperBound == single.lowerBound {
        runs[runs.count - 1] = last.lowerBound..<single.upperBound
      } else {
        runs.append(single)
      }
    }
    return runs
  }

  /// What is left of some runs, as runs, without the segments of other ranges.
  private func remainder(of runs: [Range<Int>], without taken: [Range<Int>]) -> [Range<Int>] {
    let gone = Set(taken.flatMap { Array($0) })
    return self.runs(of: runs.flatMap { $0 }.filter { !gone.contains($0) }.map { $0..<$0 + 1 })
  }
}
