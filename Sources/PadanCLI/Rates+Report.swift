import Padan

extension Rates {
  /// Precision, recall and F₁ as reports print them.
  var summary: String {
    "P \(precision.formatted(decimals: 4))  R \(recall.formatted(decimals: 4))  "
      + "F1 \(f1.formatted(decimals: 4))"
  }
}

extension JSONWriter {
  /// The members of rates, in the object that is open.
  mutating func members(of rates: Rates) {
    member("p", rates.precision)
    member("r", rates.recall)
    member("f1", rates.f1)
  }
}
