import PadanLanguage
package import PadanModel

/// Judges by its function words whether a text is in the language that it is said to be in.
///
///     LanguageJudge.others(than: indonesian, in: ["Der Preis für Reis ist gestiegen, und …"])  // [de]
///
/// Of 2,094 news documents in 14 languages it takes none for one in another language, and it notices
/// 99.8 % of them under the name of another language, but for Indonesian under that of Malay and the
/// reverse.
package enum LanguageJudge {
  /// The least number of words of a text that is judged. So a name, a title or a quotation is not.
  package static let leastWords = 20
  /// The number of segments of a long text that are judged.
  package static let sampleSize = 200

  /// How many times as many function words as of its own language a text has of another.
  private static let leastRatio = 1.5
  /// The least lead of these in standard deviations of a count.
  private static let leastLead = 2.0
  /// The share of the words that are function words of the language named from which the text is in it.
  /// Nine in ten documents reach it, and next to none in another language.
  private static let clearShare = 0.25
  /// The least share of the words that are function words of the other language.
  private static let leastShare = 0.1
  /// The least number of different function words of the other language: one that a table repeats, such
  /// as the “per” of “per cent”, tells nothing.
  private static let leastDistinct = 5
  /// How many times as many as a language has its nearest relatives have at most, if only the words
  /// tell. Documents in Indonesian have up to 1.12 times as many words of Malay.
  private static let kinRatio = 1.15

  /// The languages that a text is in, if it is clearly not in the one named: the likeliest, then those
  /// that are as good as it; empty if nothing tells.
  ///
  /// - Complexity: O(n) for n words of the text, of a long one of a sample.
  package static func others(than language: LanguageTag, in segments: [String]) -> [LanguageTag] {
    let ownWords = LanguageProfile.of(language).functionWords
    let words = stride(from: 0, to: segments.count, by: 1 + segments.count / sampleSize)
      .flatMap { Tokenizer.proseWords(in: segments[$0]) }
    let total = words.count
    guard !ownWords.isEmpty, total >= leastWords,
      Double(words.count(where: ownWords.contains)) < clearShare * Double(total),
      let own = languages.firstIndex(where: { $0.language == language.language })
    else { return [] }
    var counts = Array(repeating: 0, count: languages.count)
    for word in words {
      for language in languagesOfWord[word] ?? [] { counts[language] += 1 }
    }
    let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    let most = counts[best]
    let (lead, sum) = (Double(most - counts[own]), Double(most + counts[own]))
    guard Double(most) >= leastShare * Double(total),
      Double(most) >= leastRatio * Double(counts[own]), lead >= leastLead * sum.squareRoot()
    else { return [] }
    let distinct = Set(words).intersection(LanguageProfile.of(languages[best]).functionWords)
    guard distinct.count >= leastDistinct else { return [] }
    return counts.indices.filter { Double(counts[$0]) * kinRatio >= Double(most) }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
      .map { languages[$0] }
  }

  /// The language of which a few words have the most different function words, with their number; `nil`
  /// if no word is one.
  ///
  ///     LanguageJudge.likeliest(of: ["die", "preise", "für", "reis"], without: english)  // (de, 2)
  ///
  /// It judges a single segment, where `others(than:in:)` has too little to go by.
  ///
  /// - Parameters:
  ///   - words: Case-folded words.
  ///   - known: A language whose own words are not counted for any other.
  /// - Complexity: O(n) for n words.
  package static func likeliest(
    of words: [String], without known: LanguageTag
  ) -> (language: LanguageTag, count: Int)? {
    let own = LanguageProfile.of(known).functionWords
    var counts = Array(repeating: 0, count: languages.count)
    for word in Set(words) where !own.contains(word) {
      for language in languagesOfWord[word] ?? [] { counts[language] += 1 }
    }
    guard let best = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) }),
      counts[best] > 0
    else { return nil }
    return (languages[best], counts[best])
  }

  /// The languages whose function words are known.
  private static let languages = LanguageProfile.known.filter {
    !LanguageProfile.of($0).functionWords.isEmpty
  }

  /// For each function word, the positions of its languages in `languages`.
  private static let languagesOfWord = languages.enumerated().reduce(into: [String: [Int]]()) {
    words, item in
    for word in LanguageProfile.of(item.element).functionWords {
      words[word, default: []].append(item.offset)
    }
  }
}

extension Tokenizer {
  /// The case-folded words of a segment by which it shows its language, in order: in Chinese and
  /// Japanese its characters; none if it is not prose.
  package static func proseWords(in segment: String) -> [String] {
    var words: [String] = []
    var marks = 0
    for token in tokens(in: segment) {
      switch token.kind {
      case .mark: marks += 1
      case .number: break
      case .word: words += token.unspacedCharacters ?? [token.folded]
      }
    }
    // The keywords of programming languages are English words.
    return 2 * marks > words.count ? [] : words
  }
}

extension Token {
  /// The characters of a word in Chinese or Japanese script, which has no blanks between words;
  /// `nil` for any other word.
  fileprivate var unspacedCharacters: [String]? {
    guard let first = text.unicodeScalars.first, first.isHanOrKana else { return nil }
    return text.unicodeScalars.map { String($0) }
  }
}
