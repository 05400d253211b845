package import PadanMatch

/// A query prepared for search: what every stored text is compared with. It can be used for several
/// indexes.
package struct PreparedQuery {
  let text: MatchText
  /// Whether every text may answer it (`SearchSet`).
  let searchesAll: Bool
  /// The hashes of its tokens, ascending and distinct (`TextReader.tokens`).
  let tokens: [UInt64]
  /// What every fold leaves of it.
  let outline: Outline

  /// - Parameter isFast: Whether only texts that share enough tokens with a long query are needed.
  package init(_ text: MatchText, isFast: Bool) {
    self.text = text
    searchesAll = SearchSet.hasAll(for: text, isFast: isFast)
    var reader = TextReader()
    reader.read(key: text.scalars)
    tokens = reader.tokens
    outline = reader.outline
  }

  /// What is known of a stored text, or of several, when its outline has been compared.
  struct Stored {
    /// How many letters it has at least.
    var count: Int
    /// How many other scalars it has at most; `nil` if that is not known.
    var rest: Int?
    /// How many letters case folding adds at most; `nil` if that is not known.
    var excess: Int?
  }

  /// The highest score that a text can have, before penalties, 0...100 (`Letters.bound`).
  ///
  /// - Parameter common: How many letters of the outlines are common.
  func bound(common: Int, _ stored: Stored) -> Double {
    guard let excess = stored.excess, !outline.isUnbounded else { return 100 }
    return Letters.bound(
      common: common, of: outline.classes.count + max(stored.count, common),
      rest: min(outline.rest, stored.rest ?? outline.rest), excess: outline.excess + excess)
  }

  /// How many letters a text must have in common with the query for a score; 0 or less if it needs
  /// none.
  func need(_ stored: Stored, score least: Double) -> Int {
    guard let excess = stored.excess, !outline.isUnbounded else { return 0 }
    let others = 2 * min(outline.rest, stored.rest ?? outline.rest)
    let total = Double(outline.classes.count + stored.count + others)
    // An estimate from below, raised until the bound's own arithmetic agrees: both must draw the
    // same line.
    let alike = least / 100 * total - Double(others + outline.excess + excess)
    var common = Int((alike / 2).rounded(.down)) - 1
    while bound(common: common, stored) < least - Letters.margin { common += 1 }
    return common
  }

  /// The highest score that a text of a length class can have, before penalties, 0...100.
  func mostScore(ofClass lengthClass: Int) -> Double {
    // Texts without letters, and those that are not bounded.
    guard lengthClass > 0 else { return 100 }
    let longest = LengthClass.longest(lengthClass)
    let likest = max(LengthClass.shortest(lengthClass), min(outline.classes.count, longest))
    return bound(
      common: min(outline.classes.count, likest),
      Stored(count: likest, excess: Outline.mostExcess(ofCount: longest)))
  }

  /// The length classes whose texts can reach a score, the most similar lengths first. Good answers
  /// come early then, and spare the search the other classes.
  func classes(reaching least: Double) -> [(lengthClass: Int, most: Double)] {
    (0...LengthClass.last).map { ($0, mostScore(ofClass: $0)) }
      .filter { $0.1 >= least - Letters.margin }
      .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
  }

  /// Whether a text shares enough tokens with the query to be in its search set.
  ///
  /// - Parameter others: The hashes of the text's tokens, ascending and distinct.
  func sharesEnough(with others: [UInt64]) -> Bool {
    tokens.sharedCount(with: others) >= SearchSet.leastShared(of: max(tokens.count, others.count))
  }
}
