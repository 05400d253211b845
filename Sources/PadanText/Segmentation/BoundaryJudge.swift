import PadanLanguage

/// The rule that decided whether a segment ends at a place.
///
/// The examples mark the place with `|`. “Break” and “no break” say what the rule decides.
package enum BoundaryRule: String, CaseIterable, Hashable, Sendable {
  /// No rule of Padan's applies: ICU's decision stands.
  case icu
  /// No break: a title, a rank or a company form before a name. `Prof. | Budi`
  case beforeName = "before-name"
  /// No break: an abbreviation before a number. `No. | 5`
  case beforeNumber = "before-number"
  /// No break: a degree, a company form or an abbreviation that may end a sentence, before an
  /// opening bracket. `Tbk. | (BBRI)`
  case bracketFollows = "bracket-follows"
  /// No break: a degree or a company form before two capitalised words, which look like a name.
  case nameFollows = "name-follows"
  /// No break: a degree before another degree. `S.E. | M.M.`
  case degreeChain = "degree-chain"
  /// No break: an abbreviation that never ends a sentence. `i.e. | the`
  case within
  /// No break: an acronym with full stops before a word that is not known to begin sentences.
  /// `A.S. | Donald`
  case acronym
  /// No break: a person's initial. `B. | Habibie`
  case initial
  /// No break: the marker of a list item. `1. | Pertama`
  case listMarker = "list-marker"
  /// No break: a name that ends in a mark. `Yahoo! | Indonesia`
  case nameWithMark = "name-with-mark"
  /// No break: a quotation before the clause that names its speaker. `“Benar!” | Budi menambahkan`
  case reportingClause = "reporting-clause"
  /// No break: a small letter follows an abbreviation, or a mark other than a single full stop.
  case lowerCaseFollows = "lower-case-follows"
  /// No break: no white space follows the mark, as in a number or an address. `3.|5`
  case insideToken = "inside-token"
  /// Break: a capital or a digit follows an ellipsis.
  case ellipsis
  /// Break: the blank between two sentences is missing. `pergi.|Dia tiba`
  case missingBlank = "missing-blank"
  /// Break: the next sentence begins with a digit.
  case digitStart = "digit-start"
  /// Break: the next sentence begins with a small letter, because a name does (`eWarung`) or the
  /// writer was careless.
  case lowerCaseStart = "lower-case-start"
  /// Break: an acronym before a word that begins sentences. `di A.S. | Namun`
  case opener
  /// A rule of an SRX file decided.
  case srx
}

/// Whether a segment ends at a place, and which rule decided so.
package struct BoundaryVerdict: Hashable, Sendable {
  /// Whether a segment ends here.
  package var isBreak: Bool
  /// The rule that decided.
  package var rule: BoundaryRule
}

/// A run of marks that may end a sentence, and what follows it directly. Offsets are UTF-8 bytes.
struct BoundaryCandidate {
  /// The marks, such as `.`, `?!` or `...`.
  var marks: Range<Int>
  /// Where the closing quotation marks and brackets after the marks end.
  var closersEnd: Int
  /// Where the next sentence would begin: after the white space.
  var next: Int

  /// Whether white space follows.
  var hasBlank: Bool { next > closersEnd }
  /// Whether closing quotation marks or brackets follow the marks.
  var hasClosers: Bool { closersEnd > marks.upperBound }
}

/// Decides at each candidate whether a sentence ends, by the text around it alone: the word before
/// the marks, the marks, and the first words after them.
///
/// Nothing is remembered from one candidate to the next, so an unclosed quotation mark does no
/// harm. Tools that match quotation marks over a distance lose five points of F1.
struct BoundaryJudge: Sendable {
  /// The word lists of the language.
  let rules: SegmentationRules

  /// Decides whether a sentence ends at a candidate.
  ///
  /// - Parameter icuBreaks: Whether ICU breaks there. This stands if no rule applies.
  func verdict(
    on candidate: BoundaryCandidate, in text: Span<UInt8>, icuBreaks: Bool
  ) -> BoundaryVerdict {
    let after = Surroundings.Following(at: candidate.next, in: text)
    let decision: (Bool, BoundaryRule)?
    if !candidate.hasBlank {
      decision = withoutBlank(candidate, after, in: text)
    } else if candidate.marks.count == 1, text[candidate.marks.lowerBound] == UInt8(ascii: ".") {
      decision = afterFullStop(candidate, after, in: text)
    } else {
      decision = afterStrongMark(candidate, after, in: text)
    }
    let (isBreak, rule) = decision ?? (icuBreaks, .icu)
    return BoundaryVerdict(isBreak: isBreak, rule: rule)
  }

  // MARK: A full stop and a blank

  /// Decides at a single full stop before white space; `nil` leaves it to ICU.
  private func afterFullStop(
    _ candidate: BoundaryCandidate, _ after: Surroundings.Following, in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    let word = Surroundings.word(before: candidate.marks.lowerBound, in: text)
    if Surroundings.isListMarker(word, in: text) { return (false, .listMarker) }
    let lists = rules.words.lists(of: word, in: text)
    let isInitial = !candidate.hasClosers && Surroundings.isInitial(word, in: text)
    if lists.isDisjoint(with: .abbreviation), !isInitial {
      return afterOrdinaryWord(word, candidate, after, in: text)
    }
    if candidate.hasClosers {
      // `Mayjen. (Purn.) Sudarmono`
      let isBracketed = text[candidate.marks.upperBound] == UInt8(ascii: ")")
      return isBracketed && lists.contains(.beforeName) ? (false, .beforeName) : nil
    }
    if lists.contains(.within) { return (false, .within) }
    if lists.contains(.beforeNumber), after.isNumber(in: text) { return (false, .beforeNumber) }
    if lists.contains(.beforeName), !after.isLowercase { return (false, .beforeName) }
    if after.isLowercase { return (false, .lowerCaseFollows) }
    return afterAbbreviation(word, lists, isInitial: isInitial, after, in: text)
  }

