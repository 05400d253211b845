import PadanLanguage

/// Recognises what a line of a news page is by its signs: words, marks and length.
///
/// Ranges are UTF-8 byte offsets, are not empty and have no white space at their ends.
struct LineMarks: Sendable {
  /// The words that are signs in the language of the page.
  let signs: PageSigns

  /// The greatest length of a headline, in UTF-8 bytes. Longer lines without a final stop are
  /// prose.
  static let titleLimit = 250
  /// The greatest length of a kicker, in UTF-8 bytes.
  static let kickerLimit = 40
  /// The least length of a headline whose copies are looked for, in UTF-8 bytes. A shorter one may
  /// just be the first word of a later line.
  static let shortestCopy = 16
  /// The greatest length of a dateline, in UTF-8 bytes.
  private static let datelineLimit = 80
  /// The least length of the text that follows a dateline, in UTF-8 bytes. A shorter one is a name
  /// and an outlet.
  private static let shortestNews = 40
  /// The greatest length of a byline, in UTF-8 bytes.
  private static let bylineLimit = 160
  /// The greatest length of a credit, in UTF-8 bytes.
  private static let creditLimit = 100

  /// Whether the line points to something else: `Baca juga: …`.
  func isInset(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    range.count <= Self.titleLimit && signs.insets.hasMatch(at: range.lowerBound, in: text)
  }

  /// Whether the last character before any closing marks can end a sentence.
  func endsInTerminal(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound {
      let (scalar, length) = text.scalar(before: end)
      if scalar.isTerminal { return true }
      guard scalar.isCloser else { return false }
      end -= length
    }
    return false
  }

  /// Whether the line begins with a bullet or dash and white space.
  func startsWithBullet(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let (scalar, length) = text.scalar(at: range.lowerBound)
    switch scalar {
    case "•", "·", "▪", "‣", "◦", "●", "■", "*", "-", "–", "—":
      let end = range.lowerBound + length
      return end < range.upperBound && text.skippingWhitespace(from: end) > end
    default: return false
    }
  }

  /// Whether the line begins with the marker of a list item and white space: a bullet, `1.`, `1)`,
  /// `(1)`, `a.` or `a)`.
  func isListItem(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    if startsWithBullet(range, in: text) { return true }
    var offset = range.lowerBound
    let isBracketed = text[offset] == UInt8(ascii: "(")
    if isBracketed { offset += 1 }
    let start = offset
    while offset < range.upperBound, text[offset] >= 0x30, text[offset] <= 0x39 { offset += 1 }
    if offset == start, offset < range.upperBound, text[offset] >= 0x61, text[offset] <= 0x7A {
      offset += 1
    }
    guard (1...3).contains(offset - start), offset + 1 < range.upperBound else { return false }
    let mark = text[offset]
    let isMarked =
      isBracketed
      ? mark == UInt8(ascii: ")") : mark == UInt8(ascii: ")") || mark == UInt8(ascii: ".")
    return isMarked && text.skippingWhitespace(from: offset + 1) > offset + 1
  }

  // MARK: Datelines

  /// The offset of the dash that ends a dateline: `SEOUL -`, `Surabaya (Padan) -`,
  /// `DENPASAR, Warta Nusa —`.
  ///
  /// - Parameter isOpening: Whether this is the opening paragraph. Elsewhere the place must be in
  ///   capitals.
  /// - Returns: `nil` if the line does not begin with a dateline.
  func datelineEnd(of range: Range<Int>, isOpening: Bool, in text: Span<UInt8>) -> Int? {
    guard text.scalar(at: range.lowerBound).scalar.isUppercase,
      let dash = spacedDash(in: range.prefix(Self.datelineLimit), text),
      range.upperBound - dash >= Self.shortestNews,
      let hasCapitals = placeHasCapitals(range.lowerBound..<dash, in: text),
      isOpening || hasCapitals, !isByline(range, in: text)
    else { return nil }
    return dash
  }

