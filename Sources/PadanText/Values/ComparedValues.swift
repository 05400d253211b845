import PadanLanguage
package import PadanModel

/// A value that a text states: a number, in digits or in words, or what stands beside one.
package struct ComparedValue: Hashable, Sendable {
  /// What shows the value.
  package enum Kind: Hashable, Sendable {
    /// Digits.
    case digits
    /// A number in words that says how many: from *three* on, or a share of a thousand or more.
    case spelled
    /// A word that may stand for a number, and need not: *one*, *both*, *half*, a Roman number.
    case vague
    /// The name of a month.
    case month
    /// The name of a day of the week.
    case weekday
    /// A currency.
    case currency
    /// *Per cent*.
    case percent
  }

  /// What shows the value.
  package var kind: Kind
  /// The possible values, the likeliest first. Equal values are equal texts.
  package var values: [String]
  /// The text as written.
  package var written: String
  /// The place of the value, in Unicode scalars that are not ignorable.
  package var range: Range<Int>
  /// Whether it is an amount of money.
  package var isAmount = false
  /// Whether it is part of a date or a time of day.
  package var isDate = false
  /// Whether it is a share in words: *two thirds*.
  package var isShare = false
  /// The place of the value with what stands beside it and changes it: a minus sign, a part of the day;
  /// `nil` if nothing does.
  package var fullRange: Range<Int>?

  /// Whether the two may be the same value.
  package func mayEqual(_ other: ComparedValue) -> Bool {
    values.contains { other.values.contains($0) }
  }
}

/// Reads the values of a text by the conventions of its language, so that both texts of a pair give
/// equal values.
///
///     ComparedValueReader(language: indonesian).values(in: "setengah juta").map(\.values)  // [["500000"]]
///
/// Digits are read by `NumberReader`, those of all scripts. Of a language without numbers of its own it knows
/// marks, months, days and powers of ten from CLDR (`LocaleValues`). Beyond `NumberReader`, this reader
/// knows shares (*one and a half million*), spans of time (*half an hour* is 30 minutes), times by the half
/// of the day, centuries, days of the week and currencies.
package struct ComparedValueReader: Sendable {
  private let reader: NumberReader
  private let words: ValueWords

  /// A number in words below this may be an article, a pronoun or “both”, so it need not be there.
  private static let leastSpelled = 3

  /// The most scalars between a month and its day or year.
  private static let longestGap = 2

  /// A reader for a language.
  package init(language: LanguageTag) {
    let profile = LanguageProfile.of(language)
    if !profile.hasOwnNumbers, let values = LocaleValues.of(language) {
      reader = NumberReader(profile.numbers.with(values))
      words = profile.values.with(values)
    } else {
      reader = NumberReader(profile.numbers)
      words = profile.values
    }
  }

  /// The values of a text, in the order in which they stand.
  ///
  /// - Parameter tokens: The tokens of the text.
  /// - Complexity: O(n) for n scalars.
  package func values(in text: String, tokens: [Token]) -> [ComparedValue] {
    var reading = ValueReading(reader, words, text: text, tokens: tokens)
    reading.readDigits()
    reading.readWords(from: Self.leastSpelled)
    var values = reading.values.sorted { $0.range.lowerBound < $1.range.lowerBound }
    for (place, value) in values.enumerated() where value.kind == .month {
      for other in [place - 1, place + 1]
      where values.indices.contains(other) && values[other].kind == .digits
        && values[max(place, other)].range.lowerBound - values[min(place, other)].range.upperBound
          <= Self.longestGap
      {
        values[other].isDate = true
      }
    }
    return values
  }

  /// The values of a text, in the order in which they stand.
  package func values(in text: String) -> [ComparedValue] {
    values(in: text, tokens: Tokenizer.tokens(in: text))
  }
}

/// The reading of one text.
private struct ValueReading {
  private let reader: NumberReader
  private let words: ValueWords
  private let scalars: [Unicode.Scalar]
  private let text: String
  private let tokens: [Token]
  private let folded: [String]
  /// Whether a token is part of a value in digits.
  private var isTaken: [Bool]
  private(set) var values: [ComparedValue] = []

  init(_ reader: NumberReader, _ words: ValueWords, text: String, tokens: [Token]) {
    self.reader = reader
    self.words = words
    self.text = LocaleDigits.ascii(TextForm.withoutIgnorables(text))
    scalars = Array(self.text.unicodeScalars)
    self.tokens = tokens
    folded = tokens.map(\.folded)
    isTaken = Array(repeating: false, count: tokens.count)
  }

