import PadanLanguage

// Dates and times of day.
extension ValueReader {
  /// The date that begins at a position: a weekday, a month, or more.
  func date(at index: Int, in text: ReadText) -> WrittenValue? {
    guard let weekday = weekday(at: index, in: text) else {
      return dayAndMonth(at: index, in: text, isAfterWeekday: false)
        .map { withReadings(WrittenValue(parts: $0)) }
    }
    // *Monday, July 14*, *Senin (14/7)*
    var next = index + 1
    if next < text.pieces.count, text.words[next] == "," { next += 1 }
    if next < text.pieces.count, text.words[next] == "(" { next += 1 }
    let rest =
      next < text.pieces.count ? dayAndMonth(at: next, in: text, isAfterWeekday: true) : nil
    return withReadings(WrittenValue(parts: [weekday] + (rest ?? [])))
  }

  /// A date with its other reading, if it is in digits and may begin with its month or its day.
  private func withReadings(_ date: WrittenValue) -> WrittenValue {
    guard conventions.mayBeginWithMonth, date.beginsWithMonth == true,
      date.parts.first(where: { $0.field == .year })?.pieces.lowerBound != date.pieces.lowerBound,
      let day = date.parts.firstIndex(where: { $0.field == .day }),
      let number = Int(date.parts[day].value),
      number <= 12, let month = date.parts.firstIndex(where: { $0.field == .month })
    else { return date }
    var date = date
    var parts = date.parts
    (parts[day].field, parts[month].field) = (.month, .day)
    date.dayFirst = parts
    return date
  }

  private func weekday(at index: Int, in text: ReadText) -> WrittenValue.Part? {
    weekdays[text.pieces[index].text]
      .map { part(.weekday, $0, index..<index + 1, .name, in: text) }
  }

  private func part(
    _ field: WrittenValue.Field, _ value: Int, _ range: Range<Int>, _ form: WrittenValue.Form,
    in text: ReadText
  ) -> WrittenValue.Part {
    WrittenValue.Part(
      field: field, value: String(value), written: text.written(range), pieces: range, form: form)
  }

  /// The parts of a date without its weekday, in order; `nil` if none begins here.
  private func dayAndMonth(
    at index: Int, in text: ReadText, isAfterWeekday: Bool
  ) -> [WrittenValue.Part]? {
    if text.isDigits(index) {
      if let parts = dateInDigits(at: index, in: text, isAfterWeekday: isAfterWeekday) {
        return parts
      }
      guard var parts = days(at: index, in: text) else { return nil }
      var next = parts[parts.count - 1].pieces.upperBound
      if next < text.pieces.count, forms.dateJoins.contains(text.words[next]) { next += 1 }
      guard let month = month(at: next, in: text) else { return nil }
      parts.append(month)
      if let year = year(after: month.pieces.upperBound, in: text) { parts.append(year) }
      return parts
    }
    guard let month = month(at: index, in: text) else { return nil }
    let next = month.pieces.upperBound
    if let year = year(at: next, in: text) { return [month, year] }
    if text.isDigits(next), let days = days(at: next, in: text) {
      let year = year(after: days[days.count - 1].pieces.upperBound, in: text)
      return [month] + days + (year.map { [$0] } ?? [])
    }
    return month.form == .name ? [month] : nil
  }

  /// A day of a month, or two with a hyphen; `nil` if the digits are none.
  private func days(at index: Int, in text: ReadText) -> [WrittenValue.Part]? {
    func day(_ index: Int, _ field: WrittenValue.Field) -> WrittenValue.Part? {
      guard text.isDigits(index), text.words[index].count <= 2, let day = Int(text.words[index]),
        (1...31).contains(day), !text.goesOn(index + 1)
      else { return nil }
      let digits = WrittenValue.Digits(
        whole: text.words[index], fraction: "", isGrouped: false)
      let next = index + 1
      if next < text.pieces.count, text.pieces[next].isJoined, text.pieces[next].kind == .letters {
        guard text.words[next] == forms.ordinalSuffix(of: text.words[index]) else { return nil }
        return part(field, day, index..<next + 1, .suffixed, in: text)
      }
      return part(field, day, index..<next, .digits(digits), in: text)
    }
    guard let first = day(index, .day) else { return nil }
    let end = first.pieces.upperBound
    if text.isMark(end, "-–"), text.isDigits(end + 1, joined: true) {
      return day(end + 1, .lastDay).map { [first, $0] }
    }
    return [first]
  }

  private func month(at index: Int, in text: ReadText) -> WrittenValue.Part? {
    guard index < text.pieces.count, text.pieces[index].kind == .letters,
      let number = months[text.words[index]], let full = forms.months[safe: number - 1],
      text.pieces[index].isCapitalized == (full.unicodeScalars.first?.isUppercase ?? false)
    else { return nil }
    if text.words[index] == TextForm.folded(full) {
      return part(.month, number, index..<index + 1, .name, in: text)
    }
    if text.isMark(index + 1, "."), index + 2 < text.pieces.count, text.isDigits(index + 2) {
      return part(.month, number, index..<index + 2, .pointedName, in: text)
    }
    return part(.month, number, index..<index + 1, .shortName, in: text)
  }

