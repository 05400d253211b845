import PadanLanguage
package import PadanModel

/// Finds the values of a text, with the way in which they are written.
///
///     let reader = ValueReader(language: indonesian)
///     reader.values(in: TextPiece.pieces(of: "Rp1,5 triliun pada 14/7/2025"))  // an amount and a date
///
/// `NumberReader` gives the values of numbers, for comparison. This finds what belongs together, and
/// how it is written, so that `ValueWriter` can write another value in the same way.
package struct ValueReader: Sendable {
  let conventions: NumberConventions
  let forms: WritingForms
  let numbers: NumberReader
  /// The pieces of each word for a part of the day, the longest first.
  let dayParts: [[String]]
  let months: [String: Int]
  /// The weekdays as texts write them, from 1 for Monday on.
  let weekdays: [String: Int]
  /// The cardinal of each ordinal in words.
  private let cardinals: [String: String]

  /// A reader for a language. Without data of its own, it finds numbers in digits.
  package init(language: LanguageTag) {
    let profile = LanguageProfile.of(language)
    conventions = profile.markedNumbers
    forms = profile.forms
    numbers = NumberReader(language: language)
    dayParts = forms.dayParts.map { TextPiece.pieces(of: $0.word).map(\.folded) }
      .sorted { $0.count > $1.count }
    months = conventions.months
    let weekdays = forms.weekdays.enumerated().flatMap { place, name in
      [(name, place + 1), (name.uppercased(), place + 1)]
    }
    self.weekdays = Dictionary(weekdays) { first, _ in first }
    let words = forms.ordinalWords.sorted { $0.key < $1.key }
    cardinals = Dictionary(words.map { ($0.value, $0.key) }) { first, _ in first }
  }

  /// The values of a text, in order. None overlaps another.
  ///
  /// - Complexity: O(n) for n pieces.
  package func values(in pieces: [TextPiece]) -> [WrittenValue] {
    let text = ReadText(pieces)
    var values: [WrittenValue] = []
    var index = 0
    while index < pieces.count {
      let found = foundValues(at: index, in: text, after: values.last)
      values += found
      index = found.last?.pieces.upperBound ?? index + 1
    }
    return values
  }

  /// Whether a word is a number that counts more than one: *two*, but not *twice* or *second*.
  package func isCount(_ word: String) -> Bool {
    numbers.value(ofWord: TextForm.folded(word)).map { $0 > 1 } ?? false
  }

  /// The pieces of a text, and their folded texts.
  struct ReadText {
    let pieces: [TextPiece]
    let words: [String]

    init(_ pieces: [TextPiece]) {
      self.pieces = pieces
      words = pieces.map(\.folded)
    }

    /// The text of a range of pieces, as written but for the width of blanks.
    func written(_ range: Range<Int>) -> String {
      range.reduce(into: "") {
        if $1 > range.lowerBound, !pieces[$1].isJoined { $0 += " " }
        $0 += pieces[$1].text
      }
    }

    /// Whether a piece is one of some marks, without a blank before it.
    func isMark(_ index: Int, _ marks: String) -> Bool {
      index < pieces.count && pieces[index].isJoined && pieces[index].kind == .mark
        && marks.contains(pieces[index].text)
    }

    /// The one blank before a piece, by its bytes; `nil` if there is none, or several.
    func blank(before index: Int) -> Character? {
      switch pieces[index].range.lowerBound - pieces[index - 1].range.upperBound {
      case 1: " "
      case 2: "\u{A0}"
      case 3: "\u{202F}"
      default: nil
      }
    }

    func isDigits(_ index: Int, joined: Bool = false) -> Bool {
      index < pieces.count && pieces[index].kind == .digits && (!joined || pieces[index].isJoined)
    }

    /// Whether the digits at a position go on after a mark, as in `1.5`.
    func goesOn(_ index: Int) -> Bool {
      isMark(index, ".,:/") && isDigits(index + 1, joined: true)
    }
  }

  /// The value, or the numbers of a range, that begin at a position; none if none does.
  private func foundValues(
    at index: Int, in text: ReadText, after last: WrittenValue?
  ) -> [WrittenValue] {
    switch text.pieces[index].kind {
    case .mark: return []
    case .letters:
      if let date = date(at: index, in: text) { return [date] }
      let part = prefixedOrdinal(at: index, in: text) ?? spelled(at: index, in: text)
      return part.map { [WrittenValue(parts: [$0])] } ?? []
    case .digits:
      if let date = date(at: index, in: text) { return [date] }
      let isAfterTime =
        last.map {
          $0.parts[0].field == .time && $0.pieces.upperBound + 1 == index
            && text.isMark(index - 1, "-–")
        } ?? false
      if let time = time(at: index, in: text, isAfterTime: isAfterTime) {
        return [WrittenValue(parts: [time])]
      }
      return range(at: index, in: text)
    }
  }

  /// A number in digits, or a range of two.
  private func range(at index: Int, in text: ReadText) -> [WrittenValue] {
    var parts = [number(at: index, in: text)]
    while let end = parts.last?.pieces.upperBound, text.isMark(end, "-–"),
      text.isDigits(end + 1, joined: true)
    {
      parts.append(number(at: end + 1, in: text))
    }
    if parts.count == 2, parts.allSatisfy({ $0.field == .number }) {
      parts[0].unit = parts[1].unit
      return [WrittenValue(parts: parts)]
    }
    return parts.map { WrittenValue(parts: [$0]) }
  }

  /// A number in digits, with the power of ten after it, or an ordinal in digits.
  private func number(at start: Int, in text: ReadText) -> WrittenValue.Part {
    var end = start + 1
    let groups = blankGroups(at: start, in: text)
    end += groups.count
    while text.isMark(end, ".,"), text.isDigits(end + 1, joined: true) { end += 2 }
    let written = text.written(start..<end)
    if end == start + 1, end < text.pieces.count, text.pieces[end].isJoined,
      !forms.ordinalSuffixes.isEmpty, text.words[end] == forms.ordinalSuffix(of: written)
    {
      return WrittenValue.Part(
        field: .ordinal, value: NumberReader.scaled(written, "", power: 0),
        written: text.written(start..<end + 1), pieces: start..<end + 1, form: .suffixed)
    }
    var digits = digits(groups.count == 0 ? written : written.filter { $0 != " " })
    if let mark = groups.mark { (digits.isGrouped, digits.groupMark) = (true, mark) }
    if !digits.isCode, let scale = scale(at: end, in: text) {
      (digits.power, digits.hasShortScale, digits.gap) = scale
      end += digits.gap == "-" ? 2 : 1
    }
    return WrittenValue.Part(
      field: .number,
      value: digits.isCode
        ? written : NumberReader.scaled(digits.whole, digits.fraction, power: digits.power),
      written: text.written(start..<end), pieces: start..<end, form: .digits(digits),
      unit: unit(of: start..<end, in: text))
  }

  /// How many groups of three digits follow others, each after a blank, in a language that parts thousands so,
  /// and the blank.
  private func blankGroups(at start: Int, in text: ReadText) -> (count: Int, mark: Character?) {
    guard conventions.thousands.properties.isWhitespace, text.words[start].utf8.count <= 3 else {
      return (0, nil)
    }
    var (count, mark) = (0, Character?.none)
    while text.isDigits(start + count + 1), text.words[start + count + 1].utf8.count == 3,
      let blank = text.blank(before: start + count + 1), mark == nil || mark == blank
    {
      (count, mark) = (count + 1, blank)
    }
    return (count, mark)
  }

  /// What a number counts by the pieces around it: a currency before it, *per cent* after it.
  private func unit(of range: Range<Int>, in text: ReadText) -> WrittenValue.Unit {
    if range.upperBound < text.words.count,
      numbers.percentCount(at: range.upperBound, in: text.words) > 0
    {
      return .percent
    }
    guard range.lowerBound > 0 else { return .other }
    let before = text.pieces[range.lowerBound - 1]
    let isJoined = text.pieces[range.lowerBound].isJoined
    let isCurrency =
      switch before.kind {
      case .letters: before.isCapitalized && (isJoined || isCode(before))
      case .mark: before.text.unicodeScalars.allSatisfy { $0.isCurrencySign }
      case .digits: false
      }
    return isCurrency ? .amount : .other
  }

  /// Whether a word is written like the code of a currency: `IDR`.
  private func isCode(_ piece: TextPiece) -> Bool {
    piece.text.utf8.count == 3 && piece.text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// The whole and the fraction of digits with their marks.
  private func digits(_ written: String) -> WrittenValue.Digits {
    let code = WrittenValue.Digits(whole: written, fraction: "", isGrouped: false, isCode: true)
    let (decimal, thousands) = (Character(conventions.decimal), Character(conventions.thousands))
    let halves = written.split(separator: decimal, omittingEmptySubsequences: false)
    guard halves.count <= 2, conventions.hasKnownMarks || !Self.isOpen(written) else { return code }
    let groups = halves[0].split(separator: thousands, omittingEmptySubsequences: false)
    if halves.count == 2, halves[1].contains(thousands) { return code }
    let fraction = halves.count == 2 ? String(halves[1]) : ""
    // A single group mark without three digits after it is a decimal mark of another language.
    if groups.count == 2, halves.count == 1, groups[1].count != 3 {
      return WrittenValue.Digits(
        whole: String(groups[0]), fraction: String(groups[1]), isGrouped: false,
        decimalMark: thousands)
    }
    let isGrouped = groups.count > 1
    guard !isGrouped || groups[0].count <= 3 && groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return code }
    return WrittenValue.Digits(
      whole: groups.joined(), fraction: fraction, isGrouped: isGrouped,
      decimalMark: fraction.isEmpty ? nil : decimal, groupMark: isGrouped ? thousands : nil)
  }

  /// Whether the only mark may part thousands or a fraction: `1.250` where the marks are not known.
  private static func isOpen(_ written: String) -> Bool {
    let groups = written.split { !$0.isNumber }
    return groups.count == 2 && groups[0].count <= 3 && groups[1].count == 3
  }

  /// The power of ten in the word at a position, whether it is a short form, and what stands before
  /// it; `nil` if it is another word.
  private func scale(at end: Int, in text: ReadText) -> (Int, Bool, String)? {
    let hasHyphen = text.isMark(end, "-")
    let index = hasHyphen ? end + 1 : end
    guard index < text.pieces.count, text.pieces[index].kind == .letters,
      let power = conventions.multipliers[text.words[index]]
    else { return nil }
    let piece = text.pieces[index]
    // A single letter multiplies only if it is a capital or joined to its number: `5 M`, `5m`.
    if piece.text.count == 1, !piece.isCapitalized, !piece.isJoined { return nil }
    let isShort = forms.shortScale.contains { TextForm.folded($0.word) == piece.folded }
    return (power, isShort, hasHyphen ? "-" : piece.isJoined ? "" : " ")
  }

  /// An ordinal with a prefix before digits: `ke-21`.
  private func prefixedOrdinal(at index: Int, in text: ReadText) -> WrittenValue.Part? {
    guard conventions.ordinalPrefixes.contains(text.words[index]), text.isMark(index + 1, "-"),
      text.isDigits(index + 2, joined: true), !text.goesOn(index + 3)
    else { return nil }
    return WrittenValue.Part(
      field: .ordinal,
      value: NumberReader.scaled(text.words[index + 2], "", power: 0),
      written: text.written(index..<index + 3), pieces: index..<index + 3,
      form: .prefixed(text.written(index..<index + 2)))
  }

  /// A number or an ordinal in words.
  private func spelled(at index: Int, in text: ReadText) -> WrittenValue.Part? {
    let word = text.words[index]
    if let cardinal = cardinals[word], let value = numbers.value(ofWord: cardinal) {
      return WrittenValue.Part(
        field: .ordinal, value: String(value), written: text.pieces[index].text,
        pieces: index..<index + 1, form: .words)
    }
    guard numbers.mayBegin(word), let number = numbers.number(at: index, in: text.words) else {
      return nil
    }
    let range = index..<index + number.count
    return WrittenValue.Part(
      field: number.isOrdinal ? .ordinal : .number, value: String(number.value),
      written: text.written(range), pieces: range, form: .words,
      unit: number.isOrdinal ? .other : unit(of: range, in: text))
  }
}
