package import PadanMemory
package import PadanModel
import PadanText

/// What a person looks for in a memory, in his words.
package struct SearchRequest: Sendable {
  /// Words and phrases that must all stand on one side.
  package var words: [String] = []
  /// Words and phrases that the source must have.
  package var source: [String] = []
  /// Words and phrases that the target must have.
  package var target: [String] = []
  /// Whether they are ICU regular expressions.
  package var isExpression = false
  /// Whether words stand for all their forms.
  package var findsForms = false
  /// Which units may answer.
  package var filter: PairFilter?

  /// A request for words on either side.
  package init(words: [String] = []) { self.words = words }

  /// A text that has no word.
  package struct NoWord: Error, Hashable, Sendable {
    /// The text.
    package var text: String
  }

  /// The query for some languages.
  ///
  /// - Parameter languages: The pairs of languages of the memory, which tell the forms of words.
  /// - Throws: `NoWord`; `TextExpression.Fault`.
  package func query(
    languages: [(source: LanguageTag, target: LanguageTag)] = []
  ) throws -> SearchQuery {
    let known = WordForms(languages)
    var forms: ((String) -> [String])?
    if findsForms { forms = { known.bases($0) } }
    func pattern(_ text: String) throws -> SearchQuery.Pattern {
      if isExpression {
        _ = try TextExpression(text)
        return .expression(text)
      }
      guard let words = SearchQuery.Pattern.words(text, forms: forms) else {
        throw NoWord(text: text)
      }
      return words
    }
    let parts = [
      SearchQuery.Part(try words.map(pattern)),
      SearchQuery.Part(try source.map(pattern), on: .source),
      SearchQuery.Part(try target.map(pattern), on: .target),
    ]
    return SearchQuery(parts.filter { !$0.patterns.isEmpty }, filter: filter)
  }
}

extension SearchPipeline {
  /// The query of a request, for the languages of the memory.
  ///
  /// - Throws: `SearchRequest.NoWord`, `TextExpression.Fault`, `MemoryError`.
  package func query(_ request: SearchRequest) throws -> SearchQuery {
    try request.query(languages: request.findsForms ? memory.languagePairs() : [])
  }
}

extension SearchPipeline {
  /// The terms of the memory that stand in what is looked for, in either direction, each once.
  ///
  /// - Throws: `MemoryError`.
  package func terms(in request: SearchRequest) throws -> [Term] {
    guard !request.isExpression else { return [] }
    var seen: Set<String> = []
    return try memory.languagePairs().flatMap { pair in
      let sides = [
        (pair.source, pair.target, request.words + request.source),
        (pair.target, pair.source, request.words + request.target),
      ]
      return try sides.flatMap { source, target, texts in
        let glossary = try Glossary(memory, from: source, to: target)
        return texts.flatMap { glossary.uses(in: $0).flatMap(\.terms) }
      }
    }.filter { seen.insert($0.line).inserted }
  }
}

/// Of which words the words of a query are forms.
private struct WordForms {
  private let languages: [(inflection: Inflection, lexicon: Lexicon?)]

  init(_ pairs: [(source: LanguageTag, target: LanguageTag)]) {
    languages = pairs.flatMap { pair in
      [(pair.source, pair.target), (pair.target, pair.source)].map { own, other in
        (Inflection(language: own), Bundled.lexicon(source: own, target: other))
      }
    }
  }

  /// The word, and the words of which it may be a form. Where Padan has a lexicon, that must have them:
  /// *menulis* is no form of *nulis*.
  func bases(_ word: String) -> [String] {
    var bases = [word]
    for (inflection, lexicon) in languages {
      for base in inflection.bases(of: word)
      where !bases.contains(base) && lexicon?.contains(base) ?? true {
        bases.append(base)
      }
    }
    return bases
  }
}
