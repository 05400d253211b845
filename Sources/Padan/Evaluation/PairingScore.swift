/// The agreement of found pairs of documents with gold ones.
///
///     PairingScore(gold: [["a", "b"], ["c", "d"]], found: [["a", "b"]]).rates.recall  // 0.5
package struct PairingScore: Hashable, Sendable {
  /// The number of found pairs that are in the gold.
  package let right: Int
  /// The number of found pairs.
  package let found: Int
  /// The number of pairs in the gold.
  package let gold: Int

  /// - Parameters:
  ///   - gold: The gold pairs; each is a source name and a target name.
  ///   - found: The found pairs, in the same form.
  package init(gold: Set<[String]>, found: Set<[String]>) {
    right = gold.intersection(found).count
    self.found = found.count
    self.gold = gold.count
  }

  /// Precision and recall of the found pairs.
  package var rates: Rates { Rates(right: right, found: found, recalled: right, gold: gold) }
}
