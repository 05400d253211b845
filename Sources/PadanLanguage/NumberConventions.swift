/// How a language writes numbers, dates and times.
///
/// The sections of the file `numbers`:
///
/// | section | its entries |
/// |---|---|
/// | `mark` | `decimal=,` and `thousands=.` |
/// | `decimal-comma` | in `root` only: the languages that write `1.000,5` |
/// | `date` | `month-first` if 8/17 may be a date |
/// | `multiplier` | words after a number, with their powers of ten: `juta=6` |
/// | `unit` `whole` `round` `teen` `times` `power` `one` | words of numbers: `NumberPart` |
/// | `ordinal` | ordinal words, with the number word they come from: `fifth=five` |
/// | `ordinal-prefix` | prefixes that make an ordinal of a number word: `ke` |
/// | `article` | words for *one* before a hundred or a power of ten: `a` |
/// | `join` | words between the words of a number, with the least value before them: `and=100` |
/// | `percent` | words for *per cent* |
/// | `month` | names of months, with their numbers: `agustus=8` |
/// | `clock` | words before a time of day: `pukul` |
/// | `first-half` `second-half` | words after a time before or after noon: `pagi`, `p.m.` |
package struct NumberConventions: Sendable {
  /// The decimal mark, before a fraction.
  package var decimal: Unicode.Scalar
  /// The mark between groups of three digits.
  package var thousands: Unicode.Scalar
  /// Whether both marks are known, not only those of most languages; what the data files do not tell, CLDR may.
  package var hasKnownMarks: Bool
  /// Whether all groups of digits have three; if not, those before the last have another size: `12,34,567`.
  package var hasEvenGroups = true
  /// Whether the month may come first in a date in digits.
  package let mayBeginWithMonth: Bool
  /// The powers of ten of words and short forms after a number: 6 for `juta`.
  package var multipliers: [String: Int]
  /// The part that each word plays in a spelled number.
  package let parts: [String: NumberPart]
  /// The part that each ordinal word plays: that of the number word it comes from.
  package let ordinals: [String: NumberPart]
  /// Prefixes that make an ordinal of the first word of a number.
  package let ordinalPrefixes: [String]
  /// Words for *one* before a hundred or a power of ten.
  package let articles: Set<String>
  /// Words between the words of a number, with the least value that must come before them.
  package let joins: [String: Int]
  /// The words for *per cent*, each as a list of its tokens.
  package let percent: [[String]]
  /// The numbers of the months, 1 to 12, by their names and short forms.
  package var months: [String: Int]
  /// What stands behind the number of a month where that is its name: 月. The data files know none.
  package var monthMarks: Set<String> = []
  /// Words before a time of day.
  package let clockWords: [String]
  /// Words after a time before noon.
  package let firstHalf: [String]
  /// Words after a time after noon.
  package let secondHalf: [String]

  /// Reads the sections of a file `numbers`.
  ///
  /// - Parameter languages: The language's tag and its shorter tags. If one is in the list
  ///   `decimal-comma`, that decides the marks.
  init(_ file: SectionFile, languages: [String]) {
    let writesComma = file.words("decimal-comma").contains { languages.contains($0) }
    func mark(_ name: String, _ usual: Unicode.Scalar) -> Unicode.Scalar {
      file["mark"].last { $0.name == name }?.value?.unicodeScalars.first ?? usual
    }
    hasKnownMarks = writesComma || !file["mark"].isEmpty
    decimal = writesComma ? "," : mark("decimal", ".")
    thousands = writesComma ? "." : mark("thousands", ",")
    mayBeginWithMonth = file.words("date").contains("month-first")
    multipliers = file.numbers("multiplier")
    let parts = NumberPart.parts(file)
    self.parts = parts
    ordinals = file["ordinal"].reduce(into: [:]) { ordinals, entry in
      ordinals[entry.name] = entry.value.flatMap { parts[$0] }
    }
    ordinalPrefixes = file.words("ordinal-prefix")
    articles = Set(file.words("article"))
    joins = file["join"].reduce(into: [:]) { $0[$1.name] = $1.number ?? 0 }
    percent = file.words("percent").map { $0.split(separator: " ").map(String.init) }
    months = file.numbers("month")
    clockWords = file.words("clock")
    firstHalf = file.words("first-half")
    secondHalf = file.words("second-half")
  }
}

/// The part that a word plays in a spelled number.
package enum NumberPart: Hashable, Sendable {
  /// A number from 0 to 9.
  case unit(Int)
  /// A number that does not come from a unit: *eleven*, *twenty*. The next word of the number must
  /// be worth less than `place`.
  case whole(Int, place: Int)
  /// Adds 10 to the unit before it: Indonesian *belas*, which makes the numbers from 12 to 19.
  case teen
  /// Multiplies the unit before it by 10 or 100.
  case times(Int)
  /// Multiplies the words since the last greater power by a power of ten: *thousand* is 3.
  case power(Int)
  /// One times a power of ten: Indonesian *seribu* is 3.
  case one(Int)

  /// The part of each word in the sections of a file `numbers`.
  fileprivate static func parts(_ file: SectionFile) -> [String: NumberPart] {
    var parts: [String: NumberPart] = [:]
    func add(_ section: String, _ part: (Int) -> NumberPart) {
      for entry in file[section] { parts[entry.name] = part(entry.number ?? 0) }
    }
    add("unit") { .unit($0) }
    add("whole") { .whole($0, place: 1) }
    add("round") { .whole($0, place: $0 < 100 ? 10 : 100) }
    add("teen") { _ in .teen }
    add("times") { .times($0) }
    add("power") { .power($0) }
    add("one") { .one($0) }
    return parts
  }
}
