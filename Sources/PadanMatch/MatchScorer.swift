/// How well a stored text answers a query, on the scale 0...100.
public struct MatchScore: Hashable, Sendable {
  /// What a score by characters is made from, in Unicode scalars.
  public struct Lengths: Hashable, Sendable {
    /// The length of the longest common subsequence of the two texts.
    public var common: Int
    /// The length of the text that was looked for.
    public var query: Int
    /// The length of the stored text.
    public var stored: Int

    package init(common: Int, query: Int, stored: Int) {
      self.common = common
      self.query = query
      self.stored = stored
    }
  }

  /// What the texts alone are worth: 100 × their Indel similarity, or 100 where they are equal or
  /// differ in one harmless respect, which is a penalty then.
  public var raw: Double
  /// What the Indel similarity was made from; `nil` where the texts are equal or differ in one harmless
  /// respect.
  public var lengths: Lengths?
  /// What was taken off.
  public var penalties: [Penalty]

  package init(raw: Double, penalties: [Penalty]) {
    self.raw = raw
    self.penalties = penalties
  }

  /// The score by characters.
  package init(_ lengths: Lengths) {
    raw = 100 * Indel.similarity(common: lengths.common, of: lengths.query + lengths.stored)
    self.lengths = lengths
    penalties = []
  }

  /// Raw less penalties, not below 0: what is ranked and compared with the threshold.
  public var net: Double { max(0, raw - penalties.reduce(0) { $0 + $1.points }) }

  /// The net score as it is printed: floored to one decimal, so that only identity prints 100.
  public var printed: Double { (net * 10 + 1e-9).rounded(.down) / 10 }
}

/// Scores texts against each other. Pure: the same texts have the same score, in either order.
///
///     let query = MatchText("Harga beras naik 5 persen.")
///     MatchScorer.score(query, MatchText("Harga beras naik 7 persen.")).net  // 99
public enum MatchScorer {
  /// What differences in one respect alone cost, in points.
  static let numbersPoints = 1.0
  static let casePoints = 2.0
  static let punctuationPoints = 2.0

  /// The score of a stored text for a query.
  public static func score(_ query: MatchText, _ stored: MatchText) -> MatchScore {
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
