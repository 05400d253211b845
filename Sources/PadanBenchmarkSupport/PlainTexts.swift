import PadanMatch

/// Texts in memory, searched by looking at every one: what an index is measured and proved against.
public struct PlainTexts {
  private var texts: [MatchText] = []

  /// No texts.
  public init() {}

  /// How many texts there are.
  public var count: Int { texts.count }

  /// Adds a text behind the others.
  public mutating func append(_ text: String) { texts.append(MatchText(text)) }

  /// The texts that reach a score, the best first, then by their place: places and net scores.
  ///
  /// - Parameter isFast: Whether only texts that share enough tokens with a long query are wanted.
  public func matches(
    for query: String, minimum: Double, isFast: Bool
  ) -> [(place: Int, score: Double)] {
    let query = MatchText(query)
    let set = SearchSet(query: query, isFast: isFast)
    var scorer = MatchScorer(query)
    return texts.indices.lazy.map { (place: $0, score: scorer.score(texts[$0]).net) }
      .filter { $0.score >= minimum && set.contains(texts[$0.place]) }
      .sorted { $0.score == $1.score ? $0.place < $1.place : $0.score > $1.score }
  }
}
