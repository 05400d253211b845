/// A word, number or mark of a text.
///
/// A token is a run of letters, marks, digits and `_`, or else one scalar that is not white space.
public struct Token: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Letters, possibly with digits or `_` among them.
    case word
    /// Digits only.
    case number
    /// One scalar of punctuation or of a symbol.
    case mark
  }

  /// The text as it stands.
  public var text: String
  /// The text after full case folding.
  public var folded: String
  public var kind: Kind
  /// Unicode scalars into the text.
  public var range: Range<Int>

  /// Whether the first scalar is a capital letter.
  public var isCapitalized: Bool { text.unicodeScalars.first?.isUppercase ?? false }

  /// Whether a scalar belongs to words and numbers: a letter, mark or digit, or `_`.
  package static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool { scalar.isWordScalar }
}

/// Cuts texts into tokens.
public enum Tokenizer {
  /// The tokens of a text, in order.
  ///
  ///     Tokenizer.tokens(in: "Rp1.000, ya?").map(\.text)  // ["Rp1", ".", "000", ",", "ya", "?"]
  ///
  /// - Complexity: O(n) for n scalars.
  public static func tokens(in text: String) -> [Token] {
    var tokens: [Token] = []
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var offset = 0
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let start = index
      let first = offset
      index = scalars.index(after: index)
      offset += 1
      if scalar.isWhitespace { continue }
      var kind = Token.Kind.mark
      if scalar.isWordScalar {
        kind = scalar.isDigit ? .number : .word
        while index < scalars.endIndex, scalars[index].isWordScalar {
          if !scalars[index].isDigit { kind = .word }
          index = scalars.index(after: index)
          offset += 1
        }
      }
      let text = String(scalars[start..<index])
      tokens.append(
        Token(text: text, folded: ICUText.folded(text), kind: kind, range: first..<offset))
    }
    return tokens
  }
}

extension Unicode.Scalar {
  /// A letter, mark or digit, or `_`.
  fileprivate var isWordScalar: Bool { isLetter || isDigit || self == "_" }
}
