/// How well found pairs of documents agree with gold ones.
///
///     PairingScore(gold: [["a", "b"], ["c", "d"]], found: [["a", "b"]]).recall  // 0.5
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

  public var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
  public var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
  public var f1: Double { harmonicMean(precision, recall) }
}
