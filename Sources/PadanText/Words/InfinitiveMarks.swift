import PadanLanguage
package import PadanModel

/// The words that a dictionary puts before an infinitive and a lexicon leaves out.
///
///     InfinitiveMarks(language: english).dropped(from: "to eat")  // "eat"
package struct InfinitiveMarks: Sendable {
  /// The marks of the language, each with a blank after it.
  private let starts: [String]

  /// The marks of a language; none if Padan knows none.
  package init(language: LanguageTag) {
    starts = LanguageProfile.of(language).infinitiveMarks.map { $0 + " " }
  }

  /// A case-folded word or phrase without the mark before it.
  package func dropped(from phrase: String) -> String {
    guard let start = starts.first(where: { phrase.utf8.starts(with: $0.utf8) }) else {
      return phrase
    }
    return String(phrase.dropFirst(start.count))
  }
}
