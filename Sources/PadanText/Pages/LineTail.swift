import PadanLanguage
import PadanModel

/// Finds where a credit or a sign-off may begin at the end of a line: the place where a page model
/// may tell two kinds apart.
struct LineTail {
  /// The words that are signs in the language of the page.
  let signs: PageSigns
  private var words = LineWords()

  /// The greatest length of a tail, in UTF-8 bytes.
  private static let limit = 100
  /// The greatest number of words in a tail.
  private static let wordLimit = 12

  /// Looks for tails by the signs of a language.
  init(signs: PageSigns) { self.signs = signs }

  /// The tail of a line.
  struct Tail {
    /// Where it begins, as a UTF-8 byte offset.
    var start: Int
    /// Whether it names a picture, an agency, an outlet or a person behind a label.
    var namesSource: Bool
    /// Whether it may belong to the sentence, as units do: the only stop is behind it, and it names no
    /// picture and no agency.
    var mayBelongToSentence = false
  }

  /// The tail of a line; `nil` if it has none.
  ///
  /// - Complexity: O(1): a bounded number of bytes is read, and of most lines only the last.
  mutating func tail(of line: Range<Int>, in text: Span<UInt8>) -> Tail? {
    // Stray bars are left over from tables.
    let end = Self.skippingBars(before: line.upperBound, downTo: line.lowerBound, in: text)
    guard end > line.lowerBound else { return nil }
    let range = line.lowerBound..<end
    var last = text.scalar(before: end).scalar
    if last == ".", end - 1 > line.lowerBound {
      let before = text.scalar(before: end - 1).scalar
      if before == ")" || before == "]" { last = before }
    }
    switch last {
    case ")", "]": return bracketStart(in: range, of: text)
    case _ where last.isLetter || last.isDigit || (last == "." && endsInInitial(range, in: text)):
      return creditStart(in: range, of: text).map { Tail(start: $0, namesSource: true) }
    default: return nil
    }
  }

  /// Moves an offset back over blanks and bars.
  static func skippingBars(before offset: Int, downTo lower: Int, in text: Span<UInt8>) -> Int {
    var offset = offset
    while true {
      let end = text.skippingWhitespace(before: offset, downTo: lower)
      guard end > lower, text[end - 1] == UInt8(ascii: "|") else { return end }
      offset = end - 1
    }
  }

  /// Where the brackets at the end of a line begin, if they follow a sentence or name a picture, an
  /// agency or an outlet.
  private mutating func bracketStart(in range: Range<Int>, of text: Span<UInt8>) -> Tail? {
    let close =
      text[range.upperBound - 1] == UInt8(ascii: ".") ? range.upperBound - 2 : range.upperBound - 1
    var start = close
    repeat {
      start -= 1
      guard start > range.lowerBound, close - start <= Self.limit else { return nil }
      if text[start] == UInt8(ascii: ")") || text[start] == UInt8(ascii: "]") { return nil }
    } while LineMarks.bracket(closing: text[start]) != text[close]
    // A number in brackets is a note: `died young.[9]`.
    let isNamed = (start + 1..<close).contains {
      (text[$0] | 0x20) &- 0x61 < 26 || text[$0] >= 0x80 || text[$0] == UInt8(ascii: "*")
    }
    let before = Self.skippingBars(before: start, downTo: range.lowerBound, in: text)
    guard isNamed, before > range.lowerBound else { return nil }
    let namesSource = namesSource(start + 1..<close, in: text)
    let isNamedByWord = namesSource && words.words(of: Self.sources) != 0
    let followsSentence =
      text[before - 1] != UInt8(ascii: ")")
      && LineMarks.endsInTerminal(range.lowerBound..<before, in: text)
    guard followsSentence || namesSource else { return nil }
    return Tail(
      start: start, namesSource: namesSource,
      mayBelongToSentence: !followsSentence && !isNamedByWord && close < range.upperBound - 1)
  }

  /// Whether the text in brackets names a picture, an agency, an outlet, or an agency and a person
  /// with a slash between them.
  private mutating func namesSource(_ inner: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard !inner.isEmpty else { return false }
    words.read(inner, in: text, by: signs)
    guard (1...Self.wordLimit).contains(words.count) else { return false }
    if words.words(of: Self.sources) != 0 { return true }
    guard words.count <= 6 else { return false }
    return (0..<words.count).contains { words.isDomain($0, in: text) }
      || (text.hasByte(UInt8(ascii: "/"), in: inner) && words.numbers == 0)
  }

