package import PadanModel

/// The words of some 2,800 concepts that most texts speak of, in many languages: time, people, house,
/// nature, state, law, work, science, actions and qualities.
///
/// It is a small dictionary for every pair of these languages, also for those that nobody wrote a
/// lexicon for. The file `concepts.tsv` of a language has a concept on each line, named in English, and
/// behind a tab its words, separated by commas. A line that begins with `#` is a comment.
///
///     CoreVocabulary.lexicon(from: german, to: french)?.translations(of: "brücke").first?.text  // "pont"
package enum CoreVocabulary {
  /// The name of the lexicon in messages and results.
  package static let lexiconName = "core"

  /// The words of one language with those of another for the same concepts; `nil` if one of them has no
  /// list, or both are the same.
  ///
  /// - Complexity: O(n) for n words: about 20 ms.
  package static func lexicon(from source: LanguageTag, to target: LanguageTag) -> Lexicon? {
    guard source.language != target.language else { return nil }
    let translations = Dictionary(uniqueKeysWithValues: concepts(in: target))
    var lexicon = Lexicon(name: lexiconName, source: source, target: target)
    for (concept, words) in concepts(in: source) {
      for word in words { lexicon.add(word, translations[concept] ?? []) }
    }
    return lexicon.count > 0 ? lexicon : nil
  }

  /// The concepts that a language has words for, in the order of its list, with those words, case-folded; empty if
  /// the language has no list.
  package static func concepts(in language: LanguageTag) -> [(name: String, words: [String])] {
    guard let file = LanguageProfile.of(language).concepts else { return [] }
    return file.text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let tab = line.firstIndex(of: UInt8(ascii: "\t")) ?? line.endIndex
      let words = line[tab...].dropFirst().split(separator: UInt8(ascii: ",")).map { word in
        String(Substring(word.drop { $0 == UInt8(ascii: " ") }))
      }
      return (String(Substring(line[..<tab])), words)
    }
  }
}
