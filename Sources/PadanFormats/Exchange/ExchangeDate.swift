import FoundationEssentials

/// Reads and writes the dates of exchange files in UTC: the basic form of TMX, `20250714T090500Z`,
/// and the extended form, `2025-07-14T09:05:00Z` (ISO 8601).
///
/// It uses plain arithmetic. Foundation's formatter takes longer for one date than the parser takes
/// for its whole unit.
enum ExchangeDate {
  /// A date as TMX writes it. Fractions of a second are dropped. The form has four digits for the
  /// year, so a date before the year 0 or after 9999, of a clock that is wrong, is the first or the
  /// last that it can say.
  static func text(_ date: Date) -> String {
    let bounds = -62_167_219_200.0...253_402_300_799.0
    let since = date.timeIntervalSince1970.rounded(.down)
    let seconds = Int(min(max(since, bounds.lowerBound), bounds.upperBound))
    let days = seconds.flooredQuotient(by: 86_400)
    let rest = seconds - days * 86_400
    let (year, month, day) = civilDate(daysSince1970: days)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let longYear =
      year < 1000 ? String(repeating: "0", count: 4 - "\(year)".count) + "\(year)" : "\(year)"
    return
      "\(longYear)\(two(month))\(two(day))T\(two(rest / 3600))\(two(rest / 60 % 60))\(two(rest % 60))Z"
  }

  /// Reads a date in the basic form or the extended form, `2025-07-14T09:05:00Z`; a day alone, `2025-07-14`, begins
  /// at midnight.
  ///
  /// Fractions of a second are ignored. An offset such as `+07:00` is applied; without one and
  /// without `Z` the time is taken as UTC.
  ///
  /// - Returns: `nil` for any other text, or a day or time that does not exist.
  static func date(_ text: String) -> Date? {
    if let date = basicDate(text) { return date }
    var digits: [Int] = []
    var fields = text.utf8.filter { $0 > 0x20 }[...]
    if fields.count == 10 { fields += "T00:00:00".utf8 }
    for (length, separator) in [
      (4, UInt8(ascii: "-")), (2, UInt8(ascii: "-")), (2, UInt8(ascii: "T")),
      (2, UInt8(ascii: ":")), (2, UInt8(ascii: ":")), (2, 0),
    ] {
      guard let number = number(fields.prefix(length), length) else { return nil }
      digits.append(number)
      fields = fields.dropFirst(length)
      if fields.first == separator { fields = fields.dropFirst() }
    }
    if fields.first == UInt8(ascii: ".") {
      fields = fields.dropFirst().drop { (0x30...0x39).contains($0) }
    }
    guard let offset = offset(fields), let days = daysSince1970(digits[0], digits[1], digits[2]),
      digits[3] < 24, digits[4] < 60, digits[5] <= 60
    else { return nil }
    let seconds = days * 86_400 + digits[3] * 3600 + digits[4] * 60 + digits[5] - offset
    return Date(timeIntervalSince1970: Double(seconds))
  }

  /// Reads the form that TMX recommends, which most files have; `nil` for any other.
  private static func basicDate(_ text: String) -> Date? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else {
        return nil
      }
      func number(_ range: Range<Int>) -> Int {
        // A byte that is not a digit gives a number out of every range below.
        range.reduce(0) {
          $0 * 10 + (bytes[$1] >= 0x30 && bytes[$1] < 0x3A ? Int(bytes[$1]) - 0x30 : 999_999)
        }
      }
      let hour = number(9..<11)
      let minute = number(11..<13)
      let second = number(13..<15)
      guard hour < 24, minute < 60, second <= 60, number(0..<4) < 10_000,
        let days = daysSince1970(number(0..<4), number(4..<6), number(6..<8))
      else { return nil }
      return Date(
        timeIntervalSince1970: Double(days * 86_400 + hour * 3600 + minute * 60 + second))
    }
  }

  /// The value of a field with exactly this many digits; `nil` for anything else.
  private static func number(_ bytes: ArraySlice<UInt8>, _ length: Int) -> Int? {
    guard bytes.count == length, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The seconds east of UTC of an offset: empty, `Z`, or `+07:00`; `nil` for anything else.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.isEmpty || bytes.elementsEqual("Z".utf8) { return 0 }
    let digits = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard let sign = bytes.first, let hours = number(digits.prefix(2), 2),
      let minutes = number(digits.dropFirst(2), 2)
    else { return nil }
    switch sign {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
    default: return nil
    }
  }

  /// The number of days from 1970-01-01 to a day; `nil` if the day does not exist.
  ///
  /// The algorithm is Howard Hinnant's, “chrono-Compatible Low-Level Date Algorithms”
  /// (https://howardhinnant.github.io/date_algorithms.html).
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard (1...12).contains(month), day >= 1 else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredQuotient(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days =
      era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    // A day that the month does not have comes back as a day of the next month.
    return civilDate(daysSince1970: days) == (year, month, day) ? days : nil
  }

  /// The day with this number, in the Gregorian calendar: the inverse of `daysSince1970`.
  private static func civilDate(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}

