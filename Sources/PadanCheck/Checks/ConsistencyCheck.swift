import PadanModel
import PadanText

/// Finds sources with several targets, and targets with several sources.
///
/// It keeps 16 bytes for each different text, so it needs 32 MB or more for a million units; nothing else
/// in the checks grows with their number. Texts are compared by 64-bit hashes of their words: marks and
/// case make no difference.
struct ConsistencyCheck: Sendable {
  /// What stands beside a text where it was first met.
  private struct First {
    var other: UInt32
    var place: UInt32
  }

  private var targets: [UInt64: First] = [:]
  private var sources: [UInt64: First] = [:]

  /// The number of words from which on a sentence is hardly said in two ways by chance.
  private static let leastWords = 4

  /// The findings about a unit.
  ///
  /// - Parameter place: What messages call it: its number in the memory, or its line.
  mutating func findings(_ pair: CheckedPair, place: Int) -> [PairFinding] {
    // The forms of an entry with a plural may differ on one side alone.
    let isPlural = pair.pair.provenance.pluralForm?.isPlural ?? false
    let (source, target) = (hash(pair.source, isPlural), hash(pair.target, isPlural))
    guard pair.source.wordCount > 0, pair.target.wordCount > 0 else { return [] }
    var findings: [PairFinding] = []
    let isLong = min(pair.source.wordCount, pair.target.wordCount) >= Self.leastWords
    if let first = Self.other(of: source, target, &targets, place) {
      findings.append(
        PairFinding(.severalTargets, certainty: isLong ? 0.6 : 0.35, detail: "as in \(first)"))
    }
    if let first = Self.other(of: target, source, &sources, place) {
      findings.append(
        PairFinding(.severalSources, certainty: isLong ? 0.5 : 0.3, detail: "as in \(first)"))
    }
    return findings
  }

  /// Where a text was first met, if with another one beside it.
  private static func other(
    of text: UInt64, _ beside: UInt64, _ known: inout [UInt64: First], _ place: Int
  ) -> Int? {
    guard let first = known[text] else {
      known[text] = First(
        other: UInt32(truncatingIfNeeded: beside), place: UInt32(truncatingIfNeeded: place))
      return nil
    }
    return first.other == UInt32(truncatingIfNeeded: beside) ? nil : Int(first.place)
  }

  private func hash(_ side: CheckedPair.Side, _ isPlural: Bool) -> UInt64 {
    var hash = StableHash()
    if isPlural { hash.add(field: "plural") }
    for (token, word) in zip(side.tokens, side.folded) where token.kind != .mark {
      hash.add(field: word)
    }
    return hash.value
  }
}
