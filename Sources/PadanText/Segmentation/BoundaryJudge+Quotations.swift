import PadanLanguage

/// What follows a quotation in its sentence.
extension BoundaryJudge {
  /// Whether a clause such as `Hammel menambahkan` begins at an offset: at most four capitalised
  /// words, then a speech verb.
  func isReportingClause(at offset: Int, in text: Span<UInt8>) -> Bool {
    var offset = offset
    for position in 0..<5 {
      let word = Surroundings.word(after: offset, in: text)
      guard !word.isEmpty else { return false }
      let lists = rules.words.lists(of: word, in: text)
      if lists.contains(.speechVerb) { return true }
      guard text.scalar(at: word.lowerBound).scalar.isUppercase,
        position > 0 || !lists.contains(.opener)
      else { return false }
      var end = word.upperBound
      if end < text.count, text[end] == UInt8(ascii: ".") { end += 1 }
      offset = text.skippingWhitespace(from: end)
      guard offset > end, offset < text.count else { return false }
    }
    return false
  }

  /// Whether the text after a quotation belongs to its sentence, in a script without blanks: it
  /// begins with a quotative particle, or is a clause that ends in a speech verb.
  ///
  ///     「雨がやんだ！」|と彼は言った。
  ///     “雨停了！”|他说。
  func isUnspacedReport(at start: Int, in text: Span<UInt8>) -> Bool {
    var lists: WordTable.Lists = []
    var end = start
    for _ in 0..<Self.longestUnspacedWord where end < text.count {
      end += text.scalar(at: end).length
      lists.formUnion(rules.words.lists(of: start..<end, in: text))
    }
    if lists.contains(.opener) { return false }
    return lists.contains(.quotative) || endsInSpeechVerb(from: start, in: text)
  }

  /// Whether the next mark ends a sentence, and a speech verb of a script without blanks stands
  /// before it.
  private func endsInSpeechVerb(from start: Int, in text: Span<UInt8>) -> Bool {
    var end = start
    while end < text.count, end - start < Surroundings.reach {
      let (scalar, length) = text.scalar(at: end)
      guard scalar.isHanOrKana || scalar.isLetter || scalar.isDigit || scalar == "·" else {
        guard scalar.isTerminal else { return false }
        break
      }
      end += length
    }
    var word = end
    for _ in 0..<Self.longestUnspacedWord where word > start {
      word -= text.scalar(before: word).length
      if rules.words.lists(of: word..<end, in: text).contains(.speechVerb) { return true }
    }
    return false
  }

  /// The most characters of a particle or verb that is looked up in a script without blanks.
  private static let longestUnspacedWord = 7
}
