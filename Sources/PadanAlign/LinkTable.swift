import PadanLanguage
import PadanModel
package import PadanText

/// Translation links between the two vocabularies, with strengths 0...1, from the lexicon, equal
/// numbers, names that sound alike and similar spelling. Both sides are treated alike, so that texts that swap sides
/// have the same links.
struct LinkTable {
  /// A link from one word to a word of the other side.
  struct Link {
    /// A position in the other side's vocabulary.
    var target: Int
    var strength: Double
  }

  /// Where a word is known from. A lexicon comes before a dictionary.
  enum Knowledge {
    case none, dictionary, lexicon
  }

  /// One side with the indexes that links are found by.
  struct Side {
    let vocabulary: Vocabulary
    /// The lexicon from this side's language into the other's.
    let lexicon: Lexicon?
    fileprivate let index: WordIndex
    /// For each entry, the form of it that the lexicon has; `nil` if it has none.
    fileprivate let forms: [String?]

    /// - Parameter spelling: The spelling that its loanwords share with the other side's.
    init(
      _ vocabulary: Vocabulary, lexicon: Lexicon?, stemmer: Stemmer, spelling: SharedSpelling
    ) {
      self.vocabulary = vocabulary
      self.lexicon = lexicon
      forms = vocabulary.entries.map { entry in
        switch entry.wordClass {
        case .number, .mark: nil
        case .word, .name: lexicon?.form(of: entry.text, stemmer: stemmer)
        }
      }
      index = WordIndex(vocabulary, forms: forms, spelling: spelling)
    }

    /// The names of the text. In a script without capital letters any word may be one.
    fileprivate var names: [(position: Int, sound: Pronunciation)] {
      let hasCapitals = vocabulary.entries.contains { $0.wordClass == .name }
      let isUncased = isMostly { !$0.properties.isLowercase }
      let positions = vocabulary.entries.indices.filter {
        switch vocabulary.entries[$0].wordClass {
        case .name: true
        case .word: isUncased || !hasCapitals
        case .number, .mark: false
        }
      }
      let latin = TextForm.latin(positions.map { vocabulary.entries[$0].text })
      return zip(positions, latin).map { ($0, Pronunciation(latin: $1)) }
        .filter { $0.sound.consonants.count >= Pronunciation.fewestConsonants }
    }

    /// The numbers of the text, in digits or words.
    fileprivate var numbers: [(position: Int, number: RoundedNumber)] {
      vocabulary.entries.indices.compactMap { position in
        guard vocabulary.entries[position].wordClass == .number,
          let value = vocabulary.values[position].first, let number = RoundedNumber(value)
        else { return nil }
        return (position, number)
      }
    }

    /// Whether the text is in a script that leaves vowels out.
    fileprivate var isAbjad: Bool { isMostly(\.isOfAbjad) }

    /// Whether most words begin with a letter that fits a condition.
    private func isMostly(_ fits: (Unicode.Scalar) -> Bool) -> Bool {
      var (count, all) = (0, 0)
      for entry in vocabulary.entries where entry.wordClass == .word || entry.wordClass == .name {
        all += 1
        if let first = entry.text.unicodeScalars.first, fits(first) { count += 1 }
      }
      return 2 * count > all
    }

    /// For each entry, where it is known from.
    var knowledge: [Knowledge] {
      forms.map { form in
        guard let form, let lexicon else { return .none }
        return lexicon.isListed(form) ? .dictionary : .lexicon
      }
    }
  }

  /// For each source entry, its links, by ascending target.
  let links: [[Link]]

  init(source: Side, target: Side, weights: AlignmentWeights) {
    var collector = LinkCollector(weights: weights)
    collector.linkAlike(source, target)
    collector.linkRounded(source, target)
    collector.linkNames(source, target)
    collector.linkTranslations(from: source, to: target) { ($0, $1) }
    collector.linkTranslations(from: target, to: source) { ($1, $0) }
    links = collector.links(count: source.vocabulary.entries.count)
  }
}

/// The positions of the words of one side in its vocabulary, by everything that can link them.
private struct WordIndex {
  /// Words and names by their case-folded text.
  private(set) var byText: [String: [Int]] = [:]
  /// Words and names by the form that the lexicon has, if that is not the text.
  private(set) var byForm: [String: [Int]] = [:]
  /// Numbers, and words that may name one, by value.
  private(set) var byValue: [String: [Int]] = [:]
  private(set) var marks: [String: Int] = [:]
  /// For each entry, its skeleton; `nil` if it is not a word or too short for one.
  private(set) var skeletons: [Skeleton?] = []

  init(_ vocabulary: Vocabulary, forms: [String?], spelling: SharedSpelling) {
    for (position, entry) in vocabulary.entries.enumerated() {
      for value in vocabulary.values[position] { byValue[value, default: []].append(position) }
      var skeleton: Skeleton?
      switch entry.wordClass {
      case .number: break
      case .mark: marks[entry.text] = position
      case .word, .name:
        byText[entry.text, default: []].append(position)
        if let form = forms[position], form != entry.text {
          byForm[form, default: []].append(position)
        }
        let letters = Skeleton(entry.text, spelling)
        if letters.bytes.count >= Skeleton.shortestPrefix { skeleton = letters }
      }
      skeletons.append(skeleton)
    }
  }
}

/// Collects links. Of several links between the same two words it keeps the strongest.
private struct LinkCollector {
  let weights: AlignmentWeights
  private var found: [(source: Int, target: Int, strength: Double)] = []