  /// Whether the place of a dateline is written in capitals, as it usually is; `nil` if the range
  /// is not a place.
  ///
  /// A place is one to eight words, each of which begins with a capital or a digit or stands in
  /// brackets.
  private func placeHasCapitals(
    _ range: Range<Int>, in text: Span<UInt8>
  ) -> Bool? {
    var words = 0
    var hasCapitals = false
    var isBracketed = false
    var offset = text.skippingWhitespace(from: range.lowerBound)
    while offset < range.upperBound {
      words += 1
      var capitals = 0
      var hasSmall = false
      var isFirst = true
      while offset < range.upperBound {
        let (scalar, length) = text.scalar(at: offset)
        if scalar.isWhitespace { break }
        offset += length
        switch scalar {
        case "(": isBracketed = true
        case ")": isBracketed = false
        case ":", ";", "?", "!", "\"", "“", "”": return nil
        default: break
        }
        let isUpper = scalar.isUppercase
        if isUpper { capitals += 1 } else if scalar.isLetter { hasSmall = true }
        if isFirst, isUpper || scalar.isLetter || scalar.isDigit {
          guard isBracketed || isUpper || scalar.isDigit else { return nil }
          isFirst = false
        }
      }
      if capitals >= 3, !hasSmall { hasCapitals = true }
      offset = text.skippingWhitespace(from: offset)
    }
    return (1...8).contains(words) ? hasCapitals : nil
  }

  /// The offset of the first hyphen or dash with a blank on both sides.
  private func spacedDash(in range: Range<Int>, _ text: Span<UInt8>) -> Int? {
    let line = text.extracting(range)
    var offset = 0
    while true {
      // The dashes – and — begin with the byte E2.
      offset = line.firstOffset(of: UInt8(ascii: "-"), 0xE2, 0xE2, from: offset)
      guard offset < line.count else { return nil }
      let isDash =
        line.hasPrefix("- ", at: offset) || line.hasPrefix("– ", at: offset)
        || line.hasPrefix("— ", at: offset)
      if isDash, offset > 0, line[offset - 1] == 0x20 { return range.lowerBound + offset }
      offset += 1
    }
  }

  // MARK: Bylines

  /// Whether the line says who wrote the article, or when, and is not a sentence.
  func isByline(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard range.count <= Self.bylineLimit else { return false }
    let line = String(text, range)
    let lowered = line.lowercased()
    let endsProse = endsInTerminal(range, in: text)
    if signs.bylines.contains(where: lowered.hasPrefix), line.split(separator: " ").count <= 14,
      !endsProse || isNameLike(line.drop { $0 != " " && $0 != ":" }.dropFirst())
    {
      return true
    }
    let words = lowered.split { !($0.isLetter || $0.isNumber || $0 == "'") }
    let calendar = words.count { signs.calendarWords.contains(String($0)) }
    let years = words.count { isYear($0) }
    let isDateLine = (calendar > 0 && years > 0) || hasNumericDate(lowered)
    let isAbbreviatedTime = signs.timeEndings.contains(where: lowered.hasSuffix)
    guard isDateLine, !endsProse || isAbbreviatedTime else { return false }
    // A headline may contain a date, too. A byline has little else, or a bar before its date.
    let isMostlyDate =
      words.count <= 8 && (calendar > 1 || line.first!.isNumber || hasNumericDate(lowered))
    let hasClock = signs.timeZones.contains(where: lowered.hasSuffix)
    return line.contains("|") || hasClock || isAbbreviatedTime || isMostlyDate
      || (line.contains(" - ") && words.count <= 10) || calendar == words.count - years - 1
  }

  /// Whether a word is a year from 1900 to 2099.
  private func isYear(_ word: Substring) -> Bool {
    word.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20")) && word.allSatisfy(\.isNumber)
  }

  /// Whether the line contains a date in digits: `14/07/2025`, `14-07-2025`, `2025-07-14`,
  /// `14.07.2025`.
  private func hasNumericDate(_ line: String) -> Bool {
    line.split { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "|" }.contains { word in
      let parts = word.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
      return parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        && (parts[0].count == 4 || parts[2].count == 4)
    }
  }

  /// Whether the line is a name: one to six capitalised words, with initials and small words such
  /// as `dan`, and nothing else.
  func isName(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    range.count <= 60 && isNameLike(Substring(String(text, range)))
  }

  /// Whether a text is one to six words, each a name, an initial or a name particle.
  private func isNameLike(_ line: Substring) -> Bool {
    let words = line.split { $0 == " " || $0 == "," || $0 == "-" || $0 == "/" }
    return (1...6).contains(words.count)
      && words.allSatisfy { word in
        signs.nameParticles.contains(String(word))
          || (word.unicodeScalars.first!.isUppercase
            && word.dropFirst().allSatisfy { $0.isLetter || "'’.".contains($0) })
      }
  }

