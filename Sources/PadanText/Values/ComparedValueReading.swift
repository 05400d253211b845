import PadanLanguage
import PadanModel

/// The reading of one text: first its digits, then its words.
struct ComparedValueReading {
  let reader: NumberReader
  let words: ValueWords
  private let scalars: [Unicode.Scalar]
  private let text: String
  let tokens: [Token]
  let folded: [String]
  /// Whether a token is part of a value in digits.
  private(set) var isTaken: [Bool]
  var values: [ComparedValue] = []

  init(_ reader: NumberReader, _ words: ValueWords, text: String, tokens: [Token]) {
    self.reader = reader
    self.words = words
    self.text = LocaleDigits.ascii(TextForm.withoutIgnorables(text))
    scalars = Array(self.text.unicodeScalars)
    self.tokens = tokens
    folded = tokens.map(\.folded)
    isTaken = Array(repeating: false, count: tokens.count)
  }

  func written(_ range: Range<Int>) -> String { reader.string(of: scalars[range]) }

  /// The first token at or behind a place.
  private func token(from place: Int) -> Int {
    tokens.partitioningIndex { $0.range.lowerBound >= place }
  }

  /// The folded token at an index; empty outside the text.
  func word(_ index: Int) -> String { folded.indices.contains(index) ? folded[index] : "" }

  mutating func readDigits() {
    guard scalars.contains(where: \.isASCIIDigit) else { return }
    let readings = reader.numbers(in: text)
    for (index, reading) in readings.enumerated() where !isExponent(reading.range) {
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
      } else if index + 1 < readings.count {
        value.values += sharedTimes(reading, with: readings[index + 1])
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

  /// The times that an hour means if the half of the day behind the next one is that of both: *7 to 9 p.m.*
  private func sharedTimes(
    _ reading: NumberReader.Reading, with next: NumberReader.Reading
  ) -> [String] {
    guard reading.range.count <= 5, next.range.count <= 5,
      let (hour, minute) = reader.clock(scalars[reading.range]), 1...12 ~= hour,
      let half = reader.halfOfDay(after: next.range.upperBound, in: scalars),
      token(from: next.range.lowerBound) == token(from: reading.range.upperBound) + 1
    else { return [] }
    return [NumberReader.time(half == .second ? hour % 12 + 12 : hour % 12, minute)]
  }

  /// Whether a digit is the exponent of a unit of length: `m2`.
  private func isExponent(_ range: Range<Int>) -> Bool {
    guard range.count == 1, ["2", "3"].contains(scalars[range.lowerBound]) else { return false }
    let letters = scalars[..<range.lowerBound].suffix(3).reversed().prefix { $0.isLetter }
    let unit = String(String.UnicodeScalarView(letters.reversed()))
    return ["m", "cm", "mm", "dm", "km"].contains(unit)
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
  func span(_ number: Double, _ unit: String) -> String? {
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
}
