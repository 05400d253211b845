/// How a language writes numbers, dates and times.
///
/// The sections of `numbers`:
///
/// | section | its entries |
/// |---|---|
/// | `mark` | `decimal=,` and `thousands=.` |
/// | `decimal-comma` | in `root` alone: languages that write `1.000,5` |
/// | `date` | `month-first` where 8/17 may be a date |
/// | `multiplier` | powers of ten behind a number: `juta=6` |
/// | `unit` `whole` `round` `teen` `times` `power` `one` | the parts of spelled numbers: `NumberPart` |
/// | `ordinal` | words for a place in an order and the number they are made of: `fifth=five` |
/// | `ordinal-prefix` | what makes one of a number: `ke` |
/// | `article` | words for one before a hundred or a power: `a` |
/// | `join` | what stands between the words of a number, and the least number it follows: `and=100` |
/// | `percent` | words for *per cent* |
/// | `month` | `agustus=8` |
/// | `clock` | words before a time of day: `pukul` |
/// | `first-half` `second-half` | words behind one: `pagi`, `p.m.` |
package struct NumberConventions: Sendable {
  /// What stands before a fraction.
  package let decimal: Unicode.Scalar
  /// What parts thousands.
  package let thousands: Unicode.Scalar
  /// Whether a date in digits may begin with its month.
  package let mayBeginWithMonth: Bool
  /// Powers of ten by the words and short forms behind a number.
  package let multipliers: [String: Int]
  /// What each word of a spelled number does.
  package let parts: [String: NumberPart]
  /// For each ordinal word the number it is made of.
  package let ordinals: [String: NumberPart]
  /// What makes an ordinal of a number's first word.
  package let ordinalPrefixes: [String]
  /// Words for one before a hundred or a power.
  package let articles: Set<String>
  /// What stands between the words of a number, with the least number it follows.
  package let joins: [String: Int]
  /// The words that say *per cent*, each as its tokens.
  package let percent: [[String]]
  /// Months by their names and short forms.
  package let months: [String: Int]
  /// Words before a time of day.
  package let clockWords: [String]
  /// Words behind a time before noon.
  package let firstHalf: [String]
  /// Words behind a time after noon.
  package let secondHalf: [String]

  /// - Parameter languages: The language and what it falls back to, for the list of languages that write a
  ///   decimal comma.
  init(_ file: SectionFile, languages: [String]) {
    let writesComma = file.words("decimal-comma").contains { languages.contains($0) }
    func mark(_ name: String, _ usual: Unicode.Scalar) -> Unicode.Scalar {
      file["mark"].last { $0.name == name }?.value?.unicodeScalars.first ?? usual
    }
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

/// What a word does in a spelled number.
package enum NumberPart: Hashable, Sendable {
  /// 0 to 9.
  case unit(Int)
  /// A number of its own; what follows must be worth less than its place.
  case whole(Int, place: Int)
  /// Indonesian *belas*: makes a unit a number from 12 to 19.
  case teen
  /// Makes a unit tens or hundreds.
  case times(Int)
  /// Makes all since the last greater power so many thousands, millions, ….
  case power(Int)
  /// One of such a power.
  case one(Int)

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
