/// How a language writes values, and which words agree with them: what is needed to put a new number,
/// date or time into a text, beside what `NumberConventions` needs to read one.
///
/// The sections of the file `forms`:
///
/// | section | its entries |
/// |---|---|
/// | `month` `short-month` `pointed-month` | twelve names each, as written; the last as with a point: `Sept.` |
/// | `weekday` | seven names from Monday on |
/// | `date-join` | words between a day and its month |
/// | `clock` | `mark=:`, between hours and minutes |
/// | `day-part` | words after a time, with the hour from which they are said: `p.m.=12` |
/// | `counted-part` | those of them that are counted too, as in *3 malam*, three nights |
/// | `day-word` | words behind them, with which they are a part of the day all the same: *9 malam ini* |
/// | `zone` | time zones after a time |
/// | `scale` `short-scale` | the words for powers of ten that are written after digits: `million=6` |
/// | `one` | the words for one of a power of ten that are usual |
/// | `ordinal-suffix` | the ending of ordinal digits; with a value, that after these last digits: `1=st` |
/// | `ordinal-word` | ordinal words that the prefix does not make: `satu=pertama` |
/// | `measure` | nouns after 1, and after other numbers: `week=weeks` |
/// | `agreement` | words that may have to change with the number of a noun |
/// | `article` | an article, and its form before a vowel: `a=an` |
/// | `name-particle` | small words inside names: `van` |
/// | `vowel-sound` `consonant-sound` | how words begin that are spoken with one; the longest counts |
package struct WritingForms: Sendable {
  /// The names of the months, from January on; empty if they are not known.
  package let months: [String]
  /// Their short forms.
  package let shortMonths: [String]
  /// Their forms where short forms have a point.
  package let pointedMonths: [String]
  /// The names of the weekdays, from Monday on; empty if they are not known.
  package let weekdays: [String]
  /// Words between a day and its month.
  package let dateJoins: Set<String>
  /// The mark between hours and minutes.
  package let clockMark: String
  /// Words after a time, each with the hour from which it is said, in the order of the file.
  package let dayParts: [(word: String, hour: Int)]
  /// Those of them that are counted too: after a number alone they name no time.
  package let countedDayParts: Set<String>
  /// Words after a part of the day with which it is one: *this*, *last*, *next*.
  package let dayWords: Set<String>
  /// Time zones after a time.
  package let zones: Set<String>
  /// The words for powers of ten after digits, as written.
  package let scale: [(word: String, power: Int)]
  /// Their short forms.
  package let shortScale: [(word: String, power: Int)]
  /// The words for one of a power of ten that are usual: *seribu*.
  package let oneWords: Set<String>
  /// The endings of ordinal digits, by the last digits; that of all others under no digits.
  package let ordinalSuffixes: [String: String]
  /// Ordinal words that no prefix makes, by the number word.
  package let ordinalWords: [String: String]
  /// The form of nouns of measure after other numbers than 1, by their form after 1.
  package let measures: [String: String]
  /// The form of nouns of measure after 1, by their form after other numbers.
  package let singularMeasures: [String: String]
  /// Words that may have to change with the number of a noun.
  package let agreementWords: Set<String>
  /// Words that tell whether a person is a man or a woman.
  package let genderedWords: Set<String>
  /// Words that are the same in singular and plural, or in present and past.
  package let unmarkedWords: Set<String>
  /// Case-folded words that say when something is, such as *tomorrow*, and those for parts of the day.
  package let timeWords: Set<String>
  /// Case-folded names that have the article.
  package let namesWithArticle: Set<String>
  /// Case-folded small words inside names.
  package let nameParticles: Set<String>
  /// Articles before a consonant and, as values, before a vowel.
  package let articles: [String: String]
  private let vowelSounds: [String]
  private let consonantSounds: [String]

  /// Reads the sections of a file `forms`.
  init(_ file: SectionFile) {
    func list(_ section: String) -> [(word: String, power: Int)] {
      file[section].compactMap { entry in entry.number.map { (entry.name, $0) } }
    }
    func words(_ section: String) -> [String: String] {
      file[section].reduce(into: [:]) { $0[$1.name] = $1.value }
    }
    func names(_ section: String, _ count: Int) -> [String] {
      let names = file.words(section)
      return names.count == count ? names : []
    }
    months = names("month", 12)
    shortMonths = names("short-month", 12)
    pointedMonths = names("pointed-month", 12)
    weekdays = names("weekday", 7)
    dateJoins = Set(file.words("date-join"))
    clockMark = file["clock"].last { $0.name == "mark" }?.value ?? ":"
    dayParts = list("day-part").map { ($0.word, $0.power) }
    countedDayParts = Set(file.words("counted-part"))
    dayWords = Set(file.words("day-word"))
    zones = Set(file.words("zone"))
    scale = list("scale")
    shortScale = list("short-scale")
    oneWords = Set(file.words("one"))
    ordinalSuffixes = file["ordinal-suffix"].reduce(into: [:]) { suffixes, entry in
      suffixes[entry.value == nil ? "" : entry.name] = entry.value ?? entry.name
    }
    ordinalWords = words("ordinal-word")
    measures = words("measure")
    singularMeasures = file["measure"].reduce(into: [:]) { measures, entry in
      if let plural = entry.value { measures[plural] = entry.name }
    }
    agreementWords = Set(file.words("agreement"))
    genderedWords = Set(file.words("gendered"))
    unmarkedWords = Set(file.words("unmarked"))
    timeWords = Set(file.words("when") + dayParts.map(\.word))
    namesWithArticle = Set(file.words("with-article").map { $0.lowercased() })
    nameParticles = Set(file.words("name-particle"))
    articles = words("article")
    vowelSounds = file.words("vowel-sound")
    consonantSounds = file.words("consonant-sound")
  }

  /// Whether a word is spoken with a vowel at its beginning.
  ///
  ///     forms.beginsWithVowel("hour")  // true
  ///
  /// - Parameter word: A case-folded word.
  package func beginsWithVowel(_ word: String) -> Bool {
    func length(_ sounds: [String]) -> Int {
      sounds.lazy.filter(word.hasPrefix).map(\.utf8.count).max() ?? 0
    }
    return length(vowelSounds) > length(consonantSounds)
  }

  /// The ending of ordinal digits: `nd` for `22`; `nil` if the language has none.
  package func ordinalSuffix(of digits: String) -> String? {
    for count in [2, 1] {
      if let suffix = ordinalSuffixes[String(digits.suffix(count))] { return suffix }
    }
    return ordinalSuffixes[""]
  }
}
