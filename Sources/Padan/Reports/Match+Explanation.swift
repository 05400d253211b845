import PadanMatch
public import PadanMemory
import PadanModel
import PadanText

extension Match {
  /// Whether the query and the stored source differ in negation: only one of them negates, or one
  /// negates more often.
  public func hasOneSidedNegation(_ query: String) -> Bool {
    Negation.isOneSided(query, source.text, language: source.language)
  }

  /// What was replaced in the translation, step by step: `5,2 → 4,8: 5.2 → 4.8 (value, 0.99)`; empty if
  /// it is not repaired.
  public var repairExplanation: [String] {
    (repair?.spans ?? []).map {
      "\($0.source.inWords): \($0.target.inWords) "
        + "(\($0.origin.rawValue), \($0.probability.formatted(decimals: 2)))"
    }
  }

  /// How the score is computed, in one line:
  /// `case folded: Indel 100 × 2·19 / (20 + 22) = 90.48 − 2.0 case → 88.48`. Codes that are written in
  /// the texts are named like what is folded, where the score leaves them out.
  public var scoreExplanation: String {
    let folds =
      (score.isWithoutCodes ? [Penalty.Reason.codes.rawValue] : [])
      + score.penalties.map(\.reason).filter(\.isFold).map(\.rawValue)
    let start = folds.isEmpty ? "" : folds.joined(separator: " and ") + " folded: "
    let rule =
      if let lengths = score.lengths {
        "Indel 100 × 2·\(lengths.common) / (\(lengths.query) + \(lengths.stored)) = "
          + score.raw.formatted(decimals: 2)
      } else {
        "the same text: 100"
      }
    let penalties = score.penalties.map {
      " − \($0.points.formatted(decimals: 1)) \($0.reason.rawValue)"
    }
    let context = contextCount > 0 ? ", \(contextCount) of 2 neighbours the same" : ""
    return start + rule + penalties.joined() + " → \(score.net.formatted(decimals: 2))\(context)"
  }
}

extension TranslationPair.Repair.Exchange {
  /// What takes the place of what, as people read it: `5.2 → 4.8`, and a dash for nothing.
  package var inWords: String { "\(old) → \(new.isEmpty ? "–" : new)" }
}
