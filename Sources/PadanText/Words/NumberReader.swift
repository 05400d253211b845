import PadanLanguage
package import PadanModel

/// Reads numbers by the conventions of a language, so that both texts of a pair yield the same
/// value.
///
/// Indonesian `10.000` is English `10,000`; `1,5 juta` is `1.5 million`; Indonesian `M` means
/// *miliar* (10⁹), English `M` means million; `17/8/1945` is `8/17/1945`, `pukul 22.30` is
/// `10:30 p.m.`, *dua puluh lima* is *twenty-five*.
///
///     NumberReader(language: indonesian).numbers(in: "Rp1,5 juta").map(\.value)  // ["1500000"]
package struct NumberReader: Sendable {
  /// A number in a text, with its possible values.
  package struct Reading: Hashable, Sendable {
    /// The digits and their marks as written, such as `10.30`.
    package var written: String
    /// The most likely value, in a form in which equal values are equal texts: `1500000`, `10.3`.
    package var value: String
    /// Other possible values. `10.30` may be a time (`10:30`); the 8 of `17/8/1945` may be a month
    /// (`month 8`).
    package var alternatives: [String] = []
    /// The number's place in the text, in Unicode scalars.
    package var range: Range<Int>
    /// The power of ten of the word after it: 6 before `juta`.
    var power = 0
  }

  /// How the language writes numbers, dates and times.
  let conventions: NumberConventions

  /// A reader for a language. If Padan does not know its conventions, those of `root` apply.
  package init(language: LanguageTag) {
    self.init(LanguageProfile.of(language).numbers)
  }

  /// A reader for texts that are compared. What Padan does not know of a language, CLDR tells
  /// (`LocaleValues`): its marks, and its words for months and powers of ten.
  package init(comparing language: LanguageTag) {
    self.init(LanguageProfile.of(language).comparedNumbers)
  }

  /// A reader for some conventions.
  init(_ conventions: NumberConventions) { self.conventions = conventions }

  /// The numbers of a text that are written in digits, in order. `number(at:in:)` reads those in
  /// words.
  ///
  /// - Complexity: O(n) for n scalars.
  package func numbers(in text: String) -> [Reading] {
    let scalars = Array(text.unicodeScalars)
    var readings: [Reading] = []
    var index = 0
    while index < scalars.count {
      guard scalars[index].isASCIIDigit else {
        index += 1
        continue
      }
      if let date = date(at: index, in: scalars) {
        readings += date.readings
        index = date.end
        continue
      }
      let start = index
      while index < scalars.count {
        if scalars[index].isASCIIDigit {
          index += 1
        } else if index + 1 < scalars.count, scalars[index + 1].isASCIIDigit,
          ".,:".unicodeScalars.contains(scalars[index])
            || isGroupBlank(at: index, after: start, in: scalars)
        {
          index += 2
        } else {
          break
        }
      }
      let digits = scalars[start..<index]
      let power = power(after: index, in: scalars)
      readings.append(
        Reading(
          written: string(of: digits), value: value(of: digits, power: power),
          alternatives: power > 0 ? [] : times(start..<index, in: scalars), range: start..<index,
          power: power))
    }
    return readings
  }

  /// Whether a blank parts thousands: one at which no line breaks, any where the language has no other mark for
  /// them, and any before three zeros. `10 000`, `1 250 000,5`
  ///
  /// - Parameter start: The position of the number's first digit.
  private func isGroupBlank(at index: Int, after start: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[index].isGroupBlank else { return false }
    let group = scalars[(index + 1)...].prefix { $0.isASCIIDigit }.prefix(4)
    guard group.count == 3,
      scalars[index] != " " || conventions.thousands.isGroupBlank || group.allSatisfy({ $0 == "0" })
    else { return false }
    let digits = scalars[start..<index].reversed().prefix { $0.isASCIIDigit }.count
    if digits == index - start { return digits <= 3 }
    return digits == 3 && scalars[index - 4].isGroupBlank
  }

  func string(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// The power of ten of the word after a number: 6 for Indonesian `juta`, 9 for English `bn`; 0
  /// for any other word.
  private func power(after end: Int, in scalars: [Unicode.Scalar]) -> Int {
    var index = end
    while index < scalars.count, index <= end + 1,
      scalars[index].isWhitespace || scalars[index] == "-"
    {
      index += 1
    }
    let start = index
    while index < scalars.count, index - start < 10, scalars[index].isLetter { index += 1 }
    let word = string(of: scalars[start..<index])
    guard let power = multiplier(in: word.lowercased())?.power else { return 0 }
    // `155B1` is a name.
    if word.utf8.count == 1, index < scalars.count, scalars[index].isASCIIDigit { return 0 }
    // A single letter multiplies only if it is a capital or joined to its number: `5 M`, `5m`.
    if word.count == 1, word == word.lowercased(), start > end { return 0 }
    return power
  }

  /// The power of ten of a word, and how many characters say it: all or, in scripts that write no blanks, the
  /// longest multiplier with which it begins: 340万元.
  func multiplier(in word: String) -> (power: Int, length: Int)? {
    if let power = conventions.multipliers[word] { return (power, word.count) }
    guard let first = word.unicodeScalars.first, first.value >= Self.firstOfEastAsia else {
      return nil
    }
    return word.indices.reversed().lazy.map { word[...$0] }
      .compactMap { start in
        conventions.multipliers[String(start)].map { ($0, start.count) }
      }.first
  }

  /// The scripts of China, Japan and Korea begin here.
  private static let firstOfEastAsia: UInt32 = 0x2E80

  /// The value of digits and marks: Indonesian `1.250,5` is `1250.5`.
  ///
  /// Some numbers do not follow the language's conventions: a clock time, a version number, a
  /// number with the marks of another language. These stay as written. The exception is a single
  /// thousands mark without three digits after it, which can only be the decimal mark of another
  /// language: `10.5` in Indonesian is `10.5`.
  ///
  /// - Parameter power: The power of ten by which the number is multiplied.
  func value(of digits: ArraySlice<Unicode.Scalar>, power: Int) -> String {
    let written = string(of: digits)
    let (thousands, decimal) = (conventions.thousands, conventions.decimal)
    var whole = ""
    var fraction = ""
    var group = 0
    var marks = 0
    var isFraction = false
    for scalar in digits {
      if scalar.isASCIIDigit {
        if isFraction {
          fraction.unicodeScalars.append(scalar)
        } else {
          whole.unicodeScalars.append(scalar)
        }
        group += 1
      } else if scalar == thousands || scalar.isGroupBlank, !isFraction,
        marks == 0 ? group <= 3 : group == 3
      {
        marks += 1
        group = 0
      } else if scalar == decimal, !isFraction, marks == 0 || group == 3 {
        isFraction = true
        group = 3
      } else {
        return written
      }
    }
    guard isFraction || marks == 0 || group == 3 else {
      // A single thousands mark without three digits after it: a decimal mark of another language.
      let parts = written.split(separator: Character(thousands))
      guard marks == 1, parts.count == 2 else { return written }
      return Self.scaled(String(parts[0]), String(parts[1]), power: power)
    }
    return Self.scaled(whole, fraction, power: power)
  }

  /// A decimal number times a power of ten, without leading zeros and without zeros at the end of
  /// its fraction.
  ///
  /// - Parameters:
  ///   - whole: The digits before the decimal mark.
  ///   - fraction: The digits after it.
  static func scaled(_ whole: String, _ fraction: String, power: Int) -> String {
    var whole = whole
    var fraction = fraction
    for _ in 0..<power {
      whole.append(fraction.isEmpty ? "0" : fraction.removeFirst())
    }
    while fraction.last == "0" { fraction.removeLast() }
    let trimmed = whole.drop { $0 == "0" }
    let integer = trimmed.isEmpty ? "0" : String(trimmed)
    return fraction.isEmpty ? integer : integer + "." + fraction
  }
}

extension Unicode.Scalar {
  /// Whether it is one of `0` to `9`.
  var isASCIIDigit: Bool { value >= 0x30 && value <= 0x39 }

  /// Whether it is a blank that may part groups of digits.
  fileprivate var isGroupBlank: Bool {
    self == " " || self == "\u{A0}" || self == "\u{2009}" || self == "\u{202F}"
  }
}
