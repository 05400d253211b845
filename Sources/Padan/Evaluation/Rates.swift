/// Precision and recall of a result against a gold standard.
package struct Rates: Hashable, Sendable {
  /// The share of what was found that is right, 0...1; 0 if nothing was found.
  package var precision: Double
  /// The share of the gold that was found, 0...1; 0 if the gold is empty.
  package var recall: Double
  /// The harmonic mean of precision and recall, 0...1.
  package var f1: Double { harmonicMean(precision, recall) }

  /// - Parameters:
  ///   - right: How many of the `found` items are right.
  ///   - found: How many items the result has.
  ///   - recalled: How many of the `gold` items were found. It differs from `right` if one found
  ///     item may match two gold items.
  ///   - gold: How many items the gold standard has.
  init(right: Int, found: Int, recalled: Int, gold: Int) {
    precision = found == 0 ? 0 : Double(right) / Double(found)
    recall = gold == 0 ? 0 : Double(recalled) / Double(gold)
  }
}

/// The harmonic mean of two rates; 0 if both are 0.
func harmonicMean(_ a: Double, _ b: Double) -> Double {
  a + b == 0 ? 0 : 2 * a * b / (a + b)
}
