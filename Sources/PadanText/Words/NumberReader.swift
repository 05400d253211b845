import PadanLanguage
public import PadanModel

/// Reads numbers as the readers of a language do, so that both sides of a pair name one value.
///
/// Indonesian `10.000` is English `10,000`; `1,5 juta` is `1.5 million`; Indonesian `M` stands for
/// *miliar* (10⁹), English `M` for million; `17/8/1945` is `8/17/1945`, `pukul 22.30` is `10:30 p.m.`,
/// *dua puluh lima* is *twenty-five*.
public struct NumberReader: Sendable {
  /// A number in a text.
  public struct Reading: Hashable, Sendable {
    /// Its digits as written, such as `10.30`.
    public var written: String
    /// Its value, written so that equal values are equal texts: `1500000`.
    public var value: String
    /// What else it may say, in the same manner: `10.30` a time (`10:30`), the 8 of `17/8/1945` a month
    /// (`month 8`).
    public var alternatives: [String] = []

    public init(written: String, value: String, alternatives: [String] = []) {
      self.written = written
      self.value = value
      self.alternatives = alternatives
    }
  }

  let conventions: NumberConventions

  /// A reader for a language.
  public init(language: LanguageTag) {
    conventions = LanguageProfile.of(language).numbers
  }

  /// The numbers of a text, in order; number words are left to `number(at:in:)`.
  ///
  /// - Complexity: O(n) for n scalars.
  public func numbers(in text: String) -> [Reading] {
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
          alternatives: power > 0 ? [] : times(start..<index, in: scalars)))
    }
    return readings
  }

  func string(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// The power of ten that the word after a number gives it: `juta`, `rb`, `bn`.
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
    guard let power = conventions.multipliers[word.lowercased()] else { return 0 }
    // A single letter multiplies only where it is a capital, or joined to its number: 5 M, 5m.
    if word.count == 1, word == word.lowercased(), start > end { return 0 }
    return power
  }

  /// The value of digits and marks: `1.250,5` in Indonesian is 1250.5. What the language's marks do
  /// not explain (a clock time, a version, the other language's marks) stays as it is written.
  private func value(of digits: ArraySlice<Unicode.Scalar>, power: Int) -> String {
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
      } else if scalar == thousands, !isFraction, marks == 0 ? group <= 3 : group == 3 {
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
      // 10.5 where a comma is expected: the other convention's decimal.
      let parts = written.split(separator: Character(thousands))
      guard marks == 1, parts.count == 2 else { return written }
      return Self.scaled(String(parts[0]), String(parts[1]), power: power)
    }
    return Self.scaled(whole, fraction, power: power)
  }

  private static func scaled(_ whole: String, _ fraction: String, power: Int) -> String {
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
  var isASCIIDigit: Bool { value >= 0x30 && value <= 0x39 }
}
