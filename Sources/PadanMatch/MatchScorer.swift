/// How well a stored text answers a query, 0...100.
public struct MatchScore: Hashable, Sendable {
  /// The lengths, in Unicode scalars, from which a score by characters is computed.
  public struct Lengths: Hashable, Sendable {
    /// The length of the longest common subsequence of the two texts.
    public var common: Int
    /// The length of the query.
    public var query: Int
    /// The length of the stored text.
    public var stored: Int

    /// Names the three lengths.
    package init(common: Int, query: Int, stored: Int) {
      self.common = common
      self.query = query
      self.stored = stored
    }
  }

  /// The score of the texts before penalties, 0...100: 100 × their Indel similarity. It is 100 for
  /// equal texts, and for texts that differ only in case, numbers or punctuation, which cost a
  /// penalty instead.
  public var raw: Double
  /// The lengths from which `raw` was computed; `nil` if it is 100 by rule.
  public var lengths: Lengths?
  /// The points that come off, each with its reason.
  public var penalties: [Penalty]

  /// A score by rule.
  package init(raw: Double, penalties: [Penalty]) {
    self.raw = raw
    self.penalties = penalties
  }

  /// A score by characters, without penalties.
  package init(_ lengths: Lengths) {
    raw = 100 * Indel.similarity(common: lengths.common, of: lengths.query + lengths.stored)
    self.lengths = lengths
    penalties = []
  }

  /// `raw` less all penalties, not below 0. Matches are ranked by it, and the threshold applies to
  /// it.
  public var net: Double { max(0, raw - penalties.reduce(0) { $0 + $1.points }) }

  /// The net score as it is printed, rounded down to one decimal, so that only equal texts without
  /// a penalty print as 100.
  public var printed: Double { (net * 10 + 1e-9).rounded(.down) / 10 }
}

/// Scores a stored text against a query. The score depends on the two texts alone and is the same
/// in either order.
///
///     let query = MatchText("Harga beras naik 5 persen.")
///     MatchScorer.score(query, MatchText("Harga beras naik 7 persen.")).net  // 99
package enum MatchScorer {
  /// The points that come off texts that differ only in numbers.
  static let numbersPoints = 1.0
  /// The points that come off texts that differ only in case.
  static let casePoints = 2.0
  /// The points that come off texts that differ only in punctuation.
  static let punctuationPoints = 2.0

  /// The score of a stored text for a query.
  ///
  /// - Complexity: O(n / 64 · m) for n and m scalars; O(n) for texts that are equal or differ in
  ///   one of the three respects alone.
  package static func score(_ query: MatchText, _ stored: MatchText) -> MatchScore {
    if query.key == stored.key { return MatchScore(raw: 100, penalties: []) }
    if query.folded == stored.folded {
      return MatchScore(raw: 100, penalties: [Penalty(.letterCase, points: casePoints)])
    }
    if query.withoutNumbers == stored.withoutNumbers {
      return MatchScore(raw: 100, penalties: [Penalty(.numbers, points: numbersPoints)])
    }
    if !query.withoutMarks.isEmpty, query.withoutMarks == stored.withoutMarks {
      return MatchScore(raw: 100, penalties: [Penalty(.punctuation, points: punctuationPoints)])
    }
    return MatchScore(
      MatchScore.Lengths(
        common: Indel.commonLength(query.scalars, stored.scalars), query: query.scalars.count,
        stored: stored.scalars.count))
  }
}
