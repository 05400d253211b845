import PadanLanguage
package import PadanModel

/// Compares how often two texts of one language negate.
package enum Negation {
  /// Whether one text contains more negations than the other. Such texts may differ by a single
  /// short word and still say the opposite.
  ///
  ///     Negation.isOneSided("Harga tidak naik.", "Harga naik.", language: indonesian)  // true
  ///
  /// - Parameter language: The language of both texts. If its negations are not known, the result
  ///   is `false`.
  /// - Complexity: O(n) for the scalars of both texts.
  package static func isOneSided(_ a: String, _ b: String, language: LanguageTag) -> Bool {
    let negations = LanguageProfile.of(language).negations
    guard !negations.isEmpty else { return false }
    return count(in: a, negations) != count(in: b, negations)
  }

  /// The number of negations in a text.
  private static func count(in text: String, _ negations: Negations) -> Int {
    let tokens = Tokenizer.tokens(in: TextForm.matchKey(of: text)).map(\.folded)
    return tokens.indices.count { index in
      negations.words.contains(tokens[index])
        || negations.endsContraction(at: index, in: tokens)
    }
  }
}
