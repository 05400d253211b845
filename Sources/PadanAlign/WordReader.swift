import PadanModel
import PadanText

/// Reads the words of segments as the aligner compares them.
struct WordReader {
  /// A word, the numbers that it may name, and its place.
  struct Word {
    var entry: Vocabulary.Entry
    var values: [String] = []
    /// Its place in the segment, in Unicode scalars that are not ignorable.
    var range: Range<Int>

    static func number(_ values: [String], _ range: Range<Int>) -> Word {
      Word(
        entry: .init(text: values.joined(separator: " "), wordClass: .number), values: values,
        range: range)
    }
  }

  private let numbers: NumberReader
  private let hyphenated: HyphenatedWords?

  /// The least ordinal number word that is linked to its number: *kedua* also means “both”, and a
  /// *second* is a unit of time. The lexicon has these words.
  private static let leastOrdinal = 3

  /// - Parameter lexicon: Decides which hyphenated words are one word; `nil` for none.
  init(language: LanguageTag, lexicon: Lexicon?) {
    numbers = NumberReader(comparing: language)
    hyphenated = lexicon.map {
      HyphenatedWords(lexicon: $0, stemmer: Stemmer(language: language))
    }
  }

  /// The words of a segment, numbers in digits first.
  func words(in text: String) -> [Word] {
    let text = TextForm.withoutIgnorables(text)
    var words = numbers.numbers(in: LocaleDigits.ascii(text)).map {
      Word.number([$0.value] + $0.alternatives, $0.range)
    }
    let plain = Tokenizer.words(in: text)
    let tokens = hyphenated?.joined(plain) ?? plain
    let folded = tokens.map(\.folded)
    let lastWord = tokens.lastIndex { $0.kind != .mark } ?? -1
    var isStart = true
    var index = 0
    while index < tokens.count {
      let (word, count) = word(
        at: index, in: tokens, folded, isStart: isStart, isEnd: index > lastWord)
      if let word { words.append(word) }
      if tokens[index..<index + count].contains(where: { $0.kind != .mark }) { isStart = false }
      index += count
    }
    return words
  }

  /// The word that begins at a token, `nil` if the token does not count, and its number of tokens.
  private func word(
    at index: Int, in tokens: [Token], _ folded: [String], isStart: Bool, isEnd: Bool
  ) -> (word: Word?, count: Int) {
    let token = tokens[index]
    guard token.kind != .number else { return (nil, 1) }
    let percent = numbers.percentCount(at: index, in: folded)
    func range(_ count: Int) -> Range<Int> {
      token.range.lowerBound..<tokens[index + count - 1].range.upperBound
    }
    if percent > 0 { return (.number(["%"], range(percent)), percent) }
    guard token.kind == .word else {
      let mark = Self.mark(token.text, isEnd: isEnd)
      return (mark.map { Word(entry: .init(text: $0, wordClass: .mark), range: token.range) }, 1)
    }
    let number = numbers.number(at: index, in: folded)
    if let number, !number.isOrdinal || number.count > 1 {
      return (.number([String(number.value)], range(number.count)), number.count)
    }
    let value =
      number.map { $0.value < Self.leastOrdinal ? nil : String($0.value) }
      ?? numbers.month(ofWord: token.folded)
    let isName = token.isCapitalized && !isStart
    let entry = Vocabulary.Entry(text: token.folded, wordClass: isName ? .name : .word)
    return (Word(entry: entry, values: value.map { [$0] } ?? [], range: token.range), 1)
  }

  /// The mark of all scripts that a mark is counted as; `nil` if translations do not keep it. What
  /// ends a segment is kept more often than the same mark inside it.
  private static func mark(_ text: String, isEnd: Bool) -> String? {
    switch text {
    case "?", "？", "؟": "?"
    case "!", "！": "!"
    case _ where !isEnd: nil
    case ":", "：": ":"
    case ";", "；", "؛": ";"
    case ",", "，", "、", "،", "‚": ","
    default: nil
    }
  }
}
