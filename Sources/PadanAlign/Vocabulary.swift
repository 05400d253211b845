import PadanModel
import PadanText

/// The words of one side of a document as the aligner compares them: each distinct one once, and for
/// every segment the positions of its words in that list.
struct Vocabulary {
  /// What a word is, for how likely it has a partner and how it finds one.
  enum WordClass: Hashable {
    case number
    case name
    case word
    /// Several words with a translation of their own.
    case phrase
    /// A question or exclamation mark: the few marks that translations keep.
    case mark
  }

  struct Entry: Hashable {
    /// The case-folded text; of a number, its value.
    var text: String
    var wordClass: WordClass
  }

  private(set) var entries: [Entry] = []
  /// For each segment the positions of its words in `entries`, in order, repeats included.
  private(set) var segments: [[Int]] = []
  /// How often each entry stands in the text.
  private(set) var counts: [Int] = []

  private var positions: [Entry: Int] = [:]

  init(_ texts: [String], language: LanguageTag, lexicon: Lexicon?) {
    let numbers = NumberReader(language: language)
    for text in texts {
      var words: [Int] = []
      for reading in numbers.numbers(in: text) {
        words.append(position(of: Entry(text: reading.value, wordClass: .number)))
      }
      let tokens = Tokenizer.tokens(in: text)
      let folded = tokens.map(\.folded)
      var isStart = true
      for (index, token) in tokens.enumerated() {
        switch token.kind {
        case .number: isStart = false
        case .mark:
          if token.text == "?" || token.text == "!" {
            words.append(position(of: Entry(text: token.text, wordClass: .mark)))
          }
        case .word:
          if let value = numbers.value(ofWord: token.folded) {
            words.append(position(of: Entry(text: String(value), wordClass: .number)))
          } else {
            let isName = token.isCapitalized && !isStart
            words.append(
              position(of: Entry(text: token.folded, wordClass: isName ? .name : .word)))
          }
          if let phrase = lexicon?.phrase(at: index, in: folded) {
            words.append(
              position(of: Entry(text: phrase.joined(separator: " "), wordClass: .phrase)))
          }
          isStart = false
        }
      }
      segments.append(words)
    }
  }

  private mutating func position(of entry: Entry) -> Int {
    if let position = positions[entry] {
      counts[position] += 1
      return position
    }
    positions[entry] = entries.count
    entries.append(entry)
    counts.append(1)
    return entries.count - 1
  }
}
