package import PadanMatch

/// A stored text that answers a query.
package struct FoundText {
  /// The scalars of its match key, with which `IndexSearch.units(ofText:)` finds its units.
  package let key: [UInt32]
  /// The scores of the two texts alone.
  package let scores: MatchScores

  /// A text as it is found by a search.
  init(key: [UInt32], scores: MatchScores) {
    self.key = key
    self.scores = scores
  }

  /// The text that is equal to a query.
  package init(equalTo query: MatchText) {
    self.init(key: query.scalars, scores: MatchScores(written: .equal))
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
  /// - Parameters:
  ///   - query: The text to search for.
  ///   - isFast: Whether only texts that share enough tokens with a long query are needed.
  ///   - least: The least score that is needed at the start, 0...100.
  /// - Throws: `IndexDamage`; whatever the stores and `answer` throw.
  package func forEachText(
    like query: MatchText, isFast: Bool, least: Double, _ answer: Answer
  ) throws {
    var least = least
    var seen: Set<[UInt32]> = []
    var forms = query.forms.map { ScoredQuery(PreparedQuery($0, isFast: isFast)) }
    let bareForm = query.bareForm
    func score(_ key: [UInt32]) throws -> Double {
      guard seen.insert(key).inserted else { return least }
      let stored = MatchText(key: key)
      var scores = MatchScores(written: forms[0].score(stored, atLeast: least))
      if let bareForm, bareForm > 0 || stored.hasCodes, let bare = stored.bare() {
        scores.bare = forms[bareForm].score(bare, atLeast: least)
      }
      guard scores.written != nil || scores.bare != nil else { return least }
      least = try answer(FoundText(key: key, scores: scores))
      return least
    }
    for query in forms.map(\.query) {
      for index in indexes {
        var candidates = Candidates(query, least: least)
        if query.searchesAll {
          try index.scoreAll(&candidates, score)
        } else {
          try index.scoreSharing(&candidates, score)
        }
      }
    }
  }
}

/// A query with what scores texts for it.
private struct ScoredQuery {
  let query: PreparedQuery
  private var scorer: MatchScorer
  private var reader = TextReader()

  init(_ query: PreparedQuery) {
    self.query = query
    scorer = MatchScorer(query.text)
  }

  /// The score of a stored text; `nil` if it is below `least`, or the text is not in the search set.
  mutating func score(_ stored: MatchText, atLeast least: Double) -> MatchScore? {
    guard let score = scorer.score(stored, atLeast: least) else { return nil }
    if query.searchesAll { return score }
    reader.readTokens(ofKey: stored.scalars)
    return query.sharesEnough(with: reader.tokens) ? score : nil
  }
}