  private func written(_ range: Range<Int>) -> String { reader.string(of: scalars[range]) }

  /// The first token at or behind a place.
  private func token(from place: Int) -> Int {
    tokens.partitioningIndex { $0.range.lowerBound >= place }
  }

  /// The folded token at an index; empty outside the text.
  private func word(_ index: Int) -> String { folded.indices.contains(index) ? folded[index] : "" }

  // MARK: Digits

  mutating func readDigits() {
    guard scalars.contains(where: \.isASCIIDigit) else { return }
    let readings = reader.numbers(in: text)
    for (index, reading) in readings.enumerated() {
      var value = ComparedValue(
        kind: .digits, values: [reading.value] + reading.alternatives, written: reading.written,
        range: reading.range)
      value.isDate = reading.alternatives.contains { $0.hasPrefix("month") }
      let first = token(from: reading.range.lowerBound + 1) - 1
      var next = token(from: reading.range.upperBound)
      for taken in max(0, first)..<max(0, first, next) { isTaken[taken] = true }
      if reading.power > 0 {
        let multiplier = word(next) == "-" ? next + 1 : next
        if mayBeName(reading.range, after: next) {
          value.values.append(reader.value(of: scalars[reading.range], power: 0))
        } else if multiplier < tokens.count {
          isTaken[multiplier] = true
          value.range = reading.range.lowerBound..<endOfMultiplier(multiplier)
          value.written = written(value.range)
          next = multiplier + 1
        }
      } else if let times = times(reading) {
        value.values = times
        value.isDate = true
        if let end = endOfTime(reading.range.upperBound, next) {
          value.fullRange = reading.range.lowerBound..<end
        }
      }
      nameMonth(&value)
      if let start = minus(reading.range.lowerBound, before: first) {
        value.values = value.values.map { "-" + $0 }
        value.fullRange = start..<value.range.upperBound
      }
      if index > 0 { addMonth(to: &value, reading, after: readings[index - 1]) }
      addDecade(to: &value, after: reading.range.upperBound)
      addCentury(to: &value, before: first, after: next)
      addSpan(to: &value, after: next)
      if let (code, range) = currency(before: reading.range.lowerBound, after: next) {
        value.isAmount = true
        values.append(
          ComparedValue(
            kind: .currency, values: [code], written: written(range), range: range, isAmount: true))
      }
      if index > 0 {
        addYear(to: &value, after: readings[index - 1].range)
        joinGroups(&value)
        joinPowers(&value, reading, after: readings[index - 1])
      }
      if index + 1 < readings.count { addPower(of: readings[index + 1], to: &value, reading) }
      values.append(value)
    }
  }

  /// Where the word for a power of ten ends: with its token, or inside it where no blanks are written.
  private func endOfMultiplier(_ token: Int) -> Int {
    let range = tokens[token].range
    guard let length = reader.multiplier(in: folded[token])?.length, length < range.count,
      length < folded[token].count
    else { return range.upperBound }
    return range.lowerBound + length
  }

  /// Whether a single letter stands directly behind a number, which need not multiply it: `5m` may be five
  /// metres, and `28B` a paragraph, but not `$28B`.
  private func mayBeName(_ range: Range<Int>, after next: Int) -> Bool {
    let end = range.upperBound
    guard end < scalars.count, scalars[end].isLetter,
      end + 1 == scalars.count || !scalars[end + 1].isLetter
    else { return false }
    return scalars[end].isLowercase || currency(before: range.lowerBound, after: next) == nil
  }

  /// Where a minus sign, or a word for one, stands before a number; `nil` if there is none.
  private func minus(_ start: Int, before first: Int) -> Int? {
    if words.minus.contains(word(first - 1)) {
      // *Plus or minus 2* is no negative number.
      return (2...3).contains { words.plus.contains(word(first - $0)) }
        ? nil : tokens[first - 1].range.lowerBound
    }
    guard start > 0 else { return nil }
    let sign = scalars[start - 1]
    guard sign == "-" else { return sign == "\u{2212}" ? start - 1 : nil }
    guard start > 1, scalars[start - 2] != "(" else { return start - 1 }
    // *14 -15* is a range.
    let isRange = start > 2 && scalars[start - 3].isASCIIDigit
    return scalars[start - 2].isWhitespace && !isRange ? start - 1 : nil
  }

