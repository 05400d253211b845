/// The words and phrases that show what a line of a news page is.
///
/// The sections of the file `page`. Words are compared in small letters:
///
/// | section | its entries |
/// |---|---|
/// | `pointer` `related` … | a section for each `Cue`: the words with which such a line begins; a colon behind them must be there |
/// | `calendar` | months, days and their short forms |
/// | `time-zone` `time-ending` | words after a time: `wib`, `p.m.` |
/// | `name-particle` | small words between names: `dan` |
/// | `picture` `agency` | words of a credit that name a picture, and agencies |
/// | `credit-particle` | small words between the names of a credit |
@usableFromInline
package struct PageSigns: Sendable {
  /// What a line is about if it begins with certain words.
  package enum Cue: Int, CaseIterable, CodingKey, Sendable {
    /// It points to another article: `Baca juga`.
    case pointer
    /// It stands above the titles of other articles: `Berita Terkait`.
    case related
    /// A button beside the article, or its counter: `Bagikan`.
    case share
    /// An advertisement or a pay wall, or its label.
    case advertisement
    /// It asks to follow, subscribe or install.
    case follow
    /// It stands before or above tags.
    case tags
    /// It belongs to the readers' comments.
    case comments
    /// It leads to another page or part: `Selanjutnya`.
    case pager
    /// It says whose the text is.
    case copyright
    /// A section of the site, or a page of its own: `Ekonomi`, `Tentang Kami`.
    case menu
    /// It belongs to a film or a player.
    case player
    /// It says who wrote the article, or when.
    case byline
    /// It names the people behind the article, or its source.
    case signoff
  }

  /// What a word may be in a line of a page.
  @usableFromInline
  package struct WordClasses: OptionSet, Sendable {
    /// One bit for each class.
    @usableFromInline package let rawValue: UInt16
    /// The classes of these bits.
    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }
    /// No class. From another module, an empty literal takes a hundred times as long.
    @inlinable package static var none: WordClasses { WordClasses(rawValue: 0) }

    /// A month, a day or a short form of one.
    @inlinable package static var calendar: WordClasses { WordClasses(rawValue: 1 << 0) }
    /// A word after a time of day.
    @inlinable package static var timeZone: WordClasses { WordClasses(rawValue: 1 << 1) }
    /// A small word between names.
    @inlinable package static var nameParticle: WordClasses { WordClasses(rawValue: 1 << 2) }
    /// A word of a credit that names a picture.
    @inlinable package static var picture: WordClasses { WordClasses(rawValue: 1 << 3) }
    /// An agency.
    @inlinable package static var agency: WordClasses { WordClasses(rawValue: 1 << 4) }
    /// A small word in a credit.
    @inlinable package static var creditParticle: WordClasses { WordClasses(rawValue: 1 << 5) }
    /// A function word of the language.
    @inlinable package static var function: WordClasses { WordClasses(rawValue: 1 << 6) }

    // `OptionSet` has these for any type; from another module they take many times as long, and they
    // are asked of every word.

    /// Whether all of some classes are among these.
    @inlinable package func contains(_ classes: WordClasses) -> Bool {
      rawValue & classes.rawValue == classes.rawValue
    }

    /// The classes of both.
    @inlinable package func union(_ classes: WordClasses) -> WordClasses {
      WordClasses(rawValue: rawValue | classes.rawValue)
    }

    /// Whether none of some classes is among these.
    @inlinable package func isDisjoint(with classes: WordClasses) -> Bool {
      rawValue & classes.rawValue == 0
    }
  }

  /// A phrase of a cue.
  package struct Phrase: Sendable {
    /// The numbers of its words, as positions in `phraseWords`.
    package var words: Range<Int>
    /// What a line is about that begins with it.
    package var cue: Cue
    /// Whether a line begins with it only if it is a label, with a colon: `See:`, but not `See you`.
    package var isLabel: Bool
  }

  /// The numbers of the words that the lists know.
  private let numbers: WordMap<Int>
  /// What each of these words may be, by its number.
  package let classes: [WordClasses]
  /// The phrases that begin with each of these words.
  package let phrasesOfWord: [Range<Int>]
  /// All phrases, by their first word.
  package let phrases: [Phrase]
  /// The numbers of the words of all phrases.
  package let phraseWords: [Int]

  /// Reads the sections of a file `page`.
  ///
  /// - Parameter functionWords: The function words of the language, in small letters.
  init(_ file: SectionFile, functionWords: Set<String>) {
    var list = List()
    let sections: [(name: String, list: WordClasses)] = [
      ("calendar", .calendar), ("time-zone", .timeZone), ("time-ending", .timeZone),
      ("name-particle", .nameParticle), ("picture", .picture), ("agency", .agency),
      ("credit-particle", .creditParticle),
    ]
    for (section, wordClass) in sections {
      for word in file.words(section) { list.add(word, to: wordClass) }
    }
    for word in functionWords.sorted() { list.add(word, to: .function) }
    for cue in Cue.allCases {
      for phrase in file.words(cue.stringValue) { list.add(phrase, for: cue) }
    }
    numbers = WordMap(list.words.enumerated().map { (Array($1.text.utf8), $0) })
    classes = list.words.map(\.classes)
    let sorted = list.sortedPhrases()
    phraseWords = sorted.flatMap(\.words)
    var phrases: [Phrase] = []
    var phrasesOfWord = classes.map { _ in 0..<0 }
    for (words, cue, isLabel) in sorted {
      let place = phrases.last?.words.upperBound ?? 0
      let first =
        phrasesOfWord[words[0]].isEmpty ? phrases.count : phrasesOfWord[words[0]].lowerBound
      phrases.append(
        Phrase(words: place..<place + words.count, cue: cue, isLabel: isLabel))
      phrasesOfWord[words[0]] = first..<phrases.count
    }
    (self.phrases, self.phrasesOfWord) = (phrases, phrasesOfWord)
  }

  /// The number of the word with these bytes, which are in small letters; `nil` if no list knows it.
  ///
  /// - Complexity: O(n) for n bytes.
  package func number(of bytes: Span<UInt8>) -> Int? {
    numbers.value(of: 0..<bytes.count, in: bytes)
  }

  /// The number of the word of ASCII, in small letters or capitals, at a range of a text; `nil` if no
  /// list knows it.
  package func number(ofASCIIWord range: Range<Int>, in text: Span<UInt8>) -> Int? {
    // The bit makes letters small, and leaves digits, apostrophes, hyphens and full stops as they are.
    numbers.value(of: range, in: text, setting: 0x20)
  }

  /// Words and phrases that are being collected.
  private struct List {
    private var numbers: [String: Int] = [:]
    /// The words, in the order in which they came.
    private(set) var words: [(text: String, classes: WordClasses)] = []
    private var phrases: [(words: [Int], cue: Cue, isLabel: Bool)] = []

    /// The number of a word, which gets one if it has none.
    private mutating func number(of text: String) -> Int {
      if let number = numbers[text] { return number }
      numbers[text] = words.count
      words.append((text, .none))
      return words.count - 1
    }

    /// Adds a word to a class. Marks at its ends do not count.
    mutating func add(_ word: String, to wordClass: WordClasses) {
      let word = Self.bare(word)
      guard !word.isEmpty else { return }
      let number = number(of: word)
      words[number].classes = words[number].classes.union(wordClass)
    }

    /// Adds a phrase.
    mutating func add(_ phrase: String, for cue: Cue) {
      let numbers = phrase.utf8.split(separator: UInt8(ascii: " "))
        .map { Self.bare(String(Substring($0))) }
        .filter { !$0.isEmpty }.map { number(of: $0) }
      if !numbers.isEmpty {
        phrases.append((numbers, cue, phrase.utf8.last == UInt8(ascii: ":")))
      }
    }

    /// The phrases, by the numbers of their first words; those of a word in the order in which they
    /// came.
    func sortedPhrases() -> [(words: [Int], cue: Cue, isLabel: Bool)] {
      phrases.enumerated().sorted {
        ($0.element.words[0], $0.offset) < ($1.element.words[0], $1.offset)
      }.map(\.element)
    }

    /// A word in small letters, with straight apostrophes and without marks at its ends.
    private static func bare(_ word: String) -> String {
      // Nearly every word of the lists is this already.
      if word.utf8.allSatisfy({ $0 &- 0x61 < 26 || $0 &- 0x30 < 10 }) { return word }
      let scalars = Array(word.lowercased().unicodeScalars)
      let isInner: (Unicode.Scalar) -> Bool = {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      guard let first = scalars.firstIndex(where: isInner),
        let last = scalars.lastIndex(where: isInner)
      else { return "" }
      var bare = String.UnicodeScalarView()
      bare.append(contentsOf: scalars[first...last].map { $0 == "’" ? "'" : $0 })
      return String(bare)
    }
  }
}
