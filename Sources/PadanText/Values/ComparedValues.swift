import PadanLanguage
package import PadanModel

/// A value that a text states: a number, in digits or in words, or what stands beside one.
package struct ComparedValue: Hashable, Sendable {
  /// What shows the value.
  package enum Kind: Hashable, Sendable {
    /// Digits.
    case digits
    /// A number in words that says how many: from *three* on, or a share of a thousand or more.
    case spelled
    /// A word that may stand for a number, and need not: *one*, *both*, *half*, a Roman number.
    case vague
    /// The name of a month.
    case month
    /// The name of a day of the week.
    case weekday
    /// A currency.
    case currency
    /// *Per cent*.
    case percent
  }

  /// What shows the value.
  package var kind: Kind
  /// The possible values, the likeliest first. Equal values are equal texts.
  package var values: [String]
  /// The text as written.
  package var written: String
  /// The place of the value, in Unicode scalars that are not ignorable.
  package var range: Range<Int>
  /// Whether it is an amount of money.
  package var isAmount = false
  /// Whether it is part of a date or a time of day.
  package var isDate = false
  /// Whether it is a share in words: *two thirds*.
  package var isShare = false
  /// The place of the value with what stands beside it and changes it: a minus sign, a part of the day;
  /// `nil` if nothing does.
  package var fullRange: Range<Int>?

  /// Whether the two may be the same value.
  package func mayEqual(_ other: ComparedValue) -> Bool {
    values.contains { other.values.contains($0) }
  }
}

/// Reads the values of a text by the conventions of its language, so that both texts of a pair give
/// equal values.
///
///     ComparedValueReader(language: indonesian).values(in: "setengah juta").map(\.values)  // [["500000"]]
///
/// Digits are read by `NumberReader`, those of all scripts. Of a language without numbers of its own it knows
/// marks, months, days and powers of ten from CLDR (`LocaleValues`). Beyond `NumberReader`, this reader
/// knows shares (*one and a half million*), spans of time (*half an hour* is 30 minutes), times by the half
/// of the day, centuries, days of the week and currencies.
package struct ComparedValueReader: Sendable {
  private let reader: NumberReader
  private let words: ValueWords

  /// A number in words below this may be an article, a pronoun or “both”, so it need not be there.
  private static let leastSpelled = 3

  /// The most scalars between a month and its day or year.
  private static let longestGap = 2

  /// A reader for a language.
  package init(language: LanguageTag) {
    let profile = LanguageProfile.of(language)
    reader = NumberReader(profile.comparedNumbers)
    let values = profile.hasOwnNumbers ? nil : LocaleValues.of(language)
    words = values.map { profile.values.with($0) } ?? profile.values
  }

  /// The values of a text, in the order in which they stand.
  ///
  /// - Parameter tokens: The tokens of the text.
  /// - Complexity: O(n) for n scalars.
  package func values(in text: String, tokens: [Token]) -> [ComparedValue] {
    var reading = ComparedValueReading(reader, words, text: text, tokens: tokens)
    reading.readDigits()
    reading.readWords(from: Self.leastSpelled)
    var values = reading.values.sorted { $0.range.lowerBound < $1.range.lowerBound }
    for (place, value) in values.enumerated() where value.kind == .month {
      for other in [place - 1, place + 1]
      where values.indices.contains(other) && values[other].kind == .digits
        && values[max(place, other)].range.lowerBound - values[min(place, other)].range.upperBound
          <= Self.longestGap
      {
        values[other].isDate = true
      }
    }
    return values
  }

  /// The values of a text, in the order in which they stand.
  package func values(in text: String) -> [ComparedValue] {
    values(in: text, tokens: Tokenizer.tokens(in: text))
  }
}
