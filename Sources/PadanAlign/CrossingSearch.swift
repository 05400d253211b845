import Glibc
import PadanModel

/// The second pass, which pairs what has moved.
///
/// First it parts beads of several segments in which neighbours have changed places. Then it looks for
/// segments whose places others have taken: what is dropped stands where something moved would be, and
/// the first pass, which goes in order, pairs the two.
///
/// A block that stands elsewhere in the translation comes out of the first pass unpaired on both
/// sides. So at last this pass compares every unpaired run of the source with every unpaired run of the
/// target that shares words with it. It takes the likeliest pairing, removes its segments, and goes on
/// while a pairing is likelier than not.
///
/// A segment that is left over has moved with a chance of *m*, to one of *n* places, each equally
/// likely. So a pairing that is exp(gain) times likelier than chance has the weight
///
///     exp(gain) · m / (1 − m) / n
///
/// against 1 for no partner and the weights of all other pairings of its segments. *m* is learnt
/// from the text: two reports of one event seldom tell it in the same order.
///
/// - Complexity: O(n) for n segments, but for the runs that are compared: a few for each segment without
///   a partner or with one that hardly fits it, and the square of the segments of a bead.
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
  ///
  /// - Parameter gains: For each bead of the first pass, its gain, in nats.
  func beads(after first: [Bead], gains: [Double]) -> [Bead] {
    let swaps = zip(first, gains).flatMap { swapped(in: $0, gain: $1) }
    let moved = moved(in: first, gains, after: swaps)
    let rest = first.flatMap { bead in bead.overlaps(moved) ? bead.parts : [bead] }
    return moved + blocks(in: rest.filter { !$0.overlaps(moved) })
  }

  /// Beads with moved blocks of segments without a partner paired, in no particular order.
  private func blocks(in first: [Bead]) -> [Bead] {
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
        for target in related(targets, to: source, by: evidence.forward).map({ targets[$0] }) {
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

  /// Beads of moved segments, no segment in two of them: those that are known, and those whose places others have
  /// taken in the first pass.
  ///
  /// Where a sentence is dropped and another one moved, the first pass pairs the two, as they stand between the
  /// same beads; where a list is turned round, it pairs whatever stands at the same place. So a segment without a
  /// partner, or with one that fits it hardly, is compared with those of the other side with which it shares rare
  /// words. It takes a partner that fits so much better than what both had that it may well have come from any place.
  ///
  /// - Parameter known: Beads of segments that are known to have moved.
  private func moved(in first: [Bead], _ gains: [Double], after known: [Bead]) -> [Bead] {
    let gains = gains.map { max(0, $0) }
    let (sources, targets) = (places(of: first, \.source), places(of: first, \.target))
    let (sourceRuns, targetRuns) = (sources.map(\.range), targets.map(\.range))
    let leastGain = moveCost + Self.leastAdvantage
    var found: [(pairing: Pairing, advantage: Double)] = []
    func compare(_ bead: Int, _ other: Int, _ source: Range<Int>, _ target: Range<Int>) {
      guard bead != other, first[bead].isPaired || first[other].isPaired,
        let pairing = pairing(source, target)
      else { return }
      let advantage = pairing.gain - gains[bead] - gains[other] - leastGain
      if advantage > 0 { found.append((pairing, advantage)) }
    }
    for bead in first.indices where gains[bead] < Self.weakGain {
      let (source, target) = (first[bead].source, first[bead].target)
      if !source.isEmpty {
        for index in related(targetRuns, to: source, by: evidence.forward, most: Self.mostCompared)
        {
          compare(bead, targets[index].bead, source, targets[index].range)
        }
      }
      if !target.isEmpty {
        for index in related(sourceRuns, to: target, by: evidence.backward, most: Self.mostCompared)
        {
          compare(bead, sources[index].bead, sources[index].range, target)
        }
      }
    }
    found.sort {
      $0.advantage == $1.advantage
        ? precedes($1.pairing, $0.pairing) : $0.advantage > $1.advantage
    }
    return found.reduce(into: known) { moved, candidate in
      guard !candidate.pairing.beads.contains(where: { $0.overlaps(moved) }) else { return }
      moved += candidate.pairing.beads.map {
        var bead = $0
        bead.confidence /= 1 + exp(-candidate.advantage - Self.leastAdvantage)
        return bead
      }
    }
  }

  /// The beads of single segments of a bead in which neighbours have changed places; none if it is right as it is.
  ///
  /// In order, two segments that have swapped can only be one bead of both. Each of the segments takes the partner that
  /// fits it best, and all must have one.
  private func swapped(in bead: Bead, gain: Double) -> [Bead] {
    let count = bead.source.count
    guard count >= 2, bead.target.count == count else { return [] }
    let pairings = bead.source.flatMap { source in
      bead.target.compactMap { pairing(source..<source + 1, $0..<$0 + 1) }
    }
    let best = pairings.sorted { precedes($1, $0) }.reduce(into: [Pairing]()) { best, pairing in
      if !pairing.beads.contains(where: { $0.overlaps(best.flatMap(\.beads)) }) {
        best.append(pairing)
      }
    }
    guard best.count == count else { return [] }
    let cost = -MovedOdds(sourceCount: count, targetCount: count).logPrior
    let advantage = best.reduce(0) { $0 + $1.gain - cost } - gain
    guard advantage > 0 else { return [] }
    return best.flatMap(\.beads).map {
      var bead = $0
      bead.confidence /= 1 + exp(-advantage)
      return bead
    }
  }

  /// The runs of one side that are not empty, in order, with the positions of their beads.
  private func places(
    of beads: [Bead], _ side: KeyPath<Bead, Range<Int>>
  ) -> [(range: Range<Int>, bead: Int)] {
    beads.indices.map { (beads[$0][keyPath: side], $0) }.filter { !$0.0.isEmpty }
      .sorted { $0.0.lowerBound < $1.0.lowerBound }
  }

  /// With how many beads a segment is compared.
  private static let mostCompared = 3
  /// The gain of a bead, in nats, below which its segments may belong elsewhere.
  private static let weakGain = 4.0
  /// How much more than a move costs a new partner must gain than the old ones, in nats. Of 0, 2 and 4 the best on
  /// the development sets and on `corpora/adapted/fit.jsonl`.
  private static let leastAdvantage = 4.0

  /// What a segment that has moved costs beside one that has not, in nats, before anything is learnt from the text.
  private var moveCost: Double {
    let odds = MovedOdds(
      sourceCount: evidence.source.texts.count, targetCount: evidence.target.texts.count)
    return -odds.logPrior
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

    /// The logarithm of the odds that a segment has moved to one of the places.
    var logPrior: Double { log(share / (1 - share)) - places }

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
      let weights = pairings.map { exp(min($0.gain + logPrior, Self.mostWeight)) }
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
    let isSmall = max(source.count, target.count) <= Self.smallRun
    let corridor = isSmall ? Corridor(rectangle) : evidence.corridor(of: rectangle)
    let path = evidence.search(in: corridor, model).bestPath()
    var gain = 0.0
    var beads: [Bead] = []
    for step in path where !step.source.isEmpty && !step.target.isEmpty {
      gain += step.gain(model)
      beads.append(
        Bead(
          source: step.source, target: step.target, confidence: step.confidence, isCrossing: true))
    }
    return beads.isEmpty ? nil : Pairing(source: source, target: target, beads: beads, gain: gain)
  }

  /// The segments of a run in which all places are searched at once.
  private static let smallRun = 4
  /// The most segments that a word may be in and still show that two runs belong together.
  private static let rareLimit = 8
  /// The least sum of votes of such words: that of one word in two places.
  private static let leastVotes = 0.25

  /// The positions of the runs of one side with rare words that are linked to words of a run of the other side, in
  /// order.
  ///
  /// - Parameters:
  ///   - effects: Runs, ascending.
  ///   - causes: The run of the other side.
  ///   - most: How many at most, those that share the most; `nil` for all.
  /// - Complexity: O(w log r) for w linked words of the run and r runs.
  private func related(
    _ effects: [Range<Int>], to causes: Range<Int>, by words: WordEvidence, most: Int? = nil
  ) -> [Int] {
    let all = 0..<words.effects.segments.count
    var votes: [Int: Double] = [:]
    for entry in Set(causes.flatMap { words.causes.segments[$0] }).sorted() {
      for link in words.links[entry] {
        let count = words.segmentCount(of: link.target)
        guard count <= Self.rareLimit else { continue }
        words.forEachSegment(with: link.target, in: all) { segment, _ in
          if let run = Self.index(of: segment, in: effects) {
            votes[run, default: 0] += link.strength / Double(count)
          }
        }
      }
    }
    let found = votes.filter { $0.value >= Self.leastVotes }
    guard let most, found.count > most else { return found.keys.sorted() }
    return found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most).map(\.key)
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

extension Bead {
  /// Its segments without their partners.
  fileprivate var parts: [Bead] {
    source.map { Bead(source: $0..<$0 + 1, target: 0..<0) }
      + target.map { Bead(source: 0..<0, target: $0..<$0 + 1) }
  }

  /// Whether it shares a segment with one of some beads.
  fileprivate func overlaps(_ others: [Bead]) -> Bool {
    others.contains { source.overlaps($0.source) || target.overlaps($0.target) }
  }
}