  /// Takes a number before the mark of a month as the month: 3月.
  private func nameMonth(_ value: inout ComparedValue) {
    guard !reader.conventions.monthMarks.isEmpty, let number = Int(value.written),
      1...12 ~= number, value.range.upperBound < scalars.count,
      reader.conventions.monthMarks.contains(String(scalars[value.range.upperBound]))
    else { return }
    value.kind = .month
    value.values = ["month \(number)"] + value.values
    value.isDate = true
  }

  /// Where the word for a part of the day behind a time ends; `nil` if there is none.
  private func endOfTime(_ end: Int, _ next: Int) -> Int? {
    if let end = reader.endOfHalf(after: end, in: scalars) { return end }
    return words.midday.contains(word(next)) ? tokens[next].range.upperBound : nil
  }

  /// Joins a group of three digits to the number before it, where a blank parts thousands: `10 000`,
  /// `1 250 000,50`.
  private mutating func joinGroups(_ value: inout ComparedValue) {
    let group = value.written.prefix { $0.isASCII && $0.isNumber }
    let rest = value.written.dropFirst(group.count)
    guard let last = values.last, last.kind == .digits, group.utf8.count == 3,
      rest.isEmpty || rest.unicodeScalars.first == reader.conventions.decimal,
      value.values.count == 1, value.range.lowerBound == last.range.upperBound + 1,
      isGroupBlank(scalars[last.range.upperBound])
        || group == "000" && scalars[last.range.upperBound] == " ",
      last.written.utf8.count <= 3 || last.values.count > 1
        || last.written.unicodeScalars.contains(where: isGroupBlank),
      last.written.utf8.allSatisfy({ $0 >= 0x30 })
    else { return }
    values.removeLast()
    value.values = [last.values[0] + String(group) + String(value.values[0].drop { $0 != "." })]
    value.range = last.range.lowerBound..<value.range.upperBound
    value.written = written(value.range)
  }

  /// Joins a number to the one before it, which has a higher power of ten: `3 juta 500 ribu`, 1億4,200万.
  private mutating func joinPowers(
    _ value: inout ComparedValue, _ reading: NumberReader.Reading,
    after first: NumberReader.Reading
  ) {
    guard reading.power > 0, reading.power < first.power, let last = values.last,
      last.kind == .digits, last.range.lowerBound == first.range.lowerBound,
      scalars[last.range.upperBound..<value.range.lowerBound].allSatisfy({ $0 == " " }),
      let number = Int(value.values[0]), let higher = Int(last.values[0]), higher > 0,
      String(number).utf8.count <= first.power
    else { return }
    let (sum, isTooGreat) = higher.addingReportingOverflow(number)
    guard !isTooGreat else { return }
    values.removeLast()
    value.values = [String(sum)]
    value.range = last.range.lowerBound..<value.range.upperBound
    value.written = written(value.range)
  }

