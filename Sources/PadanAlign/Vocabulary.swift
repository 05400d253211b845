import PadanModel

/// The words of one side of a document as the aligner compares them: a list of the distinct words,
/// and for every segment the positions of its words in that list.
struct Vocabulary {
  /// The class of a word, which decides how likely it has a partner and how that is found.
  enum WordClass: Hashable {
    /// A number in digits or words, or a percent sign.
    case number
    /// A capitalized word that does not begin its segment.
    case name
    /// Any other word.
    case word
    /// A question or exclamation mark: the few marks that translations keep.
    case mark
  }

  /// A distinct word.
  struct Entry: Hashable {
    /// The case-folded text; for a number, its value and other possible values, separated by
    /// spaces.
    var text: String
    var wordClass: WordClass
  }

  private(set) var entries: [Entry] = []
  /// For each segment, the positions of its words in `entries`, in order, repetitions included.
  private(set) var segments: [[Int]] = []
  /// For each entry, its number of occurrences in the text.
  private(set) var counts: [Int] = []
  /// For each entry, the numbers that it may name: a number's values, for *kelima* 5, for *Agustus*
  /// month 8.
  private(set) var values: [[String]] = []

  private var positions: [Entry: Int] = [:]

  /// - Parameter lexicon: Decides which hyphenated words are one word; `nil` for none.
  init(_ texts: [String], language: LanguageTag, lexicon: Lexicon? = nil) {
    let reader = WordReader(language: language, lexicon: lexicon)
    for text in texts {
      segments.append(reader.words(in: text).map { position(of: $0) })
    }
  }

  /// The position of a word, which is added if it is new; counts one occurrence.
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
