import CICU
import PadanLanguage
package import PadanModel

/// Counts the sentences inside segments that others have cut.
///
/// A holder of an ICU iterator: one task uses it at a time.
package struct SentenceCounter: ~Copyable {
  private var splitter: SentenceSplitter
  private var sentences: [Range<Int>] = []

  /// `nil` where ICU does not know the language.
  package init?(language: LanguageTag) {
    guard cicu_knows_language(language.language),
      let splitter = try? SentenceSplitter(
        locale: language.description, rules: .bundled(for: language) ?? .none)
    else { return nil }
    self.splitter = splitter
  }

  /// How many sentences a text holds; at least one.
  ///
  /// - Complexity: O(n) for n bytes.
  package mutating func count(in text: String) -> Int {
    sentences.removeAll(keepingCapacity: true)
    let bytes = Array(text.utf8)
    // A text that ICU refuses counts as one sentence: the count is only a cue.
    try? splitter.appendSentences(of: bytes.span, to: &sentences)
    return max(1, sentences.count)
  }
}
