import Glibc
public import PadanFormats

/// How well found beads agree with gold ones.
///
/// Counts are summed over all documents and then divided. Only beads with both sides count for
/// *strict* (the identical bead is in the gold) and *lax* (at least one of its pairs of segments is
/// inside some bead of the other side). The lax test and the counting named `vecalign` are those of
/// Thompson and Koehn (EMNLP 2019, https://aclanthology.org/D19-1136): there an unpaired bead that is
/// found counts in the precision.
public struct AlignmentScore: Sendable {
  /// How far stated confidences can be trusted, over beads with both sides.
  public struct Calibration: Hashable, Sendable {
    /// Expected calibration error over the bins that begin at 0, .5, .7, .8, .9, .95, .99 and .999.
    public var error: Double
    /// The share of beads with a confidence of at least 0.9.
    public var confidentShare: Double
    /// How many of those are right.
    public var confidentPrecision: Double
    /// What the confidences cost as bets, in nats a bead: −log of a right bead's confidence, −log of
    /// the rest of a wrong one's; at most 7.
    public var logLoss: Double
  }

  /// Gold beads of one kind: how many were found as they are, of how many.
  public private(set) var recallByKind: [String: (found: Int, gold: Int)] = [:]
  /// Documents the result does not have.
  public private(set) var missing = 0

  private var found = 0, gold = 0, strictlyRight = 0, laxFound = 0, laxGold = 0
  private var foundWithNulls = 0, strictWithNulls = 0, laxWithNulls = 0
  private var foundNulls = 0, goldNulls = 0, rightNulls = 0
  private var judged: [(confidence: Double, isRight: Bool)] = []

  public init() {}

  public var strict: Rates {
    Rates(right: strictlyRight, found: found, recalled: strictlyRight, gold: gold)
  }
  public var lax: Rates { Rates(right: laxFound, found: found, recalled: laxGold, gold: gold) }
  /// Single segments said to have no counterpart.
  public var null: Rates {
    Rates(right: rightNulls, found: foundNulls, recalled: rightNulls, gold: goldNulls)
  }
  public var vecalignStrict: Rates {
    Rates(right: strictWithNulls, found: foundWithNulls, recalled: strictlyRight, gold: gold)
  }
  public var vecalignLax: Rates {
    Rates(right: laxWithNulls, found: foundWithNulls, recalled: laxGold, gold: gold)
  }

  public var calibration: Calibration? {
    guard !judged.isEmpty else { return nil }
    let edges = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999]
    var bins = Array(repeating: 0.0, count: edges.count + 1)
    for (confidence, isRight) in judged {
      bins[edges.count { confidence >= $0 }] += confidence - (isRight ? 1 : 0)
    }
    let confident = judged.filter { $0.confidence >= 0.9 }
    return Calibration(
      error: bins.reduce(0) { $0 + abs($1) } / Double(judged.count),
      confidentShare: Double(confident.count) / Double(judged.count),
      confidentPrecision: Double(confident.count { $0.isRight }) / Double(max(1, confident.count)),
      logLoss: judged.reduce(0) {
        $0 - log(max(0.001, $1.isRight ? $1.confidence : 1 - $1.confidence))
      } / Double(judged.count))
  }

  /// Adds one document; `beads` is `nil` where the result has none.
  public mutating func add(gold goldBeads: [BeadRecord], found beads: [BeadRecord]?) {
    if beads == nil { missing += 1 }
    let beads = beads ?? []
    let goldSet = Set(goldBeads.filter(\.isFilled).map(Key.init))
    let foundSet = Set(beads.filter(\.isFilled).map(Key.init))
    let goldPaired = goldSet.filter(\.isPaired)
    let foundPaired = foundSet.filter(\.isPaired)
    let goldLinks = Set(goldPaired.flatMap(\.links))
    let foundLinks = Set(foundPaired.flatMap(\.links))

    found += foundPaired.count
    gold += goldPaired.count
    strictlyRight += goldPaired.intersection(foundPaired).count
    laxFound += foundPaired.count { !goldLinks.isDisjoint(with: $0.links) }
    laxGold += goldPaired.count { !foundLinks.isDisjoint(with: $0.links) }
    foundWithNulls += foundSet.count
    strictWithNulls += foundSet.intersection(goldSet).count
    laxWithNulls += foundSet.count { goldSet.contains($0) || !goldLinks.isDisjoint(with: $0.links) }

    let goldSingles = Set(goldSet.flatMap(\.unpaired))
    let foundSingles = Set(foundSet.flatMap(\.unpaired))
    goldNulls += goldSingles.count
    foundNulls += foundSingles.count
    rightNulls += goldSingles.intersection(foundSingles).count

    for bead in goldPaired {
      recallByKind[bead.kind, default: (0, 0)].gold += 1
      if foundPaired.contains(bead) { recallByKind[bead.kind]!.found += 1 }
    }
    for bead in beads where !bead.source.isEmpty && !bead.target.isEmpty {
      if let confidence = bead.confidence {
        judged.append((confidence, goldPaired.contains(Key(bead))))
      }
    }
  }

  private struct Link: Hashable {
    var source: Int
    var target: Int
  }

  /// A bead as scoring compares it: its two sets of positions.
  private struct Key: Hashable {
    var source: [Int]
    var target: [Int]

    init(_ bead: BeadRecord) {
      source = bead.source.sorted()
      target = bead.target.sorted()
    }

    var isPaired: Bool { !source.isEmpty && !target.isEmpty }
    var kind: String { "\(source.count)-\(target.count)" }
    var links: [Link] {
      source.flatMap { source in target.map { Link(source: source, target: $0) } }
    }
    /// Its segments, where the other side is empty: sources from 0 up, targets from −1 down.
    var unpaired: [Int] {
      isPaired ? [] : source + target.map { -1 - $0 }
    }
  }
}

extension BeadRecord {
  fileprivate var isFilled: Bool { !source.isEmpty || !target.isEmpty }
}
