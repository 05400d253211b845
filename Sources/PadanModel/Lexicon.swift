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
  /// The translations of each headword, the strongest first; of the headwords of `text` those that
  /// were changed.
  private var translations: [String: [Translation]] = [:]
  /// Entries that are read when they are asked for.
  private var text: LexiconText?
  /// How many headwords are in both.
  private var changedCount = 0
  /// How many words the headwords of several words have, by their first word; the greatest first.
  private var phraseLengths: [String: [Int]] = [:]
  /// The case-folded words with a hyphen in its headwords. A tokenizer must not split them.
  public private(set) var hyphenatedWords: Set<String> = []
  /// The headwords that only dictionaries have.
  private var listed: Set<String> = []
  /// How many translations were left out because their headword had enough that are as strong.
  package private(set) var leftOutCount = 0

  /// An empty lexicon.
  public init(name: String, source: LanguageTag, target: LanguageTag) {
    names = [name.shownPath]
    self.source = source
    self.target = target
  }

  /// The entries of a text, each of which is read when it is asked for.
  ///
  ///     let entries = "beras\trice\nharga\tprice, cost"
  ///     let food = Lexicon(name: "food", source: id, target: en, text: Array(entries.utf8))
  ///     food.translations(of: "harga").map(\.text)  // ["price", "cost"]
  ///
  /// - Parameter text: UTF-8, as `LexiconText` reads it: a text of our own, which is not checked.
  /// - Complexity: O(n) for n bytes, some ten times less than reading all entries.
  package init(name: String, source: LanguageTag, target: LanguageTag, text: [UInt8]) {
    self.init(name: name, source: source, target: target)
    use(LexiconText(text))
  }

  /// Takes a text. One that was there before is in `translations` by now.
  private mutating func use(_ text: LexiconText) {
    self.text = text
    changedCount = translations.keys.count { text.contains($0) }
    for compound in text.compounds { _ = noteWords(of: compound) }
  }

  /// The names of the lexicons of which it was made, separated by commas.
  public var name: String { names.joined(separator: ", ") }

  /// The number of headwords.
  public var count: Int { translations.count + (text?.count ?? 0) - changedCount }

  /// The number of translations of all headwords.
  ///
  /// - Complexity: O(headwords).
  public var translationCount: Int { entries.values.reduce(0) { $0 + $1.count } }

  /// The headwords, in no particular order.
  ///
  /// - Complexity: O(headwords).
  public var headwords: some Sequence<String> { entries.keys }

  /// The translations of all headwords, those of the text among them.
  private var entries: [String: [Translation]] {
    guard let text else { return translations }
    var entries = translations
    for headword in text.headwords where entries[headword] == nil {
      entries[headword] = text.translations(of: headword)
    }
    return entries
  }

  /// Makes room for so many headwords.
  package mutating func reserveCapacity(_ headwords: Int) {
    translations.reserveCapacity(headwords)
  }

  /// Adds translations of a headword.
  ///
  /// A translation stands after those of the same strength. One that the headword already has keeps
  /// the greater of the two strengths. A headword keeps its 1,000 strongest.
  ///
  /// - Parameters:
  ///   - headword: A case-folded word or phrase.
  ///   - added: Case-folded translations.
  public mutating func add(_ headword: String, _ added: [Translation]) {
    if !listed.isEmpty { listed.remove(headword) }
    insert(headword, added)
  }

  /// Adds translations of a headword, whether only dictionaries have it or not.
  private mutating func insert(_ headword: String, _ added: [Translation]) {
    guard !added.isEmpty, noteWords(of: headword) else { return }
    if let text, translations[headword] == nil, let list = text.translations(of: headword) {
      translations[headword] = list
      changedCount += 1
    }
    leftOutCount += translations[headword, default: []].add(added)
  }

  /// Notes the hyphens and the number of words of a headword.
  ///
  /// - Returns: Whether it has a word.
  private mutating func noteWords(of headword: String) -> Bool {
    var (blanks, hyphens) = (0, 0)
    for byte in headword.utf8 {
      if byte == 0x20 { blanks += 1 }
      if byte == UInt8(ascii: "-") { hyphens += 1 }
    }
    // Most headwords are one word without a hyphen.
    guard blanks + hyphens > 0 else { return !headword.isEmpty }
    let words = headword.utf8.split(separator: 0x20)
    if hyphens > 0 {
      for word in words where word.contains(UInt8(ascii: "-")) {
        hyphenatedWords.insert(String(Substring(word)))
      }
    }
    if words.count > 1 { addPhrase(words.count, after: String(Substring(words[0]))) }
    return !words.isEmpty
  }

  /// Notes that a headword of several words begins with a word.
  private mutating func addPhrase(_ count: Int, after first: String) {
    phraseLengths[first, default: []].addInOrder(count)
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
    leftOutCount += other.leftOutCount
    hyphenatedWords.formUnion(other.hyphenatedWords)
    for (first, lengths) in other.phraseLengths {
      for length in lengths { addPhrase(length, after: first) }
    }
    // A text is taken over as it is, so that its entries are not read here.
    let newText = text == nil && other.listed.isEmpty ? other.text : nil
    var added = newText == nil ? other.entries : other.translations
    if let newText {
      for headword in translations.keys where added[headword] == nil {
        added[headword] = newText.translations(of: headword)
      }
    }
    for (headword, list) in added {
      if !other.isListed(headword) {
        listed.remove(headword)
      } else if !contains(headword) {
        listed.insert(headword)
      }
      if contains(headword) { insert(headword, list) } else { translations[headword] = list }
    }
    if let newText { use(newText) }
  }

  /// Adds the headwords that this lexicon lacks from another lexicon of the same languages.
  public mutating func addMissing(_ other: Lexicon) {
    if let newText = other.text, other.translations.isEmpty, other.listed.isEmpty {
      translations = entries
      use(newText)
      return
    }
    for (headword, translations) in other.sortedEntries where !contains(headword) {
      add(headword, translations)
    }
  }

  /// Makes it a dictionary: a work about whole languages, which nobody made for texts such as those
  /// at hand. A word that it has is found in a translation less often than one of another lexicon.
  package mutating func markAsDictionary() { listed = Set(headwords) }

  /// Whether it holds nothing but dictionaries.
  package var isDictionary: Bool { count > 0 && listed.count == count }

  /// Whether a headword stands in dictionaries only.
  package func isListed(_ headword: String) -> Bool { listed.contains(headword) }

  /// The translations of a case-folded word or phrase, the strongest first; empty if it is not a
  /// headword.
  public func translations(of headword: String) -> [Translation] {
    translations[headword] ?? text?.translations(of: headword) ?? []
  }

  /// Whether a case-folded word or phrase is a headword.
  public func contains(_ headword: String) -> Bool {
    translations[headword] != nil || text?.contains(headword) ?? false
  }

  /// The longest headword of at least two words that begins at a position of a text.
  ///
  /// - Parameters:
  ///   - position: A position in `words`.
  ///   - words: The case-folded words of the text.
  /// - Returns: The words of the headword; `nil` if there is none.
  public func phrase(at position: Int, in words: [String]) -> [String]? {
    for length in phraseLengths[words[position]] ?? [] where length <= words.count - position {
      let phrase = words[position..<position + length]
      if contains(phrase.joined(separator: " ")) { return Array(phrase) }
    }
    return nil
  }

  /// The headwords with their translations, sorted by headword.
  ///
  /// A dictionary has no fixed order, and results made from a lexicon must not depend on chance.
  ///
  /// - Complexity: O(n log n) for n headwords.
  public var sortedEntries: [(headword: String, translations: [Translation])] {
    entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The lexicon of the opposite direction: each translation becomes a headword, with the same
  /// strength.
  public func reversed() -> Lexicon {
    var reversed = Lexicon(name: name, source: target, target: source)
    reversed.names = names
    reversed.leftOutCount = leftOutCount
    if let text, translations.isEmpty, listed.isEmpty {
      reversed.use(text.reversed())
      return reversed
    }
    let entries = entries
    reversed.reserveCapacity(entries.count)
    for (headword, list) in entries {
      for translation in list where reversed.noteWords(of: translation.text) {
        reversed.translations[translation.text, default: []].append(
          Translation(headword, strength: translation.strength))
      }
    }
    let lists = reversed.translations.indices
    for index in lists {
      reversed.leftOutCount += reversed.translations.values[index].putInOrder()
    }
    guard !listed.isEmpty else { return reversed }
    reversed.markAsDictionary()
    for (headword, translations) in entries where !isListed(headword) {
      for translation in translations { reversed.listed.remove(translation.text) }
    }
    return reversed
  }
}

