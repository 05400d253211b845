import PadanText

/// A text made ready for comparing: once for a query, once for each candidate.
public struct MatchText: Sendable {
  /// NFC, white space collapsed, as Unicode scalars.
  public let scalars: [Unicode.Scalar]
  /// The case-folded tokens with how often each stands.
  let tokenCounts: [String: Int]
  let tokenCount: Int

  /// The match key: the text in NFC, white space collapsed.
  package let key: String
  private let tokens: [Token]

  /// Prepares a text.
  public init(_ text: String) {
    key = TextForm.matchKey(of: text)
    scalars = Array(key.unicodeScalars)
    tokens = Tokenizer.tokens(in: key)
    tokenCount = tokens.count
    tokenCounts = tokens.reduce(into: [:]) { $0[$1.folded, default: 0] += 1 }
  }

  /// How many tokens two texts share: the size of their multisets' intersection.
  func sharedTokenCount(with other: MatchText) -> Int {
    tokenCounts.reduce(0) { $0 + min($1.value, other.tokenCounts[$1.key] ?? 0) }
  }

  /// The text with every number as one sign, so that texts that differ only in numbers, one for one,
  /// come out alike.
  ///
  /// `10.000` and `9,5` are one number each: digits, with a full stop, comma or colon between two.
  var withoutNumbers: String {
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      guard scalars[index].properties.numericType == .decimal else {
        result.append(scalars[index])
        index += 1
        continue
      }
      result.append("\u{1}")
      while index < scalars.count {
        if scalars[index].properties.numericType == .decimal {
          index += 1
        } else if ".,:".unicodeScalars.contains(scalars[index]), index + 1 < scalars.count,
          scalars[index + 1].properties.numericType == .decimal
        {
          index += 1
        } else {
          break
        }
      }
    }
    return String(result)
  }

  var folded: String { TextForm.folded(key) }

  /// The words and numbers alone, in order.
  var withoutMarks: [String] {
    tokens.filter { $0.kind != .mark }.map(\.text)
  }
}
