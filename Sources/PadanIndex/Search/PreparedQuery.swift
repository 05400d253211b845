package import PadanMatch

/// A query made ready for indexes: what every stored text is compared with.
package struct PreparedQuery {
  let text: MatchText
  let searchSet: SearchSet
  /// Hashes of its tokens, ascending.
  let tokens: [UInt64]
  let looseHash: UInt32
  let bag: LetterBag
  let pattern: IndelPattern
  /// How many scalars a text may have to reach the threshold by its characters.
  let window: ClosedRange<Int>
  /// Whether every text of its window is compared with it, also where it shares few tokens.
  let comparesAll: Bool

  /// Its length in scalars.
  var count: Int { text.scalars.count }

  /// - Parameter threshold: The least score of the texts alone that is of use, 0...100.
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

  /// The score of a text of `count` scalars that has `common` of them in common with the query.
  func score(common: Int, count: Int) -> MatchScore {
    MatchScore(MatchScore.Lengths(common: common, query: self.count, stored: count))
  }

  /// The same, where no more than the number is asked for.
  private func points(common: Int, count: Int) -> Double {
    100 * Indel.similarity(common: common, of: self.count + count)
  }

  /// The most that a text of a length class can score.
  func mostScore(ofClass lengthClass: Int) -> Double {
    let shortest = LengthClass.shortest(lengthClass)
    let likest = max(shortest, min(count, LengthClass.longest(lengthClass)))
    return points(common: min(count, likest), count: likest)
  }

  /// The length classes of its window.
  var classes: ClosedRange<Int> {
    LengthClass.of(window.lowerBound)...LengthClass.of(window.upperBound)
  }

  /// The length classes of its window, those of its own length first: what they answer with spares a
  /// look at others.
  var classesByLikeness: [Int] {
    classes.map { ($0, mostScore(ofClass: $0)) }
      .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.map(\.0)
  }

  /// How many scalars a text of `count` must have in common with the query for a score.
  func leastCommon(count: Int, score least: Double) -> Int {
    // From below, to where the score's own arithmetic draws the line.
    var common = max(0, Int(least * Double(self.count + count) / 200) - 1)
    while points(common: common, count: count) < least { common += 1 }
    return common
  }

  /// Whether a text with these tokens, as ascending hashes, shares enough of them with the query to be
  /// in its search set.
  func sharesEnough(with others: [UInt64]) -> Bool {
    tokens.sharedCount(with: others) >= SearchSet.leastShared(of: max(tokens.count, others.count))
  }
}