  // MARK: Credits and sign-offs

  /// Where the credit at the end of a caption begins; `nil` if there is no credit.
  ///
  /// A credit follows a finished sentence or stands in brackets. It has no final stop, and names a
  /// picture, an agency, or `Agency/Name`.
  func creditStart(in range: Range<Int>, _ text: Span<UInt8>) -> Int? {
    guard !range.isEmpty, mayEndCredit(range, in: text) else { return nil }
    var offset = max(range.lowerBound, range.upperBound - Self.creditLimit)
    while offset < range.upperBound {
      let isPlace =
        offset == range.lowerBound
        || (text[offset - 1] == 0x20 && isCreditPlace(offset, in: range, text))
      if isPlace, isCredit(offset..<range.upperBound, in: text) { return offset }
      offset += 1
    }
    return nil
  }

  /// Whether a credit can end in the last character of the line: a letter, a digit, a closing
  /// bracket, or the full stop of an initial.
  ///
  /// Most lines of prose end otherwise, so this quick test rules them out.
  private func mayEndCredit(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let last = text.scalar(before: range.upperBound).scalar
    return last.isLetter || last.isDigit || last == ")"
      || (last == "." && endsInInitial(range, in: text))
  }

  /// Whether a credit in brackets names only an agency. At the end of prose, `(Antara)` names the
  /// source of the text, not of a picture.
  func isSource(_ credit: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard text[credit.lowerBound] == UInt8(ascii: "(") else { return false }
    let words = String(text, credit).lowercased().split { !$0.isLetter }
    return words.allSatisfy { !signs.pictureWords.contains(String($0)) }
      && !text.hasByte(UInt8(ascii: "/"), in: credit)
  }

  /// Whether a credit may begin at an offset after a blank: after a finished sentence, or at an
  /// opening bracket.
  private func isCreditPlace(
    _ offset: Int, in range: Range<Int>, _ text: Span<UInt8>
  ) -> Bool {
    let before = offset - 2 >= range.lowerBound ? text[offset - 2] : 0
    // Quick test: nearly every blank follows a letter, a digit or a comma, which cannot end a
    // sentence.
    if (before | 0x20) &- 0x61 < 26 || before &- 0x30 < 10 || before == UInt8(ascii: ",") {
      return text[offset] == UInt8(ascii: "(")
    }
    let end = text.skippingWhitespace(before: offset, downTo: range.lowerBound)
    guard end > range.lowerBound else { return false }
    return text[offset] == UInt8(ascii: "(") || endsInTerminal(range.lowerBound..<end, in: text)
  }

  /// Whether the line ends in an initial: a blank, a capital and a full stop.
  private func endsInInitial(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    range.count > 3 && text.scalar(before: range.upperBound - 1).scalar.isUppercase
      && text[range.upperBound - 3] == 0x20
  }

  /// Whether a range is a credit: one to twelve capitalised words, in brackets or not, that name a
  /// picture, an agency, or an agency and a person with a slash between them.
  private func isCredit(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let opens = text[range.lowerBound] == UInt8(ascii: "(")
    let closes = text[range.upperBound - 1] == UInt8(ascii: ")")
    let start = text.scalar(at: range.lowerBound).scalar
    guard opens ? closes : start.isUppercase || start == "©" else { return false }
    let inner = opens ? range.lowerBound + 1..<range.upperBound - 1 : range
    var words = 0
    var isNamed = text.hasPrefix("©", at: inner.lowerBound)
    var hasSlash = false
    var hasDigit = false
    var offset = inner.lowerBound
    while offset < inner.upperBound {
      let word = Surroundings.word(after: offset, in: text)
      guard !word.isEmpty else {
        // A second bracket: the text before it is the end of the caption.
        if opens, text[offset] == UInt8(ascii: ")") { return false }
        hasSlash = hasSlash || text[offset] == UInt8(ascii: "/")
        offset += text.scalar(at: offset).length
        continue
      }
      words += 1
      let lists = signs.credits.lists(of: word, in: text)
      // After a label such as `Foto:` or `(Courtesy of` the words need no capitals.
      let mark = word.upperBound < inner.upperBound ? text[word.upperBound] : 0
      if words == 1, lists.contains(.label), opens || mark == UInt8(ascii: ":") { return true }
      isNamed = isNamed || lists.contains(.label)
      let first = text.scalar(at: word.lowerBound).scalar
      hasDigit = hasDigit || first.isDigit
      guard first.isUppercase || first.isDigit || lists.contains(.within) else { return false }
      offset = word.upperBound
    }
    guard (1...12).contains(words) else { return false }
    return isNamed || (hasSlash && !hasDigit && words <= 6)
  }

