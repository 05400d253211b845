/// Texts in memory, searched by looking at every one: what an index is measured and proved against.
@_spi(Benchmarks)
public struct PlainTexts {
  private var keys: [[Unicode.Scalar]] = []
  private var texts: [String] = []
  private var tokens: [UInt64] = []
  private var tokenStarts = [0]
  private var looseHashes: [UInt32] = []
  private var reader = TextReader()

  public init() {}

  public var count: Int { texts.count }

  public mutating func append(_ text: String) {
    reader.read(text)
    texts.append(text)
    keys.append(reader.scalars.compactMap(Unicode.Scalar.init))
    tokens += reader.tokens
    tokenStarts.append(tokens.count)
    looseHashes.append(reader.looseHash)
  }

  /// For each of several ascending thresholds, the texts of its search set that reach it, the best
  /// first, then by their place: places and net scores.
  public func matches(
    for query: String, minima: [Double]
  ) -> [[(place: Int, score: Double)]] {
    let text = MatchText(query)
    let sets = minima.map { SearchSet(query: text, threshold: $0) }
    let set = sets[0]
    let minimum = minima[0]
    var reader = TextReader()
    reader.read(query)
    let pattern = IndelPattern(text.scalars)
    let isShort = text.scalars.count <= SearchSet.shortQuery
    var found: [[(place: Int, score: Double)]] = minima.map { _ in [] }
    for place in keys.indices {
      if looseHashes[place] == reader.looseHash {
        let candidate = MatchText(texts[place])
        let score = MatchScorer.score(text, candidate).net
        for (index, set) in sets.enumerated()
        where score >= minima[index] && set.contains(candidate) {
          found[index].append((place, score))
        }
        continue
      }
      let count = keys[place].count
      guard set.lengthWindow.contains(count) else { continue }
      if !isShort {
        let others = tokens[tokenStarts[place]..<tokenStarts[place + 1]]
        let shared = reader.tokens.sharedCount(with: others)
        guard shared * 10 >= max(reader.tokens.count, others.count) * 6 else { continue }
      }
      let common = pattern.commonLength(keys[place])
      let score = 100 * (Double(2 * common) / Double(text.scalars.count + count))
      guard score >= minimum else { continue }
      for index in minima.indices where score >= minima[index] {
        found[index].append((place, score))
      }
    }
    return found.map { matches in
      matches.sorted { $0.score == $1.score ? $0.place < $1.place : $0.score > $1.score }
    }
  }
}

/// The kernel alone, on many texts.
@_spi(Benchmarks)
public struct KernelTexts {
  private var pool: [UInt8] = []
  private var starts: [UInt32] = []
  private var counts: [UInt32] = []

  public init(_ texts: [String]) {
    for text in texts.sorted(by: { $0.unicodeScalars.count < $1.unicodeScalars.count }) {
      let start = pool.count
      guard PackedText.append(text.unicodeScalars.map(\.value), to: &pool) == 1 else {
        pool.removeSubrange(start...)
        continue
      }
      starts.append(UInt32(start))
      counts.append(UInt32(pool.count - start))
    }
    pool.append(
      contentsOf: repeatElement(0, count: Int(counts.last ?? 0) + IndelPattern.slack))
  }

  public var count: Int { starts.count }

  /// The instruction sets that this processor has.
  public static var levels: [String] { IndelPattern.Level.available.map { "\($0)" } }

  /// The sum of the common lengths of a query with every text.
  public func commonLengths(with query: String, level: String) -> Int {
    var result = [UInt32](repeating: 0, count: starts.count)
    let level = IndelPattern.Level.available.first { "\($0)" == level }!
    IndelPattern(Array(query.unicodeScalars)).commonLengths(
      pool: pool, starts: starts, counts: counts, needs: Array(repeating: 0, count: count),
      into: &result, level: level)
    return result.reduce(0) { $0 + Int($1) }
  }
}
