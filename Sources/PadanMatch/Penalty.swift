/// Points off a score, for one stated reason.
public struct Penalty: Hashable, Sendable {
  /// Why points come off. The raw values are the names in JSON and reports.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The texts are compared without regard to their numbers.
    case numbers
    /// The texts are compared without regard to case.
    case letterCase = "case"
    /// The texts are compared without regard to punctuation.
    case punctuation
    /// The inline codes differ.
    case codes
    /// The pair was aligned by machine, and no person has reviewed it.
    case aligned
    /// The source has several translations among the matches, and no neighbours tell which is meant.
    case severalTranslations = "several-translations"
    /// The memory is searched with a penalty of its own.
    case memory

    /// Whether it is a difference that the comparison has left out of account.
    package var isFold: Bool { self == .numbers || self == .letterCase || self == .punctuation }
  }

  /// Why the points come off.
  public var reason: Reason
  /// How many points come off, on the scale of scores, 0...100.
  public var points: Double

  /// Takes `points` off for a reason.
  public init(_ reason: Reason, points: Double) {
    self.reason = reason
    self.points = points
  }
}

extension Penalty {
  /// The points for an unreviewed alignment with confidence 0. They fall in proportion, to none at
  /// confidence 1.
  static let alignedPoints = 10.0
  /// The penalty for inline codes that differ.
  package static let codes = Penalty(.codes, points: 1)
  /// The points for a source with several translations.
  static let severalTranslationsPoints = 1.0

  /// The penalties for doubts about a unit that its source text does not show.
  ///
  /// - Parameters:
  ///   - isUnreviewed: Whether no person has given a verdict on the unit.
  ///   - confidences: The aligner's confidence in each occurrence of the unit, 0...1; `nil` for an
  ///     occurrence that a person or another tool made. One `nil` is enough to trust the unit; else
  ///     the highest confidence counts.
  ///   - translationCount: How many translations its source has among the matches.
  public static func doubts(
    ofUnreviewed isUnreviewed: Bool, confidences: [Double?], translationCount: Int
  ) -> [Penalty] {
    var penalties: [Penalty] = []
    if isUnreviewed, !confidences.isEmpty, !confidences.contains(nil),
      let best = confidences.compactMap(\.self).max()
    {
      let points = ((1 - best) * alignedPoints * 10).rounded() / 10
      if points > 0 { penalties.append(Penalty(.aligned, points: points)) }
    }
    if translationCount > 1 {
      penalties.append(Penalty(.severalTranslations, points: severalTranslationsPoints))
    }
    return penalties
  }
}