  /// Where the words after the last finished sentence begin; `nil` if the line ends in a finished
  /// sentence, or if no finished sentence comes before these words.
  ///
  /// In a line that begins with a copy of the headline, these words are the credit.
  func unfinishedTail(of range: Range<Int>, _ text: Span<UInt8>) -> Int? {
    guard !range.isEmpty, !endsInTerminal(range, in: text) else { return nil }
    var offset = range.upperBound
    while offset > max(range.lowerBound, range.upperBound - Self.creditLimit) {
      let end = text.skippingWhitespace(before: offset, downTo: range.lowerBound)
      if end < offset, end > range.lowerBound, text[end - 1] == UInt8(ascii: "."),
        text.scalar(at: offset).scalar.isUppercase, end >= 3, text[end - 3] != 0x20
      {
        return offset
      }
      offset -= text.scalar(before: offset).length
    }
    return nil
  }

  /// Whether the line is the writer's initials or names the editor.
  func isSignoff(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    isInitials(range, in: text)
      || (range.count <= Self.bylineLimit
        && signs.signoffs.hasMatch(at: range.lowerBound, in: text))
  }

  /// Where the initials at the end of a paragraph begin. They follow a finished sentence. `nil` if
  /// there are none.
  func signoffStart(in range: Range<Int>, _ text: Span<UInt8>) -> Int? {
    let last = text[range.upperBound - 1]
    guard last == UInt8(ascii: ")") || last == UInt8(ascii: "]") else { return nil }
    var start = range.upperBound - 1
    while start > range.lowerBound, range.upperBound - start <= 24,
      text[start] != UInt8(ascii: "("),
      text[start] != UInt8(ascii: "[")
    { start -= 1 }
    let end = text.skippingWhitespace(before: start, downTo: range.lowerBound)
    guard start > range.lowerBound, end < start, isInitials(start..<range.upperBound, in: text),
      endsInTerminal(range.lowerBound..<end, in: text)
    else { return nil }
    return start
  }

  /// Whether a range is a writer's initials: brackets around two to four small letters, or several
  /// such groups with `/` or `-` between them. `(ant/abc)`, `(rin)`, `[dew]`, and `(*)`.
  private func isInitials(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let first = text[range.lowerBound]
    let last = text[range.upperBound - 1]
    guard (3...24).contains(range.count),
      (first == UInt8(ascii: "(") && last == UInt8(ascii: ")"))
        || (first == UInt8(ascii: "[") && last == UInt8(ascii: "]"))
    else { return false }
    if range.count == 3, text[range.lowerBound + 1] == UInt8(ascii: "*") { return true }
    var letters = 0
    var parts = 1
    var hasCapital = false
    for offset in range.lowerBound + 1..<range.upperBound - 1 {
      let byte = text[offset]
      if (byte | 0x20) &- 0x61 < 26 {
        letters += 1
        hasCapital = hasCapital || byte < 0x61
        if letters > 4 { return false }
      } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-"), letters >= 2 {
        parts += 1
        letters = 0
      } else {
        return false
      }
    }
    return letters >= 2 && (parts > 1 || !hasCapital)
  }

  // MARK: Words

  /// The number of words between white space.
  func wordCount(_ range: Range<Int>, in text: Span<UInt8>) -> Int {
    String(text, range).split(whereSeparator: \.isWhitespace).count
  }

  /// Whether the line has letters, and all of them are capitals.
  func isAllCapitals(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let letters = String(text, range).unicodeScalars.filter(\.isLetter)
    return !letters.isEmpty && letters.allSatisfy(\.isUppercase)
  }
}

extension String {
  /// The text of a range of UTF-8 bytes. Ill-formed bytes become U+FFFD.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    self = text.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
