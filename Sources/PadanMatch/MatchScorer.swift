/// Points off a score for a stated doubt.
public struct Penalty: Hashable, Sendable {
  /// Why the points come off.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The texts differ only in numbers.
    case numbers
    /// The texts differ only in case.
    case letterCase = "case"
    /// The texts differ only in punctuation.
    case punctuation
    /// The inline codes differ.
    case codes
    /// A machine made the pair and nobody has reviewed it.
    case aligned
    /// The source has several translations.
    case severalTranslations = "several-translations"
    /// The memory was named with a penalty.
    case memory
  }

  public var reason: Reason
  /// How many points of 100.
  public var points: Double

  public init(_ reason: Reason, points: Double) {
    self.reason = reason
    self.points = points
  }
}

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

/// Which stored texts a search looks at: the set on which it is exact.
public struct SearchSet: Sendable {
  /// The token overlap from which a text is a candidate, 0...1.
  public static let leastOverlap = 0.6
  /// Queries of up to this many scalars are compared with every text of a fitting length.
  public static let shortQuery = 40

  private let query: MatchText
  private let threshold: Double
  private let isExhaustive: Bool

  /// - Parameters:
  ///   - threshold: The least net score that is wanted, 0...100.
  ///   - isExhaustive: Whether long queries too are compared with every text of a fitting length.
  public init(query: MatchText, threshold: Double, isExhaustive: Bool = false) {
    self.query = query
    self.threshold = threshold
    self.isExhaustive = isExhaustive
  }

  /// Whether a text is a candidate: it shares at least six in ten tokens, or lengths alone do not rule
  /// out the threshold and the query is short or the search exhaustive.
  public func contains(_ candidate: MatchText) -> Bool {
    if query.overlap(with: candidate) >= Self.leastOverlap { return true }
    return (isExhaustive || query.scalars.count <= Self.shortQuery)
      && isInLengthWindow(candidate.scalars.count)
  }

  /// How many scalars a text may have to reach the threshold by its Indel similarity.
  package var lengthWindow: ClosedRange<Int> {
    let count = query.scalars.count
    guard threshold > 0 else { return 0...(1 << 30) }
    // From a rounded estimate to where the score's own arithmetic draws the line.
    let ratio = min(1, threshold / 100)
    var shortest = Int((ratio * Double(count) / (2 - ratio)).rounded(.down))
    var longest = Int(min(Double(1 << 30), ((2 - ratio) * Double(count) / ratio).rounded(.up)))
    while shortest < count, !isInLengthWindow(shortest) { shortest += 1 }
    while longest > count, !isInLengthWindow(longest) { longest -= 1 }
    return shortest...longest
  }

  /// Whether a text of this many scalars could reach the threshold by its Indel similarity.
  private func isInLengthWindow(_ count: Int) -> Bool {
    let total = query.scalars.count + count
    // The arithmetic of the score itself, so that what just reaches the threshold is not lost to
    // rounding.
    let best = Double(2 * min(query.scalars.count, count)) / Double(max(1, total))
    return total == 0 || 100 * best >= threshold
  }
}

extension Penalty {
  /// What an alignment of no confidence at all costs, in points; one of full confidence costs nothing.
  static let alignedPoints = 10.0
  static let codesPoints = 1.0
  static let severalTranslationsPoints = 1.0

  /// The doubts about a unit that its text does not show.
  ///
  /// - Parameters:
  ///   - isUnreviewed: Whether nobody has said anything of it.
  ///   - confidences: For each of its occurrences the aligner's confidence, 0...1, or `nil` where a
  ///     person or another tool made it; one such occurrence is enough to trust the unit.
  ///   - hasCodes: Whether its source holds inline codes, which a query of plain text does not.
  ///   - translationCount: How many translations its source has among the matches.
  public static func doubts(
    ofUnreviewed isUnreviewed: Bool, confidences: [Double?], hasCodes: Bool, translationCount: Int
  ) -> [Penalty] {
    var penalties: [Penalty] = []
    if isUnreviewed, !confidences.isEmpty, !confidences.contains(nil),
      let best = confidences.compactMap(\.self).max()
    {
      let points = ((1 - best) * alignedPoints * 10).rounded() / 10
      if points > 0 { penalties.append(Penalty(.aligned, points: points)) }
    }
    if hasCodes { penalties.append(Penalty(.codes, points: codesPoints)) }
    if translationCount > 1 {
      penalties.append(Penalty(.severalTranslations, points: severalTranslationsPoints))
    }
    return penalties
  }
}
