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
