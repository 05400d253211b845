import PadanLanguage

/// What decided whether a segment ends at a place.
public enum BoundaryRule: String, CaseIterable, Hashable, Sendable {
  /// ICU's own break, or its silence, stands.
  case icu
  case beforeName = "before-name"
  case beforeNumber = "before-number"
  case bracketFollows = "bracket-follows"
  case nameFollows = "name-follows"
  case degreeChain = "degree-chain"
  case within
  case acronym
  case initial
  case listMarker = "list-marker"
  case nameWithMark = "name-with-mark"
  case reportingClause = "reporting-clause"
  case lowerCaseFollows = "lower-case-follows"
  case insideToken = "inside-token"
  case ellipsis
  case missingBlank = "missing-blank"
  case digitStart = "digit-start"
  case lowerCaseStart = "lower-case-start"
  case opener
  /// A rule of an SRX file.
  case srx
}

/// A decision about a place where a segment may end.
public struct BoundaryVerdict: Hashable, Sendable {
  public var isBreak: Bool
  public var rule: BoundaryRule
}

/// A mark that may end a sentence, and what stands directly around it. UTF-8 byte offsets.
struct BoundaryCandidate {
  /// The marks, as in `.`, `?!` or `...`.
  var marks: Range<Int>
  /// Where the closing quotation marks and brackets after them end.
  var closersEnd: Int
  /// Where the next sentence would begin: after the white space.
  var next: Int

  var hasBlank: Bool { next > closersEnd }
  var hasClosers: Bool { closersEnd > marks.upperBound }
}

/// Decides every boundary from its neighbourhood alone: the word before the mark, the marks, and the
/// first words after it. Nothing is remembered from one boundary to the next, so an unclosed
/// quotation mark spoils nothing; tools that pair them over a distance lose five points of F1.
struct BoundaryJudge: Sendable {
  let rules: SegmentationRules

  /// Decides a candidate; `icuBreaks` is whether ICU breaks there.
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
      // Mayjen. (Purn.) Sudarmono
      let isBracketed = text[candidate.marks.upperBound] == UInt8(ascii: ")")
      return isBracketed && lists.contains(.beforeName) ? (false, .beforeName) : nil
    }
    if lists.contains(.within) { return (false, .within) }
    if lists.contains(.beforeNumber), after.isNumber(in: text) { return (false, .beforeNumber) }
    if lists.contains(.beforeName), !after.isLowercase { return (false, .beforeName) }
    if after.isLowercase { return (false, .lowerCaseFollows) }
    return afterAbbreviation(word, lists, isInitial: isInitial, after, in: text)
  }

  /// An abbreviation that may end a sentence, or initials: what follows decides.
  private func afterAbbreviation(
    _ word: Range<Int>, _ lists: WordTable.Lists, isInitial: Bool,
    _ after: Surroundings.Following, in text: Span<UInt8>
  ) -> (Bool, BoundaryRule)? {
    let nextWord = after.word(in: text)
    let nextLists = rules.words.lists(of: nextWord, in: text)
    let startsSentence = after.isCapital && nextLists.contains(.opener)
    if lists.contains(.acronym) { return startsSentence ? (true, .opener) : (false, .acronym) }
    if !lists.isDisjoint(with: [.afterName, .beforeName]), nextLists.contains(.afterName),
      nextWord.upperBound < text.count, text[nextWord.upperBound] == UInt8(ascii: ".")
    {
      return (false, .degreeChain)
    }
    if !lists.isDisjoint(with: [.afterName, .atEnd]), after.isBracketed {
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
    let mayStartWithDigit = lists.isDisjoint(with: [.beforeNumber, .beforeName])
    return after.isDigit && mayStartWithDigit && Surroundings.isOrdinaryWord(word, in: text)
      ? (true, .digitStart) : nil
  }

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

  /// Whether a single letter follows a word such as `Grup` or `vitamin`, and so is no initial.
  private func isLabelled(_ letter: Range<Int>, in text: Span<UInt8>) -> Bool {
    let end = text.skippingWhitespace(before: letter.lowerBound, downTo: 0)
    guard end < letter.lowerBound else { return false }
    let before = Surroundings.word(before: end, in: text)
    return rules.words.lists(of: before, in: text).contains(.label)
  }

  // MARK: A question mark, exclamation mark or ellipsis, and a blank

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

  /// Whether one to four capitalised words and then a speech verb begin at an offset, as in
  /// `“…!” Hammel menambahkan`.
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
