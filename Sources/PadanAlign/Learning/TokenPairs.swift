/// Pairs of segments as numbers, from which a word-translation model learns.
///
/// A token is a number from 0 that stands for one word of its side. The weight of a pair is how
/// many pairs it counts for: 1 for a certain pair, its confidence for a doubtful one.
struct TokenPairs: Sendable {
  /// The largest number of tokens of a segment. Longer ones teach little and cost the square of
  /// their length. GIZA++ has such a limit (Och and Ney 2003); this one leaves room for beads of
  /// several sentences.
  static let longestSegment = 250

  private(set) var source = TokenBags()
  private(set) var target = TokenBags()
  private(set) var weights: [Float] = []
  /// Where each pair stands.
  private(set) var places: [Place] = []

  /// Where a pair stands: which segments of each side it holds. Segments are counted over all texts.
  struct Place {
    var source: Range<Int32>
    var target: Range<Int32>

    /// The place of beads that begin after so many segments.
    init(_ source: Range<Int>, _ target: Range<Int>, after count: Int = 0) {
      self.source = Int32(source.lowerBound + count)..<Int32(source.upperBound + count)
      self.target = Int32(target.lowerBound + count)..<Int32(target.upperBound + count)
    }
  }

  /// The number of pairs.
  var count: Int { weights.count }

  /// Adds a pair. A pair with an empty or overlong side, or without weight, teaches nothing and is
  /// not taken.
  ///
  /// - Parameter place: Where it stands, if the segments that hold its tokens are counted already;
  ///   `nil` for a pair of two segments of its own.
  /// - Returns: Whether the pair was taken.
  @discardableResult
  mutating func add(
    source: [Int32], target: [Int32], weight: Float = 1, at place: Place? = nil
  ) -> Bool {
    guard weight > 0, !source.isEmpty, !target.isEmpty, source.count <= Self.longestSegment,
      target.count <= Self.longestSegment
    else { return false }
    if place == nil { count(source: [source], target: [target]) }
    self.source.append(source)
    self.target.append(target)
    places.append(place ?? Place(count..<count + 1, count..<count + 1))
    weights.append(weight)
    return true
  }

  /// Gives a pair a higher weight, if its own is lower.
  mutating func raiseWeight(of pair: Int, to weight: Float) {
    weights[pair] = max(weights[pair], weight)
  }

  /// Counts the segments that hold each token. Several pairs may have a segment in common.
  mutating func count(source: [[Int32]], target: [[Int32]]) {
    for segment in source { self.source.count(segment) }
    for segment in target { self.target.count(segment) }
  }
}

/// The distinct tokens of each segment of one side, ascending, with their numbers of occurrences;
/// all in flat arrays.
struct TokenBags: Sendable {
  /// The tokens of segment `i` are those from `starts[i]` to `starts[i + 1]`.
  private(set) var starts = [0]
  private(set) var tokens: [Int32] = []
  /// For each of `tokens`, its number of occurrences in its segment, at most 255.
  private(set) var uses: [UInt8] = []

  /// For each token, the number of distinct segments that hold it.
  private(set) var holders: [Int32] = []

  /// The number of segments.
  var count: Int { starts.count - 1 }

  /// One more than the largest token.
  private(set) var tokenLimit = 0

  /// Adds a segment, given by its tokens in any order.
  mutating func append(_ segment: [Int32]) {
    for token in segment.sorted() {
      if tokens.count > starts.last!, tokens.last == token {
        uses[uses.count - 1] &+= uses.last! < .max ? 1 : 0
      } else {
        tokens.append(token)
        uses.append(1)
      }
    }
    tokenLimit = max(tokenLimit, Int(tokens.last ?? -1) + 1)
    starts.append(tokens.count)
  }

  /// Counts one more segment that holds tokens.
  mutating func count(_ segment: [Int32]) {
    for token in Set(segment) {
      while holders.count <= token { holders.append(0) }
      holders[Int(token)] += 1
    }
  }

  /// The positions of the tokens of a segment.
  func tokens(of segment: Int) -> Range<Int> { starts[segment]..<starts[segment + 1] }

  /// For each token, the segments that hold it.
  func inverted() -> InvertedBags {
    var ends = [0]
    ends.reserveCapacity(tokenLimit + 1)
    var counts = [Int](repeating: 0, count: tokenLimit)
    for token in tokens { counts[Int(token)] += 1 }
    for count in counts { ends.append(ends.last! + count) }
    let starts = ends
    var segments = [Int32](repeating: 0, count: tokens.count)
    var uses = [UInt8](repeating: 0, count: tokens.count)
    for segment in 0..<count {
      for index in tokens(of: segment) {
        let token = Int(tokens[index])
        segments[ends[token]] = Int32(segment)
        uses[ends[token]] = self.uses[index]
        ends[token] += 1
      }
    }
    return InvertedBags(starts: starts, segments: segments, uses: uses)
  }
}

/// For each token of one side, the segments that hold it, ascending; all in flat arrays.
struct InvertedBags {
  private let starts: [Int]
  /// The segments, token by token.
  let segments: [Int32]
  /// For each of `segments`, how often it holds the token.
  let uses: [UInt8]

  fileprivate init(starts: [Int], segments: [Int32], uses: [UInt8]) {
    (self.starts, self.segments, self.uses) = (starts, segments, uses)
  }

  /// The positions of the segments that hold a token.
  func holders(of token: Int) -> Range<Int> { starts[token]..<starts[token + 1] }
}
