import PadanModel

/// The words of one side of a document as the aligner compares them: each distinct one once, and for
/// every segment the positions of its words in that list.
struct Vocabulary {
  /// What a word is, for how likely it has a partner and how it finds one.
  enum WordClass: Hashable {
    case number
    case name
    case word
    /// A question or exclamation mark: the few marks that translations keep.
    case mark
  }

  struct Entry: Hashable {
    /// The case-folded text; of a number, its value, and what else it may say.
    var text: String
    var wordClass: WordClass
  }

  private(set) var entries: [Entry] = []
  /// For each segment the positions of its words in `entries`, in order, repeats included.
  private(set) var segments: [[Int]] = []
  /// How often each entry stands in the text.
  private(set) var counts: [Int] = []
  /// For each entry the numbers it may name: those of a number, of *kelima* 5, of *Agustus* month 8.
  private(set) var values: [[String]] = []

  private var positions: [Entry: Int] = [:]

  /// - Parameter lexicon: What knows the hyphenated words of the language that are words of their own.
  init(_ texts: [String], language: LanguageTag, lexicon: Lexicon? = nil) {
    let reader = WordReader(language: language, lexicon: lexicon)
    for text in texts {
      segments.append(reader.words(in: text).map { position(of: $0) })
    }
  }

  private mutating func position(of word: WordReader.Word) -> Int {
    if let position = positions[word.entry] {
      counts[position] += 1
      return position
    }
    positions[word.entry] = entries.count
    entries.append(word.entry)
    counts.append(1)
    values.append(word.values)
    return entries.count - 1
  }
}
