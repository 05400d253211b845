/// Words and phrases of one language with their translations into another.
///
/// Lookups are by case-folded text. A headword's translations stand best first.
public struct Lexicon: Sendable {
  /// One translation of a headword.
  public struct Translation: Hashable, Sendable {
    /// Case-folded.
    public var text: String
    /// How sure it is, 0...1: 1 where a person wrote it, a probability where it was learnt.
    public var strength: Double

    public init(_ text: String, strength: Double = 1) {
      self.text = text
      self.strength = strength
    }
  }

  /// What messages and results call the lexicons it was made of.
  public private(set) var names: [String]
  public let source: LanguageTag
  public let target: LanguageTag
  private var translations: [String: [Translation]] = [:]
  /// Phrases by their first word, the longest first, each as its words.
  private var phrases: [String: [[String]]] = [:]
  /// The case-folded words with a hyphen that its headwords and phrases are made of.
  public private(set) var hyphenatedWords: Set<String> = []

  /// Makes an empty lexicon.
  public init(name: String, source: LanguageTag, target: LanguageTag) {
    names = [name]
    self.source = source
    self.target = target
  }

  /// The names of all it was made of, in order, parted by commas.
  public var name: String { names.joined(separator: ", ") }

  /// How many headwords it holds.
  public var count: Int { translations.count }

  /// How many translations they have together.
  public var translationCount: Int { translations.values.reduce(0) { $0 + $1.count } }

  /// The headwords, in no particular order.
  public var headwords: some Sequence<String> { translations.keys }

  /// Adds translations of a case-folded headword: after those it has that are as sure, or, where it has
  /// one already, in its place with the greater strength.
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

  /// Adds translations that a person vouches for.
  public mutating func add(_ headword: String, _ added: [String]) {
    add(headword, added.map { Translation($0) })
  }

  /// Adds all that another lexicon of the same languages holds.
  public mutating func add(_ other: Lexicon) {
    precondition(
      source.language == other.source.language && target.language == other.target.language,
      "A lexicon holds one pair of languages.")
    names += other.names
    for (headword, translations) in other.sortedEntries { add(headword, translations) }
  }

  /// Adds what another lexicon of the same languages says of headwords that this one lacks.
  public mutating func addMissing(_ other: Lexicon) {
    for (headword, translations) in other.sortedEntries where !contains(headword) {
      add(headword, translations)
    }
  }

  /// The translations of a case-folded word or phrase, best first; empty where it is unknown.
  public func translations(of headword: String) -> [Translation] {
    translations[headword] ?? []
  }

  /// Whether it knows a case-folded word or phrase.
  public func contains(_ headword: String) -> Bool { translations[headword] != nil }

  /// The longest phrase of at least two words that begins at a position of a text's case-folded
  /// words.
  public func phrase(at position: Int, in words: [String]) -> [String]? {
    phrases[words[position]]?.first { words[position...].starts(with: $0) }
  }

  /// The headwords with their translations, by headword: a dictionary has no order of its own, and what
  /// is made from a lexicon must not depend on chance.
  public var sortedEntries: [(headword: String, translations: [Translation])] {
    translations.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The lexicon of the opposite direction: every translation leads back to its headwords.
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
  /// A translation that a person vouches for.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