  /// The year after a day or a month, with or without a comma.
  private func year(after index: Int, in text: ReadText) -> WrittenValue.Part? {
    year(at: text.isMark(index, ",") ? index + 1 : index, in: text)
  }

  private func year(at index: Int, in text: ReadText) -> WrittenValue.Part? {
    guard text.isDigits(index), text.words[index].count == 4, !text.goesOn(index + 1),
      let year = Int(text.words[index])
    else { return nil }
    let digits = WrittenValue.Digits(whole: text.words[index], fraction: "", isGrouped: false)
    return part(.year, year, index..<index + 1, .digits(digits), in: text)
  }

  /// `14/7/2025`, `7/14/2025` where the month may come first, `2025-07-14`, and after a weekday `14/7`.
  private func dateInDigits(
    at index: Int, in text: ReadText, isAfterWeekday: Bool
  ) -> [WrittenValue.Part]? {
    var places = [index]
    while places.count < 4, let last = places.last, text.isMark(last + 1, "/.-"),
      text.isDigits(last + 2, joined: true),
      places.count == 1 || text.words[last + 1] == text.words[index + 1]
    {
      places.append(last + 2)
    }
    let numbers = places.compactMap { Int(text.words[$0]) }
    guard numbers.count == places.count else { return nil }
    var fields: [WrittenValue.Field]
    switch places.count {
    case 3 where text.words[places[0]].count == 4: fields = [.year, .month, .day]
    case 3 where text.words[places[2]].count == 4: fields = [.day, .month, .year]
    case 2 where isAfterWeekday && text.words[index + 1] == "/": fields = [.day, .month]
    default: return nil
    }
    func isDate() -> Bool {
      zip(fields, numbers).allSatisfy { field, number in
        field == .year || (1...(field == .day ? 31 : 12)).contains(number)
      }
    }
    if fields[0] == .day {
      if conventions.mayBeginWithMonth { fields.swapAt(0, 1) }
      if !isDate() { fields.swapAt(0, 1) }
    }
    guard isDate() else { return nil }
    return places.indices.map { place in
      let range = places[place]..<places[place] + 1
      let digits = WrittenValue.Digits(
        whole: text.words[places[place]], fraction: "", isGrouped: false)
      return part(fields[place], numbers[place], range, .digits(digits), in: text)
    }
  }

  // MARK: Times

  /// A time of day: `22.30` after *pukul* or before a time zone, `10:30 p.m.`, `9pm`, `14:00`.
  ///
  /// - Parameter isAfterTime: Whether it ends a range that begins with a time.
  func time(at index: Int, in text: ReadText, isAfterTime: Bool) -> WrittenValue.Part? {
    guard text.words[index].count <= 2, let hour = Int(text.words[index]), hour <= 24 else {
      return nil
    }
    var (end, minute) = (index + 1, 0)
    var clock = WrittenValue.Clock(isPadded: text.words[index].hasPrefix("0"))
    if text.isMark(end, ".:"), text.isDigits(end + 1, joined: true) {
      guard text.words[end + 1].count == 2, let minutes = Int(text.words[end + 1]), minutes < 60
      else { return nil }
      clock.mark = text.words[end]
      (end, minute) = (end + 2, minutes)
    }
    guard !text.goesOn(end) else { return nil }
    if let count = dayPartCount(at: end, in: text) {
      clock.gap = text.pieces[end].isJoined ? "" : " "
      clock.dayPart = text.written(end..<end + count)
      end += count
    }
    let isCounted =
      clock.mark == nil
      && clock.dayPart.map { forms.countedDayParts.contains(TextForm.folded($0)) } ?? false
      && !(end < text.pieces.count && forms.dayWords.contains(text.words[end]))
    let isTime =
      clock.dayPart != nil && !isCounted || clock.mark == ":" || isAfterTime
      || isAfterClockWord(index, in: text)
      || clock.mark != nil && end < text.pieces.count && forms.zones.contains(text.pieces[end].text)
    guard isTime else { return nil }
    clock.isOpen = clock.dayPart == nil && clock.mark == nil && hour <= 12
    let full = clock.dayPart.map { forms.hour(hour, in: $0) } ?? hour
    return WrittenValue.Part(
      field: .time, value: "\(full % 24):\(minute < 10 ? "0" : "")\(minute)",
      written: text.written(index..<end), pieces: index..<end, form: .clock(clock))
  }

  private func isAfterClockWord(_ index: Int, in text: ReadText) -> Bool {
    guard index > 0 else { return false }
    if conventions.clockWords.contains(text.words[index - 1]) { return true }
    return index > 1 && text.isMark(index - 1, ".")
      && conventions.clockWords.contains(text.words[index - 2] + ".")
  }

  /// How many pieces the word for a part of the day has that stands at a position; `nil` if none does.
  private func dayPartCount(at index: Int, in text: ReadText) -> Int? {
    dayParts.first { text.words.dropFirst(index).starts(with: $0) }?.count
  }
}

extension Array {
  /// The element at a position; `nil` outside the array.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
