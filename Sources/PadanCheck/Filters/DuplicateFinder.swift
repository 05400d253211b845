package import PadanModel
import PadanText

/// Finds pairs that say again what earlier pairs said: in the same texts, or in nearly the same words.
///
///     var finder = DuplicateFinder(limits: [.duplicate: 0, .nearDuplicate: 0.85])
///     finder.mark(of: first, stays: true)     // nil
///     finder.mark(of: first, stays: true)     // duplicate
///
/// Only pairs that stay count as earlier ones, so of each group one is left.
package struct DuplicateFinder: Sendable {
  private let limits: [QualityFilter: Double]
  /// The hashes of both texts of each pair that stayed.
  private var texts: Set<UInt64> = []
  private var words: WordSetJoin?

  /// A finder of duplicates; of those that have a limit.
  package init(limits: [QualityFilter: Double]) {
    self.limits = limits
    // No index is above 1.
    words = limits[.nearDuplicate].flatMap { $0 < 1 ? WordSetJoin(above: $0) : nil }
  }

  /// The mark of a further pair; `nil` if it is no duplicate.
  ///
  /// - Parameter stays: Whether nothing else speaks against the pair. Another one is no earlier pair to
  ///   those that follow, and is not asked about.
  package mutating func mark(of pair: CheckedPair, stays: Bool) -> QualityMark? {
    guard stays else { return nil }
    if limits[.duplicate] != nil, !texts.insert(Self.textHash(of: pair)).inserted {
      return QualityMark(.duplicate, 1)
    }
    guard let similar = words?.nearest(Self.words(of: pair)) else { return nil }
    return QualityMark(.nearDuplicate, similar)
  }

  /// A hash of both texts as the memory compares them.
  fileprivate static func textHash(of pair: CheckedPair) -> UInt64 {
    var hash = StableHash()
    for side in [pair.source, pair.target] {
      hash.add(field: TextForm.matchKey(of: side.variant.text))
    }
    return hash.value
  }

  /// The distinct words of both sides, each with its side.
  fileprivate static func words(of pair: CheckedPair) -> Set<WordSetJoin.Word> {
    var words: Set<WordSetJoin.Word> = []
    for (name, side) in [("source", pair.source), ("target", pair.target)] {
      for (token, word) in zip(side.tokens, side.folded) where token.kind != .mark {
        var hash = StableHash()
        hash.add(field: name)
        hash.add(field: word)
        words.insert(WordSetJoin.Word(hash: hash.value, length: word.utf8.count))
      }
    }
    return words
  }
}

/// What tells the duplicates of a pair: hashes that are the same on every machine.
package struct PairFingerprint: Sendable {
  /// Of both texts as the memory compares them: that of duplicates is the same.
  package let text: UInt64
  /// Of the distinct words of both sides, each with its side; ascending. The Jaccard index of near
  /// duplicates is that of these sets.
  package let words: [UInt64]

  /// The fingerprint of a pair.
  package init(of pair: CheckedPair) {
    text = DuplicateFinder.textHash(of: pair)
    words = DuplicateFinder.words(of: pair).map(\.hash).sorted()
  }
}
