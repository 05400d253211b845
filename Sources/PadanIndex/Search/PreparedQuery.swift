package import PadanMatch

/// A query prepared for search: what every stored text is compared with. It can be used for several
/// indexes.
package struct PreparedQuery {
  let text: MatchText
  let searchSet: SearchSet
  /// The hashes of its tokens, ascending and distinct (`TextReader.tokens`).
  let tokens: [UInt64]
  /// Its loose hash (`TextReader.looseHash`).
  let looseHash: UInt32
  let bag: LetterBag
  let pattern: IndelPattern
  /// The lengths, in scalars, of texts that can reach the threshold by their characters.
  let window: ClosedRange<Int>
  /// Whether it is compared with every text in its window, even one that shares few tokens.
  let comparesAll: Bool

  /// Its length in scalars.
  var count: Int { text.scalars.count }

  /// - Parameters:
  ///   - threshold: The least score of the texts alone, before penalties for a unit's doubts,
  ///     0...100.
  ///   - isExhaustive: Whether a long query too is compared with every text in its window.
  package init(_ text: MatchText, threshold: Double, isExhaustive: Bool) {
    self.text = text
    searchSet = SearchSet(query: text, threshold: threshold, isExhaustive: isExhaustive)
    var reader = TextReader()
    reader.read(key: text.scalars.map(\.value))
    tokens = reader.tokens
    looseHash = reader.looseHash
    var bag = LetterBag()
    bag.count(reader.scalars)
    self.bag = bag
    pattern = IndelPattern(text.scalars)
    window = searchSet.lengthWindow
    comparesAll = isExhaustive || text.scalars.count <= SearchSet.shortQuery
  }

  /// The score of a text of `count` scalars whose longest common subsequence with the query has
  /// `common`.
  func score(common: Int, count: Int) -> MatchScore {
    MatchScore(MatchScore.Lengths(common: common, query: self.count, stored: count))
  }

  /// The same score as a number alone, 0...100.
  private func points(common: Int, count: Int) -> Double {
    100 * Indel.similarity(common: common, of: self.count + count)
  }

  /// The highest score that a text of a length class can have, 0...100.
  func mostScore(ofClass lengthClass: Int) -> Double {
    let shortest = LengthClass.shortest(lengthClass)
    let likest = max(shortest, min(count, LengthClass.longest(lengthClass)))
    return points(common: min(count, likest), count: likest)
  }

  /// The length classes of its window.
  var classes: ClosedRange<Int> {
    LengthClass.of(window.lowerBound)...LengthClass.of(window.upperBound)
  }

  /// The length classes of its window, the most similar lengths first. Good answers come early
  /// then, and spare the search the other classes.
  var classesByLikeness: [Int] {
    classes.map { ($0, mostScore(ofClass: $0)) }
      .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.map(\.0)
  }

  /// How many scalars a text of `count` scalars must have in common with the query for a score.
  func leastCommon(count: Int, score least: Double) -> Int {
    // An estimate from below, raised until the score's own arithmetic agrees: both must draw the
    // same line.
    var common = max(0, Int(least * Double(self.count + count) / 200) - 1)
    while points(common: common, count: count) < least { common += 1 }
    return common
  }

  /// Whether a text shares enough tokens with the query to be in its search set.
  ///
  /// - Parameter others: The hashes of the text's tokens, ascending and distinct.
  func sharesEnough(with others: [UInt64]) -> Bool {
    tokens.sharedCount(with: others) >= SearchSet.leastShared(of: max(tokens.count, others.count))
  }
}
