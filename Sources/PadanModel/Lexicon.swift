/// Words and phrases of one language with their translations into another.
///
/// Lookups are by case-folded text. A headword's translations stand best first.
public struct Lexicon: Sendable {
  /// What messages and results call it.
  public var name: String
  public let source: LanguageTag
  public let target: LanguageTag
  private var translations: [String: [String]] = [:]
  /// Phrases by their first word, the longest first, each as its words.
  private var phrases: [String: [[String]]] = [:]

  /// Makes an empty lexicon.
  public init(name: String, source: LanguageTag, target: LanguageTag) {
    self.name = name
    self.source = source
    self.target = target
  }

  /// How many headwords it holds.
  public var count: Int { translations.count }

  /// The headwords, in no particular order.
  public var headwords: some Sequence<String> { translations.keys }

  /// Adds a case-folded headword's translations after those it has; one it has already stays where
  /// it is.
  public mutating func add(_ headword: String, _ added: [String]) {
    let words = headword.split(separator: " ").map(String.init)
    guard let first = words.first else { return }
    if words.count > 1, translations[headword] == nil {
      let known = phrases[first, default: []]
      let place = known.firstIndex { $0.count < words.count } ?? known.count
      phrases[first, default: []].insert(words, at: place)
    }
    for translation in added where !translations[headword, default: []].contains(translation) {
      translations[headword, default: []].append(translation)
    }
  }

  /// The translations of a case-folded word or phrase, best first; empty where it is unknown.
  public func translations(of headword: String) -> [String] {
    translations[headword] ?? []
  }

  /// The longest phrase of at least two words that begins at a position of a text's case-folded
  /// words.
  public func phrase(at position: Int, in words: [String]) -> [String]? {
    phrases[words[position]]?.first { words[position...].starts(with: $0) }
  }

  /// The lexicon of the opposite direction: every translation leads back to its headwords.
  public func reversed() -> Lexicon {
    var reversed = Lexicon(name: name, source: target, target: source)
    // A written order: dictionaries have none, and ties must not depend on chance.
    for headword in translations.keys.sorted() {
      for translation in translations[headword]! { reversed.add(translation, [headword]) }
    }
    return reversed
  }
}
