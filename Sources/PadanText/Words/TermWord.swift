/// A word of a text as terms are found in it: halves of a repeated word are one word, and so is a word
/// with what is written together with it by an apostrophe.
struct TermWord {
  /// The case-folded word: `anak-anak`, `policy's`.
  var folded: String
  /// Its place in the text, in UTF-8 bytes.
  var range: Range<Int>
  /// Whether only blanks or one hyphen part it from the word before.
  var followsClosely: Bool
  /// The word as written; an abbreviation without its points: `US` for `U.S.`.
  var text: String

  /// The words of a text.
  static func words(in text: String, _ inflection: Inflection) -> [TermWord] {
    let plain = PlainWord.words(in: text)
    let utf8 = Array(text.utf8)
    // A quotation that ends with an apostrophe begins before it.
    lazy var quotation = firstQuotation(in: utf8)
    var words: [TermWord] = []
    var index = 0
    while index < plain.count {
      var word = plain[index]
      let gap = word.gap
      index += 1
      while index < plain.count, let joined = inflection.joined(word, plain[index]) {
        word = joined
        index += 1
      }
      if let (letters, count, end) = abbreviation(from: index - 1, of: plain, in: utf8) {
        index += count - 1
        words.append(
          TermWord(
            folded: letters.lowercased(), range: word.range.lowerBound..<end,
            followsClosely: gap == .blank || gap == .hyphen || gap == .none, text: letters))
        continue
      }
      if inflection.mayEndInApostrophe(word.folded),
        let end = genitiveEnd(of: word, in: utf8, after: quotation)
      {
        word = PlainWord(
          folded: word.folded + "'", range: word.range.lowerBound..<end, gap: word.gap)
      }
      words.append(
        TermWord(
          folded: word.folded, range: word.range,
          followsClosely: gap == .blank || gap == .hyphen || gap == .none,
          text: String(decoding: utf8[word.range], as: UTF8.self)))
    }
    return words
  }

  /// The letters of an abbreviation such as `U.S.` that begins at a word, how many words it takes, and its end;
  /// `nil` if none does. It has two single capitals at least, each with a point.
  private static func abbreviation(
    from first: Int, of words: [PlainWord], in utf8: [UInt8]
  ) -> (letters: String, count: Int, end: Int)? {
    let point = UInt8(ascii: ".")
    var letters: [UInt8] = []
    for word in words[first...] {
      let place = word.range.lowerBound
      guard word.range.count == 1, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(utf8[place]),
        place + 1 < utf8.count, utf8[place + 1] == point,
        letters.isEmpty || place == words[first].range.lowerBound + 2 * letters.count
      else { break }
      letters.append(utf8[place])
    }
    guard letters.count > 1 else { return nil }
    let end = words[first].range.lowerBound + 2 * letters.count
    return (String(decoding: letters, as: UTF8.self), letters.count, end)
  }

  /// The end of an apostrophe after a word, where it ends no quotation; `nil` if there is none.
  ///
  /// - Parameter quotation: Where the first quotation begins; `nil` if there is none.
  private static func genitiveEnd(
    of word: PlainWord, in utf8: [UInt8], after quotation: Int?
  ) -> Int? {
    let start = word.range.upperBound
    if let quotation, quotation < start { return nil }
    return [straightMark, curlyMark].first { utf8[start...].starts(with: $0) }
      .map { start + $0.count }
  }

  private static let straightMark = Array("'".utf8)
  private static let curlyMark = Array("\u{2019}".utf8)
  private static let openingMark = Array("\u{2018}".utf8)

  /// The place of the first single mark that begins a quotation: a curly one, or a straight one at the
  /// beginning or after a blank.
  private static func firstQuotation(in utf8: [UInt8]) -> Int? {
    utf8.indices.first { index in
      utf8[index] == straightMark[0]
        ? index == 0 || utf8[index - 1] == 0x20 : utf8[index...].starts(with: openingMark)
    }
  }
}

extension Inflection {
  /// Two words of a text that are one: a repeated word, or a word with what is written together with it
  /// by a hyphen or an apostrophe; `nil` if they are two.
  fileprivate func joined(_ first: PlainWord, _ second: PlainWord) -> PlainWord? {
    let mark: Character
    switch second.gap {
    case .hyphen:
      guard let repetitionMark else { return nil }
      mark = repetitionMark
    case .apostrophe: mark = "'"
    default: return nil
    }
    let folded = first.folded + String(mark) + second.folded
    let range = first.range.lowerBound..<second.range.upperBound
    let isOne = second.gap == .hyphen ? isOneWord(folded) : unclitic(folded).count > 1
    return isOne ? PlainWord(folded: folded, range: range, gap: first.gap) : nil
  }
}