  /// The words that name a picture or an agency.
  private static let sources = PageSigns.WordClasses.picture.union(.agency)

  /// Where a credit without brackets begins: after a finished sentence or a bar, or at `/Net`.
  private mutating func creditStart(in range: Range<Int>, of text: Span<UInt8>) -> Int? {
    var offset = max(range.lowerBound + 1, range.upperBound - Self.limit)
    while offset < range.upperBound {
      if isCreditPlace(offset, in: range, of: text), isCredit(offset..<range.upperBound, in: text) {
        return offset
      }
      // Inside a word none begins.
      offset = max(offset + 1, text.skippingLetters(from: offset, to: range.upperBound))
    }
    return slashStart(in: range, of: text)
  }

  /// Whether a credit may begin at an offset: after a blank that follows a finished sentence, a bar
  /// or a bracket, or at `©`.
  private func isCreditPlace(_ offset: Int, in range: Range<Int>, of text: Span<UInt8>) -> Bool {
    let before = text[offset - 1]
    if text[offset] == 0xC2, text.hasPrefix("©", at: offset) { return true }
    // A credit may be glued to a bracket: `(Youtube)Foto: …`.
    if before == UInt8(ascii: ")") { return text.scalar(at: offset).scalar.isUppercase }
    guard text.scalar(before: offset).scalar.isWhitespace else { return false }
    // Nearly every blank is one behind a letter, a digit or a comma.
    if offset - 1 > range.lowerBound, Self.endsNoSentence(text[offset - 2]) { return false }
    let end = text.skippingWhitespace(before: offset, downTo: range.lowerBound)
    guard end > range.lowerBound else { return false }
    let byte = text[end - 1]
    if Self.endsNoSentence(byte) { return false }
    return byte == UInt8(ascii: "|") || LineMarks.endsInTerminal(range.lowerBound..<end, in: text)
  }

  /// Whether a byte is a letter or digit of ASCII, or a comma.
  private static func endsNoSentence(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ",")
  }

  /// Whether a range is a credit: one to twelve capitalised words that name a picture or an agency,
  /// or an agency and a person with a slash between them; or a label of a sign-off with a name.
  private mutating func isCredit(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    words.read(range, in: text, by: signs)
    guard (1...Self.wordLimit).contains(words.count) else { return false }
    let scan = words.scan
    let isLabelled = scan.label == false
    if isLabelled, words.words(of: .picture) & 1 != 0 { return true }
    if isLabelled, words.starts & 1 != 0,
      signs.phrasesOfWord[words.listNumber(0)].contains(where: { signs.phrases[$0].cue == .signoff }
      )
    {
      return true
    }
    let isNamed = text.hasPrefix("©", at: range.lowerBound) || words.words(of: Self.sources) != 0
    let hasSlash = scan.marks.contains(.init(.slash)) && scan.digits == 0 && words.count <= 6
    let namesAndParticles =
      words.capitalized | words.numbers | words.words(of: .creditParticle)
    return (isNamed || hasSlash) && namesAndParticles == words.first(words.count)
  }

  /// Where a slash with a word that names a picture ends the line: `Jembatan di Solo/Net`.
  private mutating func slashStart(in range: Range<Int>, of text: Span<UInt8>) -> Int? {
    guard let slash = range.suffix(24).lastIndex(where: { text[$0] == UInt8(ascii: "/") }),
      slash > range.lowerBound, slash + 1 < range.upperBound
    else { return nil }
    words.read(slash + 1..<range.upperBound, in: text, by: signs)
    return words.count == 1 && words.words(of: .picture) != 0 ? slash : nil
  }

  /// Whether the line ends in an initial: a blank, a capital and a full stop.
  private func endsInInitial(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard range.count > 3 else { return false }
    let (initial, length) = text.scalar(before: range.upperBound - 1)
    let blank = range.upperBound - 2 - length
    return initial.isUppercase && blank >= range.lowerBound && text[blank] == 0x20
  }
}
