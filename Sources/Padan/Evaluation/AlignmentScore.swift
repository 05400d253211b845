import Glibc
package import PadanFormats

/// The agreement of found beads with gold ones.
///
/// Counts are summed over all documents before they are divided (micro-average). *Strict* and *lax*
/// rates count only beads with both sides. A bead is strictly right if the gold has the same bead.
/// It is laxly right if at least one of its pairs of segments also belongs to a gold bead.
///
/// The lax test and the rates named `vecalign` follow Thompson and Koehn (EMNLP 2019,
/// https://aclanthology.org/D19-1136): there, a found bead with an empty side counts in the
/// precision.
package struct AlignmentScore: Sendable {
  /// How far the confidences of found beads with both sides can be trusted.
  package struct Calibration: Hashable, Sendable {
    /// The expected calibration error, 0...1, over bins that begin at 0, 0.5, 0.7, 0.8, 0.9, 0.95,
    /// 0.99 and 0.999.
    package var error: Double
    /// The share of beads with a confidence of at least 0.9, 0...1.
    package var confidentShare: Double
    /// The share of those beads that are strictly right, 0...1; 0 if there are none.
    package var confidentPrecision: Double
    /// The mean logarithmic loss in nats: −log c for a right bead of confidence c, −log (1 − c) for
    /// a wrong one. The loss of one bead is at most −log 0.001, about 6.9.
    package var logLoss: Double
  }

  /// For each kind of gold bead, such as `1-2`: how many were found strictly, and how many there
  /// are.
  package private(set) var recallByKind: [String: (found: Int, gold: Int)] = [:]
  /// The number of documents that the result lacks. All their gold beads count as not found.
  package private(set) var missing = 0

  private var found = 0, gold = 0, strictlyRight = 0, laxFound = 0, laxGold = 0
  private var foundWithNulls = 0, strictWithNulls = 0, laxWithNulls = 0
  private var foundNulls = 0, goldNulls = 0, rightNulls = 0
  private var judged: [(confidence: Double, isRight: Bool)] = []

  /// A score of no documents.
  package init() {}

  /// Rates of beads with both sides that are the same in the result and the gold.
  package var strict: Rates {
    Rates(right: strictlyRight, found: found, recalled: strictlyRight, gold: gold)
  }
  /// Rates of beads with both sides that share a pair of segments with a bead of the other side of
  /// the comparison.
  package var lax: Rates { Rates(right: laxFound, found: found, recalled: laxGold, gold: gold) }
  /// Rates of single segments without a counterpart. A bead of several such segments counts once
  /// for each.
  package var null: Rates {
    Rates(right: rightNulls, found: foundNulls, recalled: rightNulls, gold: goldNulls)
  }
  /// Strict rates as Vecalign's scorer counts them: beads with an empty side count in the
  /// precision.
  package var vecalignStrict: Rates {
    Rates(right: strictWithNulls, found: foundWithNulls, recalled: strictlyRight, gold: gold)
  }
  /// Lax rates as Vecalign's scorer counts them: beads with an empty side count in the precision.
  package var vecalignLax: Rates {
    Rates(right: laxWithNulls, found: foundWithNulls, recalled: laxGold, gold: gold)
  }

  /// The calibration of the confidences; `nil` if no found bead with both sides has one.
  package var calibration: Calibration? {
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

  /// Adds one document.
  ///
  /// - Parameters:
  ///   - goldBeads: The gold beads of the document. Empty ones do not count.
  ///   - beads: The found beads; `nil` if the result lacks the document.
  package mutating func add(gold goldBeads: [BeadRecord], found beads: [BeadRecord]?) {
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

  /// A source and a target segment of one bead, by their positions.
  private struct Link: Hashable {
    var source: Int
    var target: Int
  }

  /// A bead as scoring compares it: the sorted positions of its segments.
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
    /// Its segments if one side is empty, otherwise none. Source segments count from 0 up, targets
    /// from −1 down, so the two sides differ.
    var unpaired: [Int] {
      isPaired ? [] : source + target.map { -1 - $0 }
    }
  }
}

extension BeadRecord {
  /// Whether it has a segment on either side.
  fileprivate var isFilled: Bool { !source.isEmpty || !target.isEmpty }
}
