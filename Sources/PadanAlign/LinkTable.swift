import PadanModel
import PadanText

/// Which words of one side call for which words of the other, and how strongly (0...1): by lexicon,
/// shared numbers, names and spelling.
struct LinkTable {
  struct Link {
    /// A position in the target vocabulary.
    var target: Int
    var strength: Double
  }

  /// For each source entry its links, by ascending target.
  private(set) var links: [[Link]]
  /// For each source entry whether the lexicon knows it, and so ought to find its partner.
  private(set) var isSourceKnown: [Bool]
  /// For each target entry whether the lexicon translates some word into it.
  private(set) var isTargetKnown: [Bool]

  init(
    source: Vocabulary, target: Vocabulary, lexicon: Lexicon?, targetLexicon: Lexicon?,
    sourceStemmer: Stemmer, targetStemmer: Stemmer, weights: AlignmentWeights
  ) {
    links = Array(repeating: [], count: source.entries.count)
    isSourceKnown = Array(repeating: false, count: source.entries.count)
    isTargetKnown = target.entries.map { entry in
      guard let targetLexicon, entry.wordClass == .word || entry.wordClass == .name else {
        return false
      }
      return targetLexicon.form(of: entry.text, stemmer: targetStemmer) != nil
    }
    var exact: [Vocabulary.Entry: Int] = [:]
    var byText: [String: [Int]] = [:]
    var byStem: [String: [Int]] = [:]
    var byValue: [String: [Int]] = [:]
    var bySpelling: [[UInt8]: [(target: Int, skeleton: Skeleton)]] = [:]
    for (index, entry) in target.entries.enumerated() {
      exact[entry] = index
      for value in target.values[index] { byValue[value, default: []].append(index) }
      guard entry.wordClass == .word || entry.wordClass == .name else { continue }
      byText[entry.text, default: []].append(index)
      for stem in targetStemmer.candidates(for: entry.text) {
        byStem[stem, default: []].append(index)
      }
      let skeleton = Skeleton(entry.text)
      if skeleton.bytes.count >= Skeleton.shortestPrefix {
        bySpelling[Array(skeleton.bytes.prefix(Skeleton.shortestPrefix)), default: []]
          .append((index, skeleton))
      }
    }

    for (index, entry) in source.entries.enumerated() {
      var strengths: [Int: Double] = [:]
      func link(_ target: Int, _ strength: Double) {
        strengths[target] = max(strengths[target] ?? 0, strength)
      }
      // A word such as “kelima” or “Agustus” calls for numbers; two words call by the lexicon.
      for candidate in source.values[index].flatMap({ byValue[$0] ?? [] })
      where entry.wordClass == .number || target.entries[candidate].wordClass == .number {
        link(candidate, weights.linkNumber)
      }
      switch entry.wordClass {
      case .number: break
      case .mark:
        if let target = exact[entry] { link(target, weights.linkNumber) }
      case .phrase:
        isSourceKnown[index] = true
        for (word, share) in Self.words(of: lexicon?.translations(of: entry.text) ?? []) {
          for target in byText[word] ?? [] { link(target, share * weights.linkLexicon) }
          for target in byStem[word] ?? [] { link(target, share * weights.linkStem) }
        }
      case .word, .name:
        for target in byText[entry.text] ?? [] where entry.text.utf8.count > 2 {
          link(target, weights.linkIdentical)
        }
        if let lexicon, let form = lexicon.form(of: entry.text, stemmer: sourceStemmer) {
          isSourceKnown[index] = true
          let direct = form == entry.text ? weights.linkLexicon : weights.linkStem
          for (word, share) in Self.words(of: lexicon.translations(of: form)) {
            for target in byText[word] ?? [] { link(target, share * direct) }
            for target in byStem[word] ?? [] {
              link(target, share * min(direct, weights.linkStem))
            }
          }
        }
        let skeleton = Skeleton(entry.text)
        let prefix = Array(skeleton.bytes.prefix(Skeleton.shortestPrefix))
        for candidate in bySpelling[prefix] ?? [] {
          let likeness = skeleton.likeness(to: candidate.skeleton)
          if likeness >= 0.6 { link(candidate.target, likeness * weights.linkCognate) }
        }
      }
      links[index] = strengths.sorted { $0.key < $1.key }.map { Link(target: $0, strength: $1) }
    }
  }

  /// The words of translations, each with its share of the one it stands in: *foreign minister* gives
  /// two words that share the evidence.
  private static func words(
    of translations: [Lexicon.Translation]
  ) -> [(word: String, share: Double)] {
    var shares: [(word: String, share: Double)] = []
    for translation in translations {
      let words = translation.text.split(separator: " ").map(String.init)
      for word in words where !shares.contains(where: { $0.word == word }) {
        shares.append((word, translation.strength * (words.count == 1 ? 1 : 0.8)))
      }
    }
    return shares
  }
}

extension Lexicon {
  /// The form of a case-folded word that the lexicon holds: the word itself, or else its likeliest
  /// stem.
  func form(of word: String, stemmer: Stemmer) -> String? {
    if contains(word) { return word }
    return stemmer.candidates(for: word).first { contains($0) }
  }
}
