import PadanText

/// A text prepared for comparison: once for a query, once for each candidate.
package struct MatchText: Sendable {
  /// The match key as Unicode scalars.
  package let scalars: [Unicode.Scalar]
  /// The case-folded tokens, each with its number of occurrences.
  let tokenCounts: [String: Int]
  /// The number of tokens.
  let tokenCount: Int

  /// The match key: the text in NFC, white space collapsed.
  package let key: String
  /// The match key after full case folding.
  let folded: String
  /// The match key with every number replaced by one sign. Texts that differ only in numbers, one
  /// for one, have the same.
  let withoutNumbers: String
  /// The words and numbers alone, in order, without punctuation.
  let withoutMarks: [String]

  /// Prepares a text.
  ///
  /// - Complexity: O(n) for n scalars.
  package init(_ text: String) {
    key = TextForm.matchKey(of: text)
    scalars = Array(key.unicodeScalars)
    let tokens = Tokenizer.tokens(in: key)
    tokenCount = tokens.count
    tokenCounts = tokens.reduce(into: [:]) { $0[$1.folded, default: 0] += 1 }
    folded = TextForm.folded(key)
    withoutNumbers = Self.withoutNumbers(key, scalars)
    withoutMarks = tokens.filter { $0.kind != .mark }.map(\.text)
  }

  /// How many tokens two texts share: the size of the intersection of their multisets.
  func sharedTokenCount(with other: MatchText) -> Int {
    tokenCounts.reduce(0) { $0 + min($1.value, other.tokenCounts[$1.key] ?? 0) }
  }

  /// Replaces each number by a line feed, which no match key has. A number is a run of digits that may have a full stop, comma
  /// or colon between two digits: `10.000` and `9,5` are one number each.
  private static func withoutNumbers(_ key: String, _ scalars: [Unicode.Scalar]) -> String {
    func isDigit(_ index: Int) -> Bool {
      index < scalars.count && ScalarClass.isDigit(scalars[index].value)
    }
    guard scalars.indices.contains(where: isDigit) else { return key }
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      guard isDigit(index) else {
        result.append(scalars[index])
        index += 1
        continue
      }
      result.append("\n")
      while isDigit(index)
        || index < scalars.count && ".,:".unicodeScalars.contains(scalars[index])
          && isDigit(index + 1)
      {
        index += 1
      }
    }
    return String(result)
  }
}
