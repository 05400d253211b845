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

  /// Moves an index behind the token, or the white space of one scalar, that begins there, and says what
  /// kind of token it is, `nil` for white space, and how many scalars it has.
  ///
  /// These are the rules of tokens: an index reads packed texts by them, where a `String` for each token
  /// would cost too much.
  ///
  /// - Parameter value: A scalar's value.
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