extension [Int] {
  /// Adds a number to different ones that stand in order, the greatest first, unless it is there.
  fileprivate mutating func addInOrder(_ number: Int) {
    let place = firstIndex { $0 <= number } ?? count
    if place == count || self[place] < number { insert(number, at: place) }
  }
}

extension [Lexicon.Translation] {
  /// Adds translations, each after those of the same strength. One that is there keeps the greater
  /// strength.
  ///
  /// - Returns: For how many there was no room.
  fileprivate mutating func add(_ added: [Lexicon.Translation]) -> Int {
    if isEmpty, added.count == 1 {
      self = added
      return 0
    }
    return added.reduce(0) { $0 + (add($1) ? 0 : 1) }
  }

  /// Adds a translation after those of the same strength.
  ///
  /// - Returns: Whether there was room for all.
  private mutating func add(_ translation: Lexicon.Translation) -> Bool {
    let isFull = count >= Limits.mostTranslations
    if isFull, let last, last.strength >= translation.strength { return false }
    if let place = firstIndex(where: { $0.text == translation.text }) {
      guard self[place].strength < translation.strength else { return true }
      remove(at: place)
    } else if isFull {
      removeLast()
    }
    insert(translation, at: firstIndex { $0.strength < translation.strength } ?? count)
    return !isFull
  }

  /// Sorts different translations by strength, and by text where they are as strong, and keeps as many
  /// as a headword may have.
  ///
  /// - Returns: How many were left out.
  fileprivate mutating func putInOrder() -> Int {
    if count > 1 { sort { ($1.strength, $0.text) < ($0.strength, $1.text) } }
    let leftOut = Swift.max(0, count - Limits.mostTranslations)
    removeLast(leftOut)
    return leftOut
  }
}

extension Lexicon.Translation: ExpressibleByStringLiteral {
  /// A translation that a person wrote, with strength 1.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
