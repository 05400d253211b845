import Glibc
import PadanModel

/// The second pass, which pairs moved blocks.
///
/// A block that stands elsewhere in the translation comes out of the first pass unpaired on both
/// sides. This pass compares every unpaired run of the source with every unpaired run of the target
/// that shares words with it. It takes the likeliest pairing, removes its segments, and goes on while
/// a pairing is likelier than not.
///
/// A segment that is left over has moved with a chance of *m*, to one of *n* places, each equally
/// likely. So a pairing that is exp(gain) times likelier than chance has the weight
///
///     exp(gain) · m / (1 − m) / n
///
/// against 1 for no partner and the weights of all other pairings of its segments. *m* is learnt
/// from the text: two reports of one event seldom tell it in the same order.
struct CrossingSearch {
  let evidence: DocumentEvidence
  let model: BeadModel

  /// A pairing of two runs: its beads, and the evidence for them, in nats.
  private struct Pairing {
    var source: Range<Int>
    var target: Range<Int>
    var beads: [Bead]
    var gain: Double

    /// The segments that it pairs, source and target.
    var segments: (source: [Int], target: [Int]) {
      (beads.flatMap { Array($0.source) }, beads.flatMap { Array($0.target) })
    }
  }

  /// The beads of a first pass with moved blocks paired, in no particular order.
  func beads(after first: [Bead]) -> [Bead] {
    var sources = runs(of: first.filter { $0.target.isEmpty }.map(\.source))
    var targets = runs(of: first.filter { $0.source.isEmpty }.map(\.target))
    guard !sources.isEmpty, !targets.isEmpty else { return first }
    var odds = MovedOdds(
      sourceCount: sources.reduce(0) { $0 + $1.count },
      targetCount: targets.reduce(0) { $0 + $1.count })
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
      if crossing.isEmpty { odds.learn(from: known) }
      let chances = odds.chances(of: known)
      guard
        let index = known.indices.max(by: {
          chances[$0] == chances[$1]
            ? precedes(known[$0], known[$1]) : chances[$0] < chances[$1]
        }), chances[index] > Self.leastChance
      else { break }
      let best = known[index]
      crossing += best.beads.map {
        var bead = $0
        bead.confidence *= chances[index]
        return bead
      }
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

  /// The chance of a pairing from which it is likelier than not.
  private static let leastChance = 0.5

  /// How likely pairings of moved segments are.
  private struct MovedOdds {
    /// The share of the segments that are left over on both sides which have moved, before anything
    /// is learnt from the text, and as how many segments it counts. Of a few values these are the
    /// best on the development sets and on `corpora/adapted/fit.jsonl`.
    private static let usual = (share: 0.3, strength: 10.0)
    /// How often the share is adapted to the chances that it gives.
    private static let rounds = 4
    /// The highest logarithm of a weight: sums of such weights are finite.
    private static let mostWeight = 300.0

    private var share = Self.usual.share
    /// The most segments that can have moved.
    private let most: Double
    /// The logarithm of the number of places: the geometric mean of both sides, as they may swap.
    private let places: Double

    init(sourceCount: Int, targetCount: Int) {
      most = Double(min(sourceCount, targetCount))
      places = log(Double(sourceCount) * Double(targetCount)) / 2
    }

    /// Adapts the share of moved segments to pairings.
    mutating func learn(from pairings: [Pairing]) {
      for _ in 0..<Self.rounds {
        let moved = chances(of: pairings).reduce(0, +)
        share =
          (Self.usual.strength * Self.usual.share + min(moved, most))
          / (Self.usual.strength + most)
      }
    }

    /// The chance of each pairing, against all others of the segment that has the likeliest others,
    /// of each side.
    ///
    /// - Complexity: O(s) for s segments of all pairings.
    func chances(of pairings: [Pairing]) -> [Double] {
      let weights = pairings.map {
        exp(min($0.gain + log(share / (1 - share)) - places, Self.mostWeight))
      }
      var sources: [Int: Double] = [:]
      var targets: [Int: Double] = [:]
      for (pairing, weight) in zip(pairings, weights) {
        let segments = pairing.segments
        for segment in segments.source { sources[segment, default: 0] += weight }
        for segment in segments.target { targets[segment, default: 0] += weight }
      }
      return zip(pairings, weights).map { pairing, weight in
        let segments = pairing.segments
        let source = segments.source.reduce(weight) { max($0, sources[$1]!) }
        let target = segments.target.reduce(weight) { max($0, targets[$1]!) }
        return weight / (1 + source + target - weight)
      }
    }
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
    let place = runs.partitioningIndex { $0.upperBound > segment }
    return place < runs.count && runs[place].contains(segment) ? place : nil
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