  /// Whether a blank may part thousands: one at which no line breaks, or any where the language has no other
  /// mark.
  private func isGroupBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{A0}" || scalar == "\u{202F}"
      || scalar == " " && reader.conventions.thousands.properties.isWhitespace
  }

  /// Adds what a number is if the power of ten behind the second one of a range holds for both:
  /// `800–900 ribu`, `Rp5–Rp50 juta`.
  private func addPower(
    of next: NumberReader.Reading, to value: inout ComparedValue, _ reading: NumberReader.Reading
  ) {
    guard reading.power == 0, next.power > 0,
      isRange(from: reading.range.upperBound, to: next.range.lowerBound)
    else { return }
    value.values.append(reader.value(of: scalars[reading.range], power: next.power))
  }

  /// Adds the month that one of two numbers with a slash between them may be: `17/3`. Behind a bracket or a day
  /// of the week they are a date.
  private mutating func addMonth(
    to value: inout ComparedValue, _ reading: NumberReader.Reading,
    after first: NumberReader.Reading
  ) {
    let (start, end) = (first.range.lowerBound, reading.range.upperBound)
    guard reading.range.lowerBound == first.range.upperBound + 1,
      scalars[first.range.upperBound] == "/", start == 0 || scalars[start - 1] != "/",
      end == scalars.count || scalars[end] != "/",
      let place = values.lastIndex(where: { $0.range == first.range }),
      let numbers = reader.dayAndMonth(first.written, reading.written)
    else { return }
    let before = token(from: start) - 1
    let isDate =
      word(before) == "(" || words.weekdays[word(before)] != nil
      || words.weekdays[word(before - 1)] != nil && word(before) == ","
    if numbers.isFirstMonth { values[place].values.append("month \(first.value)") }
    if numbers.isSecondMonth { value.values.append("month \(reading.value)") }
    if isDate { (values[place].isDate, value.isDate) = (true, true) }
  }

  /// Adds the year that two digits are behind another year: `2010–14`.
  private func addYear(to value: inout ComparedValue, after first: Range<Int>) {
    guard first.count == 4, value.range.count == 2,
      isRange(from: first.upperBound, to: value.range.lowerBound)
    else { return }
    value.values.append(written(first.prefix(2)) + value.written)
  }

  /// Whether nothing but a dash, blanks and a currency stands between two numbers.
  private func isRange(from end: Int, to start: Int) -> Bool {
    let parts = scalars[end..<start].split(omittingEmptySubsequences: false) {
      "-–—".unicodeScalars.contains($0)
    }
    return parts.count == 2
      && parts.allSatisfy { part in
        let word = part.filter { !$0.isWhitespace && $0 != "." }
        return word.isEmpty || words.currencies[reader.string(of: word[...]).lowercased()] != nil
      }
  }

  /// The times of day that a number means; `nil` if it is none.
  private func times(_ reading: NumberReader.Reading) -> [String]? {
    guard reading.range.count <= 5, let (hour, minute) = reader.clock(scalars[reading.range])
    else { return nil }
    let half = reader.halfOfDay(after: reading.range.upperBound, in: scalars)
    let next = word(token(from: reading.range.upperBound))
    let isMidday = words.midday.contains(next)
    let isClock = reader.followsClockWord(reading.range.lowerBound, in: scalars)
    let isWritten = scalars[reading.range].contains(":")
    guard half != nil || isMidday || isClock || isWritten else { return nil }
    if isMidday, hour <= 12 { return [NumberReader.time(hour < 10 ? hour + 12 : hour, minute)] }
    if let half, hour <= 12 {
      let time = NumberReader.time(half == .second ? hour % 12 + 12 : hour == 12 ? 0 : hour, minute)
      // Without *pukul*, *3 malam* may be three nights.
      let mayCount =
        !reader.conventions.clockWords.isEmpty && !isClock && minute == 0 && !isWritten
      return mayCount ? [time, String(hour)] : [time]
    }
    var times = [NumberReader.time(hour, minute)]
    if words.isDial, hour <= 12 { times.append(NumberReader.time((hour + 12) % 24, minute)) }
    // *pukul 8* may be “8 o'clock”, and 3:1 a result.
    if minute == 0, !isWritten { times.append(String(hour)) }
    return times
  }

  /// Adds what the 1990s and *1990-an* may also be called.
  private func addDecade(to value: inout ComparedValue, after end: Int) {
    guard let year = Int(value.values[0]) else { return }
    var start = end
    if start < scalars.count, "-'’".unicodeScalars.contains(scalars[start]) { start += 1 }
    var index = start
    while index < scalars.count, scalars[index].isLetter { index += 1 }
    guard index > start, words.decades.contains(reader.string(of: scalars[start..<index])) else {
      return
    }
    if year < 100, year % 10 == 0 { value.values += ["19\(year)", "20\(year)"] }
    if year > 99, year % 100 == 0 { value.values.append("\(year)s") }
  }

  /// Adds the years of a century: the 14th is the 1300s.
  private func addCentury(to value: inout ComparedValue, before first: Int, after next: Int) {
    let neighbors = [first - 1, first - 2, first - 3, next, next + 1].map(word)
    guard neighbors.contains(where: words.centuries.contains),
      let number = Int(value.values[0]), (2...30).contains(number)
    else { return }
    value.values.append("\((number - 1) * 100)s")
  }

  /// Adds a span of time in minutes or months: `90 menit`.
  private func addSpan(to value: inout ComparedValue, after next: Int) {
    let unit = word(next) == "-" ? word(next + 1) : word(next)
    if let number = Double(value.values[0]), let span = span(number, unit) {
      value.values.append(span)
    }
  }

  /// A span of time as a value; `nil` if the word is no unit of one.
  private func span(_ number: Double, _ unit: String) -> String? {
    if let minutes = words.minutes[unit] { return "\(Self.text(number * Double(minutes))) min" }
    return words.months[unit].map { "\(Self.text(number * Double($0))) months" }
  }

  /// The currency beside a number, with its place.
  private func currency(before start: Int, after next: Int) -> (String, Range<Int>)? {
    // Signs before it, joined or behind a blank: `Rp5`, `US$ 5`.
    var end = start
    if end > 0, scalars[end - 1].isWhitespace { end -= 1 }
    if end > 1, end == start, scalars[end - 1] == ".", scalars[end - 2].isLetter { end -= 1 }
    var first = end
    while first > 0, scalars[first - 1].isLetter || Self.isCurrencySign(scalars[first - 1]) {
      first -= 1
    }
    for begin in [first, end - 1] where begin >= first && begin < end {
      if let code = words.currencies[TextForm.folded(written(begin..<end))] {
        return (code, begin..<end)
      }
    }
    for index in next..<min(next + 2, tokens.count) {
      if let code = words.currencies[folded[index]] { return (code, tokens[index].range) }
      if tokens[index].kind != .mark { break }
    }
    return nil
  }

  private static func isCurrencySign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .currencySymbol
  }

  // MARK: Words

  mutating func readWords(from leastSpelled: Int) {
    var index = 0
    while index < tokens.count {
      guard !isTaken[index], tokens[index].kind != .number else {
        index += 1
        continue
      }
      let phrase = words.notNumbers.phrase(at: index, in: folded) { tokens[$0].kind == .number }
      if let phrase {
        index += phrase.count
        continue
      }
      let percent = reader.percentCount(at: index, in: folded)
      if percent > 0 {
        let range = tokens[index].range.lowerBound..<tokens[index + percent - 1].range.upperBound
        values.append(
          ComparedValue(kind: .percent, values: ["%"], written: written(range), range: range))
        index += percent
        continue
      }
      if let (value, count) = spelled(at: index, from: leastSpelled) {
        values.append(value)
        index += count
        continue
      }
      if let value = named(at: index) { values.append(value) }
      index += 1
    }
  }

  /// A number in words that begins at a token, and the number of its tokens.
  private func spelled(at start: Int, from leastSpelled: Int) -> (ComparedValue, Int)? {
    var end = start
    var number: Double?
    var isOrdinal = false
    var isShare = false
    var extra: [String] = []
    if let found = reader.number(at: start, in: folded) {
      number = Double(found.value)
      isOrdinal = found.isOrdinal
      end = start + found.count
      if isOrdinal, let share = words.parts[word(end - 1)], found.count == 1 {
        extra.append(Self.text(share))
      }
    } else if reader.conventions.articles.contains(word(start)) {
      end = start + 1
    }
    let hyphen = word(end) == "-" ? 1 : 0
    if !isOrdinal, end > start, let part = words.parts[word(end + hyphen)] {
      // *two thirds*, *a quarter*; but *eight quarters* may be two years
      if let count = number, let span = span(count, word(end + hyphen)) {
        extra += [Self.text(count), span]
      }
      // *A third party* may be the third one.
      if number == nil, let ordinal = reader.number(at: end + hyphen, in: folded) {
        extra.append(String(ordinal.value))
      }
      number = (number ?? 1) * part
      (end, isShare) = (end + hyphen + 1, true)
    } else if !isOrdinal, let (fraction, after) = fraction(at: end, follows: number != nil) {
      number = (number ?? 0) + fraction
      (end, isShare) = (after, true)
    } else if number == nil {
      // *an hour and a half*
      guard end > start, let unit = span(1, word(end)) else { return nil }
      guard let (fraction, after) = fraction(at: end + 1, follows: true) else { return nil }
      let range = tokens[start].range.lowerBound..<tokens[after - 1].range.upperBound
      let values = [Self.text(1 + fraction), span(1 + fraction, word(end)) ?? unit]
      return (
        ComparedValue(kind: .vague, values: values, written: written(range), range: range),
        after - start
      )
    }
    guard var value = number else { return nil }
    var isLarge = false
    if isShare, let (power, after) = power(at: end) {
      value *= power
      (end, isLarge) = (after, true)
    }
    var values = [Self.text(value)] + extra
    if end == start + 1 { values += words.likeNumbers[word(start)] ?? [] }
    // Three quarters are 75 per cent.
    if isShare, value < 1 { values.append(Self.text(100 * value)) }
    let unitStart =
      reader.conventions.articles.contains(word(end))
      ? end + 1
      : words.of.contains(word(end)) && reader.conventions.articles.contains(word(end + 1))
        ? end + 2 : word(end) == "-" ? end + 1 : end
    if let span = span(value, word(unitStart)) {
      values.append(span)
      if let (fraction, _) = fraction(at: unitStart + 1, follows: true),
        let longer = self.span(value + fraction, word(unitStart))
      {
        values += [Self.text(value + fraction), longer]
      }
    }
    if isOrdinal || !isShare, let century = century(Int(value), from: start, to: end) {
      values.append(century)
    }
    let range = tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
    let isVague =
      isShare ? !isLarge : isOrdinal || Int(value) < leastSpelled
    var result = ComparedValue(
      kind: isVague ? .vague : .spelled, values: values, written: written(range), range: range)
    result.isShare = isShare
    if let code = words.currencies[word(end)] {
      result.isAmount = true
      result.values.append("\(values[0]) \(code)")
    }
    return (result, end - start)
  }

  /// A share that is added to a number: `and a half`, `setengah`; with the place behind it.
  private func fraction(at start: Int, follows: Bool) -> (Double, Int)? {
    var index = start
    if follows {
      while reader.conventions.joins[word(index)] != nil { index += 1 }
      if reader.conventions.articles.contains(word(index)) { index += 1 }
      if word(index) == "-" { index += 1 }
    }
    return words.fractions[word(index)].map { ($0, index + 1) }
  }

  /// A power of ten, or a dozen, of which a share is said: `a million`, `juta`, `of a million`.
  private func power(at start: Int) -> (Double, Int)? {
    var index = start
    if words.of.contains(word(index)) || word(index) == "-" { index += 1 }
    if reader.conventions.articles.contains(word(index)) { index += 1 }
    switch reader.conventions.parts[word(index)] {
    case .power(let power): return ((0..<power).reduce(1) { value, _ in value * 10 }, index + 1)
    case .times(let factor): return (Double(factor), index + 1)
    default: return nil
    }
  }

  /// The years of a century that is named in words.
  private func century(_ number: Int, from start: Int, to end: Int) -> String? {
    guard (2...30).contains(number),
      words.centuries.contains(word(start - 1)) || words.centuries.contains(word(end))
    else { return nil }
    return "\((number - 1) * 100)s"
  }

  /// A month, a day of the week, a Roman number or a word like a number.
  private func named(at index: Int) -> ComparedValue? {
    let token = tokens[index]
    func value(
      _ kind: ComparedValue.Kind, _ values: [String], isDate: Bool = false
    ) -> ComparedValue {
      ComparedValue(
        kind: kind, values: values, written: token.text, range: token.range, isDate: isDate)
    }
    if token.isCapitalized || !words.hasCapitalNames {
      if let month = reader.month(ofWord: token.folded) {
        return value(.month, [month], isDate: true)
      }
      if let day = words.weekdays[token.folded] {
        return value(.weekday, ["weekday \(day)"], isDate: true)
      }
      if let roman = roman(at: index) { return value(.vague, [String(roman)]) }
    }
    return words.likeNumbers[token.folded].map { value(.vague, $0) }
  }

  /// The value of a Roman number in capital letters; `nil` for any other word. A single letter must follow a
  /// word (*Phase V*) and be none itself.
  private func roman(at index: Int) -> Int? {
    let text = tokens[index].text
    let digits: [UInt8: Int] = [
      UInt8(ascii: "I"): 1, UInt8(ascii: "V"): 5, UInt8(ascii: "X"): 10, UInt8(ascii: "L"): 50,
    ]
    let values = text.utf8.compactMap { digits[$0] }
    guard values.count == text.utf8.count, (1...6).contains(values.count) else { return nil }
    if values.count == 1 {
      guard values[0] < 50, index > 0, tokens[index - 1].kind == .word,
        !words.letterWords.contains(folded[index])
      else { return nil }
    }
    return values.indices.reduce(0) { sum, place in
      let next = place + 1 < values.count ? values[place + 1] : 0
      return sum + (values[place] < next ? -values[place] : values[place])
    }
  }

  /// A number as `NumberReader` writes it, with at most four decimals.
  static func text(_ number: Double) -> String {
    let rounded = (number * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : String(rounded)
  }
}
