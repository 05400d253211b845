package import PadanMatch

/// A stored text that answers a query.
package struct FoundText {
  /// The scalars of its match key, with which `IndexSearch.units(ofText:)` finds its units.
  package let key: [UInt32]
  /// The score of the two texts alone, without the doubts about a unit.
  package let score: MatchScore

  /// A text as it is found by a search.
  init(key: [UInt32], score: MatchScore) {
    self.key = key
    self.score = score
  }

  /// The text that is equal to a query.
  package init(equalTo query: String) {
    var reader = TextReader()
    reader.read(query)
    self.init(key: reader.scalars, score: .equal)
  }
}

/// Searches several indexes for the texts that answer a query: exactly the texts of its search set
/// (`SearchSet`) that reach the threshold.
package struct TextSearch {
  /// Receives a text and returns the score, 0...100, below which no further text is needed. The
  /// score may rise from call to call.
  package typealias Answer = (FoundText) throws -> Double

  private let indexes: [IndexSearch]

  /// - Parameter indexes: The indexes to search, in this order.
  package init(_ indexes: [IndexSearch]) { self.indexes = indexes }

  /// Calls `answer` once with each text that answers, even if several units or indexes have it.
  /// Texts below the score that `answer` returned last may be left out.
  ///
  /// - Parameter least: The least score that is needed at the start, 0...100.
  /// - Throws: `IndexDamage`; whatever the stores and `answer` throw.
  package func forEachText(
    like query: PreparedQuery, least: Double, _ answer: Answer
  ) throws {
    var least = least
    var seen: Set<[UInt32]> = []
    var scorer = MatchScorer(query.text)
    var reader = TextReader()
    func score(_ key: [UInt32]) throws -> Double {
      guard let score = scorer.score(MatchText(key: key), atLeast: least) else { return least }
      if !query.searchSet.hasAll {
        reader.read(key: key)
        guard query.sharesEnough(with: reader.tokens) else { return least }
      }
      if seen.insert(key).inserted { least = try answer(FoundText(key: key, score: score)) }
      return least
    }
    for index in indexes {
      var candidates = Candidates(query, least: least)
      if query.searchSet.hasAll {
        try index.scoreAll(&candidates, score)
      } else {
        try index.scoreSharing(&candidates, score)
      }
    }
  }
}