  /// Decides after initials, or after an abbreviation that may end a sentence, by what follows;
  /// `nil` leaves it to ICU.
  private func afterAbbreviation(
    _ word: Range<Int>, _ lists: WordTable.Lists, isInitial: Bool,
    _ after: Surroundings.Following, in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    let nextWord = after.word(in: text)
    let nextLists = rules.words.lists(of: nextWord, in: text)
    let startsSentence = after.isCapital && nextLists.contains(.opener)
    if lists.contains(.acronym) { return startsSentence ? (true, .opener) : (false, .acronym) }
    if lists.contains(.afterName) || lists.contains(.beforeName), nextLists.contains(.afterName),
      nextWord.upperBound < text.count, text[nextWord.upperBound] == UInt8(ascii: ".")
    {
      return (false, .degreeChain)
    }
    if lists.contains(.afterName) || lists.contains(.atEnd), after.isBracketed {
      return (false, .bracketFollows)
    }
    if lists.contains(.afterName), after.isCapital, !startsSentence,
      Surroundings.isName(nextWord, in: text)
    {
      return (false, .nameFollows)
    }
    let isOnlyInitial = word.count == 1 || lists.isDisjoint(with: .abbreviation)
    if isInitial, isOnlyInitial, after.isCapital, !startsSentence, !isLabelled(word, in: text) {
      return (false, .initial)
    }
    let mayStartWithDigit = !lists.contains(.beforeNumber) && !lists.contains(.beforeName)
    return after.isDigit && mayStartWithDigit && Surroundings.isOrdinaryWord(word, in: text)
      ? (true, .digitStart) : nil
  }

  /// Decides after a word that is neither an abbreviation nor an initial; `nil` leaves it to ICU.
  private func afterOrdinaryWord(
    _ word: Range<Int>, _ candidate: BoundaryCandidate, _ after: Surroundings.Following,
    in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    if after.isDigit {
      return candidate.hasClosers || Surroundings.isOrdinaryWord(word, in: text)
        || Surroundings.isNumber(word, in: text) ? (true, .digitStart) : nil
    }
    guard after.isLowercase else { return nil }
    let isCareless =
      !candidate.hasClosers && word.count >= 4 && Surroundings.isOrdinaryWord(word, in: text)
    return isCareless || after.isMixedCase(in: text) ? (true, .lowerCaseStart) : nil
  }

  /// Whether a single letter follows a word such as `Grup` or `vitamin`. Then it is not an initial.
  private func isLabelled(_ letter: Range<Int>, in text: Span<UInt8>) -> Bool {
    let end = text.skippingWhitespace(before: letter.lowerBound, downTo: 0)
    guard end < letter.lowerBound else { return false }
    let before = Surroundings.word(before: end, in: text)
    return rules.words.lists(of: before, in: text).contains(.label)
  }

  // MARK: A question mark, exclamation mark or ellipsis, and a blank

  /// Decides at a question mark, an exclamation mark, an ellipsis or several marks before white
  /// space; `nil` leaves it to ICU.
  private func afterStrongMark(
    _ candidate: BoundaryCandidate, _ after: Surroundings.Following, in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    if after.isLowercase {
      return after.isMixedCase(in: text) ? (true, .lowerCaseStart) : (false, .lowerCaseFollows)
    }
    let word = Surroundings.word(before: candidate.marks.lowerBound, in: text)
    let isEllipsis =
      text[candidate.marks.upperBound - 1] == UInt8(ascii: ".")
      || text[candidate.marks.lowerBound] == 0xE2
    if !isEllipsis, !candidate.hasClosers,
      rules.words.lists(of: word, in: text).contains(.nameWithMark),
      !rules.words.lists(of: after.word(in: text), in: text).contains(.opener)
    {
      return (false, .nameWithMark)
    }
    if candidate.hasClosers, after.isCapital, isReportingClause(at: after.start, in: text) {
      return (false, .reportingClause)
    }
    if isEllipsis { return after.isCapital || after.isDigit ? (true, .ellipsis) : nil }
    return nil
  }

  /// Whether a clause such as `Hammel menambahkan` begins at an offset: at most four capitalised
  /// words, then a speech verb.
  private func isReportingClause(at offset: Int, in text: Span<UInt8>) -> Bool {
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

  // MARK: No blank after the mark

  /// Decides at marks that no white space follows. They end a sentence only between an ordinary
  /// word or closing marks and a capitalised word, and neither in an address nor after an
  /// abbreviation.
  private func withoutBlank(
    _ candidate: BoundaryCandidate, _ after: Surroundings.Following, in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    let mark = candidate.marks.lowerBound
    let word = Surroundings.word(before: mark, in: text)
    guard after.isCapital, after.isSimpleWord(in: text), !Surroundings.isInAddress(mark, in: text),
      candidate.hasClosers || Surroundings.isOrdinaryWord(word, in: text)
    else { return (false, .insideToken) }
    guard rules.words.lists(of: word, in: text).isDisjoint(with: .abbreviation) else {
      return (false, .insideToken)
    }
    return (true, .missingBlank)
  }
}
