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

  /// Which parts of a date may be its month; none where it is no date. Only English has two orders.
  private func monthPlaces(in numbers: [Int], isYearFirst: Bool) -> [Int] {
    func isDate(month: Int, day: Int) -> Bool {
      (1...12).contains(numbers[month]) && (1...31).contains(numbers[day])
    }
    if isYearFirst { return isDate(month: 1, day: 2) ? [1] : [] }
    var places = isDate(month: 1, day: 0) ? [1] : []
    if !isIndonesian, isDate(month: 0, day: 1) { places.insert(0, at: 0) }
    return places
  }

  /// How a month is written as a value.
  private static func month(_ number: Int) -> String { "month \(number)" }

  /// The value of a month's name or its short form: `agustus` is `month 8`; `nil` for any other word,
  /// which is case-folded.
  public func month(ofWord word: String) -> String? {
    (isIndonesian ? Self.indonesianMonths : Self.englishMonths)[word].map(Self.month)
  }

  private static let indonesianMonths = [
    "januari": 1, "jan": 1, "februari": 2, "pebruari": 2, "feb": 2, "maret": 3, "mar": 3,
    "april": 4, "apr": 4, "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "agustus": 8,
    "agu": 8, "agt": 8, "ags": 8, "september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10,
    "november": 11, "nopember": 11, "nov": 11, "desember": 12, "des": 12,
  ]
  private static let englishMonths = [
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sep": 9, "sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12,
    "dec": 12,
  ]

  // MARK: Times

  /// The times of day that a number may say, as hours and minutes of 24 hours; where a word says the
  /// half of the day, also as written on the dial.
  func times(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> [String] {
    let half = halfOfDay(after: range.upperBound, in: scalars)
    guard range.count <= 5, let (hour, minute) = clock(scalars[range]) else { return [] }
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
    var letters = ""
    while index < scalars.count, letters.unicodeScalars.count < 7,
      scalars[index].isLetter || (scalars[index] == "." && !isIndonesian)
    {
      if scalars[index] != "." { letters.unicodeScalars.append(scalars[index]) }
      index += 1
    }
    switch (isIndonesian, letters.lowercased()) {
    case (true, "pagi"), (false, "am"): return .first
    case (true, "sore"), (true, "petang"), (true, "malam"), (false, "pm"): return .second
    default: return nil
    }
  }

  /// Whether *pukul* or one of its short forms stands before a number.
  private func followsClockWord(_ start: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard isIndonesian else { return false }
    let before = string(of: scalars[max(0, start - 6)..<start]).lowercased()
    return ["pukul ", "pkl. ", "pkl ", "pk. ", "pk "].contains(where: before.hasSuffix)
  }
}
