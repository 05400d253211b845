package import PadanMatch

/// A stored text that answers a query.
package struct FoundText {
  /// The scalars of its match key.
  package let key: [UInt32]
  /// Its loose hash, with which `IndexSearch.units(ofText:looseHash:)` finds its units.
  package let looseHash: UInt32
  /// The score of the two texts alone, without the doubts about a unit.
  package let score: MatchScore

  /// A text as it is found by a search.
  init(key: [UInt32], looseHash: UInt32, score: MatchScore) {
    self.key = key
    self.looseHash = looseHash
    self.score = score
  }

  /// The text that is equal to a query.
  package init(equalTo query: String) {
    var reader = TextReader()
    reader.read(query)
    self.init(
      key: reader.scalars, looseHash: reader.looseHash, score: MatchScore(raw: 100, penalties: []))
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

  /// Calls `answer` once with each text that answers, even if several indexes have it. Texts below
  /// the score that `answer` returned last may be left out.
  ///
  /// - Parameter least: The least score that is needed at the start, 0...100.
  /// - Throws: `IndexDamage`; whatever the stores and `answer` throw.
  package func forEachText(
    like query: PreparedQuery, least: Double, _ answer: Answer
  ) throws {
    var least = try answerAlike(query, least: least, answer)
    // A text that two indexes have is answered when it is first found.
    var seen: Set<[UInt32]> = []
    var reader = TextReader()
    for index in indexes {
      var candidates = Candidates(query, least: least)
      func answerHit(_ hit: Candidates.Hit) throws -> Double {
        guard seen.insert(hit.key).inserted else { return least }
        reader.read(key: hit.key)
        guard query.comparesAll || query.sharesEnough(with: reader.tokens) else { return least }
        least = try answer(
          FoundText(key: hit.key, looseHash: reader.looseHash, score: hit.score))
        return least
      }
      if query.comparesAll {
        try index.scoreAll(&candidates, answerHit)
      } else {
        try index.scoreSharing(&candidates, answerHit)
      }
    }
  }

  /// Answers with the texts that differ from the query only in case, numbers or punctuation, best
  /// first. Their scores have rules of their own (`MatchScorer`), and they may have few scalars in
  /// common with the query.
  ///
  /// - Returns: The score below which no further text is needed.
  private func answerAlike(
    _ query: PreparedQuery, least: Double, _ answer: Answer
  ) throws -> Double {
    var keys: Set<[UInt32]> = []
    var texts: [FoundText] = []
    for index in indexes {
      let slots = try index.slots(ofLooseHash: query.looseHash)
      try index.rows.texts.forEachText(slots[...]) { row, place, _ in
        guard row.looseHash(place) == query.looseHash else { return }
        let key = row.key(place)
        guard keys.insert(key).inserted else { return }
        let candidate = MatchText(String(key))
        guard query.searchSet.contains(candidate) else { return }
        texts.append(
          FoundText(
            key: key, looseHash: query.looseHash,
            score: MatchScorer.score(query.text, candidate)))
      }
    }
    texts.sort {
      $0.score.net == $1.score.net
        ? $0.key.lexicographicallyPrecedes($1.key) : $0.score.net > $1.score.net
    }
    var least = least
    for text in texts where text.score.net >= least { least = try answer(text) }
    return least
  }
}

extension String {
  /// The text of a match key's scalars.
  fileprivate init(_ key: [UInt32]) {
    var scalars = String.UnicodeScalarView()
    for value in key { scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    self = String(scalars)
  }
}
