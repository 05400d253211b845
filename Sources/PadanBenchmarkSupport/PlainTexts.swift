import PadanIndex
import PadanMatch

/// Texts in memory, searched by looking at every one: what an index is measured and proved against.
public struct PlainTexts {
  private var keys: [[Unicode.Scalar]] = []
  private var texts: [String] = []
  private var tokens: [UInt64] = []
  private var tokenStarts = [0]
  private var looseHashes: [UInt32] = []
  private var reader = TextReader()

  /// No texts.
  public init() {}

  /// How many texts there are.
  public var count: Int { texts.count }

  /// Adds a text behind the others.
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
        let longer = max(reader.tokens.count, others.count)
        guard shared >= SearchSet.leastShared(of: longer) else { continue }
      }
      let common = pattern.commonLength(keys[place])
      let score = 100 * Indel.similarity(common: common, of: text.scalars.count + count)
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
