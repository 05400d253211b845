import CICU
import PadanLanguage
package import PadanModel

/// Counts the sentences in segments that other tools have split.
///
/// It owns an ICU iterator, so one task uses it at a time.
package struct SentenceCounter: ~Copyable {
  private var splitter: SentenceSplitter
  private var sentences: [Range<Int>] = []

  /// A counter for a language; `nil` if ICU does not know the language.
  package init?(language: LanguageTag) {
    guard cicu_knows_language(language.language),
      let splitter = try? SentenceSplitter(
        locale: language.description, rules: .bundled(for: language) ?? .none,
        ordinalMonths: Segmenter.ordinalMonths(of: language))
    else { return nil }
    self.splitter = splitter
  }

  /// The number of sentences in a text, at least 1.
  ///
  /// - Complexity: O(n) for n bytes.
  package mutating func count(in text: String) -> Int {
    sentences.removeAll(keepingCapacity: true)
    let bytes = Array(text.utf8)
    // If ICU refuses the text, it counts as one sentence: the number is only a hint for the
    // aligner.
    try? splitter.appendSentences(of: bytes.span, to: &sentences)
    return max(1, sentences.count)
  }
}
