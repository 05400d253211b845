import PadanLanguage
public import PadanModel

/// Words that turn a sentence into its opposite.
public enum Negation {
  /// Whether one of two texts of a language negates more often than the other, so that the likeness
  /// of their letters deceives.
  ///
  ///     Negation.isOneSided("Harga tidak naik.", "Harga naik.", language: indonesian)  // true
  ///
  /// Of a language without known negations it says nothing.
  ///
  /// - Complexity: O(n) for the texts' scalars.
  public static func isOneSided(_ a: String, _ b: String, language: LanguageTag) -> Bool {
    let negations = LanguageProfile.of(language).negations
    guard !negations.isEmpty else { return false }
    return count(in: a, negations) != count(in: b, negations)
  }

  private static func count(in text: String, _ negations: Negations) -> Int {
    let tokens = Tokenizer.tokens(in: TextForm.matchKey(of: text)).map(\.folded)
    var count = 0
    for (index, token) in tokens.enumerated() {
      if negations.words.contains(token) { count += 1 }
      // `don't` is three tokens.
      guard index > 1, ["'", "’"].contains(tokens[index - 1]) else { continue }
      count += negations.endings.count {
        token == $0.after && tokens[index - 2].hasSuffix($0.before)
      }
    }
    return count
  }
}
