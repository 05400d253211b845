import PadanMemory
import PadanText

/// The words and phrases of an article for which translations are wanted: its words, pairs and triples of
/// words that stand together in a segment. Each is worth the rarity of its words in the memory.
struct ArticlePhrases {
  /// What each phrase is worth; the position is its number.
  private(set) var weights: [Int] = []
  private var numbers: [[Int32]: Int] = [:]
  private var words: [String: Int32] = [:]

  /// The most words of a phrase.
  private static let longest = 3
  /// Weights are whole numbers: thousandths of a nat.
  private static let unit = 1_000.0

  /// - Parameters:
  ///   - segments: The texts of the article.
  ///   - weight: What a word is worth.
  init(_ segments: [String], weight: (String) -> Double) {
    var wordWeights: [Double] = []
    for segment in segments {
      let row = PlainWord.words(in: segment).map { word in
        if let known = words[word.folded] { return known }
        let number = Int32(words.count)
        words[word.folded] = number
        wordWeights.append(weight(word.folded))
        return number
      }
      Self.forEachPhrase(in: row[...]) { phrase in
        guard numbers[Array(phrase)] == nil else { return }
        numbers[Array(phrase)] = weights.count
        let worth = phrase.reduce(0) { $0 + wordWeights[Int($1)] }
        weights.append(Int((worth * Self.unit).rounded()))
      }
    }
  }

  /// The numbers of the article's phrases that a text has, each once, in order.
  func numbers(in text: String) -> [Int] {
    var found: Set<Int> = []
    let row = PlainWord.words(in: text).map { words[$0.folded] }
    // A word that the article has not parts phrases.
    for run in row.split(whereSeparator: { $0 == nil }) {
      Self.forEachPhrase(in: run.compactMap(\.self)[...]) { phrase in
        if let number = numbers[Array(phrase)] { found.insert(number) }
      }
    }
    return found.sorted()
  }

  private static func forEachPhrase(
    in row: ArraySlice<Int32>, _ body: (ArraySlice<Int32>) -> Void
  ) {
    for start in row.indices {
      for length in 1...longest where start + length <= row.endIndex {
        body(row[start..<start + length])
      }
    }
  }
}
