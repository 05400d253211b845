import PadanModel
import PadanText

/// Looks for the patterns of a query in the texts of units.
///
/// It is what decides: the concordance only says which units are worth a look.
struct TextMatcher {
  private let query: SearchQuery
  private let directions: [Int64: Direction]
  /// The compiled expressions of the query, by their text.
  private let expressions: [String: TextExpression]
  /// The forms of the words of the query in each language.
  private let families: [LanguageTag: [[String]: Inflection.Family]]

  /// Compiles a query.
  ///
  /// - Parameter directions: The languages of the units, by the direction's number.
  /// - Throws: `TextExpression.Fault`.
  init(_ query: SearchQuery, _ directions: [Int64: Direction]) throws(TextExpression.Fault) {
    self.query = query
    self.directions = directions
    var expressions: [String: TextExpression] = [:]
    for case .expression(let text) in query.parts.flatMap(\.patterns) where expressions[text] == nil
    {
      expressions[text] = try TextExpression(text)
    }
    self.expressions = expressions
    let tags = Set(directions.values.flatMap { [$0.source, $0.target] })
    families = Dictionary(uniqueKeysWithValues: tags.map { ($0, query.families(in: $0)) })
  }

  /// Where the patterns stand in the two texts of a unit; `nil` if it has not got all.
  ///
  /// - Throws: `TextExpression.Fault` if an expression takes too many steps.
  func hits(
    in source: UnsafeBufferPointer<UInt8>, _ target: UnsafeBufferPointer<UInt8>, of direction: Int64
  ) throws(TextExpression.Fault) -> (source: [Range<Int>], target: [Range<Int>])? {
    guard let direction = directions[direction] else { return nil }
    var hits: (source: [Range<Int>], target: [Range<Int>]) = ([], [])
    let texts = (
      source: SearchedText(source, direction.source), target: SearchedText(target, direction.target)
    )
    for part in query.parts {
      let source = part.side == .target ? nil : try ranges(of: part.patterns, in: texts.source)
      let target = part.side == .source ? nil : try ranges(of: part.patterns, in: texts.target)
      guard source != nil || target != nil else { return nil }
      hits.source += source ?? []
      hits.target += target ?? []
    }
    return (Self.inOrder(hits.source), Self.inOrder(hits.target))
  }

  /// Ranges by their place, each once.
  private static func inOrder(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.count < 2
      ? ranges
      : Set(ranges).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// Where some patterns stand in a text; `nil` if one of them does not.
  private func ranges(
    of patterns: [SearchQuery.Pattern], in text: SearchedText
  ) throws(TextExpression.Fault) -> [Range<Int>]? {
    var all: [Range<Int>] = []
    for pattern in patterns {
      let found: [Range<Int>] =
        switch pattern {
        case .words(let words, let isJoined): ranges(of: words, isJoined, in: text)
        case .expression(let expression):
          try expressions[expression]?.ranges(in: text.utf8) ?? []
        }
      if found.isEmpty { return nil }
      all += found
    }
    return all
  }

  private func ranges(
    of phrase: [SearchQuery.Word], _ isJoined: [Bool], in text: SearchedText
  ) -> [Range<Int>] {
    let words = text.words
    var ranges: [Range<Int>] = []
    var start = 0
    while start + phrase.count <= words.count {
      let isFound = phrase.indices.allSatisfy { offset in
        let word = words[start + offset]
        return fits(word.folded, phrase[offset], text.language)
          && (!isJoined[offset] || word.gap == .none)
      }
      if isFound {
        let last = words[start + phrase.count - 1]
        ranges.append(words[start].range.lowerBound..<last.range.upperBound)
      }
      start += isFound ? phrase.count : 1
    }
    return ranges
  }

  /// Whether a word of a text in some language is what a query's word stands for.
  private func fits(_ word: String, _ wanted: SearchQuery.Word, _ language: LanguageTag) -> Bool {
    switch wanted {
    case .exact(let exact): word == exact
    case .prefix(let prefix): word.utf8.starts(with: prefix.utf8)
    case .forms(let bases): families[language]?[bases]?.contains(word) ?? false
    }
  }
}

extension SearchQuery {
  /// The forms in a language of the words whose forms are looked for, by these words.
  func families(in language: LanguageTag) -> [[String]: Inflection.Family] {
    let inflection = Inflection(language: language)
    var families: [[String]: Inflection.Family] = [:]
    for case .words(let words, _) in parts.flatMap(\.patterns) {
      for case .forms(let bases) in words { families[bases] = .init(bases, inflection) }
    }
    return families
  }
}

/// A text of a unit, whose words are found when they are first needed.
private final class SearchedText {
  let utf8: UnsafeBufferPointer<UInt8>
  let language: LanguageTag
  private(set) lazy var words = PlainWord.words(in: utf8)

  init(_ utf8: UnsafeBufferPointer<UInt8>, _ language: LanguageTag) {
    self.utf8 = utf8
    self.language = language
  }
}
