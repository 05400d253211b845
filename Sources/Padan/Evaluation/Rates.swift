/// How much of what was found is right, and how much of the gold was found.
public struct Rates: Hashable, Sendable {
  public var precision: Double
  public var recall: Double
  public var f1: Double { harmonicMean(precision, recall) }

  /// - Parameters:
  ///   - right: How many of the `found` are right.
  ///   - recalled: How many of the `gold` were found: not always as many, where one may stand for two.
  init(right: Int, found: Int, recalled: Int, gold: Int) {
    precision = found == 0 ? 0 : Double(right) / Double(found)
    recall = gold == 0 ? 0 : Double(recalled) / Double(gold)
  }
}

/// The mean of two rates that is near the lower one; 0 where both are.
func harmonicMean(_ a: Double, _ b: Double) -> Double {
  a + b == 0 ? 0 : 2 * a * b / (a + b)
}
