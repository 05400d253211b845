extension Tokenizer {
  /// The words, numbers and marks of a text as an aligner compares them, in order.
  ///
  /// Runs of scripts that are written without blanks are split into the words of ICU's dictionaries.
  /// Japanese words in hiragana are left out: they are particles and endings, for which other languages
  /// have no word. Words are folded by `TextForm.wordForm`.
  ///
  ///     Tokenizer.words(in: "我喜欢苹果").map(\.text)  // ["我", "喜欢", "苹果"]
  ///
  /// - Complexity: O(n) for n scalars.
  package static func words(in text: String) -> [Token] {
    let tokens = tokens(in: text)
    guard text.unicodeScalars.contains(where: { $0.isUnspaced || $0.isOfAbjad }) else {
      return tokens
    }
    return tokens.flatMap { token in
      guard token.kind == .word else { return [token] }
      if token.text.unicodeScalars.contains(where: \.isUnspaced) {
        return dictionaryWords(of: token)
      }
      var word = token
      word.folded = TextForm.wordForm(token.text)
      return [word]
    }
  }

  /// Where the words of a run of scalars end that is written without blanks, by ICU's dictionaries, in scalars,
  /// ascending; its end alone for any other run.
  ///
  ///     Tokenizer.wordEnds(in: "学生享受半价".unicodeScalars.map(\.value)[...])  // [2, 4, 6]
  package static func wordEnds(in scalars: ArraySlice<UInt32>) -> [Int] {
    let run = scalars.compactMap(Unicode.Scalar.init)
    guard run.count == scalars.count, run.contains(where: \.isUnspaced) else {
      return [scalars.count]
    }
    var (byte, place) = (0, 0)
    return ICUText.wordEnds(in: String(String.UnicodeScalarView(run))).map { end in
      while byte < end, place < run.count {
        byte += UTF8.width(run[place])
        place += 1
      }
      return place
    }
  }

  /// The words of a token that is written without blanks.
  private static func dictionaryWords(of token: Token) -> [Token] {
    var words: [Token] = []
    var start = token.text.startIndex
    var offset = token.range.lowerBound
    for end in ICUText.wordEnds(in: token.text) {
      let end = token.text.utf8.index(token.text.startIndex, offsetBy: end)
      let text = String(token.text[start..<end])
      let scalars = text.unicodeScalars
      if !scalars.allSatisfy(\.isHiragana) {
        words.append(
          Token(
            text: text, folded: TextForm.wordForm(text),
            kind: scalars.allSatisfy { ScalarClass.isDigit($0.value) } ? .number : .word,
            range: offset..<(offset + scalars.count)))
      }
      start = end
      offset += scalars.count
    }
    return words
  }
}

extension TextForm {
  /// The number of words of a text, as translations are counted: pieces between white space that hold a
  /// letter or a digit, and in scripts without blanks the words of ICU's dictionaries.
  ///
  ///     TextForm.wordCount(of: "Harga Rp1.000 – naik 5 %.")  // 4
  ///
  /// - Complexity: O(n) for n scalars.
  package static func wordCount(of text: String) -> Int {
    text.split(whereSeparator: \.isWhitespace).reduce(0) { count, piece in
      let scalars = piece.unicodeScalars
      guard scalars.contains(where: { ScalarClass.isWord($0.value) }) else { return count }
      guard scalars.contains(where: \.isUnspaced) else { return count + 1 }
      let ends = ICUText.wordEnds(in: String(piece))
      var (start, words) = (piece.utf8.startIndex, 0)
      for end in ends {
        let end = piece.utf8.index(piece.utf8.startIndex, offsetBy: end)
        if piece[start..<end].unicodeScalars.contains(where: { ScalarClass.isWord($0.value) }) {
          words += 1
        }
        start = end
      }
      return count + words
    }
  }

  /// The form in which words are compared: case-folded; a word of Arabic or Hebrew without the vowel
  /// marks and strokes that many writers leave out.
  ///
  ///     TextForm.wordForm("مُحَمَّد")  // "محمد"
  package static func wordForm(_ word: String) -> String {
    let folded = folded(word)
    // In UTF-8 the letters of Hebrew and Arabic begin with 0xD6 and above.
    guard word.utf8.contains(where: { $0 >= 0xD6 }),
      word.unicodeScalars.contains(where: \.isOfAbjad)
    else { return folded }
    let letters = ICUText.nfd(folded).unicodeScalars.compactMap(\.plainLetter)
    return ICUText.nfc(String(String.UnicodeScalarView(letters)))
  }

  /// Words in letters of ASCII, as they are pronounced: names that are written in different scripts are
  /// alike in it.
  ///
  ///     TextForm.latin(["Вашингтон", "ワシントン"])  // ["vasington", "washinton"]
  package static func latin(_ words: [String]) -> [String] {
    var latin = words.map { String(decoding: asciiLetters(of: $0), as: UTF8.self) }
    // ICU's rules for all scripts take long. They are asked only for words that need them.
    let others = words.indices.filter { !words[$0].unicodeScalars.allSatisfy(\.isPlainLatin) }
    guard !others.isEmpty else { return latin }
    let lines = ICUText.latin(others.map { words[$0] }.joined(separator: "\n"))
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == others.count else { return latin }
    for (index, line) in zip(others, lines) { latin[index] = String(line) }
    return latin
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is of Hebrew or Arabic, whose writers leave most vowels out.
  package var isOfAbjad: Bool {
    switch value {
    case 0x0590...0x06FF, 0x0750...0x077F, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
    default: false
    }
  }

  /// Whether the scalar is of a script that is written without blanks: Chinese, Japanese, Thai, Lao,
  /// Burmese, Khmer.
  package var isUnspaced: Bool {
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Whether the scalar is of the Japanese syllabary for grammar and native words.
  fileprivate var isHiragana: Bool { (0x3041...0x309F).contains(value) }

  /// The letter of a decomposed word of Hebrew or Arabic that all writers put; `nil` for a mark.
  fileprivate var plainLetter: Unicode.Scalar? {
    switch value {
    case 0x0591...0x05C7, 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670: nil
    case 0x0649, 0x06CC: "\u{64A}"  // yeh without dots, and that of Persian
    case 0x0629: "\u{647}"  // teh marbuta
    case 0x06A9: "\u{643}"  // Persian kaf
    default: self
    }
  }

  /// Whether the scalar is no letter, or one of the Latin script that is an ASCII letter with accents.
  fileprivate var isPlainLatin: Bool {
    switch value {
    case 0..<0x80: true
    case 0xC0...0x24F, 0x1E00...0x1EFF: hasBase
    default: !properties.isAlphabetic
    }
  }

  /// Whether the scalar decomposes into an ASCII letter and accents.
  private var hasBase: Bool { !TextForm.asciiLetters(of: String(Character(self))).isEmpty }
}
