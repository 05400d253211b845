/// Words and phrases of one language with their translations into another.
///
/// Headwords and translations are case-folded, and the words of a phrase are separated by single
/// spaces. The translations of a headword are sorted by strength, the strongest first.
///
///     var lexicon = Lexicon(name: "food", source: id, target: en)
///     lexicon.add("beras", ["rice"])
///     lexicon.translations(of: "beras").first?.text  // "rice"
public struct Lexicon: Sendable {
  /// One translation of a headword.
  public struct Translation: Hashable, Sendable {
    /// The translation, case-folded.
    public var text: String
    /// How certain the translation is, 0...1: 1 if a person wrote it, a probability if it was
    /// learnt.
    public var strength: Double

    /// A translation, by default one that a person wrote.
    public init(_ text: String, strength: Double = 1) {
      self.text = text
      self.strength = strength
    }
  }

  /// The names of the lexicons of which it was made, for messages and results.
  public private(set) var names: [String]
  /// The language of the headwords.
  public let source: LanguageTag
  /// The language of the translations.
  public let target: LanguageTag
  /// The translations of each headword, the strongest first.
  private var translations: [String: [Translation]] = [:]
  /// The headwords of several words, by their first word; each as its words, the longest first.
  private var phrases: [String: [[String]]] = [:]
  /// The case-folded words with a hyphen in its headwords. A tokenizer must not split them.
  public private(set) var hyphenatedWords: Set<String> = []

  /// An empty lexicon.
  public init(name: String, source: LanguageTag, target: LanguageTag) {
    names = [name.shownPath]
    self.source = source
    self.target = target
  }

  /// The names of the lexicons of which it was made, separated by commas.
  public var name: String { names.joined(separator: ", ") }

  /// The number of headwords.
  public var count: Int { translations.count }

  /// The number of translations of all headwords.
  ///
  /// - Complexity: O(headwords).
  public var translationCount: Int { translations.values.reduce(0) { $0 + $1.count } }

  /// The headwords, in no particular order.
  public var headwords: some Sequence<String> { translations.keys }

  /// Adds translations of a headword.
  ///
  /// A translation stands after those of the same strength. One that the headword already has keeps
  /// the greater of the two strengths.
  ///
  /// - Parameters:
  ///   - headword: A case-folded word or phrase.
  ///   - added: Case-folded translations.
  public mutating func add(_ headword: String, _ added: [Translation]) {
    let words = headword.split(separator: " ").map(String.init)
    guard let first = words.first, !added.isEmpty else { return }
    hyphenatedWords.formUnion(words.filter { $0.utf8.contains(UInt8(ascii: "-")) })
    if words.count > 1, translations[headword] == nil {
      let known = phrases[first, default: []]
      let place = known.firstIndex { $0.count < words.count } ?? known.count
      phrases[first, default: []].insert(words, at: place)
    }
    for translation in added {
      var list = translations[headword, default: []]
      if let place = list.firstIndex(where: { $0.text == translation.text }) {
        guard list[place].strength < translation.strength else { continue }
        list.remove(at: place)
      }
      let place = list.firstIndex { $0.strength < translation.strength } ?? list.count
      list.insert(translation, at: place)
      translations[headword] = list
    }
  }

  /// Adds translations that a person wrote, with strength 1.
  public mutating func add(_ headword: String, _ added: [String]) {
    add(headword, added.map { Translation($0) })
  }

  /// Adds everything in another lexicon.
  ///
  /// - Precondition: Both lexicons have the same languages; regions may differ.
  public mutating func add(_ other: Lexicon) {
    precondition(
      source.language == other.source.language && target.language == other.target.language,
      "A lexicon holds one pair of languages.")
    names += other.names
    for (headword, translations) in other.sortedEntries { add(headword, translations) }
  }

  /// Adds the headwords that this lexicon lacks from another lexicon of the same languages.
  public mutating func addMissing(_ other: Lexicon) {
    for (headword, translations) in other.sortedEntries where !contains(headword) {
      add(headword, translations)
    }
  }

  /// The translations of a case-folded word or phrase, the strongest first; empty if it is not a
  /// headword.
  public func translations(of headword: String) -> [Translation] {
    translations[headword] ?? []
  }

  /// Whether a case-folded word or phrase is a headword.
  public func contains(_ headword: String) -> Bool { translations[headword] != nil }

  /// The longest headword of at least two words that begins at a position of a text.
  ///
  /// - Parameters:
  ///   - position: A position in `words`.
  ///   - words: The case-folded words of the text.
  /// - Returns: The words of the headword; `nil` if there is none.
  public func phrase(at position: Int, in words: [String]) -> [String]? {
    phrases[words[position]]?.first { words[position...].starts(with: $0) }
  }

  /// The headwords with their translations, sorted by headword.
  ///
  /// A dictionary has no fixed order, and results made from a lexicon must not depend on chance.
  ///
  /// - Complexity: O(n log n) for n headwords.
  public var sortedEntries: [(headword: String, translations: [Translation])] {
    translations.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The lexicon of the opposite direction: each translation becomes a headword, with the same
  /// strength.
  public func reversed() -> Lexicon {
    var reversed = Lexicon(name: name, source: target, target: source)
    reversed.names = names
    for (headword, translations) in sortedEntries {
      for translation in translations {
        reversed.add(
          translation.text, [Translation(headword, strength: translation.strength)])
      }
    }
    return reversed
  }
}

extension Lexicon.Translation: ExpressibleByStringLiteral {
  /// A translation that a person wrote, with strength 1.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
