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

  /// The score of the texts before penalties, 0...100: 100 × the Indel similarity of the texts, or
  /// of what folding leaves of them (`MatchScorer`). 100 if that is equal.
  public var raw: Double
  /// The lengths from which `raw` was computed; `nil` if it is 100.
  public var lengths: Lengths?
  /// The points that come off, each with its reason.
  public var penalties: [Penalty]
  /// Whether the texts are compared without the codes that are written in them.
  public package(set) var isWithoutCodes = false

  /// The score of equal texts.
  package static let equal = MatchScore(raw: 100, penalties: [])

  /// Whether the texts are the same, codes and doubts about the unit aside.
  package var isOfSameText: Bool { raw == 100 && !penalties.contains { $0.reason.isFold } }

  /// A score of known parts.
  package init(raw: Double, penalties: [Penalty]) {
    self.raw = raw
    self.penalties = penalties
  }

  /// The score of texts by what some folds leave of them.
  init(_ lengths: Lengths, folds: Folds) {
    raw = Indel.score(common: lengths.common, of: lengths.query + lengths.stored)
    self.lengths = raw == 100 ? nil : lengths
    penalties = folds.penalties
  }

  /// `raw` less all penalties, not below 0. Matches are ranked by it, and the threshold applies to
  /// it.
  public var net: Double { max(0, raw - penalties.reduce(0) { $0 + $1.points }) }

  /// The net score as it is printed, rounded down to one decimal, so that only equal texts without
  /// a penalty print as 100.
  public var printed: Double { (net * 10 + 1e-9).rounded(.down) / 10 }
}

/// Scores stored texts against a query. A score depends on the two texts alone and is the same in
/// either order.
///
/// This is version 2 of the score. A text is taken as it is written, and also with any of these
/// folded (`Folds`): numbers, if both texts have as many; case; punctuation. The score is the best
/// that any choice of folds gives:
///
///     score = max over folds F of  100 · Indel(F(query), F(stored)) − Σ points of F
///
/// A fold that changes neither text is no choice, nor is one that leaves nothing of a text. So texts
/// that differ only in case and in a full stop score 100 − 2 − 2, and in a fuzzy match each
/// difference of these kinds costs no more than its points. Of choices that give the same score,
/// the one with fewer points is taken. What inline codes do to a score is said of `MatchScores`.
///
///     let query = MatchText("Harga beras naik 5 persen.")
///     MatchScorer.score(query, MatchText("harga beras naik 7 persen")).net  // 95
package struct MatchScorer {
  private let query: MatchText
  /// What is left of the query by each set of folds that changes it, in the order of raw values;
  /// `nil` if it has not been needed.
  private var patterns = [IndelPattern?](repeating: nil, count: 8)
  private let letters: Letters
  private let letterPattern: IndelPattern
  private var storedLetters = Letters()

  /// Prepares a query.
  package init(_ query: MatchText) {
    self.query = query
    var letters = Letters()
    letters.read(query.scalars)
    self.letters = letters
    letterPattern = IndelPattern(letters.scalars)
  }

  /// The score of a stored text for a query.
  package static func score(_ query: MatchText, _ stored: MatchText) -> MatchScore {
    var scorer = MatchScorer(query)
    return scorer.score(stored)
  }

  /// The score of a stored text; `nil` if it is below `least`.
  package mutating func score(_ stored: MatchText, atLeast least: Double) -> MatchScore? {
    let most = most(stored)
    guard most >= least - Letters.margin else { return nil }
    let score = best(stored, most: most, least: least)
    return score.net >= least ? score : nil
  }

  /// The score of a stored text.
  ///
  /// - Complexity: O(n / 64 · m) for n and m scalars, at most nine times.
  package mutating func score(_ stored: MatchText) -> MatchScore {
    best(stored, most: most(stored), least: 0)
  }

  /// The best score that a choice of folds gives. Choices are left out that cannot give more than
  /// another one, or not `least`.
  ///
  /// - Parameter most: A bound of the score before penalties, whatever is folded.
  private mutating func best(_ stored: MatchText, most: Double, least: Double) -> MatchScore {
    if query.scalars == stored.scalars { return .equal }
    var useful = query.foldable.union(stored.foldable)
    if query.numberCount != stored.numberCount { useful.remove(.numbers) }
    var best = score(stored, [])
    for (folds, points) in Folds.subsets
    where most - points >= max(least, best.net) - Letters.margin && folds.isSubset(of: useful) {
      let score = score(stored, folds)
      if score.net > best.net { best = score }
    }
    return best
  }

  /// A bound of the score of a stored text before penalties, whatever is folded.
  private mutating func most(_ stored: MatchText) -> Double {
    storedLetters.read(stored.scalars)
    return Letters.bound(
      common: letterPattern.commonLength(storedLetters.scalars),
      of: letters.scalars.count + storedLetters.scalars.count,
      rest: min(letters.rest, storedLetters.rest), excess: letters.excess + storedLetters.excess)
  }

  /// The score by one choice of folds; 0 if one of them leaves nothing of a text.
  private mutating func score(_ stored: MatchText, _ folds: Folds) -> MatchScore {
    let mine = folds.intersection(query.foldable)
    let pattern = patterns[Int(mine.rawValue)] ?? IndelPattern(query.folded(mine))
    patterns[Int(mine.rawValue)] = pattern
    let theirs = folds.intersection(stored.foldable)
    let text = theirs.isEmpty ? stored.scalars : stored.folded(theirs)
    guard pattern.count > 0, !text.isEmpty else { return MatchScore(raw: 0, penalties: []) }
    return MatchScore(
      MatchScore.Lengths(
        common: pattern.commonLength(text), query: pattern.count, stored: text.count),
      folds: folds)
  }
}
