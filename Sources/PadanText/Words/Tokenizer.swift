/// A word, number or mark of a text.
///
/// A token is either a run of letters, combining marks, digits and `_`, or a single scalar of
/// anything else that is not white space.
@usableFromInline
package struct Token: Hashable, Sendable {
  /// What a token consists of.
  @usableFromInline
  package enum Kind: Hashable, Sendable {
    /// A run that is not all digits: `kata`, `Rp1`, `file_2`.
    case word
    /// A run of digits.
    case number
    /// A single scalar of punctuation or a symbol.
    case mark
  }

  /// The token as written.
  package var text: String
  /// The token after full case folding.
  package var folded: String
  /// Whether the token is a word, a number or a mark.
  package var kind: Kind
  /// The token's place in the text, in Unicode scalars that are not ignorable.
  package var range: Range<Int>

  /// Whether the first scalar is a capital letter.
  package var isCapitalized: Bool { text.unicodeScalars.first?.isUppercase ?? false }
}

/// Splits texts into tokens.
@usableFromInline
package enum Tokenizer {
  /// The tokens of a text without its ignorable scalars, in order.
  ///
  ///     Tokenizer.tokens(in: "Rp1.000, ya?").map(\.text)  // ["Rp1", ".", "000", ",", "ya", "?"]
  ///
  /// - Complexity: O(n) for n scalars.
  package static func tokens(in text: String) -> [Token] {
    var tokens: [Token] = []
    let scalars = TextForm.withoutIgnorables(text).unicodeScalars
    var index = scalars.startIndex
    var offset = 0
    while index < scalars.endIndex {
      let start = index
      let (kind, count) = passToken(in: scalars, at: &index, value: \.value)
      defer { offset += count }
      guard let kind else { continue }
      let text = String(scalars[start..<index])
      tokens.append(
        Token(
          text: text, folded: ICUText.folded(text), kind: kind, range: offset..<(offset + count)))
    }
    return tokens
  }

  /// Moves an index past the token that begins there, or past one scalar of white space.
  ///
  /// This function defines what a token is. It is generic because an index reads packed texts with
  /// it, where a `String` for each token would cost too much.
  ///
  /// - Parameter value: Returns the value of a scalar.
  /// - Returns: The kind of the token, `nil` for white space, and the number of scalars passed.
  @inlinable @inline(__always)
  package static func passToken<Scalars: Collection>(
    in scalars: Scalars, at index: inout Scalars.Index, value: (Scalars.Element) -> UInt32
  ) -> (kind: Token.Kind?, count: Int) {
    let first = value(scalars[index])
    scalars.formIndex(after: &index)
    guard ScalarClass.isWord(first) else { return (ScalarClass.isBlank(first) ? nil : .mark, 1) }
    var isNumber = ScalarClass.isDigit(first)
    var count = 1
    while index < scalars.endIndex {
      let scalar = value(scalars[index])
      guard ScalarClass.isWord(scalar) else { break }
      if !ScalarClass.isDigit(scalar) { isNumber = false }
      scalars.formIndex(after: &index)
      count += 1
    }
    return (isNumber ? .number : .word, count)
  }
}
