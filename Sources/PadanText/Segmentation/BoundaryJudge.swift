import PadanLanguage

/// Decides at each candidate whether a sentence ends, by the text around it alone: the word before
/// the marks, the marks, and the first words after them.
///
/// Nothing is remembered from one candidate to the next, so an unclosed quotation mark does no
/// harm. Tools that match quotation marks over a distance lose five points of F1.
struct BoundaryJudge: Sendable {
  /// The word lists of the language.
  let rules: SegmentationRules
  /// The months that may follow a day with a full stop; `nil` if the language writes none.
  var ordinalMonths: WordTable?
  /// Whether there are lists of abbreviations. Without them a short word may be any abbreviation.
  var knowsAbbreviations: Bool { rules.holdsAbbreviations }

  /// Decides whether a sentence ends at a candidate.
  ///
  /// - Parameter icuBreaks: Whether ICU breaks there. This stands if no rule applies.
  func verdict(
    on candidate: BoundaryCandidate, in text: Span<UInt8>, icuBreaks: Bool
  ) -> BoundaryVerdict {
    let after = Surroundings.Following(at: candidate.next, in: text)
    let decision: (Bool, BoundaryRule)?
    if candidate.hasClosers, after.isHanOrKana, after.start == candidate.next,
      isUnspacedReport(at: after.start, in: text)
    {
      decision = (false, .reportingClause)
    } else if !candidate.hasBlank {
      decision = withoutBlank(candidate, after, in: text)
    } else if candidate.hasNotes {
      decision = afterNotes(candidate, after, in: text)
    } else if candidate.isFullStop(in: text) {
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
    if isListMarker(word, in: text) { return (false, .listMarker) }
    if isOrdinal(word, before: candidate.next, in: text) { return (false, .ordinal) }
    let lists = rules.lists(of: word, in: text)
    let isInitial = !candidate.hasClosers && Surroundings.isInitial(word, in: text)
    if !isInitial && lists.isDisjoint(with: .abbreviation)
      || isUnit(word, lists, in: text) || Surroundings.isInPath(word, in: text)
    {
      return afterOrdinaryWord(word, candidate, after, in: text)
    }
    if candidate.hasClosers {
      // `Mayjen. (Purn.) Sudarmono`
      let isBracketed = text[candidate.marks.upperBound] == UInt8(ascii: ")")
      return isBracketed && lists.contains(.beforeName) ? (false, .beforeName) : nil
    }
    if lists.contains(.beforeNumber), isNumbered(by: after, in: text) {
      return (false, .beforeNumber)
    }
    if lists.contains(.within) { return (false, .within) }
    if lists.contains(.beforeName), !after.isLowercase {
      let endsHere = lists.contains(.atEnd) && beginsSentence(after, in: text)
      return endsHere ? (true, .opener) : (false, .beforeName)
    }
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
    let startsSentence = after.isCapital && rules.isOpener(nextWord, in: text)
    if lists.contains(.acronym) {
      let startsQuotation =
        Surroundings.isAfterFigure(word, in: text) && after.opensSentence(in: text)
      return startsSentence || startsQuotation ? (true, .opener) : (false, .acronym)
    }
    if lists.contains(.afterName) || lists.contains(.beforeName),
      rules.words.lists(of: nextWord, in: text).contains(.afterName),
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
    let isLetter = isInitial && (word.count == 1 || lists.isDisjoint(with: .abbreviation))
    let isName = isLetter && !isLabelled(word, in: text)
    if isName, after.isCapital, !startsSentence { return (false, .initial) }
    // `(Budi S. 90')` is a player and a minute.
    if isName, after.isDigit, Surroundings.isInBrackets(word.lowerBound, in: text) {
      return (false, .initial)
    }
    return after.isDigit && mayEndBeforeDigit(word, lists, isLabel: isLetter && !isName, in: text)
      ? (true, .digitStart) : nil
  }

  /// Decides after a word that is neither an abbreviation nor an initial; `nil` leaves it to ICU.
  private func afterOrdinaryWord(
    _ word: Range<Int>, _ candidate: BoundaryCandidate, _ after: Surroundings.Following,
    in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    if after.isDigit {
      let isBreak =
        (candidate.hasClosers || mayEndBeforeDigit(word, in: text)
          || Surroundings.isInPath(word, in: text))
        && !isContinued(word, by: after, in: text)
      return isBreak ? (true, .digitStart) : nil
    }
    guard after.isLowercase, !Surroundings.isInBrackets(candidate.marks.lowerBound, in: text)
    else { return nil }
    let isBreak =
      after.isMixedCase(in: text) || isFinalWord(word, candidate, in: text)
      || after.isLetterMarker(in: text) && mayEndBeforeDigit(word, in: text)
    return isBreak ? (true, .lowerCaseStart) : nil
  }

  /// Whether a word ends a sentence even if a small letter follows: a careless writer is likelier
  /// than an abbreviation, if the abbreviations of the language are known and the word is long.
  private func isFinalWord(
    _ word: Range<Int>, _ candidate: BoundaryCandidate, in text: Span<UInt8>
  ) -> Bool {
    !candidate.hasClosers && knowsAbbreviations && word.count >= 4
      && Surroundings.isOrdinaryWord(word, in: text)
  }

  /// Whether an opener begins the text after a mark, and is no part of a name.
  private func beginsSentence(_ after: Surroundings.Following, in text: Span<UInt8>) -> Bool {
    let word = after.word(in: text)
    return after.isCapital && rules.isOpener(word, in: text)
      && !Surroundings.isName(word, in: text)
  }

  // MARK: Note marks and a blank

  /// Decides after marks with note marks before white space; `nil` leaves it to ICU.
  private func afterNotes(
    _ candidate: BoundaryCandidate, _ after: Surroundings.Following, in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    if after.isLowercase { return (false, .lowerCaseFollows) }
    let word = Surroundings.word(before: candidate.marks.lowerBound, in: text)
    let isAbbreviation =
      candidate.isFullStop(in: text)
      && !rules.words.lists(of: word, in: text).isDisjoint(with: .abbreviation)
    return isAbbreviation ? nil : (true, .noteMark)
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
      !rules.isOpener(after.word(in: text), in: text)
    {
      return (false, .nameWithMark)
    }
    if candidate.hasClosers, after.isCapital, isReportingClause(at: after.start, in: text) {
      return (false, .reportingClause)
    }
    if isEllipsis { return after.isCapital || after.isDigit ? (true, .ellipsis) : nil }
    return nil
  }

  // MARK: No blank after the mark

  /// Decides at marks that no white space follows; `nil` leaves it to ICU.
  ///
  /// They end a sentence only between an ordinary word, a figure or closing marks and a capitalised
  /// word, and neither in an address nor after an abbreviation. In scripts without blanks ICU
  /// decides.
  private func withoutBlank(
    _ candidate: BoundaryCandidate, _ after: Surroundings.Following, in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    let mark = candidate.marks.lowerBound
    let isFullStop = text[candidate.marks.upperBound - 1] == UInt8(ascii: ".")
    if candidate.isFullWidth(in: text) || after.isHanOrKana && !isFullStop { return nil }
    guard after.isCapital, after.isSimpleWord(in: text) else { return (false, .insideToken) }
    let word = Surroundings.word(before: mark, in: text)
    // A closing bracket before the mark: `(12/5/2025).Warga`
    let isClosed = word.isEmpty && Surroundings.mayEndBeforeDigit(word, in: text)
    guard isClosed || !Surroundings.isInAddress(mark, in: text),
      isClosed || candidate.hasClosers || candidate.hasNotes
        || Surroundings.isOrdinaryWord(word, in: text) || Surroundings.isLongFigure(word, in: text),
      rules.words.lists(of: word, in: text).isDisjoint(with: .abbreviation)
    else { return (false, .insideToken) }
    return (true, .missingBlank)
  }
}
