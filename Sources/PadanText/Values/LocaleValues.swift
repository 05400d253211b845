import CICU
import PadanLanguage
import PadanModel
import Synchronization

/// How a language writes numbers and dates, as far as Unicode's Common Locale Data Repository
/// (https://cldr.unicode.org) tells: for languages of which Padan knows no more.
///
///     LocaleValues.of(german)!.multipliers["mio"]  // 6
struct LocaleValues: Sendable {
  private(set) var decimal: Unicode.Scalar = "."
  private(set) var thousands: Unicode.Scalar = ","
  /// Whether all groups of digits have three.
  private(set) var hasEvenGroups = true
  /// The powers of ten of words behind digits.
  private(set) var multipliers: [String: Int] = [:]
  /// The numbers of the months by their names.
  private(set) var months: [String: Int] = [:]
  /// The months as they are written behind a day with a full stop, as in *3. Juni*; `nil` if the language
  /// writes no day so.
  private(set) var ordinalMonths: WordTable?
  /// The names of the months as written, short ones too. These may be words as well: Spanish *mar*.
  private var monthNames: Set<String> = []
  /// Whether a full stop follows the day in a date.
  private var hasOrdinalDays = false
  /// What stands behind the number of a month: 月.
  private(set) var monthMarks: Set<String> = []
  /// The days of the week, 1 for Monday.
  private(set) var weekdays: [String: Int] = [:]
  /// Whether the names of months begin with a capital.
  private(set) var hasCapitalNames = false

  /// What is known of a language; `nil` if ICU does not know it.
  ///
  /// - Complexity: Asks ICU once for each language.
  static func of(_ language: LanguageTag) -> LocaleValues? {
    known.withLock { known in
      if let values = known[language] { return values }
      let values = LocaleValues(language)
      known[language] = .some(values)
      return values
    }
  }

  private static let known = Mutex<[LanguageTag: LocaleValues?]>([:])

  private init?(_ language: LanguageTag) {
    var status: Int32 = 0
    let text = ICUText.transform([], capacity: Self.usualSize) { _, output, capacity in
      cicu_value_forms(language.description, output, capacity, &status)
    }
    guard let text, !text.isEmpty else { return nil }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let thing = parts[0].split(separator: " ")
      add(thing[0], thing.count > 1 ? Int(thing[1]) ?? 0 : 0, String(parts[1]))
    }
    if hasOrdinalDays {
      let forms = monthNames.flatMap { [$0, $0.uppercased()] }
        .map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
      ordinalMonths = WordTable(
        Dictionary(forms.map { ($0, .afterOrdinal) }) { first, _ in first })
    }
  }

  private mutating func add(_ thing: Substring, _ number: Int, _ written: String) {
    switch thing {
    case "decimal": decimal = Self.asciiMark(written) ?? decimal
    case "group": thousands = Self.asciiMark(written) ?? thousands
    case "uneven-groups": hasEvenGroups = false
    case "ordinal-day": hasOrdinalDays = true
    default: addName(thing, number, written)
    }
  }

  private mutating func addName(_ thing: Substring, _ number: Int, _ written: String) {
    var name = TextForm.folded(TextForm.matchKey(of: written))[...]
    while let last = name.last, last == "." || last.isWhitespace { name.removeLast() }
    name = name.drop(while: \.isWhitespace)
    switch thing {
    case "power" where !name.contains(where: \.isWhitespace): multipliers[String(name)] = number
    case "weekday": weekdays[String(name)] = number
    case "month", "short-month":
      if let first = name.first, first.isNumber {
        let mark = name.drop(while: \.isNumber)
        if !mark.isEmpty { monthMarks.insert(String(mark)) }
        return
      }
      monthNames.insert(written)
      if thing == "month" {
        months[String(name)] = number
        hasCapitalNames = written.unicodeScalars.first?.isUppercase ?? false
      }
    default: break
    }
  }

  /// A mark as it is beside ASCII digits: Arabic has marks of its own.
  private static func asciiMark(_ mark: String) -> Unicode.Scalar? {
    mark.unicodeScalars.first { !$0.isIgnorable }.map { LocaleDigits.ascii($0) }
  }

  /// The bytes of what is known of a language: most take about 2,000.
  private static let usualSize = 1 << 12
}

extension NumberConventions {
  /// The same with what is known of another language in place of that of `root`.
  func with(_ values: LocaleValues) -> NumberConventions {
    var conventions = withMarks(of: values)
    conventions.multipliers = values.multipliers
    conventions.months = values.months
    conventions.monthMarks = values.monthMarks
    return conventions
  }

  /// The same with the marks of another language.
  fileprivate func withMarks(of values: LocaleValues) -> NumberConventions {
    var conventions = self
    conventions.decimal = values.decimal
    conventions.thousands = values.thousands
    conventions.hasEvenGroups = values.hasEvenGroups
    conventions.hasKnownMarks = true
    return conventions
  }
}

extension LanguageProfile {
  /// How numbers are written, with all that CLDR tells where Padan has no numbers of the language.
  var comparedNumbers: NumberConventions {
    guard !hasOwnNumbers, let values = LocaleValues.of(language) else { return numbers }
    return numbers.with(values)
  }

  /// How numbers are written, with the marks of CLDR where Padan has no numbers of the language.
  var markedNumbers: NumberConventions {
    guard !hasOwnNumbers, let values = LocaleValues.of(language) else { return numbers }
    return numbers.withMarks(of: values)
  }
}

extension ValueWords {
  /// The same with the days of the week of another language in place of those of `root`.
  func with(_ values: LocaleValues) -> ValueWords {
    var words = self
    words.weekdays = values.weekdays
    words.hasCapitalNames = values.hasCapitalNames
    return words
  }
}

/// Digits of all scripts, and the marks between them, as those of ASCII.
package enum LocaleDigits {
  /// A digit of any script as that of ASCII, an Arabic mark between digits as that which does the same; any
  /// other scalar as it is.
  static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value > 0x65F else { return scalar }
    switch scalar {
    case "\u{66B}": return "."
    case "\u{66C}": return ","
    default:
      guard scalar.properties.generalCategory == .decimalNumber,
        let value = scalar.properties.numericValue
      else { return scalar }
      return Unicode.Scalar(UInt8(0x30 + value))
    }
  }

  /// A text with the digits and marks of ASCII, scalar by scalar.
  package static func ascii(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ascii($0) != $0 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map(ascii)))
  }
}
