import PadanMatch

/// Texts of an index that may answer a query. They are collected from its rows and scored in
/// groups.
struct Candidates {
  /// A text and its score by characters.
  struct Hit {
    var score: MatchScore
    var key: [UInt32]
  }

  /// Receives a hit and returns the score, 0...100, below which no further text is needed.
  typealias Answer = (Hit) throws -> Double

  /// How many texts are scored together: as many as fit into a processor's nearest caches.
  static let capacity = 512
  /// The size of the pool, in bytes, from which it is time to score.
  private static let poolSize = 1 << 16

  let query: PreparedQuery
  /// The score below which a text is not needed, 0...100. It rises as answers are found.
  private(set) var least: Double
  /// For each length that bags bound, 0...255, how many scalars a text must have in common with the
  /// query.
  private var leastCommons: [Int]
  /// The texts of one byte a scalar, one after the other.
  private var pool: [UInt8] = []
  /// For each text in the pool, its first byte.
  private var starts: [UInt32] = []
  /// For each text in the pool, its length.
  private var counts: [UInt32] = []
  /// For each text in the pool, how many scalars it must have in common with the query.
  private var needs: [UInt32] = []
  /// For each text in the pool, how many scalars it has in common with the query.
  private var commons: [UInt32] = []
  /// The texts of two or four bytes a scalar, as scalars.
  private var wideTexts: [[UInt32]] = []

  /// - Parameter least: The least score that is needed at the start, 0...100.
  init(_ query: PreparedQuery, least: Double) {
    self.query = query
    self.least = least
    leastCommons = (0...LetterBag.longest).map { query.leastCommon(count: $0, score: least) }
  }

  /// Whether it is time to score.
  var isFull: Bool {
    starts.count + wideTexts.count >= Self.capacity || pool.count >= Self.poolSize
  }

  /// How many scalars a text of `count` scalars must have in common with the query to be needed.
  func need(_ count: Int) -> Int {
    count < leastCommons.count
      ? leastCommons[count] : query.leastCommon(count: count, score: least)
  }

  /// The bag bound below which no text of a length class is needed; 0 for lengths that bags do not
  /// bound.
  func leastNeed(ofClass lengthClass: Int) -> Int {
    max(LengthClass.longest(lengthClass), query.count) > LetterBag.longest
      ? 0 : need(LengthClass.shortest(lengthClass))
  }

  /// Adds a text, unless its bounds rule it out. A text with the query's loose hash is left out
  /// too, since other rules score it (`TextSearch`).
  @inline(__always)
  mutating func add(_ row: TextRow, _ index: Int, bagBound: UInt16) {
    let text = row.text(index)
    let width = row.width(index)
    let count = text.count / width
    let isBounded = max(count, query.count) <= LetterBag.longest
    let bound = isBounded ? Int(bagBound) : min(count, query.count)
    let need = need(count)
    guard bound >= need, row.looseHash(index) != query.looseHash else { return }
    guard width == 1 else {
      wideTexts.append(row.key(index))
      return
    }
    starts.append(UInt32(pool.count))
    counts.append(UInt32(count))
    needs.append(UInt32(need))
    pool.append(contentsOf: text)
  }

  /// Scores the texts, passes those that score enough to `answer`, best first, and empties the
  /// collection.
  ///
  /// - Throws: Whatever `answer` throws.
  mutating func score(_ answer: Answer) throws {
    let room = Int(counts.max() ?? 0) + IndelPattern.slack
    pool.append(contentsOf: repeatElement(0, count: room))
    if commons.count < counts.count {
      commons = Array(repeating: 0, count: counts.count)
    }
    query.pattern.commonLengths(
      pool: pool, starts: starts, counts: counts, needs: needs, into: &commons)
    var hits: [(score: MatchScore, place: Int)] = []
    for place in counts.indices where commons[place] >= needs[place] {
      hits.append((query.score(common: Int(commons[place]), count: Int(counts[place])), place))
    }
    for (place, text) in wideTexts.enumerated() {
      let common = query.pattern.commonLength(text)
      guard common >= need(text.count) else { continue }
      hits.append((query.score(common: common, count: text.count), counts.count + place))
    }
    hits.sort {
      $0.score.raw == $1.score.raw ? $0.place < $1.place : $0.score.raw > $1.score.raw
    }
    for hit in hits {
      guard hit.score.raw >= least else { break }
      raise(to: try answer(Hit(score: hit.score, key: key(hit.place))))
    }
    pool.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    needs.removeAll(keepingCapacity: true)
    wideTexts.removeAll(keepingCapacity: true)
  }

  /// Raises `least`; a lower score changes nothing.
  private mutating func raise(to score: Double) {
    guard score > least else { return }
    least = score
    leastCommons = leastCommons.indices.map { query.leastCommon(count: $0, score: score) }
  }

  /// The scalars of a text: texts in the pool have the first places, wide texts the rest.
  private func key(_ place: Int) -> [UInt32] {
    guard place < counts.count else { return wideTexts[place - counts.count] }
    var key: [UInt32] = []
    let start = Int(starts[place])
    pool.withUnsafeBytes {
      let text = $0[start..<(start + Int(counts[place]))]
      PackedText.read(UnsafeRawBufferPointer(rebasing: text), width: 1, into: &key)
    }
    return key
  }
}
