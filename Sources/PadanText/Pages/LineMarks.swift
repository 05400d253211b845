/// Recognises the forms that lines of pages have in every language.
///
/// Ranges are UTF-8 byte offsets, are not empty and have no white space at their ends.
enum LineMarks {
  /// Whether the last character before any closing marks can end a sentence.
  static func endsInTerminal(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound {
      let (scalar, length) = text.scalar(before: end)
      if scalar.isTerminal { return true }
      guard scalar.isCloser else { return false }
      end -= length
    }
    return false
  }

  /// Whether a character begins items of lists or links.
  static func isBullet(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "•", "·", "▪", "‣", "◦", "●", "■", "*", "-", "–", "—", "»", "›", ">", "→", "#", "✓": true
    default: false
    }
  }

  /// Whether the line begins with the number or letter of an item and white space: `1.`, `1)`,
  /// `(1)`, `a.` or `a)`.
  static func isNumbered(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    var offset = range.lowerBound
    let isBracketed = text[offset] == UInt8(ascii: "(")
    if isBracketed { offset += 1 }
    let start = offset
    while offset < range.upperBound, text[offset] &- 0x30 < 10 { offset += 1 }
    if offset == start, offset < range.upperBound, text[offset] &- 0x61 < 26 { offset += 1 }
    guard (1...3).contains(offset - start), offset + 1 < range.upperBound else { return false }
    let mark = text[offset]
    let isMarked =
      mark == UInt8(ascii: ")") || (!isBracketed && mark == UInt8(ascii: "."))
    return isMarked && text.skippingWhitespace(from: offset + 1) > offset + 1
  }

  /// Whether a word is the name of a web site: `kabarutara.com`, `kabar.co.xy`.
  ///
  /// It ends in a general domain, or in two letters, as those of countries are, behind a word of at
  /// least four letters or a general domain.
  static func isDomain(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard let lastDot = word.last(where: { text[$0] == UInt8(ascii: ".") }) else { return false }
    let last = lastDot + 1..<word.upperBound
    if isGeneralDomain(last, in: text) { return true }
    let dot = (word.lowerBound..<lastDot).last { text[$0] == UInt8(ascii: ".") }
    let before = (dot.map { $0 + 1 } ?? word.lowerBound)..<lastDot
    let isCountry = last.count == 2 && last.allSatisfy { (text[$0] | 0x20) &- 0x61 < 26 }
    return isCountry
      && (before.count { text[$0] & 0xC0 != 0x80 } >= 4 || isGeneralDomain(before, in: text))
  }

  /// Whether a part of a domain is general, such as `com`.
  private static func isGeneralDomain(_ label: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard label.count <= 6 else { return false }
    return generalDomains.contains(key(of: text.extracting(label)))
  }

  /// The bytes of a label of at most eight, in small letters.
  private static func key(of label: Span<UInt8>) -> UInt64 {
    label.indices.reduce(0) { $0 << 8 | UInt64(label[$1] | 0x20) }
  }

  private static let generalDomains: [UInt64] = [
    "com", "net", "org", "co", "go", "ac", "or", "tv", "info", "news", "edu", "gov", "int",
    "online",
  ].map { key(of: Array($0.utf8).span) }

  /// Whether a line has only the marks that stand between names: `Rina Prasetya, Dr.`.
  static func hasOnlyNameMarks(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard range.count <= 80 else { return false }
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (scalar, length) = text.scalar(at: offset)
      guard scalar.isLetter || scalar.isWhitespace || "-,./()[]|'’".unicodeScalars.contains(scalar)
      else { return false }
      offset += length
    }
    return true
  }

  /// What kind of initials in brackets a line is, such as `(ant/abc)` or `[dew]`; `nil` if it is
  /// none.
  static func initials(in range: Range<Int>, _ text: Span<UInt8>) -> LineSign.Trait? {
    guard range.count <= 30 else { return nil }
    var end = range.upperBound
    while end > range.lowerBound, mayFollowInitials(text[end - 1]) { end -= 1 }
    guard end - range.lowerBound >= 3, let closing = bracket(closing: text[range.lowerBound]),
      text[end - 1] == closing
    else { return nil }
    var hasSmall = false
    var hasCapital = false
    var offset = range.lowerBound + 1
    while offset < end - 1 {
      let (scalar, length) = text.scalar(at: offset)
      if scalar.isUppercase { hasCapital = true } else if scalar.isLetter { hasSmall = true }
      guard scalar.isLetter || scalar.isDigit || "*./ &;,-".unicodeScalars.contains(scalar) else {
        return nil
      }
      offset += length
    }
    return hasSmall == hasCapital ? .initials : hasSmall ? .smallInitials : .capitalInitials
  }

  /// Whether a byte may stand behind initials: a blank, a bar or a full stop.
  private static func mayFollowInitials(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ".")
  }

  /// The bracket that closes an opening one; `nil` for any other byte.
  static func bracket(closing opening: UInt8) -> UInt8? {
    switch opening {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    default: nil
    }
  }

  // MARK: Datelines

  /// The greatest length of a dateline, in UTF-8 bytes.
  private static let datelineLimit = 90
  /// The least length of the text after a dateline, in UTF-8 bytes. A shorter one is a name and an
  /// outlet.
  private static let shortestNews = 20
  /// The least length of the name of a place, in UTF-8 bytes: a shorter word in capitals is more often
  /// a short form, `PT.`
  private static let shortestPlace = 4
  /// The greatest number of words in a dateline.
  private static let datelineWords = 9

  /// Whether a line has a mark near its start that may end a dateline. Most lines have none.
  static func mayHaveDateline(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let start = text.extracting(range.prefix(datelineLimit))
    // The first byte of `–` and `—` is 0xE2.
    return start.firstOffset(of: UInt8(ascii: "-"), UInt8(ascii: "|"), 0xE2, from: 0) < start.count
  }

  /// The signs of the dateline with which a line begins: `SEOUL -`, `Surabaya (Padan) -`,
  /// `DENPASAR, Warta Nusa —`, `kabar.com, Solo - `; `nil` if it begins with none.
  ///
  /// A dateline is one to nine words before a dash, each of which begins with a capital or a digit,
  /// is very short, or stands in brackets.
  static func dateline(of range: Range<Int>, in text: Span<UInt8>) -> SignSet? {
    var forms = SignSet()
    func add(_ form: LineSign.Dateline) { forms.insert(LineSign.dateline[form]) }
    var words = 0
    var hasCapitals = false
    var lastIsUpper = false
    let end = min(range.upperBound, range.lowerBound + datelineLimit)
    var offset = range.lowerBound
    while offset < end {
      let (scalar, length) = text.scalar(at: offset)
      if let dash = dash(at: offset, afterUpper: lastIsUpper, in: range, of: text), words > 0 {
        guard words <= datelineWords else { return nil }
        if dash.isDouble { add(.doubleDash) }
        let rest = range.upperBound - dash.end
        guard rest == 0 || rest >= shortestNews else { return nil }
        if rest == 0 { add(.alone) }
        add(hasCapitals ? .capitals : .mixed)
        return forms
      }
      switch scalar {
      case "(":
        guard let close = (offset..<end).first(where: { text[$0] == UInt8(ascii: ")") }) else {
          return nil
        }
        add(.bracket)
        words += 1
        offset = close + 1
        continue
      case ",": add(.comma)
      case ":", ";", "?", "!", "\"", "“", "”": return nil
      default: break
      }
      let word = Surroundings.word(after: offset, in: text)
      guard !word.isEmpty, word.upperBound <= range.upperBound else {
        offset += length
        continue
      }
      words += 1
      guard scalar.isUppercase || scalar.isDigit || word.count <= 3 || isDomain(word, in: text)
      else { return nil }
      lastIsUpper = word.count >= 3 && isUpper(word, in: text)
      hasCapitals = hasCapitals || lastIsUpper
      if isDomain(word, in: text) {
        add(.domain)
        if words == 1, range.count > 60 {
          let next = text.skippingWhitespace(from: word.upperBound)
          if next > word.upperBound, next < range.upperBound {
            return SignSet([LineSign.dateline[LineSign.Dateline.outletFirst]])
          }
        }
      }
      offset = word.upperBound
    }
    return nil
  }

  /// Whether a sentence is nothing but a dateline with a full stop: `JAKARTA.`, `KABAR.CO.ID - SOLO.`
  ///
  /// Each of its words is in capitals or the name of a web site, and the last is a place in capitals.
  static func isStoppedDateline(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard range.count <= datelineLimit, text[range.upperBound - 1] == UInt8(ascii: ".") else {
      return false
    }
    var words = 0
    var lastIsPlace = false
    var offset = range.lowerBound
    while offset < range.upperBound {
      let word = Surroundings.word(after: offset, in: text)
      guard !word.isEmpty, word.upperBound <= range.upperBound else {
        offset += text.scalar(at: offset).length
        continue
      }
      let isInCapitals =
        text.scalar(at: word.lowerBound).scalar.isUppercase && isUpper(word, in: text)
      guard isInCapitals || isDomain(word, in: text) else { return false }
      words += 1
      lastIsPlace = isInCapitals && word.count >= shortestPlace
      offset = word.upperBound
    }
    return lastIsPlace && words <= datelineWords
  }

  /// Whether a word has no small letter.
  private static func isUpper(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
    var offset = word.lowerBound
    while offset < word.upperBound {
      let (scalar, length) = text.scalar(at: offset)
      if scalar.isLetter, !scalar.isUppercase { return false }
      offset += length
    }
    return true
  }

  /// The dash at an offset that may end a dateline.
  ///
  /// A dash has a blank beside it, follows a bracket, or stands directly after a word in capitals.
  private static func dash(
    at offset: Int, afterUpper: Bool, in range: Range<Int>, of text: Span<UInt8>
  ) -> (end: Int, isDouble: Bool)? {
    let (scalar, length) = text.scalar(at: offset)
    guard
      scalar == "-" || scalar == "–" || scalar == "—"
        || (scalar == "|" && offset > range.lowerBound)
    else { return nil }
    var end = offset + length
    let isDouble = scalar == "-" && end < range.upperBound && text[end] == UInt8(ascii: "-")
    if isDouble { end += 1 }
    let isAfterBlank =
      offset > range.lowerBound
      && (text[offset - 1] == UInt8(ascii: ")") || text.scalar(before: offset).scalar.isWhitespace)
    let rest = min(text.skippingWhitespace(from: end), range.upperBound)
    let isApart =
      isAfterBlank || rest > end
      || end == range.upperBound || isDouble || scalar != "-"
      || (afterUpper && text.scalar(at: rest).scalar.isUppercase)
    return isApart ? (rest, isDouble) : nil
  }
}

extension String {
  /// The text of a range of UTF-8 bytes. Ill-formed bytes become U+FFFD.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    self = text.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
