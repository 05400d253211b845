import PadanModel
import PadanText

/// Finds the hyphenated words of a text that a lexicon has as one word: *laba-laba* is a spider,
/// and *laba* a profit. Other hyphenated words stay separate words, which may be names or cognates.
struct HyphenatedWords {
  let lexicon: Lexicon
  let stemmer: Stemmer

  /// The tokens with each known hyphenated word as one token. If several begin at one place, the
  /// longest.
  func joined(_ tokens: [Token]) -> [Token] {
    guard !lexicon.hyphenatedWords.isEmpty else { return tokens }
    var result: [Token] = []
    var index = 0
    while index < tokens.count {
      let word = knownWord(at: index, in: tokens)
      result.append(word?.token ?? tokens[index])
      index += word?.count ?? 1
    }
    return result
  }

  /// The longest known hyphenated word that begins at a token, and its number of tokens; `nil` if
  /// there is none.
  private func knownWord(at start: Int, in tokens: [Token]) -> (token: Token, count: Int)? {
    var word = tokens[start]
    var longest: (Token, Int)?
    guard word.kind == .word else { return nil }
    for place in stride(from: start + 1, to: tokens.count - 1, by: 2) {
      let (hyphen, part) = (tokens[place], tokens[place + 1])
      guard hyphen.text == "-", hyphen.range.lowerBound == word.range.upperBound,
        part.kind != .mark, part.range.lowerBound == hyphen.range.upperBound
      else { break }
      word.text += "-" + part.text
      word.folded += "-" + part.folded
      word.range = word.range.lowerBound..<part.range.upperBound
      if isKnown(word.folded) { longest = (word, place + 2 - start) }
    }
    return longest
  }

  /// Whether the lexicon has a hyphenated word, as it is or as a stem.
  private func isKnown(_ word: String) -> Bool {
    lexicon.hyphenatedWords.contains(word)
      || stemmer.candidates(for: word).contains { lexicon.hyphenatedWords.contains($0) }
  }
}