extension Int {
  /// The quotient rounded towards negative infinity. The divisor must be positive.
  fileprivate func flooredQuotient(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}

extension ExchangeDate {
  /// A date in the extended form of ISO 8601, for people: `2025-07-14T09:05:00Z`.
  static func extendedText(_ date: Date) -> String {
    let basic = Array(text(date))
    func part(_ range: Range<Int>) -> String { String(basic[range]) }
    return
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
  }
}

extension ExchangeDate {
  /// Whether a text is a date of ISO 8601 that exists, with or without a time.
  ///
  /// TMX recommends one form of it, `20250714T090500Z`, and requires none.
  static func isISO8601(_ text: String) -> Bool {
    if basicDate(text) != nil { return true }
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let day = parts.first, isDay(day) else { return false }
    return parts.count == 1 || isTime(parts[1])
  }

  /// Whether a text is a day, a week or a month: `20250714`, `2025-07-14`, `2025-07`, `2025-195`,
  /// `2025-W29-1`.
  private static func isDay(_ text: Substring) -> Bool {
    let lengths = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    let isWhole = lengths.count == 1 && lengths != [6]
    guard isWhole || [[4, 2], [4, 2, 2], [4, 3], [4, 3, 1]].contains(lengths) else { return false }
    let digits = text.filter { $0 != "-" }
    guard let year = Int(digits.prefix(4)), digits.utf8.count >= 4 else { return false }
    let rest = digits.dropFirst(4)
    if rest.first == "W" {
      let numbers = rest.dropFirst().compactMap(\.wholeNumberValue)
      guard numbers.count == rest.utf8.count - 1, (2...3).contains(numbers.count) else {
        return false
      }
      return (1...53).contains(numbers[0] * 10 + numbers[1])
        && (numbers.count == 2 || (1...7).contains(numbers[2]))
    }
    guard rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    let number = Int(rest) ?? 0
    switch rest.utf8.count {
    case 0: return true
    case 2: return (1...12).contains(number)
    case 3: return (1...366).contains(number)
    case 4: return daysSince1970(year, number / 100, number % 100) != nil
    default: return false
    }
  }

  /// Whether a text is a time: `09`, `0905`, `09:05:00`, `09:05:00.5`, each with `Z`, `+07` or
  /// `+07:00` behind it or nothing.
  private static func isTime(_ text: Substring) -> Bool {
    let isZone = { (character: Character) in "Z+-".contains(character) }
    let clock = text.prefix { !isZone($0) }
    let zone = text[clock.endIndex...]
    let parts = clock.split(omittingEmptySubsequences: false) { ".,".contains($0) }
    guard parts.count <= 2, parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.isDigits }) else {
      return false
    }
    guard let hours = twoDigitNumbers(parts[0]), (1...3).contains(hours.count) else { return false }
    let isClock = hours[0] <= 24 && hours.dropFirst().allSatisfy { $0 <= 60 }
    if zone.isEmpty || zone == "Z" { return isClock }
    guard let offset = twoDigitNumbers(zone.dropFirst()), zone.first != "Z" else { return false }
    return isClock && (1...2).contains(offset.count) && offset[0] <= 24
  }

  /// The numbers of two digits in a text such as `09:05` or `0905`; `nil` for another text.
  private static func twoDigitNumbers(_ text: Substring) -> [Int]? {
    let digits = text.filter { $0 != ":" }
    guard digits.utf8.count % 2 == 0, Substring(digits).isDigits else { return nil }
    let numbers = digits.compactMap(\.wholeNumberValue)
    return stride(from: 0, to: numbers.count, by: 2).map { numbers[$0] * 10 + numbers[$0 + 1] }
  }
}

extension Substring {
  /// Whether all characters are digits of ASCII.
  fileprivate var isDigits: Bool { utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
