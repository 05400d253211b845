/// How well found pairs of documents agree with gold ones.
///
///     PairingScore(gold: [["a", "b"], ["c", "d"]], found: [["a", "b"]]).rates.recall  // 0.5
public struct PairingScore: Hashable, Sendable {
  /// Pairs that are in the gold, pairs found, and pairs in the gold.
  public let right: Int
  public let found: Int
  public let gold: Int

  /// - Parameters:
  ///   - gold: Each pair a source and a target name.
  ///   - found: The same.
  public init(gold: Set<[String]>, found: Set<[String]>) {
    right = gold.intersection(found).count
    self.found = found.count
    self.gold = gold.count
  }

  public var rates: Rates { Rates(right: right, found: found, recalled: right, gold: gold) }
}
