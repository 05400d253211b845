import PadanMatch

/// A query made ready for indexes: what every stored text is compared with.
struct PreparedQuery {
  let text: MatchText
  let searchSet: SearchSet
  /// Hashes of its tokens, ascending.
  let tokens: [UInt64]
  let looseHash: UInt32
  let bag: LetterBag
  let pattern: IndelPattern
  /// How many scalars a text may have to reach the threshold by its characters.
  let window: ClosedRange<Int>

  var count: Int { text.scalars.count }

  /// - Parameter threshold: The least score of the texts alone that is of use, 0...100.
  init(_ text: MatchText, threshold: Double, isExhaustive: Bool) {
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
  }

  /// The score of a text of `count` scalars that has `common` of them in common with the query: the
  /// arithmetic of `Indel.similarity`, to the last bit.
  func score(common: Int, count: Int) -> Double {
    100 * (Double(2 * common) / Double(self.count + count))
  }

  /// The most that a text can score.
  func bound(_ row: TextRow, _ index: Int, bagBound: UInt16) -> Double {
    let count = row.text(index).count / max(1, row.width(index))
    let shorter = min(count, self.count)
    let isBounded = max(count, self.count) <= LetterBag.longest
    return score(common: isBounded ? min(shorter, Int(bagBound)) : shorter, count: count)
  }
}
