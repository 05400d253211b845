import PadanLanguage

// Dates and times of day.
extension NumberReader {
  /// Reads a date in digits: `17/8/1945`, `8/17/1945`, `17-08-1945`, `17.8.1945`, `1945-08-17`.
  ///
  /// - Parameter start: The position of the date's first digit.
  /// - Returns: The day, month and year as numbers, in the order in which they are written, and the
  ///   position after the date; `nil` if no date begins here.
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
    // With a fourth part it is a version, an address or a number, not a date.
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
        alternatives: months.contains(place) ? [Self.month(numbers[place])] : [],
        range: parts[place])
    }
    return (readings, index)
  }

  /// The positions in a date that can be its month, the most likely first; none if the numbers are
  /// not a date.
  ///
  /// Both positions are possible for `8/7/1945` in a language that allows the month first.
  private func monthPlaces(in numbers: [Int], isYearFirst: Bool) -> [Int] {
    func isDate(month: Int, day: Int) -> Bool {
      (1...12).contains(numbers[month]) && (1...31).contains(numbers[day])
    }
    if isYearFirst { return isDate(month: 1, day: 2) ? [1] : [] }
    var places = isDate(month: 1, day: 0) ? [1] : []
    if conventions.mayBeginWithMonth, isDate(month: 0, day: 1) { places.insert(0, at: 0) }
    return places
  }

  /// Which of two numbers of at most two digits can be a month, with the other as its day; `nil` if none can.
  func dayAndMonth(
    _ first: String, _ second: String
  ) -> (isFirstMonth: Bool, isSecondMonth: Bool)? {
    guard first.utf8.count <= 2, second.utf8.count <= 2, let first = Int(first),
      let second = Int(second)
    else { return nil }
    let places = monthPlaces(in: [first, second], isYearFirst: false)
    return places.isEmpty ? nil : (places.contains(0), places.contains(1))
  }

  /// The value of a month, which differs from that of the plain number: `month 8`.
  private static func month(_ number: Int) -> String { "month \(number)" }

  /// The value of a month's name or short form: `month 8` for `agustus`.
  ///
  /// - Parameter word: A case-folded word.
  /// - Returns: `nil` if the word is not a month.
  package func month(ofWord word: String) -> String? {
    conventions.months[word].map(Self.month)
  }

  // MARK: Times

  /// The times of day that a number may mean, written `22:30` in 24 hours.
  ///
  /// A number is a time if it has minutes, follows a word such as *pukul*, or stands before a word
  /// for a half of the day. If such a word follows a number with minutes, the time as written is
  /// possible as well as the 24-hour one: `10.30 malam` is `22:30` or `10:30`. A time that equals
  /// the written form is left out.
  ///
  /// - Parameter range: The number's place in `scalars`.
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

  /// A time as a value: `9:05`.
  static func time(_ hour: Int, _ minute: Int) -> String {
    "\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  /// The hour and minute of `10.30`, `10:30` or `9`; `nil` if the digits are not a time.
  func clock(_ digits: ArraySlice<Unicode.Scalar>) -> (hour: Int, minute: Int)? {
    let parts = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == ":" }
    guard (1...2).contains(parts.count), (1...2).contains(parts[0].count),
      parts.count == 1 || parts[1].count == 2, let hour = Int(string(of: parts[0])), hour < 25,
      let minute = parts.count == 1 ? 0 : Int(string(of: parts[1])), minute < 60
    else { return nil }
    return (hour, minute)
  }

  /// The hours before noon and those after it.
  enum HalfOfDay { case first, second }

  /// The half of the day that the word after a time names: `a.m.`, `pm`, `pagi`, `malam`; `nil` if
  /// none follows.
  func halfOfDay(after end: Int, in scalars: [Unicode.Scalar]) -> HalfOfDay? {
    if self.end(ofOneOf: conventions.firstHalf, after: end, in: scalars) != nil { return .first }
    return self.end(ofOneOf: conventions.secondHalf, after: end, in: scalars) != nil ? .second : nil
  }

  /// Where the word after a time that names a half of the day ends; `nil` if none follows.
  func endOfHalf(after end: Int, in scalars: [Unicode.Scalar]) -> Int? {
    let words = conventions.firstHalf + conventions.secondHalf
    return self.end(ofOneOf: words, after: end, in: scalars)
  }

  /// Where the longest of some words that stands after a time ends; `nil` if none does.
  private func end(
    ofOneOf words: [String], after end: Int, in scalars: [Unicode.Scalar]
  ) -> Int? {
    var index = end
    if index < scalars.count, scalars[index].isWhitespace { index += 1 }
    return words.compactMap { word in
      let end = index + word.unicodeScalars.count
      let stands =
        end <= scalars.count && (end == scalars.count || !scalars[end].isLetter)
        && string(of: scalars[index..<end]).lowercased() == word
      return stands ? end : nil
    }.max()
  }

  /// Whether *pukul* or a like word stands before a number.
  func followsClockWord(_ start: Int, in scalars: [Unicode.Scalar]) -> Bool {
    conventions.clockWords.contains { word in
      let first = start - 1 - word.unicodeScalars.count
      return first >= 0 && scalars[start - 1] == " "
        && string(of: scalars[first..<start - 1]).lowercased() == word
    }
  }
}
