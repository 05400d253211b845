import PadanLanguage

// Dates and times of day.
extension NumberReader {
  /// A date in digits at a position: `17/8/1945`, `8/17/1945`, `17-08-1945`, `17.8.1945`,
  /// `1945-08-17`. Its day, month and year are numbers in the order in which they stand.
  func date(
    at start: Int, in scalars: [Unicode.Scalar]
  ) -> (readings: [Reading], end: Int)? {
    if start > 0,
      scalars[start - 1].isASCIIDigit || "./-,".unicodeScalars.contains(scalars[start - 1])
    {
      return nil
    }
    var parts: [Range<Int>] = []
    var index = start
    var mark: Unicode.Scalar?
    while parts.count < 3 {
      let first = index
      while index < scalars.count, index - first < 5, scalars[index].isASCIIDigit { index += 1 }
      guard (1...4).contains(index - first) else { return nil }
      parts.append(first..<index)
      if parts.count == 3 { break }
      guard index < scalars.count, "/.-".unicodeScalars.contains(scalars[index]),
        mark == nil || mark == scalars[index]
      else { return nil }
      mark = scalars[index]
      index += 1
    }
    // A further part makes it something else: a version, an address, a number.
    if index + 1 < scalars.count, scalars[index] == mark, scalars[index + 1].isASCIIDigit {
      return nil
    }
    let numbers = parts.map { Int(string(of: scalars[$0]))! }
    let isYearFirst = parts[0].count == 4
    guard parts[isYearFirst ? 0 : 2].count == 4, parts[1].count <= 2,
      parts[isYearFirst ? 2 : 0].count <= 2
    else { return nil }
    let months = monthPlaces(in: numbers, isYearFirst: isYearFirst)
    guard !months.isEmpty else { return nil }
    let readings = parts.indices.map { place in
      Reading(
        written: string(of: scalars[parts[place]]), value: String(numbers[place]),
        alternatives: months.contains(place) ? [Self.month(numbers[place])] : [])
    }
    return (readings, index)
  }

  /// Which parts of a date may be its month; none where it is no date. Some languages have two orders.
  private func monthPlaces(in numbers: [Int], isYearFirst: Bool) -> [Int] {
    func isDate(month: Int, day: Int) -> Bool {
      (1...12).contains(numbers[month]) && (1...31).contains(numbers[day])
    }
    if isYearFirst { return isDate(month: 1, day: 2) ? [1] : [] }
    var places = isDate(month: 1, day: 0) ? [1] : []
    if conventions.mayBeginWithMonth, isDate(month: 0, day: 1) { places.insert(0, at: 0) }
    return places
  }

  /// How a month is written as a value.
  private static func month(_ number: Int) -> String { "month \(number)" }

  /// The value of a month's name or its short form: `agustus` is `month 8`; `nil` for any other word,
  /// which is case-folded.
  public func month(ofWord word: String) -> String? {
    conventions.months[word].map(Self.month)
  }

  // MARK: Times

  /// The times of day that a number may say, as hours and minutes of 24 hours; where a word says the
  /// half of the day, also as written on the dial.
  func times(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> [String] {
    guard range.count <= 5, let (hour, minute) = clock(scalars[range]) else { return [] }
    let half = halfOfDay(after: range.upperBound, in: scalars)
    let hasMinutes = range.count > 2
    guard hasMinutes || half != nil || followsClockWord(range.lowerBound, in: scalars) else {
      return []
    }
    let isWritten = scalars[range].contains(":")
    guard let half, hour <= 12 else { return isWritten ? [] : [Self.time(hour, minute)] }
    let full = Self.time(half == .second ? hour % 12 + 12 : hour == 12 ? 0 : hour, minute)
    let dial = Self.time(hour, minute)
    return full == dial
      ? (isWritten ? [] : [full]) : isWritten || !hasMinutes ? [full] : [full, dial]
  }

  private static func time(_ hour: Int, _ minute: Int) -> String {
    "\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  /// Hours and minutes: `10.30`, `10:30`, `9`.
  private func clock(_ digits: ArraySlice<Unicode.Scalar>) -> (hour: Int, minute: Int)? {
    let parts = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == ":" }
    guard (1...2).contains(parts.count), (1...2).contains(parts[0].count),
      parts.count == 1 || parts[1].count == 2, let hour = Int(string(of: parts[0])), hour < 25,
      let minute = parts.count == 1 ? 0 : Int(string(of: parts[1])), minute < 60
    else { return nil }
    return (hour, minute)
  }

  private enum HalfOfDay { case first, second }

  /// What stands after a time: `a.m.`, `pm`, `pagi`, `malam`.
  private func halfOfDay(after end: Int, in scalars: [Unicode.Scalar]) -> HalfOfDay? {
    var index = end
    if index < scalars.count, scalars[index].isWhitespace { index += 1 }
    func stands(_ word: String) -> Bool {
      let end = index + word.unicodeScalars.count
      return end <= scalars.count && (end == scalars.count || !scalars[end].isLetter)
        && string(of: scalars[index..<end]).lowercased() == word
    }
    if conventions.firstHalf.contains(where: stands) { return .first }
    return conventions.secondHalf.contains(where: stands) ? .second : nil
  }

  /// Whether *pukul* or the like stands before a number.
  private func followsClockWord(_ start: Int, in scalars: [Unicode.Scalar]) -> Bool {
    conventions.clockWords.contains { word in
      let first = start - 1 - word.unicodeScalars.count
      return first >= 0 && scalars[start - 1] == " "
        && string(of: scalars[first..<start - 1]).lowercased() == word
    }
  }
}
