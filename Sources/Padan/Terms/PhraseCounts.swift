import Glibc
import PadanLanguage
import PadanModel
import PadanText

/// Words that no term begins or ends with: function words, numbers and single letters.
struct EdgeWords: Sendable {
  private let words: Set<String>

  init(_ language: LanguageTag) { words = LanguageProfile.of(language).functionWords }

  /// Whether a case-folded word is one.
  func contains(_ word: String) -> Bool {
    words.contains(word) || word.utf8.count < 2 || word.allSatisfy(\.isNumber)
  }
}

/// Counts in how many texts each phrase of up to four words stands.
///
/// Memory is bounded: where there are too many phrases, those are forgotten that stand in few texts, also
/// with those that they may have been forgotten in before (lossy counting: Manku and Motwani 2002,
/// https://doi.org/10.1016/B978-155860869-6/50038-X). So no frequent phrase is missed, and no count is too
/// high.
struct PhraseCounts {
  /// A phrase, by the numbers of its words; 0 after the last.
  typealias Phrase = SIMD4<Int32>

  /// The words of the longest phrase.
  static let longest = Phrase.scalarCount
  /// The most phrases that are counted at a time: some 100 MB.
  private static let mostPhrases = 1 << 21
  /// The most words; texts with more different ones are no texts of a language.
  private static let mostWords = 1 << 20

  private let edges: EdgeWords
  private var numbers: [String: Int32] = [:]
  /// The words by their numbers, the first of which is 1.
  private var words = [""]
  private var isEdge = [true]
  private var counts: [Phrase: Count] = [:]
  /// How often room was made.
  private var rounds: Int32 = 0
  private var seen: Set<Phrase> = []

  /// In how many texts a phrase was met, and in how many more it may have been before it was forgotten.
  private struct Count {
    var met: Int32 = 0
    var missed: Int32
  }

  init(edges: EdgeWords) { self.edges = edges }

  /// The phrases that stand in so many texts, with their counts, in any order.
  func phrases(inAtLeast least: Int) -> [(phrase: Phrase, count: Int)] {
    counts.compactMap { $1.met >= least ? ($0, Int($1.met)) : nil }
  }

  /// Counts the phrases of a text, each once.
  ///
  /// - Complexity: O(words of the text).
  mutating func add(_ text: [PlainWord]) {
    let numbers = text.map { number(of: $0.folded) }
    seen.removeAll(keepingCapacity: true)
    for (_, phrase) in phrases(of: text, numbers: numbers) {
      if seen.insert(phrase).inserted {
        counts[phrase, default: Count(missed: rounds)].met += 1
      }
    }
    while counts.count > Self.mostPhrases {
      rounds += 1
      counts = counts.filter { $1.met + $1.missed > rounds }
    }
  }

  /// The phrases of a text that have been counted, with the positions of their words.
  func phrases(of text: [PlainWord]) -> [(place: Range<Int>, phrase: Phrase)] {
    phrases(of: text, numbers: text.map { numbers[$0.folded] ?? 0 })
  }

  /// The words of a phrase, case-folded.
  func words(of phrase: Phrase) -> [String] {
    phrase.indices.map { words[Int(phrase[$0])] }.filter { !$0.isEmpty }
  }

  /// How much of a phrase's words is the phrase, 0...1: its count against the geometric mean of theirs.
  /// 1 for a single word.
  func cohesion(of phrase: Phrase) -> Double {
    guard let count = counts[phrase]?.met, phrase[1] != 0 else { return 1 }
    let own = phrase.indices.map { phrase[$0] }.filter { $0 != 0 && !isEdge[Int($0)] }
      .map { Double(max(count, counts[Phrase($0, 0, 0, 0)]?.met ?? 0)) }
    let product = own.reduce(1, *)
    return Double(count) / pow(product, 1 / Double(own.count))
  }

  private mutating func number(of word: String) -> Int32 {
    if let number = numbers[word] { return number }
    guard words.count < Self.mostWords else { return 0 }
    let number = Int32(words.count)
    numbers[word] = number
    words.append(word)
    isEdge.append(edges.contains(word))
    return number
  }

  /// Phrases begin and end with a word that is no edge word, and only blanks and hyphens part their words.
  private func phrases(
    of text: [PlainWord], numbers: [Int32]
  ) -> [(place: Range<Int>, phrase: Phrase)] {
    var phrases: [(Range<Int>, Phrase)] = []
    for start in text.indices where numbers[start] != 0 && !isEdge[Int(numbers[start])] {
      var phrase = Phrase.zero
      for length in 1...Self.longest {
        let last = start + length - 1
        guard last < text.count, numbers[last] != 0,
          length == 1 || text[last].gap == .blank || text[last].gap == .hyphen
        else { break }
        phrase[length - 1] = numbers[last]
        if !isEdge[Int(numbers[last])] { phrases.append((start..<last + 1, phrase)) }
      }
    }
    return phrases
  }
}
