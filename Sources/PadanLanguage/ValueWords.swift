/// What a language writes beside numbers that tells the value of an amount, a date, a span of time or a
/// share.
///
/// The sections of the file `numbers`, beside those of `NumberConventions`:
///
/// | section | its entries |
/// |---|---|
/// | `weekday` | names of days, with their numbers from Monday on: `senin=1` |
/// | `midday` | words after a time about noon: 11 *siang* is 11:00, 1 *siang* 13:00 |
/// | `dial` | if a time without a half of the day may be in either: 10:30 |
/// | `minutes` `months` | spans of time in minutes, or in months: `jam=60` |
/// | `century` | words beside the number of a century |
/// | `decade` | what stands after a decade or a century: the 1990*s* |
/// | `fraction` | what a number may be followed by, to be added: *dua setengah* |
/// | `part` | what a number may be followed by, to be multiplied: two *thirds* |
/// | `minus` | words before a negative number |
/// | `plus` | words before those that make them say both: *plus or minus* |
/// | `letter-word` | words of one letter, which are no Roman numbers |
/// | `not-number` | phrases whose numbers count nothing: `kaki lima`, a street stall |
/// | `of` | a word between a share and its number: a quarter *of* a million |
/// | `currency` | words and signs beside an amount, with the currency: `rp=IDR`; all dollars are one |
/// | `like-number` | words that may stand for a number: `both=2`, or for one of several: `quarterly=4/3` |
package struct ValueWords: Sendable {
  /// The numbers of the days of the week, 1 for Monday.
  package var weekdays: [String: Int]
  /// Whether the names of days and months begin with a capital.
  package var hasCapitalNames = true
  /// Words after a time about noon.
  package let midday: [String]
  /// Whether a time without a half of the day may be in either.
  package let isDial: Bool
  /// Spans of time in minutes.
  package let minutes: [String: Int]
  /// Spans of time in months.
  package let months: [String: Int]
  /// Words beside the number of a century.
  package let centuries: Set<String>
  /// The letters after a decade or a century in digits.
  package let decades: Set<String>
  /// Shares that are added to the number before them.
  package let fractions: [String: Double]
  /// Shares that the number before them multiplies.
  package let parts: [String: Double]
  /// Words before a negative number.
  package let minus: Set<String>
  /// Words before those for a negative number that make them say both.
  package let plus: Set<String>
  /// Words of one letter, which are no Roman numbers.
  package let letterWords: Set<String>
  /// Phrases whose numbers count nothing.
  package let notNumbers: Phrases
  /// Words between a share and what it is a share of.
  package let of: Set<String>
  /// The currencies of words and signs, by the codes of ISO 4217; all dollars are `dollar`.
  package let currencies: [String: String]
  /// The possible values of words that may stand for a number, as `NumberReader` writes them.
  package let likeNumbers: [String: [String]]

  /// Reads the sections of a file `numbers`.
  init(_ file: SectionFile) {
    func texts(_ section: String) -> [String: String] {
      file[section].reduce(into: [:]) { $0[$1.name] = $1.value }
    }
    func shares(_ section: String) -> [String: Double] {
      texts(section).compactMapValues { value in
        let parts = value.split(separator: "/").compactMap { Double($0) }
        return parts.count == 2 && parts[1] > 0 ? parts[0] / parts[1] : nil
      }
    }
    weekdays = file.numbers("weekday")
    midday = file.words("midday")
    isDial = !file.words("dial").isEmpty
    minutes = file.numbers("minutes")
    months = file.numbers("months")
    centuries = Set(file.words("century"))
    decades = Set(file.words("decade"))
    fractions = shares("fraction")
    parts = shares("part")
    minus = Set(file.words("minus"))
    plus = Set(file.words("plus"))
    notNumbers = Phrases(file.words("not-number"))
    letterWords = Set(file.words("letter-word"))
    of = Set(file.words("of"))
    currencies = texts("currency")
    likeNumbers = texts("like-number").mapValues { $0.split(separator: "/").map(String.init) }
  }
}
