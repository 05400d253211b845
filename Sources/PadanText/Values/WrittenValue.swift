/// A number, amount, percentage, ordinal, date, time or range as it stands in a text.
///
/// A value has parts, because languages order them differently: *14 Juli 2025* and *July 14, 2025*
/// have the same day, month and year.
package struct WrittenValue: Hashable, Sendable {
  /// The parts, in the order in which they are written. There is at least one.
  package var parts: [Part]
  /// The parts as they are if a date in digits begins with its day, where it may begin with either: `8/7/2025`
  /// in a language that allows the month first; `nil` for all others.
  package var dayFirst: [Part]?

  /// All ways to read it: a date in digits may have two.
  package var readings: [WrittenValue] {
    [self] + (dayFirst.map { [WrittenValue(parts: $0)] } ?? [])
  }

  /// Whether it is a date in digits whose month stands before its day; `nil` for all others.
  package var beginsWithMonth: Bool? {
    guard let month = parts.first(where: { $0.field == .month }), case .digits = month.form,
      let day = parts.first(where: { $0.field == .day })
    else { return nil }
    return month.pieces.lowerBound < day.pieces.lowerBound
  }

  /// A value of some parts, in the order in which they are written.
  package init(parts: [Part]) { self.parts = parts }

  /// What kinds of parts it has, in a fixed order: values with the same fields can take each other's
  /// place.
  package var fields: [Field] { parts.map(\.field).sorted { $0.rawValue < $1.rawValue } }
  /// Its place among the pieces of the text.
  package var pieces: Range<Int> {
    parts[0].pieces.lowerBound..<parts[parts.count - 1].pieces.upperBound
  }

  /// What a part of a value is.
  package enum Field: Int, Hashable, Sendable {
    case number, ordinal, time, weekday, day, lastDay, month, year
  }

  /// A part of a value, which can be replaced by itself.
  package struct Part: Hashable, Sendable {
    /// What it is.
    package var field: Field
    /// The value, in a form in which equal values are equal texts: `1500000`, `22:30`, `7` for July.
    package var value: String
    /// The part as it is written.
    package var written: String
    /// Its place among the pieces of the text.
    package var pieces: Range<Int>
    /// How it is written.
    package var form: Form
    /// What it counts, as far as that is written beside it.
    package var unit = Unit.other
  }

  /// What a number counts.
  package enum Unit: Hashable, Sendable {
    case amount, percent, other
  }

  /// How a part is written.
  package enum Form: Hashable, Sendable {
    case digits(Digits)
    /// A number or an ordinal in words.
    case words
    /// Ordinal digits after a prefix with its hyphen: `ke-21`.
    case prefixed(String)
    /// Ordinal digits before an ending: `21st`.
    case suffixed
    case name
    case shortName
    /// A short form with its point.
    case pointedName
    case clock(Clock)
  }

  /// How a number in digits is written.
  package struct Digits: Hashable, Sendable {
    /// The digits before the decimal mark; all there is if the marks say nothing.
    package var whole: String
    /// The digits after the decimal mark.
    package var fraction: String
    /// Whether marks stand between groups of three digits.
    package var isGrouped: Bool
    /// The mark before the fraction; `nil` without one.
    package var decimalMark: Character?
    /// The mark between groups of three digits; `nil` without groups.
    package var groupMark: Character?
    /// Whether the marks are those of no number, as in a version or a telephone number.
    package var isCode = false
    /// The power of ten in a word after the digits; 0 without one.
    package var power = 0
    /// Whether that word is a short form.
    package var hasShortScale = false
    /// What stands between the digits and that word.
    package var gap = ""
  }

  /// How a time is written.
  package struct Clock: Hashable, Sendable {
    /// Whether the hour has two digits.
    package var isPadded: Bool
    /// The mark before the minutes; `nil` without minutes.
    package var mark: String?
    /// The word for the part of the day, as written; `nil` without one.
    package var dayPart: String?
    /// What stands before that word.
    package var gap = ""
    /// Whether it may be before noon or after it.
    package var isOpen = false
  }
}
