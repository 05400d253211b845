import PadanLanguage

/// What figures mean beside a full stop: markers of list items, ordinal numbers, units and codes.
extension BoundaryJudge {
  // MARK: Figures before the stop

  /// Whether a word before a full stop is the marker of a list item: `1`, `1.2`, `IV` or `a` at the
  /// start of a block, and inside one a number of one or two digits, a small letter or a Roman
  /// numeral after a colon, a semicolon, the end of a sentence, or an item with the number before.
  ///
  /// - Parameter lower: The first offset at which an earlier item is looked for.
  func isListMarker(_ word: Range<Int>, in text: Span<UInt8>, from lower: Int? = nil) -> Bool {
    guard (1...6).contains(word.count) else { return false }
    let lower = lower ?? max(0, word.lowerBound - SentenceSplitter.lookbehind)
    return Surroundings.isListMarker(word, in: text) || isInlineMarker(word, in: text, from: lower)
  }

  /// Whether a word that does not begin a block is the marker of a list item.
  private func isInlineMarker(_ word: Range<Int>, in text: Span<UInt8>, from lower: Int) -> Bool {
    let isNumber = word.count < 3 && Surroundings.isNumber(word, in: text)
    guard isNumber || Surroundings.isSmallMarker(word, in: text) else { return false }
    let end = text.skippingWhitespace(before: word.lowerBound, downTo: 0)
    guard end > 0 else { return false }
    switch text[end - 1] {
    case UInt8(ascii: ":") where isNumber:
      return Surroundings.value(of: word, in: text) == 1 || followsItem(word, in: text, from: lower)
    case UInt8(ascii: ":"), UInt8(ascii: ";"): return true
    case UInt8(ascii: "("): return isNumber
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      return end < word.lowerBound && isSentenceEnd(end - 1, in: text)
    default: return isNumber && followsItem(word, in: text, from: lower)
    }
  }

  /// Whether a sentence ends at a mark that a list marker follows.
  private func isSentenceEnd(_ mark: Int, in text: Span<UInt8>) -> Bool {
    guard text[mark] == UInt8(ascii: ".") else { return true }
    let word = Surroundings.word(before: mark, in: text)
    let lists = rules.words.lists(of: word, in: text)
    if lists.isDisjoint(with: .abbreviation) || isUnit(word, lists, in: text) {
      return mayEndBeforeDigit(word, in: text)
    }
    return mayEndBeforeDigit(word, lists, isLabel: false, in: text)
  }

  /// Whether the item with the number before stands shortly before a number: `1. Beras 2. Gula`.
  private func followsItem(_ word: Range<Int>, in text: Span<UInt8>, from lower: Int) -> Bool {
    let number = Surroundings.value(of: word, in: text)
    guard number > 1 else { return false }
    var offset = word.lowerBound - 1
    while offset > lower {
      offset -= 1
      guard text[offset] == UInt8(ascii: "."), text[offset + 1] == 0x20 else { continue }
      let before = Surroundings.word(before: offset, in: text)
      guard before.count < 3, Surroundings.isNumber(before, in: text),
        Surroundings.value(of: before, in: text) == number - 1
      else { continue }
      return isListMarker(before, in: text, from: lower)
    }
    return false
  }

  /// Whether a word before a full stop is an ordinal number before a name: `1. FC`, `23rd. May`. If
  /// it is two digits alone, a digit must follow the name: `17. Agustus 1950`; not so in a language that always
  /// writes a day so: `10. Juni`.
  func isOrdinal(_ word: Range<Int>, before next: Int, in text: Span<UInt8>) -> Bool {
    // Where days are written so, hundreds are, too: `100. Geburtstag`.
    let isHundred = ordinalMonths != nil && word.count == 3 && Surroundings.isNumber(word, in: text)
    guard (1...5).contains(word.count), isHundred || Surroundings.isOrdinalNumber(word, in: text)
    else { return false }
    let name = Surroundings.word(after: next, in: text)
    let lists = rules.words.lists(of: name, in: text)
      .union(ordinalMonths?.lists(of: name, in: text) ?? [])
    guard lists.contains(.afterOrdinal), !followsLabel(word, in: text) else { return false }
    guard word.count == 2, ordinalMonths == nil else { return true }
    let following = text.skippingWhitespace(from: name.upperBound)
    return following < text.count && text.scalar(at: following).scalar.isDigit
  }

  /// Whether a word is the abbreviation of a unit, after a figure.
  func isUnit(_ word: Range<Int>, _ lists: WordTable.Lists, in text: Span<UInt8>) -> Bool {
    lists.contains(.unit) && Surroundings.isAfterFigure(word, in: text)
  }

  /// Whether a single letter follows a word such as `Grup` or `vitamin`, or a figure. Then it is not
  /// an initial.
  func isLabelled(_ letter: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard letter.count <= 2, text.scalar(at: letter.lowerBound).length == letter.count else {
      return false
    }
    return followsLabel(letter, in: text)
      || knowsAbbreviations && Surroundings.isNumberedLetter(letter, in: text)
  }

  /// Whether a word follows a word of the list `label`.
  private func followsLabel(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    let end = text.skippingWhitespace(before: word.lowerBound, downTo: 0)
    guard end < word.lowerBound else { return false }
    let before = Surroundings.word(before: end, in: text)
    return rules.words.lists(of: before, in: text).contains(.label)
  }

  // MARK: Figures after the stop

  /// Whether an abbreviation before a number is followed by one, or by a code or a single capital. A
  /// letter that is a word, such as English `A` and `I`, is none before a small letter.
  func isNumbered(by after: Surroundings.Following, in text: Span<UInt8>) -> Bool {
    guard after.isNumberOrCode(in: text) else { return false }
    let word = after.word(in: text)
    guard word.count == 1, rules.isOpener(word, in: text) else { return true }
    let next = text.skippingWhitespace(from: word.upperBound)
    return next == word.upperBound || next == text.count
      || !text.scalar(at: next).scalar.isLowercase
  }

  /// Whether a sentence may end after a word that is no abbreviation although a digit follows. A short
  /// word after a figure is a unit: `25 kg`.
  func mayEndBeforeDigit(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    Surroundings.mayEndBeforeDigit(word, in: text)
      || knowsAbbreviations && Surroundings.isAfterFigure(word, in: text)
  }

  /// Whether a sentence may end after an abbreviation although a digit follows.
  ///
  /// - Parameter isLabel: Whether the abbreviation is a single letter after a label or figure.
  func mayEndBeforeDigit(
    _ word: Range<Int>, _ lists: WordTable.Lists, isLabel: Bool, in text: Span<UInt8>
  ) -> Bool {
    if lists.contains(.beforeNumber) || lists.contains(.beforeName) { return false }
    return isLabel || Surroundings.isOrdinaryWord(word, in: text)
      || lists.contains(.atEnd) && !lists.contains(.unit)
  }

  /// Whether the figure after a full stop goes on with what stands before it: `500. 000`, or a unit
  /// and a smaller one: `6 ft. 2 in.`
  func isContinued(
    _ word: Range<Int>, by after: Surroundings.Following, in text: Span<UInt8>
  ) -> Bool {
    let figure = after.word(in: text)
    if Surroundings.isNumber(word, in: text) {
      return figure.count > 1 && text[figure.lowerBound] == UInt8(ascii: "0")
        && Surroundings.isNumber(figure, in: text)
    }
    guard rules.words.lists(of: word, in: text).contains(.unit) else { return false }
    let next = Surroundings.word(
      after: text.skippingWhitespace(from: figure.upperBound), in: text)
    return rules.words.lists(of: next, in: text).contains(.unit)
  }
}
