/// Cuts a long document into rectangles small enough for exact search.
///
/// Words that are rare on both sides and linked vote for pairs of segments. The heaviest chain of
/// such pairs that rises on both sides is the document's spine. If two neighbours of the spine
/// directly follow each other on both sides, a cut between them cuts no bead.
///
/// - Complexity: O(n log n) for n votes, which are linear in the text because only rare words vote.
struct Anchors {
  /// A range of source segments and a range of target segments.
  struct Rectangle: Equatable {
    var source: Range<Int>
    var target: Range<Int>

    var longerSide: Int { max(source.count, target.count) }

    /// The parts before a pair of segments and from it on.
    fileprivate func cut(before pair: Pair) -> (Rectangle, Rectangle) {
      (
        Rectangle(
          source: source.lowerBound..<pair.source, target: target.lowerBound..<pair.target),
        Rectangle(
          source: pair.source..<source.upperBound, target: pair.target..<target.upperBound)
      )
    }
  }

  /// A source segment and a target segment.
  fileprivate struct Pair: Hashable {
    var source: Int
    var target: Int

    /// Whether it directly follows another pair on both sides.
    func follows(_ other: Pair) -> Bool {
      source == other.source + 1 && target == other.target + 1
    }
  }

  /// The most segments a side in a rectangle that is searched without a cut.
  static let wholeLimit = 400
  /// The least size, in segments on its longer side, of a rectangle that is cut off.
  private static let preferredSize = 120
  /// The most segments a side if no anchor allows a cut. A larger rectangle is halved.
  private static let largestSize = 1600
  /// The most occurrences in a rectangle of a word that counts as rare there.
  private static let rareLimit = 4
  /// The least sum of votes for a pair to be a candidate: that of two fairly strong links.
  private static let leastVotes = 1.0
  /// How far from its middle a rectangle without anchors is searched for one, in source segments;
  /// twice as far in target segments.
  private static let middleReach = 200

  private let words: WordEvidence
  /// How often each word occurs in the source of the current rectangle; all 0 between two
  /// rectangles.
  private var counts: [Int]

  private init(_ words: WordEvidence) {
    self.words = words
    counts = Array(repeating: 0, count: words.causes.entries.count)
  }

  /// Cuts the parts of a document into rectangles, in order. Together they hold every segment of
  /// the parts once.
  static func rectangles(of evidence: DocumentEvidence, in parts: [Rectangle]) -> [Rectangle] {
    var anchors = Anchors(evidence.forward)
    return parts.flatMap { anchors.pieces(of: $0) }
  }

  /// Cuts a rectangle at its anchors, and then each piece at words that are rare only there: in a
  /// text that repeats itself no word is rare in the whole.
  private mutating func pieces(of rectangle: Rectangle) -> [Rectangle] {
    guard rectangle.longerSide > Self.wholeLimit else { return [rectangle] }
    let pieces = cut(rectangle, along: spine(of: rectangle))
    if pieces.count > 1 { return pieces.flatMap { self.pieces(of: $0) } }
    guard rectangle.longerSide > Self.largestSize else { return [rectangle] }
    return halves(of: rectangle).flatMap { self.pieces(of: $0) }
  }

  /// Cuts a rectangle between neighbours of a spine that directly follow each other.
  private func cut(_ rectangle: Rectangle, along spine: [Pair]) -> [Rectangle] {
    var pieces: [Rectangle] = []
    var rest = rectangle
    for (pair, next) in zip(spine, spine.dropFirst()) where next.follows(pair) {
      let (piece, remainder) = rest.cut(before: next)
      guard piece.longerSide >= Self.preferredSize else { continue }
      pieces.append(piece)
      rest = remainder
    }
    return pieces + [rest]
  }

  /// Cuts a rectangle in two, at the anchor nearest to its middle or, if there is none, in the
  /// middle.
  private mutating func halves(of rectangle: Rectangle) -> [Rectangle] {
    let middle = Pair(
      source: rectangle.source.lowerBound + rectangle.source.count / 2,
      target: rectangle.target.lowerBound + rectangle.target.count / 2)
    let reach = Self.middleReach
    let region = Rectangle(
      source: rectangle.source.clamped(to: middle.source - reach..<middle.source + reach),
      target: rectangle.target.clamped(to: middle.target - 2 * reach..<middle.target + 2 * reach))
    let spine = spine(of: region)
    let anchors = zip(spine, spine.dropFirst()).filter { $1.follows($0) }.map(\.1)
    let nearest = anchors.min { abs($0.source - middle.source) < abs($1.source - middle.source) }
    let (first, second) = rectangle.cut(before: nearest ?? middle)
    return [first, second]
  }

  /// The heaviest chain of pairs of segments that share words which are rare in a rectangle.
  private mutating func spine(of rectangle: Rectangle) -> [Pair] {
    Self.chain(of: votes(in: rectangle))
  }

  /// The candidate pairs of a rectangle with their votes, by ascending source and descending
  /// target.
  private mutating func votes(in rectangle: Rectangle) -> [(pair: Pair, votes: Double)] {
    for segment in rectangle.source {
      for entry in words.causes.segments[segment] { counts[entry] += 1 }
    }
    defer {
      for segment in rectangle.source {
        for entry in words.causes.segments[segment] { counts[entry] = 0 }
      }
    }
    var votes: [Pair: Double] = [:]
    for segment in rectangle.source {
      for entry in Set(words.causes.segments[segment]).sorted()
      where counts[entry] <= Self.rareLimit {
        for link in words.links[entry] {
          let count = words.segmentCount(of: link.target, in: rectangle.target)
          guard count <= Self.rareLimit else { continue }
          words.forEachSegment(with: link.target, in: rectangle.target) { target, _ in
            votes[Pair(source: segment, target: target), default: 0] +=
              link.strength / Double(count)
          }
        }
      }
    }
    return votes.filter { $0.value >= Self.leastVotes }.map { ($0.key, $0.value) }
      .sorted { ($0.pair.source, $1.pair.target) < ($1.pair.source, $0.pair.target) }
  }

  /// The heaviest chain of pairs that rises strictly on both sides.
  ///
  /// The pairs come by ascending source and, for one source, descending target, so that a chain
  /// takes at most one pair of each source segment.
  private static func chain(of votes: [(pair: Pair, votes: Double)]) -> [Pair] {
    // For each target position, the heaviest chain that ends at or before it, as a Fenwick tree.
    let size = (votes.map(\.pair.target).max() ?? 0) + 2
    var tree = [(weight: Double, last: Int)](repeating: (0, -1), count: size + 1)
    var previous = Array(repeating: -1, count: votes.count)
    var best = (weight: 0.0, last: -1)
    for (index, vote) in votes.enumerated() {
      var before = (weight: 0.0, last: -1)
      var position = vote.pair.target
      while position > 0 {
        if tree[position].weight > before.weight { before = tree[position] }
        position -= position & -position
      }
      previous[index] = before.last
      let weight = before.weight + vote.votes
      if weight > best.weight { best = (weight, index) }
      position = vote.pair.target + 1
      while position <= size {
        if weight > tree[position].weight { tree[position] = (weight, index) }
        position += position & -position
      }
    }
    var chain: [Pair] = []
    var index = best.last
    while index >= 0 {
      chain.append(votes[index].pair)
      index = previous[index]
    }
    return chain.reversed()
  }
}
