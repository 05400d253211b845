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

  /// From which place on an ordinal word calls for its number: *kedua* is also “both”, *second* a unit
  /// of time, and the lexicon knows them.
  private static let leastOrdinal = 3

  init(_ texts: [String], language: LanguageTag) {
    let numbers = NumberReader(language: language)
    for text in texts {
      var words: [Int] = []
      for reading in numbers.numbers(in: text) {
        words.append(position(ofNumber: [reading.value] + reading.alternatives))
      }
      let tokens = Tokenizer.tokens(in: text)
      let folded = tokens.map(\.folded)
      var isStart = true
      var numberEnd = 0
      for (index, token) in tokens.enumerated() {
        if index >= numberEnd, token.kind != .number {
          let percent = numbers.percentCount(at: index, in: folded)
          if percent > 0 {
            words.append(position(ofNumber: ["%"]))
            numberEnd = index + percent
          }
        }
        switch token.kind {
        case .number: isStart = false
        case .mark:
          if token.text == "?" || token.text == "!" {
            words.append(position(of: Entry(text: token.text, wordClass: .mark), values: []))
          }
        case .word:
          if index >= numberEnd {
            let number = numbers.number(at: index, in: folded)
            if let number, !number.isOrdinal || number.count > 1 {
              words.append(position(ofNumber: [String(number.value)]))
              numberEnd = index + number.count
            } else {
              let value =
                number.map { $0.value < Self.leastOrdinal ? nil : String($0.value) }
                ?? numbers.month(ofWord: token.folded)
              let isName = token.isCapitalized && !isStart
              words.append(
                position(
                  of: Entry(text: token.folded, wordClass: isName ? .name : .word),
                  values: value.map { [$0] } ?? []))
            }
          }
          isStart = false
        }
      }
      segments.append(words)
    }
  }

  private mutating func position(ofNumber values: [String]) -> Int {
    position(
      of: Entry(text: values.joined(separator: " "), wordClass: .number), values: values)
  }

  private mutating func position(of entry: Entry, values: [String]) -> Int {
    if let position = positions[entry] {
      counts[position] += 1
      return position
    }
    positions[entry] = entries.count
    entries.append(entry)
    counts.append(1)
    self.values.append(values)
    return entries.count - 1
  }
}
