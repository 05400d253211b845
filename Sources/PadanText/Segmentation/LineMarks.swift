/// The signs by which a line of a news page shows what it is. Ranges hold no white space at their
/// ends and are never empty; offsets are UTF-8 bytes.
enum LineMarks {
  /// The longest headline; longer lines without a final stop are prose.
  static let titleLimit = 250
  /// The longest kicker.
  static let kickerLimit = 40
  /// The shortest headline whose copy is looked for: a word that begins a later line is no copy.
  static let shortestCopy = 16
  /// How far a dateline, a byline and a credit reach.
  private static let datelineLimit = 80
  /// What must follow a dateline at least: less is a name and an outlet.
  private static let shortestNews = 40
  private static let bylineLimit = 160
  private static let creditLimit = 100

  private static let insets: [StaticString] = [
    "Baca juga", "Baca Juga", "BACA JUGA", "Baca:", "Baca selengkapnya", "Lihat juga",
    "Lihat Juga", "Simak juga", "Simak Juga", "Simak:", "Tonton juga", "Artikel terkait",
    "Berita terkait", "Berita Terkait", "Read also", "Read Also", "READ ALSO", "Read more:",
    "READ MORE", "Also read", "See also:", "Related:", "RELATED:", "Scroll ke bawah",
    "SCROLL TO CONTINUE", "ADVERTISEMENT",
  ]

  /// A pointer to something else: `Baca juga: …`.
  static func isInset(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    insets.contains { text.hasPrefix($0, at: range.lowerBound) }
      && range.count <= titleLimit
  }

  /// Whether the last character, closing marks aside, can end a sentence.
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

  static func startsWithBullet(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let (scalar, length) = text.scalar(at: range.lowerBound)
    switch scalar {
    case "•", "·", "▪", "‣", "◦", "●", "■", "*", "-", "–", "—":
      let end = range.lowerBound + length
      return end < range.upperBound && text.skippingWhitespace(from: end) > end
    default: return false
    }
  }