  /// The least similarity of two spellings that links their words, 0...1.
  private static let leastLikeness = 0.6
  /// The least length, in UTF-8 bytes, of a word that is linked to the same word of the other
  /// language.
  private static let shortestName = 3
  /// The factor for a single word of a translation of several words.
  private static let shareOfPhrase = 0.8

  init(weights: AlignmentWeights) {
    self.weights = weights
  }

  /// Links what is alike in both languages: numbers, marks, names and spellings.
  mutating func linkAlike(_ source: LinkTable.Side, _ target: LinkTable.Side) {
    var bySpelling: [[UInt8]: [Int]] = [:]
    for (position, skeleton) in target.index.skeletons.enumerated() {
      if let skeleton { bySpelling[skeleton.prefix, default: []].append(position) }
    }
    for (position, entry) in source.vocabulary.entries.enumerated() {
      // A word such as “kelima” or “Agustus” is linked to numbers. Two such words are linked only
      // by the lexicon.
      for value in source.vocabulary.values[position] {
        for other in target.index.byValue[value] ?? []
        where entry.wordClass == .number || target.vocabulary.entries[other].wordClass == .number {
          found.append((position, other, weights.linkNumber))
        }
      }
      switch entry.wordClass {
      case .number: break
      case .mark:
        if let other = target.index.marks[entry.text] {
          found.append((position, other, weights.linkNumber))
        }
      case .word, .name:
        if entry.text.utf8.count >= Self.shortestName {
          for other in target.index.byText[entry.text] ?? [] {
            found.append((position, other, weights.linkIdentical))
          }
        }
        guard let skeleton = source.index.skeletons[position] else { continue }
        for other in bySpelling[skeleton.prefix] ?? [] {
          let likeness = skeleton.likeness(to: target.index.skeletons[other]!)
          guard likeness >= Self.leastLikeness else { continue }
          found.append((position, other, likeness * weights.linkCognate))
        }
      }
    }
  }

  /// Links numbers of which one may be the other rounded, or without the word for its power of ten.
  mutating func linkRounded(_ source: LinkTable.Side, _ target: LinkTable.Side) {
    var byNumber: [RoundedNumber: [Int]] = [:]
    var byRounding = byNumber
    var byDigits: [[UInt8]: [(Int, RoundedNumber)]] = [:]
    for (position, number) in target.numbers {
      byNumber[number, default: []].append(position)
      byDigits[number.digits, default: []].append((position, number))
      for rounding in number.roundings { byRounding[rounding, default: []].append(position) }
    }
    for (position, number) in source.numbers {
      var others = byRounding[number] ?? []
      for rounding in number.roundings { others += byNumber[rounding] ?? [] }
      for (other, value) in byDigits[number.digits] ?? [] where number.isThousandfold(of: value) {
        others.append(other)
      }
      for other in others { found.append((position, other, weights.linkRounded)) }
    }
  }

  /// The number of consonants that the beginnings of two names must share.
  private static let sharedSounds = 2

  /// Links names that sound alike.
  mutating func linkNames(_ source: LinkTable.Side, _ target: LinkTable.Side) {
    let (sources, targets) = (source.names, target.names)
    let withVowels = !source.isAbjad && !target.isAbjad
    var bySound: [ArraySlice<UInt8>: [Int]] = [:]
    for (index, name) in targets.enumerated() {
      bySound[name.sound.consonants.prefix(Self.sharedSounds), default: []].append(index)
    }
    for name in sources {
      for index in bySound[name.sound.consonants.prefix(Self.sharedSounds)] ?? [] {
        let likeness = name.sound.likeness(to: targets[index].sound, withVowels: withVowels)
        guard likeness >= weights.leastSound else { continue }
        found.append((name.position, targets[index].position, likeness * weights.linkSound))
      }
    }
  }

  /// Links each word that a side's lexicon has to the words of its translations.
  ///
  /// - Parameter ordered: Puts a position of `side` and one of `other` in the order source, target.
  mutating func linkTranslations(
    from side: LinkTable.Side, to other: LinkTable.Side,
    ordered: (Int, Int) -> (source: Int, target: Int)
  ) {
    guard let lexicon = side.lexicon else { return }
    for (position, entry) in side.vocabulary.entries.enumerated() {
      guard let form = side.forms[position] else { continue }
      let direct = form == entry.text ? weights.linkLexicon : weights.linkStem
      func link(_ word: String, _ strength: Double) {
        for match in other.index.byText[word] ?? [] {
          let (source, target) = ordered(position, match)
          found.append((source, target, strength * direct))
        }
        for match in other.index.byForm[word] ?? [] {
          let (source, target) = ordered(position, match)
          found.append((source, target, strength * min(direct, weights.linkStem)))
        }
      }
      for translation in lexicon.translations(of: form) {
        link(translation.text, translation.strength)
        guard translation.text.utf8.contains(UInt8(ascii: " ")) else { continue }
        for word in translation.text.split(separator: " ") {
          link(String(word), translation.strength * Self.shareOfPhrase)
        }
      }
    }
  }

  /// The links of each source entry, by ascending target.
  mutating func links(count: Int) -> [[LinkTable.Link]] {
    found.sort { ($0.source, $0.target, $1.strength) < ($1.source, $1.target, $0.strength) }
    var links = Array(repeating: [LinkTable.Link](), count: count)
    for (source, target, strength) in found where links[source].last?.target != target {
      links[source].append(LinkTable.Link(target: target, strength: strength))
    }
    return links
  }
}

extension Lexicon {
  /// The form of a case-folded word that the lexicon has: the word itself, or else its likeliest
  /// stem; `nil` if it has neither.
  package func form(of word: String, stemmer: Stemmer) -> String? {
    if contains(word) { return word }
    return stemmer.candidates(for: word).first { contains($0) }
  }
}
