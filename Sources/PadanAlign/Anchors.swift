/// Cuts a long document into rectangles small enough for exact search.
///
/// Words that are rare on both sides and call for each other vote for pairs of segments; the heaviest
/// chain of such pairs that rises on both sides is the document's spine. Where two neighbours of the
/// spine stand directly one after the other on both sides, a cut between them cuts no bead.
///
/// - Complexity: O(n log n) for n votes, which are linear in the text because only rare words vote.
enum Anchors {
  /// A rectangle of a document.
  struct Rectangle: Equatable {
    var source: Range<Int>
    var target: Range<Int>

    var area: Int { source.count * target.count }
  }

  /// The most segments a side that is searched without a cut.
  static let wholeLimit = 400
  /// How many segments a rectangle should have at least, on its longer side, before it is cut off.
  private static let preferredSize = 120
  /// The most segments a side, where no anchor allows a cut: there the longer side is halved.
  private static let largestSize = 1600
  /// The most places at which a word may stand and still be rare.
  private static let rareLimit = 4
  /// The least votes that make a pair a candidate: two words of some weight.
  private static let leastVotes = 1.0

  /// The rectangles of a document, in order; they hold every segment once.
  static func rectangles(of evidence: DocumentEvidence) -> [Rectangle] {
    let whole = Rectangle(
      source: 0..<evidence.source.texts.count, target: 0..<evidence.target.texts.count)
    guard max(whole.source.count, whole.target.count) > wholeLimit else { return [whole] }
    let spine = spine(of: votes(in: evidence))
    var rectangles: [Rectangle] = []
    var start = (source: 0, target: 0)
    for (pair, next) in zip(spine, spine.dropFirst())
    where next.source == pair.source + 1 && next.target == pair.target + 1 {
      let size = max(next.source - start.source, next.target - start.target)
      guard size >= preferredSize else { continue }
      rectangles.append(
        Rectangle(
          source: start.source..<next.source, target: start.target..<next.target))
      start = (next.source, next.target)
    }
    rectangles.append(
      Rectangle(
        source: start.source..<whole.source.upperBound,
        target: start.target..<whole.target.upperBound))
    return rectangles.flatMap(halved)
  }

  private struct Pair: Hashable {
    var source: Int
    var target: Int
  }

  private static func votes(in evidence: DocumentEvidence) -> [(pair: Pair, votes: Double)] {
    var votes: [Pair: Double] = [:]
    let words = evidence.forward
    let all = 0..<evidence.target.texts.count
    for (segment, entries) in words.causes.segments.enumerated() {
      for entry in Set(entries).sorted() where words.causes.counts[entry] <= rareLimit {
        for link in words.links[entry] where words.segmentCount(of: link.target) <= rareLimit {
          let weight = link.strength / Double(words.segmentCount(of: link.target))
          words.forEachSegment(with: link.target, in: all) { target, _ in
            votes[Pair(source: segment, target: target), default: 0] += weight
          }
        }
      }
    }
    return votes.filter { $0.value >= leastVotes }.map { ($0.key, $0.value) }
      .sorted { ($0.pair.source, $1.pair.target) < ($1.pair.source, $0.pair.target) }
  }

  /// The heaviest chain of pairs that rises strictly on both sides. Pairs come by ascending source and,
  /// within one, descending target, so that a chain takes one of them at most.
  private static func spine(of votes: [(pair: Pair, votes: Double)]) -> [Pair] {
    // For each target position the heaviest chain that ends at or before it, as a Fenwick tree.
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

  /// A rectangle, in pieces where it is too large: its sides halved together.
  static func halved(_ rectangle: Rectangle) -> [Rectangle] {
    guard max(rectangle.source.count, rectangle.target.count) > largestSize else {
      return [rectangle]
    }
    let source = rectangle.source.lowerBound + rectangle.source.count / 2
    let target = rectangle.target.lowerBound + rectangle.target.count / 2
    return halved(
      Rectangle(
        source: rectangle.source.lowerBound..<source, target: rectangle.target.lowerBound..<target))
      + halved(
        Rectangle(
          source: source..<rectangle.source.upperBound, target: target..<rectangle.target.upperBound
        ))
  }
}