  /// A bullet, `1.`, `1)`, `(1)`, `a.` or `a)`, and a blank.
  static func isListItem(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
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

  /// Where the dash that ends a dateline stands: `SEOUL -`, `Surabaya (Padan) -`,
  /// `DENPASAR, Warta Nusa —`. One that is not in capitals is believed only in the opening paragraph.
  static func datelineEnd(of range: Range<Int>, isOpening: Bool, in text: Span<UInt8>) -> Int? {
    guard let dash = spacedDash(in: range.prefix(datelineLimit), text),
      range.upperBound - dash >= shortestNews, !isByline(range, in: text)
    else { return nil }
    let place = String(text, text.trimmed(range.lowerBound..<dash))
    let words = place.split(separator: " ")
    guard (1...8).contains(words.count), place.count >= 3,
      place.unicodeScalars.first!.isUppercase
    else { return nil }
    var isBracketed = false
    var hasCapitals = false
    for word in words {
      let opens = word.hasPrefix("(")
      isBracketed = isBracketed || opens
      let scalar = word.unicodeScalars.first { $0.isLetter || $0.isDigit }
      guard isBracketed || scalar == nil || scalar!.isUppercase || scalar!.isDigit,
        !word.dropFirst().contains(where: { ":;?!\"“”".contains($0) })
      else { return nil }
      if word.hasSuffix(")") || word.hasSuffix("),") { isBracketed = false }
      let letters = word.unicodeScalars.filter(\.isLetter)
      if letters.count >= 3, letters.allSatisfy(\.isUppercase) { hasCapitals = true }
    }
    return isOpening || hasCapitals ? dash : nil
  }

  /// The first hyphen or dash with a blank on both sides.
  private static func spacedDash(in range: Range<Int>, _ text: Span<UInt8>) -> Int? {
    for offset in range where offset > range.lowerBound && text[offset - 1] == 0x20 {
      let isDash =
        text[offset] == UInt8(ascii: "-") && offset + 1 < text.count && text[offset + 1] == 0x20
      let isLongDash = text.hasPrefix("– ", at: offset) || text.hasPrefix("— ", at: offset)
      if isDash || isLongDash { return offset }
    }
    return nil
  }

  // MARK: Bylines

  private static let bylineOpeners = [
    "oleh ", "oleh:", "penulis:", "penulis ", "reporter:", "reporter ", "editor:", "pewarta:",
    "laporan ", "jurnalis:", "kontributor:", "by ", "reporting by", "written by", "redaksi",
    "tim redaksi", "story by",
  ]

  private static let calendarWords: Set<String> = [
    "senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "ahad", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu",
    "fri", "sat", "sun", "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus",
    "september", "oktober", "november", "desember", "jan", "feb", "mar", "apr", "jun", "jul", "agu",
    "agt", "ags", "sep", "sept", "okt", "nov", "des", "january", "february", "march", "may", "june",
    "july", "august", "october", "december", "aug", "oct", "dec", "wib", "wita", "wit",
  ]

  /// Who wrote it, when, or both, on a line of its own without a final stop.
  static func isByline(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard range.count <= bylineLimit else { return false }
    let line = String(text, range)
    let lowered = line.lowercased()
    let endsProse = endsInTerminal(range, in: text)
    if bylineOpeners.contains(where: lowered.hasPrefix), line.split(separator: " ").count <= 14,
      !endsProse || isNameLike(line.drop { $0 != " " && $0 != ":" }.dropFirst())
    {
      return true
    }
    let words = lowered.split { !($0.isLetter || $0.isNumber || $0 == "'") }
    let calendar = words.count { calendarWords.contains(String($0)) }
    let years = words.count { isYear($0) }
    let isDateLine = (calendar > 0 && years > 0) || hasNumericDate(lowered)
    let isAbbreviatedTime = lowered.hasSuffix("a.m.") || lowered.hasSuffix("p.m.")
    guard isDateLine, !endsProse || isAbbreviatedTime else { return false }
    // A headline may name a date; a byline is little else, or parts its date off with a bar.
    let isMostlyDate =
      words.count <= 8 && (calendar > 1 || line.first!.isNumber || hasNumericDate(lowered))
    let hasClock = lowered.hasSuffix("wib") || lowered.hasSuffix("wita") || lowered.hasSuffix("wit")
    return line.contains("|") || hasClock || isAbbreviatedTime || isMostlyDate
      || (line.contains(" - ") && words.count <= 10) || calendar == words.count - years - 1
  }

  private static func isYear(_ word: Substring) -> Bool {
    word.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20")) && word.allSatisfy(\.isNumber)
  }

  /// `14/07/2025`, `14-07-2025`, `2025-07-14`, `14.07.2025`.
  private static func hasNumericDate(_ line: String) -> Bool {
    line.split { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "|" }.contains { word in
      let parts = word.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
      return parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        && (parts[0].count == 4 || parts[2].count == 4)
    }
  }

  /// Two to six capitalised words, initials allowed, and nothing else: a name on a line of its own.
  static func isName(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    range.count <= 60 && isNameLike(Substring(String(text, range)))
  }

  private static func isNameLike(_ line: Substring) -> Bool {
    let words = line.split { $0 == " " || $0 == "," || $0 == "-" || $0 == "/" }
    return (1...6).contains(words.count)
      && words.allSatisfy { word in
        word == "dan" || word == "and" || word == "in"
          || (word.unicodeScalars.first!.isUppercase
            && word.dropFirst().allSatisfy { $0.isLetter || "'’.".contains($0) })
      }
  }

  // MARK: Credits and sign-offs

  private static let creditWords: Set<String> = [
    "foto", "photo", "photos", "dok", "doc", "courtesy", "handout", "antara", "reuters", "afp",
    "ap",
    "epa", "kcna", "xinhua", "getty", "via", "ilustrasi", "shutterstock", "unsplash", "istimewa",
    "pool", "file", "dokumentasi", "kredit", "credit", "sumber",
  ]

  private static let creditParticles: Set<String> = [
    "via", "oleh", "by", "dari", "of", "courtesy", "photo", "foto", "file", "handout", "for", "dan",
    "and", "from", "untuk", "the", "dok", "istimewa",
  ]

  /// Where the credit at the end of a caption begins; `nil` where the line ends in none.
  ///
  /// A credit follows a finished sentence or fills a bracket, is not finished itself, and names a
  /// picture, an agency or `Agency/Name`.
  static func creditStart(in range: Range<Int>, _ text: Span<UInt8>) -> Int? {
    guard !range.isEmpty else { return nil }
    let last = text[range.upperBound - 1]
    // Most lines of prose end in a stop; only initials may end a credit so.
    if last == UInt8(ascii: "."), !endsInInitial(range, in: text) { return nil }
    guard last != UInt8(ascii: "?"), last != UInt8(ascii: "!"), last != UInt8(ascii: "\"") else {
      return nil
    }
    var offset = max(range.lowerBound, range.upperBound - creditLimit)
    while offset < range.upperBound, text[offset] & 0xC0 == 0x80 { offset += 1 }
    while offset < range.upperBound {
      let start = offset
      offset += text.scalar(at: offset).length
      guard start == range.lowerBound || isCreditPlace(start, in: range, text) else { continue }
      if isCredit(String(text, start..<range.upperBound)) { return start }
    }
    return nil
  }

  /// After a finished sentence and a blank, or at an opening bracket.
  private static func isCreditPlace(
    _ offset: Int, in range: Range<Int>, _ text: Span<UInt8>
  ) -> Bool {
    let end = text.skippingWhitespace(before: offset, downTo: range.lowerBound)
    guard end < offset, end > range.lowerBound else { return false }
    return text[offset] == UInt8(ascii: "(") || endsInTerminal(range.lowerBound..<end, in: text)
  }

  private static func endsInInitial(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    range.count > 3 && text.scalar(before: range.upperBound - 1).scalar.isUppercase
      && text[range.upperBound - 3] == 0x20
  }

  private static func isCredit(_ line: String) -> Bool {
    let isBracketed = line.hasPrefix("(") && line.hasSuffix(")")
    if line.hasPrefix("(") != line.hasSuffix(")") && line.hasPrefix("(") { return false }
    let inner = isBracketed ? line.dropFirst().dropLast() : Substring(line)
    let words = inner.split { " /:,©".contains($0) }
    guard (1...12).contains(words.count) else { return false }
    let names = words.map { $0.lowercased().trimmingFullStop }
    let isNamed =
      names.contains { creditWords.contains($0) }
      || (inner.contains("/") && !inner.contains { $0.isNumber } && words.count <= 6)
      || inner.hasPrefix("©")
    return isNamed
      && zip(words, names).allSatisfy { word, name in
        word.unicodeScalars.first!.isUppercase || creditParticles.contains(name)
          || word.first!.isNumber
      }
  }

  /// Where the words after the last finished sentence begin: in a line that copies the headline
  /// they are the credit.
  static func unfinishedTail(of range: Range<Int>, _ text: Span<UInt8>) -> Int? {
    guard !range.isEmpty, !endsInTerminal(range, in: text) else { return nil }
    var offset = range.upperBound
    while offset > max(range.lowerBound, range.upperBound - creditLimit) {
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

  private static let signoffOpeners: [StaticString] = [
    "Editor:", "Editor :", "Reporting by", "Penulis:", "Reporter:", "Pewarta:", "Editing by",
    "Sumber:", "Source:", "(Reporting by", "(Editing by",
  ]

  /// The writer's initials, or the editor's name, on a line of their own.
  static func isSignoff(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    if isInitials(range, in: text) { return true }
    return range.count <= bylineLimit
      && signoffOpeners.contains { text.hasPrefix($0, at: range.lowerBound) }
  }

  /// Where the initials at the end of a paragraph begin: after a finished sentence.
  static func signoffStart(in range: Range<Int>, _ text: Span<UInt8>) -> Int? {
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

  /// `(ant/abc)`, `(rin)`, `[dew]`, `(*)`: brackets around two to four small letters, once or more.
  private static func isInitials(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let first = text[range.lowerBound]
    let last = text[range.upperBound - 1]
    guard (3...24).contains(range.count),
      (first == UInt8(ascii: "(") && last == UInt8(ascii: ")"))
        || (first == UInt8(ascii: "[") && last == UInt8(ascii: "]"))
    else { return false }
    let inner = String(text, range.lowerBound + 1..<range.upperBound - 1)
    if inner.allSatisfy({ $0 == "*" }) { return true }
    let parts = inner.split(omittingEmptySubsequences: false) { "/-,".contains($0) }
    return parts.allSatisfy { part in
      let letters = part.filter { $0 != " " }
      return (2...4).contains(letters.count) && letters.allSatisfy(\.isLetter)
        && (letters.lowercased() == letters || parts.count > 1)
    }
  }

  // MARK: Words

  static func wordCount(_ range: Range<Int>, in text: Span<UInt8>) -> Int {
    String(text, range).split(whereSeparator: \.isWhitespace).count
  }

  static func isAllCapitals(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let letters = String(text, range).unicodeScalars.filter(\.isLetter)
    return !letters.isEmpty && letters.allSatisfy(\.isUppercase)
  }
}

extension String {
  /// The text of a range of UTF-8 bytes, ill-formed ones as U+FFFD.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    self = text.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  fileprivate var trimmingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
