import PadanLanguage
import PadanModel
import PadanText

/// The words of two texts, and in both directions the links between them.
struct BilingualWords {
  /// The evidence of source words for target words.
  let forward: WordEvidence
  /// The evidence of target words for source words.
  let backward: WordEvidence

  /// - Parameters:
  ///   - source: The segments of the source text.
  ///   - target: The segments of the target text.
  ///   - lexicon: A lexicon from the source's language to the target's; `nil` if there is none.
  ///   - reversedLexicon: The same from the target's language to the source's.
  /// - Complexity: O(n) for n words of the texts.
  init(
    source: [String], target: [String], sourceLanguage: LanguageTag, targetLanguage: LanguageTag,
    lexicon: Lexicon?, reversedLexicon: Lexicon?, weights: AlignmentWeights
  ) {
    let spelling = PairProfile.of(sourceLanguage, targetLanguage).spelling
    let sourceWords = Vocabulary(source, language: sourceLanguage, lexicon: lexicon)
    let targetWords = Vocabulary(target, language: targetLanguage, lexicon: reversedLexicon)
    let sourceSide = LinkTable.Side(
      sourceWords, lexicon: lexicon, stemmer: Stemmer(language: sourceLanguage),
      spelling: spelling)
    let targetSide = LinkTable.Side(
      targetWords, lexicon: reversedLexicon, stemmer: Stemmer(language: targetLanguage),
      spelling: spelling)
    let table = LinkTable(source: sourceSide, target: targetSide, weights: weights)
    var reversedLinks = Array(repeating: [LinkTable.Link](), count: targetWords.entries.count)
    for (index, links) in table.links.enumerated() {
      for link in links {
        reversedLinks[link.target].append(LinkTable.Link(target: index, strength: link.strength))
      }
    }
    forward = WordEvidence(
      causes: sourceWords, links: table.links, effects: targetWords,
      knowledge: targetSide.knowledge, weights: weights)
    backward = WordEvidence(
      causes: targetWords, links: reversedLinks, effects: sourceWords,
      knowledge: sourceSide.knowledge, weights: weights)
  }
}
