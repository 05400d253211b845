/// How well a stored text answers a query, on the scale 0...100.
public struct MatchScore: Hashable, Sendable {
  /// What the texts alone are worth: 100 × their Indel similarity, or 100 where they are equal or
  /// differ in one harmless respect, which is a penalty then.
  public var raw: Double
  public var penalties: [Penalty]

  package init(raw: Double, penalties: [Penalty]) {
    self.raw = raw
    self.penalties = penalties
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

  /// The score of two texts.
  public static func score(_ a: MatchText, _ b: MatchText) -> MatchScore {
    if a.key == b.key { return MatchScore(raw: 100, penalties: []) }
    if a.folded == b.folded {
      return MatchScore(raw: 100, penalties: [Penalty(.letterCase, points: casePoints)])
    }
    if a.withoutNumbers == b.withoutNumbers {
      return MatchScore(raw: 100, penalties: [Penalty(.numbers, points: numbersPoints)])
    }
    if case let words = a.withoutMarks, !words.isEmpty, words == b.withoutMarks {
      return MatchScore(raw: 100, penalties: [Penalty(.punctuation, points: punctuationPoints)])
    }
    return MatchScore(raw: 100 * Indel.similarity(a.scalars, b.scalars), penalties: [])
  }
}
